"""Where the offices of the listed jobs lie: a bitmap a place, so that a radius costs a distance a place and not one a job."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping

from pyroaring import BitMap

from careercenter.gazetteer import Point, miles_between
from careercenter.gazetteer.distances import MILES_A_DEGREE

SPARE = 0.01  # degrees; what rounding may take from the band is given back, since the distance decides


class Offices:
    def __init__(self) -> None:
        self._slots_at: dict[Point, BitMap] = {}
        self._southernmost_first: list[Point] = []

    def add(self, gathered: Mapping[Point, array[int]]) -> None:
        for point, slots in gathered.items():
            if point not in self._slots_at:
                self._slots_at[point] = BitMap()
                insort(self._southernmost_first, point)
            self._slots_at[point].update(slots)

    def discard(self, slot: int) -> None:
        for slots in self._slots_at.values():
            slots.discard(slot)

    def within(self, miles: float, center: Point) -> dict[float, BitMap]:
        """By its distance, the nearest first: the slots of each office strictly within so many miles."""
        width = miles / MILES_A_DEGREE + SPARE
        first = bisect_left(self._southernmost_first, center.north - width, key=_north)
        last = bisect_right(self._southernmost_first, center.north + width, key=_north)
        found: defaultdict[float, BitMap] = defaultdict(BitMap)
        for point in self._southernmost_first[first:last]:
            away = miles_between(center, point)
            if away < miles:
                found[away] |= self._slots_at[point]
        return dict(sorted(found.items()))


def _north(point: Point) -> float:
    return point.north
