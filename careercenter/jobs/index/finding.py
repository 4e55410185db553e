"""One question to the index: which jobs match, in which order, and how many each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, reduce
from heapq import heappushpop, nlargest
from operator import and_, or_

from pyroaring import BitMap

from careercenter.gazetteer import place_named
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index.board import Board, Version
from careercenter.jobs.index.reading import PAY_STATED, moment
from careercenter.jobs.index.relevance import Spread, Standing, ranked, rarity, standing
from careercenter.jobs.index.words import Words
from careercenter.jobs.terms import FILTERS, GROUP_OF_LIST, SHARED_TITLES
from careercenter.jobs.words import Wanted

DAY = timedelta(days=1) // timedelta(microseconds=1)
PAY_BANDS = (1500, 2000, 2500, 3000, 3500, 4000, 5000)  # cents an hour, each "from ... up"
AGES = (1, 3, 7, 14, 30)  # days
MOST_EMPLOYERS = 20  # counted; the largest of a result
JOBS_AN_EMPLOYER = 8  # counting so many jobs takes as long as counting one employer
NAMED = (*(group.name for group in FILTERS), "employer")
FLAGS = ("apprentice", "us_only")
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Found:
    """
    `ids` are those of the page asked for. `counts[name][value]` says how many jobs there would be with this value
    chosen, all other names as they are; values without a job are left out. `unstated` are the jobs that the pay filter
    hides because their pay can't be compared, `closed` those that are closed to the states asked for, hidden or shown;
    `pay_stated` those of the total whose advertisement names a sum at all, `quota_stated` those that say how many records an
    hour they ask for. In the order by relevance `standings` says of
    each of `ids` why it stands there; `versions` tell a text of each that was drawn before from the one it has now.
    """

    total: int
    ids: list[int]
    counts: Counts = field(default_factory=dict)
    pay_stated: int = 0
    quota_stated: int = 0
    unstated: int = 0
    closed: int = 0
    standings: list[Standing] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)


class Question:
    def __init__(
        self, board: Board, words: Words, criteria: JobCriteria, now: datetime, after: datetime | None
    ) -> None:
        self.board = board
        self.words = words
        self.criteria = criteria
        self.now = moment(now)
        self.words_asked = criteria.words
        self.board_open = self.open = board.open_at(self.now)
        if after is not None:
            self.open = self.open & board.published_between(moment(after), None)

    def answer(self, first: int, most: int | None, *, counted: bool) -> Found:
        last = None if most is None else first + most
        slots = self._in_order(first, last)
        ids = [self.board.job_of[slot] for slot in slots]
        if not counted:
            return Found(len(self.hits), ids)
        return Found(
            len(self.hits),
            ids,
            self._counts(),
            self._pay_stated(),
            self.hits.intersection_cardinality(self.board.with_quota()),
            self._unstated(),
            self._closed(),
            [standing(slot, self.spreads) for slot in slots] if self._is_by_relevance else [],
            [self.board.version(slot) for slot in slots],
        )

    @cached_property
    def hits(self) -> BitMap:
        return self.without(None)

    @cached_property
    def filters(self) -> dict[str, BitMap]:
        """By name, the slots that each filter in force lets through. Several values of one name are OR."""
        board, criteria = self.board, self.criteria
        chosen = {name: self._any_of(name, getattr(criteria, name)) for name in NAMED if getattr(criteria, name)}
        chosen |= {name: self._any_of(name, ("1",)) for name in FLAGS if getattr(criteria, name)}
        if criteria.closed:
            chosen.pop("state", None)
        if criteria.near:
            chosen["near"] = BitMap.union(BitMap(), *self.around.values())
        if criteria.pay_min is not None:
            chosen["pay_min"] = board.paying(criteria.pay_min)
        if criteria.posted is not None:
            chosen["posted"] = board.published_between(self.now - criteria.posted * DAY, None)
        return chosen

    @cached_property
    def around(self) -> dict[float, BitMap]:
        """The jobs with an office near the place asked for, by their distance."""
        place = place_named(self.criteria.near)
        return self.board.offices.within(self.criteria.miles, place.point) if place else {}

    @cached_property
    def let_in(self) -> BitMap:
        """The jobs open to one of the states asked for."""
        return self._any_of("state", self.criteria.state)

    @cached_property
    def worded(self) -> BitMap:
        """The open jobs that the typed words let through."""
        slots = self.open
        for thing in self.words_asked.wanted:
            slots = slots & self._having(thing)
        for thing in self.words_asked.unwanted:
            slots = slots - self._having(thing)
        return slots

    def without(self, name: str | None) -> BitMap:
        """The matches with one filter left out. Names are AND."""
        slots = self.worded
        for other, let_through in self.filters.items():
            if other != name:
                slots = slots & let_through
        return slots

    def _base(self, name: str) -> BitMap:
        return self.without(name) if name in self.filters else self.hits

    def _any_of(self, group: str, values: tuple[str, ...]) -> BitMap:
        terms = self.board.terms[group]
        return reduce(or_, (terms[value] for value in values if value in terms), BitMap())

    def _having(self, thing: Wanted) -> BitMap:
        """The words are there, or a term that they name."""
        return reduce(and_, map(self.words.holding, thing.phrases)) | self._named(thing)

    def _named(self, thing: Wanted) -> BitMap:
        terms = [(GROUP_OF_LIST[name], (term,)) for name, term in thing.terms if name in GROUP_OF_LIST]
        return reduce(or_, (self._any_of(group, values) for group, values in terms), BitMap())

    # Order

    @property
    def _is_by_relevance(self) -> bool:
        return self.criteria.order == "relevance" and bool(self.words_asked.wanted)

    def _in_order(self, first: int, last: int | None) -> list[int]:
        """From `first` to before `last` of the matches, part after part."""
        board = self.board
        ordered = {"pay": board.best_paid, "quota": board.lowest_quota}.get(self.criteria.order, board.newest)
        found: list[int] = []
        for part in self._parts():
            if last is not None and last <= 0:
                break
            if first < len(part):
                found += ordered(part, first, last)
            first = max(first - len(part), 0)
            last = None if last is None else last - len(part)
        return found

    def _parts(self) -> Iterator[BitMap]:
        """
        The matches in parts that follow one another: those open to the states asked for before those closed to them; in
        either the groups of relevance, or by distance the nearer before the farther.
        """
        whole = [self.hits & self.let_in, self.hits - self.let_in] if self.criteria.closed else [self.hits]
        for slots in whole:
            if self._is_by_relevance:
                yield from ranked(slots, self.spreads)
            elif self.criteria.order == "distance":
                yield from (slots & there for there in self.around.values())
            else:
                yield slots

    @cached_property
    def spreads(self) -> list[Spread]:
        """Where the jobs have each thing that was typed."""
        return [self._spread(thing) for thing in self.words_asked.wanted]

    def _spread(self, thing: Wanted) -> Spread:
        titled = reduce(and_, map(self.words.entitled, thing.phrases))
        rungs = tuple(term for name, term in thing.terms if GROUP_OF_LIST.get(name) == "title")
        having = self.board_open.intersection_cardinality(self._having(thing))
        return Spread(
            thing,
            titled,
            titled & self._of_the_trade,
            self._any_of("title", rungs),
            self._named(thing),
            rarity(having, len(self.board_open)),
        )

    @cached_property
    def _of_the_trade(self) -> BitMap:
        """The jobs whose title is on the ladder, or bears a name that rungs of it share."""
        return reduce(or_, map(self.words.entitled, SHARED_TITLES), self.board.laddered())

    # Counts

    def _counts(self) -> Counts:
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

    def _count_terms(self, name: str) -> dict[str, int]:
        count = self._base(name).intersection_cardinality
        counts = {term: count(slots) for term, slots in self.board.terms[name].items()}
        return {term: number for term, number in counts.items() if number}

    def _count_employers(self) -> dict[str, int]:
        """The 20 with the most matches, and those chosen; ties by address."""
        counts = self._largest_employers(self._base("employer"))
        least = min(nlargest(MOST_EMPLOYERS, counts.values()), default=0)
        ranked = sorted((-count, slug) for slug, count in counts.items() if count >= least)
        shown = [slug for _count, slug in ranked[:MOST_EMPLOYERS]]
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

    def _pay_stated(self) -> int:
        return self.hits.intersection_cardinality(self._any_of(PAY_STATED, ("1",)))

    def _unstated(self) -> int:
        return len(self._base("pay_min") - self.board.comparable()) if "pay_min" in self.filters else 0

    def _closed(self) -> int:
        return len(self._base("state") - self.let_in) if self.criteria.state else 0
