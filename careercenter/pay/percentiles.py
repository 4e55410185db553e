"""
Percentiles, computed exactly.

The definition is linear interpolation between order statistics: of n values in order, counted from 0, the percentile of
share p stands at place (n - 1) * p, between two values in proportion (Hyndman and Fan, The American Statistician 50/4,
1996, definition 7; Excel's PERCENTILE.INC, NumPy's and R's default, SQL's percentile_cont).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate

LOWER, MIDDLE, UPPER = Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)


class Ordered:
    """Whole numbers in order, made of how often each occurs. There is at least one."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        self._values = sorted(value for value, count in counts.items() if count)
        self._upto = list(accumulate(counts[value] for value in self._values))
        if not self._values:
            raise ValueError("there is no percentile of nothing")
        self.number = self._upto[-1]

    def percentile(self, share: Fraction) -> Fraction:
        place, part = divmod((self.number - 1) * share, 1)
        low, high = self._at(place), self._at(min(place + 1, self.number - 1))
        return low + part * (high - low)

    def below(self, value: int) -> int:
        """How many are smaller."""
        return self._count(bisect_left(self._values, value))

    def above(self, value: int) -> int:
        """How many are larger."""
        return self.number - self._count(bisect_right(self._values, value))

    def _at(self, place: int) -> int:
        return self._values[bisect_right(self._upto, place)]

    def _count(self, distinct: int) -> int:
        return self._upto[distinct - 1] if distinct else 0
