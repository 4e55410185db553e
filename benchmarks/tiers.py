"""The order by relevance, job by job, as a reader would work it out on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """What one job says of one thing that was typed; `having` of `all_open` jobs say or carry it."""

    in_title: bool
    on_rung: bool
    in_facts: bool
    having: int
    all_open: int


def place_in_order(looks: Sequence[Look], *, on_ladder: bool) -> tuple[int, int]:
    """The smaller, the earlier: the tier, and less than nothing for weight."""
    if all(look.on_rung or (look.in_title and on_ladder) for look in looks):
        tier = 1
    elif all(look.in_facts or (look.in_title and on_ladder) for look in looks):
        tier = 2
    elif all(look.in_title for look in looks):
        tier = 3
    else:
        tier = 4
    return tier, -sum(_points(look, on_ladder) * _rarity(look) for look in looks)


def _points(look: Look, on_ladder: bool) -> int:
    if look.in_title and on_ladder:
        return 6
    if look.on_rung:
        return 5
    return 3 if look.in_facts else 1


def _rarity(look: Look) -> int:
    """1 for what half of the jobs or more have, 2 for half or less, 3 for a quarter or less, and so on."""
    times = look.all_open // max(look.having, 1)
    return next(step for step in range(64) if times < 2**step)
