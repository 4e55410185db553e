"""
The open jobs as bitmaps: one a term, over slots in the order of publication.

A job keeps its slot for as long as the process lives; an edit rewrites what it carries, an end takes it off `listed`. A
job that comes with an older date than the last one (an import) takes the next slot all the same and is kept among the
`late` ones, which every list puts in their right places.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from heapq import merge, nlargest
from itertools import count, repeat
from operator import or_
from typing import NamedTuple

from pyroaring import BitMap

from careercenter.gazetteer import Point
from careercenter.jobs.index.offices import Offices
from careercenter.jobs.index.reading import NOT_COMPARABLE, Line, Reading

NOWHERE = 2**32 - 1  # the slot of what belongs to no job of the board; it is never listed
MOST_FLOORS = 32  # amounts whose jobs are kept; the pages ask for some ten, and readers may type any other
MOST_DOLLARS = 500  # an hour; whoever earns more stands together in the last bucket
READINGS = count(1)  # of this process; a job that changes is read again


class Version(NamedTuple):
    """A job as this process read it: in which of its readings, and when the job was published (microseconds since 1970)."""

    reading: int
    published: int


class Board:
    """
    `terms[group][term]` are the slots of the jobs that carry it; `pay[dollars]` those whose upper end lies in that dollar;
    `quotas[number]` those that ask for so many records an hour, `accuracies[percent]` for such accuracy; `offices` those of
    each place.
    """

    def __init__(self, reading: Reading) -> None:
        self.slot_of: dict[int, int] = {}
        self.job_of = array("q")
        self.published = array("q")
        self.expires = array("q")
        self.hourly = array("q")
        self.read_in = array("Q")
        self.both_ends = array("q")
        self.employer_of: list[str] = []
        self.listed = BitMap()
        self.terms: defaultdict[str, defaultdict[str, BitMap]] = defaultdict(lambda: defaultdict(BitMap))
        self.pay: dict[int, BitMap] = {}
        self.quotas: defaultdict[float, BitMap] = defaultdict(BitMap)
        self.accuracies: defaultdict[float, BitMap] = defaultdict(BitMap)
        self.offices = Offices()
        self.late = BitMap()
        self._in_order = array("q")  # the publications of the slots that came in order ...
        self._slots_in_order = array("I")  # ... and these slots
        self._ends = array("q")  # the ends of all listed jobs, sorted ...
        self._slots_by_end = array("I")  # ... and their slots
        self._latest = 0  # the last publication
        self._pay_from: dict[int, BitMap] = {}
        self._employers: list[tuple[int, str, BitMap]] = []
        self._laddered: BitMap | None = None
        self.write(reading, ())

    def write(self, reading: Reading, changed: Iterable[int]) -> None:
        """Forgets the changed jobs and takes in what was read of them; what is not read any more is not listed any more."""
        self._reading = next(READINGS)
        for job_id in changed:
            self._forget(job_id)
        located: defaultdict[Point, array[int]] = defaultdict(lambda: array("I"))
        slots = array("I")
        for line in reading.lines():
            slot = self._list(line)
            slots.append(slot)
            for group, term in line.terms:
                self.terms[group][term].add(slot)
            for state in line.states:
                self.terms["state"][state].add(slot)
            self.terms["employer"][line.employer].add(slot)
            if line.office is not None:
                located[line.office].append(slot)
        for group, term, jobs in reading.carried():
            carrying = BitMap(array("I", map(self.slot_of.get, jobs, repeat(NOWHERE)))) & self.listed
            self.terms[group][term].update(carrying)
        self.offices.add(located)
        self._add_ends(slots)
        self._employers = []
        self._laddered = None
        self._pay_from.clear()

    def open_at(self, now: int) -> BitMap:
        """The slots of the jobs that are public at this moment."""
        run_out = self._slots_by_end[: bisect_right(self._ends, now)]
        slots = self.listed - BitMap(run_out)
        return slots if self._latest <= now else slots & self.published_between(None, now)

    def is_open(self, job_id: int, now: int) -> bool:
        slot = self.slot_of.get(job_id)
        return slot is not None and slot in self.listed and self.published[slot] <= now < self.expires[slot]

    def turned(self, now: int) -> tuple[int, int]:
        """What the clock alone has done: the last end that has passed (0 for none), and how many jobs are still to come."""
        passed = bisect_right(self._ends, now)
        to_come = len(self.listed & self.published_between(now, None)) if self._latest > now else 0
        return self._ends[passed - 1] if passed else 0, to_come

    def published_between(self, after: int | None, until: int | None) -> BitMap:
        """The slots published later than `after` and not later than `until`."""
        first = 0 if after is None else bisect_right(self._in_order, after)
        last = len(self._in_order) if until is None else bisect_right(self._in_order, until)
        slots = BitMap()
        if first < last:
            slots = BitMap(range(self._slots_in_order[first], self._slots_in_order[last - 1] + 1)) - self.late
        for slot in self.late:
            if (after is None or self.published[slot] > after) and (until is None or self.published[slot] <= until):
                slots.add(slot)
        return slots

    def paying(self, least: int) -> BitMap:
        """The slots whose pay reaches this many cents an hour at its upper end."""
        if least not in self._pay_from:
            dollars = min(least // 100, MOST_DOLLARS)
            above = BitMap.union(BitMap(), *(slots for bucket, slots in self.pay.items() if bucket > dollars))
            bucket = self.pay.get(dollars, BitMap())
            if least % 100 or dollars == MOST_DOLLARS:
                bucket = BitMap(slot for slot in bucket if self.hourly[slot] >= least)
            reaching = above | bucket
            if len(self._pay_from) >= MOST_FLOORS:
                self._pay_from.pop(next(iter(self._pay_from)))
            self._pay_from[least] = reaching
            return reaching
        return self._pay_from[least]

    def carrying(self, group: str, terms: Iterable[str]) -> BitMap:
        """The slots of the jobs that carry one of these terms of a group."""
        slots_of = self.terms[group]
        return reduce(or_, (slots_of[term] for term in terms if term in slots_of), BitMap())

    def version(self, slot: int) -> Version:
        return Version(self.read_in[slot], self.published[slot])

    def comparable(self) -> BitMap:
        """The slots whose pay can be compared by the hour."""
        return self.paying(0)

    def with_quota(self) -> BitMap:
        """The slots of the jobs that state how many records an hour they ask for."""
        return BitMap.union(BitMap(), *self.quotas.values())

    def laddered(self) -> BitMap:
        """The slots of the jobs whose title is on the ladder."""
        if self._laddered is None:
            self._laddered = BitMap.union(BitMap(), *self.terms["title"].values())
        return self._laddered

    def employers(self) -> list[tuple[int, str, BitMap]]:
        """How many listed jobs each employer has, its address and their slots, the largest first."""
        if not self._employers:
            of = self.terms["employer"].items()
            self._employers = sorted(((len(slots), slug, slots) for slug, slots in of), key=lambda one: -one[0])
        return self._employers

    def newest(self, slots: BitMap, first: int, last: int | None) -> list[int]:
        """From `first` to before `last` of these slots, the newest first; of two of one moment the later job."""
        if not self.late or not slots.intersect(self.late):
            count = len(slots)
            end = count - first
            start = 0 if last is None else max(count - last, 0)
            return list(slots[start:end])[::-1] if end > start else []
        late = slots & self.late
        prompt = slots - late
        wanted = len(slots) if last is None else last
        key = self._age
        tail = prompt[max(len(prompt) - wanted, 0) :]
        ordered = merge(reversed(list(tail)), nlargest(wanted, late, key=key), key=key, reverse=True)
        return list(ordered)[first:wanted]

    def best_paid(self, slots: BitMap, first: int, last: int | None) -> list[int]:
        """The same by the upper end of pay, highest first and what can't be compared at the end; ties newest first."""
        steps = (slots & self.pay[bucket] for bucket in sorted(self.pay, reverse=True))
        ordered = (sorted(self.newest(step, 0, None), key=lambda slot: -self.hourly[slot]) for step in steps)
        return self._one_after_another(ordered, slots - self.comparable(), first, last)

    def lowest_quota(self, slots: BitMap, first: int, last: int | None) -> list[int]:
        """The same by what is asked for an hour, lowest first and what states nothing at the end; ties newest first."""
        steps = (self.newest(slots & self.quotas[quota], 0, None) for quota in sorted(self.quotas))
        return self._one_after_another(steps, slots - self.with_quota(), first, last)

    def _one_after_another(self, steps: Iterable[list[int]], rest: BitMap, first: int, last: int | None) -> list[int]:
        """From `first` to before `last` of these steps and then the rest; no more steps are taken than it needs."""
        found: list[int] = []
        for step in steps:
            found += step
            if last is not None and len(found) >= last:
                return found[first:last]
        found += self.newest(rest, 0, None if last is None else last - len(found))
        return found[first:last]

    def _age(self, slot: int) -> tuple[int, int]:
        return self.published[slot], self.job_of[slot]

    def _list(self, line: Line) -> int:
        slot = self._slot(line.job_id, line.published)
        self.expires[slot], self.read_in[slot] = line.expires, self._reading
        self.hourly[slot], self.both_ends[slot] = line.hourly, line.both_ends
        self.employer_of[slot] = line.employer
        self.listed.add(slot)
        if line.hourly != NOT_COMPARABLE:
            self.pay.setdefault(min(line.hourly // 100, MOST_DOLLARS), BitMap()).add(slot)
        if line.quota is not None:
            self.quotas[line.quota].add(slot)
        if line.accuracy is not None:
            self.accuracies[line.accuracy].add(slot)
        return slot

    def _slot(self, job_id: int, published: int) -> int:
        """The job's slot; a new one when it has none, or when its date of publication is not the one it had."""
        slot = self.slot_of.get(job_id)
        if slot is not None and self.published[slot] == published:
            return slot
        slot = len(self.job_of)
        last = self._slots_in_order[-1] if self._slots_in_order else None
        if last is None or (published, job_id) > self._age(last):
            self._in_order.append(published)
            self._slots_in_order.append(slot)
        else:
            self.late.add(slot)
        self._latest = max(self._latest, published)
        self.slot_of[job_id] = slot
        self.job_of.append(job_id)
        self.published.append(published)
        self.expires.append(0)
        self.hourly.append(NOT_COMPARABLE)
        self.read_in.append(0)
        self.both_ends.append(NOT_COMPARABLE)
        self.employer_of.append("")
        return slot

    def _forget(self, job_id: int) -> None:
        slot = self.slot_of.get(job_id)
        if slot is None or slot not in self.listed:
            return
        self.listed.discard(slot)
        self._drop_end(self.expires[slot], slot)
        for slots in (*self.pay.values(), *self.quotas.values(), *self.accuracies.values()):
            slots.discard(slot)
        self.offices.discard(slot)
        for terms in self.terms.values():
            for slots in terms.values():
                slots.discard(slot)

    def _add_ends(self, slots: array[int]) -> None:
        if not self._ends:
            self._slots_by_end = array("I", sorted(slots, key=self.expires.__getitem__))
            self._ends = array("q", map(self.expires.__getitem__, self._slots_by_end))
            return
        for slot in slots:
            place = bisect_right(self._ends, self.expires[slot])
            self._ends.insert(place, self.expires[slot])
            self._slots_by_end.insert(place, slot)

    def _drop_end(self, end: int, slot: int) -> None:
        place = self._slots_by_end.index(slot, bisect_left(self._ends, end))
        del self._ends[place], self._slots_by_end[place]
