"""What the open jobs of one kind of record ask for: what the middle of the board is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from pyroaring import BitMap

from careercenter.jobs.index.board import Board


class Stated(NamedTuple):
    """How many jobs state which figure, and how many of them are whose."""

    figures: Counter[float]
    employers: Counter[str]

    @property
    def jobs(self) -> int:
        return self.figures.total()


class Quotas(NamedTuple):
    """Records an hour and accuracy in percent."""

    per_hour: Stated
    accuracy: Stated


def quotas_of(board: Board, work_type: str, now: int, but: int) -> Quotas:
    """Those of the open jobs of this kind of record, without the job `but`."""
    slots = board.open_at(now) & board.terms["work_type"].get(work_type, BitMap())
    if but in board.slot_of:
        slots.discard(board.slot_of[but])
    return Quotas(_stated(board, slots, board.quotas), _stated(board, slots, board.accuracies))


def _stated(board: Board, slots: BitMap, stating: Mapping[float, BitMap]) -> Stated:
    there = slots & BitMap.union(BitMap(), *stating.values())
    return Stated(
        Counter({figure: there.intersection_cardinality(slots) for figure, slots in stating.items()}),
        Counter(map(board.employer_of.__getitem__, there)),
    )
