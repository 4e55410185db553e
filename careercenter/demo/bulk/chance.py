"""Drawing by chance: the first of a list far more often than the last, as words and employers are in real postings."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Deck(Generic[T]):
    """A list to draw from. Without weights the nth item has the weight 1/n (Zipf's law), made steeper or flatter."""

    def __init__(self, items: Iterable[T], *, weights: Iterable[float] = (), steepness: float = 1.0) -> None:
        self.items: Sequence[T] = tuple(items)
        given = tuple(weights) or tuple((place + 1) ** -steepness for place in range(len(self.items)))
        self._sums = list(accumulate(given))

    def draw(self, chance: Random) -> T:
        return self.items[bisect(self._sums, chance.random() * self._sums[-1], hi=len(self.items) - 1)]

    def some(self, chance: Random, count: int) -> list[T]:
        """So many different ones, in the order of drawing; all of them where there are no more."""
        if count >= len(self.items):
            return list(self.items)
        drawn: dict[T, None] = {}
        while len(drawn) < count:
            drawn[self.draw(chance)] = None
        return list(drawn)
