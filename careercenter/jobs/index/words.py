"""
The words of the open jobs in this process: the rows of the file of words as slots of the board, and the jobs of a phrase
kept as bitmaps, which the changes that come extend.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from pathlib import Path

from pyroaring import BitMap
from sqlalchemy.engine import URL, Connection

from careercenter.jobs.index.board import NOWHERE, Board
from careercenter.jobs.index.changes import Change
from careercenter.jobs.index.word_file import WordFile, read, texts
from careercenter.jobs.models import Job
from careercenter.keeping import Kept

Phrase = tuple[str, ...]

MOST_KEPT = 8_000_000  # bytes of kept bitmaps, about
FEW = 50  # changes that the kept phrases are extended by; after more they are asked for anew


class WordsAway(Exception):
    """The file of words can't be used at this moment: it is locked, being made, or its disk is full. Filters work."""


class Words:
    """
    The slots of the jobs that hold a phrase, where `are_ready`; else nobody may ask. A file that can't be written leaves
    them away until somebody needs them again.
    """

    _last_title_word: int
    are_ready = False

    def __init__(self, folder: Path, url: URL) -> None:
        self.file = WordFile(folder, url)
        self._forget()

    def begin(self) -> Change | None:
        """Opens the file where that is due. How far it is, to be asked before the database is; None when it is away."""
        try:
            if not (self.are_ready and self.file.is_in_place()):
                self.are_ready = False
                self._forget()
                self.file.open()
            return self.file.upto()
        except sqlite3.OperationalError:
            self.are_ready = False
            return None

    def keep_up(
        self, connection: Connection, newest: Change, known: Change, board: Board, changed: Sequence[int] | None
    ) -> None:
        """
        Brings the file to the newest change, and this process's rows and phrases to the changed jobs, or to all. `known` is
        what `begin` said. Raises WordsWentOn.
        """
        was_ready, self.are_ready = self.are_ready and changed is not None, False
        try:
            self._keep_up(connection, newest, known, board, changed if was_ready else None)
            self.are_ready = True
        except sqlite3.OperationalError:
            pass  # they are away

    def _keep_up(
        self, connection: Connection, newest: Change, known: Change, board: Board, changed: Sequence[int] | None
    ) -> None:
        self.file.keep_up(connection, newest, known)
        if changed is None:
            self._forget()
            self.file.tidy(connection, newest, len(board.listed))
            self.file.gather_broad_words()
            self._place_rows(board, self.file.execute("SELECT row, job_id FROM line").fetchall())
            return
        lines = "SELECT row, job_id FROM line WHERE job_id IN (SELECT value FROM json_each(?))"
        self._place_rows(board, self.file.execute(lines, [json.dumps(changed)]).fetchall())
        if len(changed) > FEW:
            self._kept.clear()
        elif kept := self._kept.all():
            _extend(kept, connection, board, changed)

    def holding(self, phrase: Phrase) -> BitMap:
        """The slots of the jobs whose texts, or whose employer's name, hold these tokens side by side."""
        return self._slots("words", phrase)

    def entitled(self, phrase: Phrase) -> BitMap:
        """The same in the job's own title alone."""
        return self._slots("title", phrase)

    def in_titles(self) -> list[str]:
        """Every token in the title of a job of the file, and some that stood there before."""
        newer = "SELECT number, word FROM title_word WHERE number > ? ORDER BY number"
        for number, word in self.file.execute(newer, [self._last_title_word]):
            self._last_title_word = number
            self._title_words.append(word)
        return self._title_words

    def _slots(self, column: str, phrase: Phrase) -> BitMap:
        key = (column, phrase)
        if (kept := self._kept.get(key)) is not None:
            return kept
        return self._kept.keep(key, self._slots_of(self.file.rows_holding(column, phrase) & self._rows))

    def _slots_of(self, rows: BitMap) -> BitMap:
        """One row after the other; of more than half of all rows, the others, which are fewer."""
        if 2 * len(rows) <= len(self._rows):
            return BitMap(array("I", map(self._slot_of_row.__getitem__, rows)))
        return self._placed - self._slots_of(self._rows - rows)

    def _bytes(self, slots: BitMap) -> int:
        return 200 + min(2 * len(slots), len(self._slot_of_row) // 8)

    def _forget(self) -> None:
        """Nothing is remembered of another file."""
        self._slot_of_row, self._row_of_slot = array("I"), array("I")  # row 0 is no row
        self._rows, self._placed = BitMap(), BitMap()  # the rows that belong to jobs, and the slots of these
        self._title_words: list[str] = []
        self._last_title_word = 0  # by its number in the file
        self._kept: Kept[tuple[str, Phrase], BitMap] = Kept(MOST_KEPT, size=self._bytes)

    def _place_rows(self, board: Board, rows: Sequence[tuple[int, int]]) -> None:
        last = max((row for row, _job_id in rows), default=0)
        self._slot_of_row.extend([NOWHERE] * (last + 1 - len(self._slot_of_row)))
        self._row_of_slot.extend([0] * (len(board.job_of) - len(self._row_of_slot)))
        for row, job_id in rows:
            slot = board.slot_of.get(job_id)
            if slot is not None:
                self._slot_of_row[self._row_of_slot[slot]] = NOWHERE  # what the job said before
                self._rows.discard(self._row_of_slot[slot])
                self._row_of_slot[slot] = row
                self._slot_of_row[row] = slot
                self._rows.add(row)
                self._placed.add(slot)


def _extend(
    phrases: list[tuple[tuple[str, Phrase], BitMap]], connection: Connection, board: Board, changed: Sequence[int]
) -> None:
    """Brings the kept jobs of these phrases to what the changed ones say now."""
    slots = {job: board.slot_of[job] for job in changed if job in board.slot_of}
    for _key, kept in phrases:
        for slot in slots.values():
            kept.discard(slot)
    for job_id, words, title in read(connection, texts().where(Job.id.in_(slots))):
        said = {"words": words, "title": title}
        for (column, phrase), kept in phrases:
            if f" {' '.join(phrase)} " in said[column]:
                kept.add(slots[job_id])
