"""Where things stand in the charts: a scale of dollars in per cent of the width, and one square a state. No HTML here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from careercenter.pay.figures import Figures
from careercenter.pay.market import Row

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)  # dollars between two ticks
MOST_TICKS = 6
MOST_SHADES = 5
SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}

# Columns from the west, rows from the north: neighbours stay neighbours as far as squares allow.
MAP = (
    "AK .. .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. .. VT NH",
    ".. WA ID MT ND MN IL WI MI NY RI MA",
    ".. OR NV WY SD IA IN OH PA NJ CT ..",
    ".. CA UT CO NE MO KY WV VA MD DE ..",
    ".. .. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. .. TX .. .. .. .. FL .. ..",
)
SQUARES = {
    state: (column, row) for row, line in enumerate(MAP) for column, state in enumerate(line.split()) if state.isalpha()
}


@dataclass(frozen=True)
class Scale:
    """From one whole dollar to another, both ends in cents; `ticks` are the dollars written under it."""

    low: int
    high: int
    ticks: tuple[int, ...]

    def at(self, cents: float) -> str:
        return f"{self._share(cents):.2f}%"

    def length(self, low: float, high: float) -> str:
        return f"{self._share(high) - self._share(low):.2f}%"

    def anchor(self, cents: float) -> str:
        """Towards which side words at this place are written, so that they stay inside."""
        share = self._share(cents)
        return "start" if share < 15 else "end" if share > 85 else "middle"

    def _share(self, cents: float) -> float:
        return 100 * (cents - self.low) / (self.high - self.low)


def scale_of(cents: Iterable[int]) -> Scale:
    """The scale on which all of these find room, with a tick at each end and at most six in all."""
    values = list(cents)
    least, most = min(values), max(values)
    for step in STEPS:
        low, high = least // (100 * step) * step, ceil(most / (100 * step)) * step
        if (high - low) // step < MOST_TICKS:
            break
    high = max(high, low + step)
    return Scale(100 * low, 100 * high, tuple(range(low, high + 1, step)))


def scale_for(figures: Iterable[Figures | None]) -> Scale | None:
    ends = [cents for one in figures if one for cents in (one.lower, one.upper)]
    return scale_of(ends) if ends else None


@dataclass(frozen=True)
class Shade:
    """A class of the map: medians from `low` up to but not including `high`, in dollars; `number` is its colour."""

    number: int
    low: int
    high: int


def shades(rows: Sequence[Row]) -> list[Shade]:
    """Equal steps of whole dollars, five at most, so that a difference of cents does not look like one of dollars."""
    medians = [row.figures.median for row in rows if row.figures]
    if not medians:
        return []
    low, last = min(medians) // 100, max(medians) // 100 + 1
    step = ceil((last - low) / MOST_SHADES)
    lows = range(low, last, step)
    return [Shade(number, start, start + step) for number, start in zip(SHADES[len(lows)], lows, strict=True)]


def shade_of(row: Row, all_shades: Sequence[Shade]) -> int:
    """The colour of a state; 0 where there are too few jobs to say."""
    if row.figures is None:
        return 0
    dollars = row.figures.median // 100
    return next(shade.number for shade in all_shades if shade.low <= dollars < shade.high)
