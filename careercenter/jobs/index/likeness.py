"""One question to the index: which open jobs share most with one job."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from pyroaring import BitMap

from careercenter.jobs.index.board import NOWHERE, Board

AT_HOME = 1_000  # points of a job that may hire where the reader lives: more than all else together


@dataclass(frozen=True)
class Likeness:
    """
    `shared` are groups with the job's own terms in them and the points of sharing at least one; a job that shares none
    of the `needed` groups is not like it. `state` is the reader's, None where it is not known; `but` is the job itself.
    """

    shared: Sequence[tuple[str, Sequence[str], int]]
    needed: Sequence[str]
    state: str | None
    but: int

    def answer(self, board: Board, now: int, most: int) -> list[int]:
        """The numbers of the jobs with the most points, ties newest first."""
        found: list[int] = []
        for slots in self._by_points(board, now):
            found += board.newest(slots, 0, most - len(found))
            if len(found) >= most:
                break
        return [board.job_of[slot] for slot in found]

    def _by_points(self, board: Board, now: int) -> list[BitMap]:
        """The jobs that are like it, parted by their points: each trait halves every part there is, at most 64 of them."""
        sharing = {group: board.carrying(group, terms) for group, terms, _points in self.shared}
        like = board.open_at(now) & reduce(or_, (sharing[group] for group in self.needed), BitMap())
        like.discard(board.slot_of.get(self.but, NOWHERE))
        traits = [(sharing[group], points) for group, _terms, points in self.shared]
        if self.state is not None:
            traits.append((board.carrying("state", (self.state,)), AT_HOME))
        parts = {0: like}
        for trait, worth in traits:
            parted: defaultdict[int, BitMap] = defaultdict(BitMap)
            for points, slots in parts.items():
                parted[points] |= slots - trait
                parted[points + worth] |= slots & trait
            parts = {points: slots for points, slots in parted.items() if slots}
        return [parts[points] for points in sorted(parts, reverse=True)]
