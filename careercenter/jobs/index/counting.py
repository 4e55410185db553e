"""How many jobs each further choice beside a list would leave, and how many are hidden or say no pay."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import heappushpop, nlargest
from typing import Any

from pyroaring import BitMap

from careercenter.jobs.index.finding import DAY, FLAGS, NAMED, Found, Question
from careercenter.jobs.index.reading import PAY_STATED

PAY_BANDS = (1500, 2000, 2500, 3000, 3500, 4000, 5000)  # cents an hour, each "from ... up"
AGES = (1, 3, 7, 14, 30)  # days
MOST_EMPLOYERS = 20  # counted; the largest of a result
JOBS_AN_EMPLOYER = 8  # counting so many jobs takes as long as counting one employer
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Counted(Found):
    """
    `counts[name][value]` says how many jobs there would be with this value chosen, all other names as they are; values
    without a job are left out. `pay_stated` are those of the total whose advertisement names a sum at all, `quota_stated`
    those that say how many records an hour they ask for, `unstated` the jobs that the pay filter hides because their pay
    can't be compared, `closed` those that are closed to the states asked for, hidden or shown.
    """

    counts: Counts
    pay_stated: int
    quota_stated: int
    unstated: int
    closed: int

    @classmethod
    def facts(cls, question: Question, slots: list[int]) -> dict[str, Any]:
        counting = Counting(question)
        return super().facts(question, slots) | {
            "counts": counting.counts(),
            "pay_stated": counting.pay_stated(),
            "quota_stated": counting.quota_stated(),
            "unstated": counting.unstated(),
            "closed": counting.closed(),
        }


class Counting:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.board = question.board
        self.now = question.now
        self.hits = question.hits
        self.filters = question.filters
        self.criteria = question.criteria

    def counts(self) -> Counts:
        counts = {name: self._count_terms(name) for name in (*NAMED[:-1], *FLAGS)}
        counts["employer"] = self._count_employers()
        pay, age = self._base("pay_min"), self._base("posted")
        counts["pay_min"] = {
            f"{band / 100:g}": pay.intersection_cardinality(self.board.paying(band)) for band in PAY_BANDS
        }
        counts["posted"] = {
            str(days): age.intersection_cardinality(self.board.published_between(self.now - days * DAY, None))
            for days in AGES
        }
        return counts

    def pay_stated(self) -> int:
        return self.hits.intersection_cardinality(self.board.carrying(PAY_STATED, ("1",)))

    def quota_stated(self) -> int:
        return self.hits.intersection_cardinality(self.board.with_quota())

    def unstated(self) -> int:
        return len(self._base("pay_min") - self.board.comparable()) if "pay_min" in self.filters else 0

    def closed(self) -> int:
        return len(self._base("state") - self.question.let_in) if self.criteria.state else 0

    def _base(self, name: str) -> BitMap:
        """What a choice of this name is counted in."""
        return self.question.without(name) if name in self.filters else self.hits

    def _count_terms(self, name: str) -> dict[str, int]:
        count = self._base(name).intersection_cardinality
        counts = {term: count(slots) for term, slots in self.board.terms[name].items()}
        return {term: number for term, number in counts.items() if number}

    def _count_employers(self) -> dict[str, int]:
        """The 20 with the most matches, and those chosen; ties by address."""
        counts = self._largest_employers(self._base("employer"))
        least = min(nlargest(MOST_EMPLOYERS, counts.values()), default=0)
        largest = sorted((-count, slug) for slug, count in counts.items() if count >= least)
        shown = [slug for _count, slug in largest[:MOST_EMPLOYERS]]
        return {slug: counts[slug] for slug in dict.fromkeys([*shown, *self.criteria.employer]) if counts[slug]}

    def _largest_employers(self, base: BitMap) -> Counter[str]:
        """Counts that hold the 20 largest, by the cheaper way: job by job, or employer by employer from the largest down."""
        employers = self.board.employers()
        if len(base) < JOBS_AN_EMPLOYER * len(employers):
            return Counter(map(self.board.employer_of.__getitem__, base))
        counts: Counter[str] = Counter()
        largest = [0] * MOST_EMPLOYERS
        for size, slug, slots in employers:
            if size < largest[0]:
                break  # neither this one nor any smaller one is among the largest
            counts[slug] = base.intersection_cardinality(slots)
            heappushpop(largest, counts[slug])
        chosen = self.board.terms["employer"]
        for slug in self.criteria.employer:
            if slug in chosen:
                counts[slug] = base.intersection_cardinality(chosen[slug])
        return counts
