"""The jobs of a search whose pay can be compared, as they stood at one change: what statistics of pay are made of."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from pyroaring import BitMap

from careercenter.jobs.index.changes import Change
from careercenter.jobs.index.finding import Question


@dataclass(frozen=True)
class Sample:
    """
    How many jobs have which pay, and how many are whose. `both_ends` counts by the sum of both ends in cents an hour,
    which is twice the middle and a whole number; `first` and `last` are publications, in microseconds since 1970.
    """

    both_ends: Counter[int]
    employers: Counter[str]
    first: int = 0
    last: int = 0

    @property
    def jobs(self) -> int:
        return self.both_ends.total()


@dataclass(frozen=True)
class PaidJobs:
    """
    `slots` are the comparable jobs, `total` counts the others too; `groups[name][term]` are those that carry the
    term, all other filters as they are; `totals[name][term]` counts the others too. The arrays are copies: counting
    goes on while the index is being written. Two answers to one question are the same when they agree in `change` and
    in `there`, the jobs that time lets through.
    """

    change: Change
    there: BitMap
    total: int
    slots: BitMap
    groups: dict[str, dict[str, BitMap]]
    totals: dict[str, dict[str, int]]
    _both_ends: array[int]
    _employer_of: list[str]
    _published: array[int]
    _late: BitMap

    def sample(self) -> Sample:
        return self._sample(self.slots, *self._counted(self.slots))

    def samples(self, name: str) -> dict[str, Sample]:
        """One for each term of a group. What all its terms share (jobs open to every state) is counted once."""
        terms = self.groups[name]
        shared = reduce(and_, terms.values(), self.slots if terms else BitMap())
        pay, employers = self._counted(shared)
        samples = {}
        for term, slots in terms.items():
            more_pay, more_employers = self._counted(slots - shared)
            samples[term] = self._sample(slots, pay + more_pay, employers + more_employers)
        return samples

    def _counted(self, slots: BitMap) -> tuple[Counter[int], Counter[str]]:
        return Counter(map(self._both_ends.__getitem__, slots)), Counter(map(self._employer_of.__getitem__, slots))

    def _sample(self, slots: BitMap, pay: Counter[int], employers: Counter[str]) -> Sample:
        """Slots stand in the order of publication, but for the late ones."""
        prompt, late = slots - self._late, slots & self._late
        edges = [*late, *((prompt.min(), prompt.max()) if prompt else ())]
        days = [self._published[slot] for slot in edges] or [0]
        return Sample(pay, employers, min(days), max(days))


def paid_jobs(question: Question, change: Change, by: Sequence[str], but: int | None) -> PaidJobs:
    """The answer by the groups named, without the job `but`."""
    board = question.board
    comparable = board.comparable()
    if but is not None and but in board.slot_of:
        comparable = comparable - BitMap([board.slot_of[but]])
    groups, totals = {}, {}
    for name in by:
        every = question.without(name)
        base = every & comparable
        groups[name] = {term: base & slots for term, slots in board.terms[name].items() if base.intersect(slots)}
        totals[name] = {term: every.intersection_cardinality(board.terms[name][term]) for term in groups[name]}
    return PaidJobs(
        change,
        question.open & question.filters.get("posted", question.open),
        len(question.hits),
        question.hits & comparable,
        groups,
        totals,
        board.both_ends[:],
        board.employer_of[:],
        board.published[:],
        BitMap(board.late),
    )
