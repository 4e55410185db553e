"""
The words of the open jobs: one full-text file for all processes of a machine, on both databases.

SQLite's FTS5 holds the tokens that `vocabulary.normalising` cut when a job was saved and decides nothing by itself: its
tokenizer parts at blanks alone. The text of a job is one row; another text is another row, and the old one belongs to no
job from then on. Whichever process first sees a newer change brings the file up to it, in one transaction. The file may
be deleted at any time: it is made again from the jobs.

In the process the jobs of a phrase are kept as bitmaps, which the same changes extend.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from pyroaring import BitMap
from sqlalchemy.engine import URL, Connection

from careercenter.employers.models import Employer
from careercenter.jobs.columns import GAP
from careercenter.jobs.index import broad, changes
from careercenter.jobs.index.board import NOWHERE, Board
from careercenter.jobs.index.changes import Change
from careercenter.jobs.models import Job
from careercenter.jobs.queries import is_open_at_some_time

Phrase = tuple[str, ...]

LAYOUT = 3  # counts up when TABLES change: a file of another layout is made anew
TABLES = """
CREATE TABLE upto (seq INTEGER NOT NULL, mark INTEGER NOT NULL);
CREATE TABLE line (row INTEGER PRIMARY KEY AUTOINCREMENT, job_id INTEGER NOT NULL UNIQUE, digest BLOB NOT NULL);
CREATE VIRTUAL TABLE text USING fts5(words, title, content='', tokenize="ascii tokenchars '|'");
CREATE TABLE title_word (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
INSERT INTO upto VALUES (-1, 0);
"""
WAIT = 600.0  # seconds; another process may be making the file
MOST_KEPT = 8_000_000  # bytes of kept bitmaps, about
FEW = 50  # changes that the kept phrases are extended by; after more they are asked for anew


class Words:
    """The slots of the jobs that hold a phrase. Raises sqlite3.Error when the folder can't be written."""

    def __init__(self, folder: Path, url: URL) -> None:
        which = hashlib.sha256(url.render_as_string(hide_password=True).encode()).hexdigest()[:8]
        self.path = folder / f"words-{LAYOUT}-{which}.db"
        self.file: sqlite3.Connection
        self._slot_of_row = array("I")
        self._row_of_slot = array("I")  # 0 is no row
        self._rows = BitMap()  # that belong to jobs ...
        self._placed = BitMap()  # ... and the slots of these
        self._kept: OrderedDict[tuple[str, Phrase], BitMap] = OrderedDict()
        self._size = 0
        self._title_words: list[str] = []  # word by number, from 1

    def keep_up(self, connection: Connection, newest: Change, board: Board, changed: Sequence[int] | None) -> None:
        """Brings the file to the newest change, and this process's rows and phrases to the changed jobs, or to all."""
        if changed is None:
            self._open()
        self._bring_file_up(connection, newest)
        if changed is None:
            self._gather_broad_words()
            self._place_rows(board, self.file.execute("SELECT row, job_id FROM line"))
            return
        lines = "SELECT row, job_id FROM line WHERE job_id IN (SELECT value FROM json_each(?))"
        self._place_rows(board, self.file.execute(lines, [json.dumps(changed)]))
        if len(changed) > FEW:
            self._forget_phrases()
        elif self._kept:
            self._extend_phrases(connection, board, changed)

    def holding(self, phrase: Phrase) -> BitMap:
        """The slots of the jobs whose texts, or whose employer's name, hold these tokens side by side."""
        return self._slots("words", phrase)

    def entitled(self, phrase: Phrase) -> BitMap:
        """The same in the title alone."""
        return self._slots("title", phrase)

    def in_titles(self) -> list[str]:
        """Every token that ever stood in the title of a job of the file."""
        newer = "SELECT word FROM title_word WHERE number > ? ORDER BY number"
        self._title_words += (word for (word,) in self.file.execute(newer, [len(self._title_words)]))
        return self._title_words

    def _slots(self, column: str, phrase: Phrase) -> BitMap:
        key = (column, phrase)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        slots = self._slots_of(broad.rows_holding(self.file, column, phrase))
        self._keep(key, slots)
        return slots

    def _slots_of(self, rows: BitMap) -> BitMap:
        """One row after the other; of more than half of all rows, the others, which are fewer."""
        if 2 * len(rows) <= len(self._rows):
            return BitMap(array("I", map(self._slot_of_row.__getitem__, rows)))
        return self._placed - self._slots_of(self._rows - rows)

    def _keep(self, key: tuple[str, Phrase], slots: BitMap) -> None:
        self._kept[key] = slots
        self._size += self._bytes(slots)
        while self._size > MOST_KEPT and len(self._kept) > 1:
            self._size -= self._bytes(self._kept.popitem(last=False)[1])

    def _bytes(self, slots: BitMap) -> int:
        return 200 + min(2 * len(slots), len(self._slot_of_row) // 8)

    def _forget_phrases(self) -> None:
        self._kept.clear()
        self._size = 0

    def _extend_phrases(self, connection: Connection, board: Board, changed: Sequence[int]) -> None:
        slots = {job: board.slot_of[job] for job in changed if job in board.slot_of}
        for kept in self._kept.values():
            for slot in slots.values():
                kept.discard(slot)
        for job_id, words, title in connection.execute(_texts().where(Job.id.in_(slots))):
            texts = {"words": words, "title": title}
            for (column, phrase), kept in self._kept.items():
                if f" {' '.join(phrase)} " in texts[column]:
                    kept.add(slots[job_id])

    def _place_rows(self, board: Board, rows: sqlite3.Cursor) -> None:
        last = self.file.execute("SELECT coalesce(max(row), 0) FROM line").fetchone()[0]
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

    # The file

    def discard(self) -> None:
        """Deletes a file that can't be read. The next one to need it makes it anew."""
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def _open(self) -> None:
        """The file as it is now, made where there is none; nothing is remembered of another one."""
        self._slot_of_row, self._row_of_slot = array("I"), array("I")
        self._rows, self._placed = BitMap(), BitMap()
        self._title_words = []
        self._forget_phrases()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        _use_wal(file)
        file.execute("PRAGMA synchronous = NORMAL")
        with closing(file.execute("BEGIN IMMEDIATE")):
            if file.execute("SELECT 1 FROM sqlite_master WHERE name = 'upto'").fetchone() is None:
                for statement in (TABLES + broad.TABLES).split(";\n"):
                    file.execute(statement)
        file.execute("COMMIT")
        self.file = file

    def _upto(self) -> Change:
        return Change(*self.file.execute("SELECT seq, mark FROM upto").fetchone())

    def _bring_file_up(self, connection: Connection, newest: Change) -> None:
        if self._upto() == newest:
            return
        self.file.execute("BEGIN IMMEDIATE")
        try:
            upto = self._upto()
            if upto != newest:
                self._write_lines(connection, changes.since(connection, upto, len(self._slot_of_row)))
                self.file.execute("UPDATE upto SET seq = ?, mark = ?", newest)
            self.file.execute("COMMIT")
        except BaseException:
            self.file.execute("ROLLBACK")
            raise

    def _gather_broad_words(self) -> None:
        with self.file:
            self.file.execute("BEGIN IMMEDIATE")
            broad.gather(self.file)

    def _write_lines(self, connection: Connection, only: Sequence[int] | None) -> None:
        """Another row for each job whose text is not the one that the file holds."""
        texts = _texts().where(is_open_at_some_time())
        if only is not None:
            texts = texts.where(Job.id.in_(only))
        seen: set[str] = set()
        for job_id, words, title in connection.execution_options(yield_per=500).execute(texts):
            digest = hashlib.blake2b(f"{words}\0{title}".encode(), digest_size=12).digest()
            known = self.file.execute("SELECT digest FROM line WHERE job_id = ?", [job_id]).fetchone()
            if known is not None and known[0] == digest:
                continue
            self.file.execute("DELETE FROM line WHERE job_id = ?", [job_id])
            row = self.file.execute("INSERT INTO line (job_id, digest) VALUES (?, ?)", [job_id, digest]).lastrowid
            self.file.execute("INSERT INTO text (rowid, words, title) VALUES (?, ?, ?)", [row, words, title])
            seen.update(title.split())
        self.file.executemany("INSERT OR IGNORE INTO title_word (word) VALUES (?)", ([word] for word in sorted(seen)))


def _use_wal(file: sqlite3.Connection) -> None:
    """Two processes may open a new file at once; SQLite answers the second one "locked" without waiting."""
    until = time.monotonic() + WAIT
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _texts() -> sa.Select[int, str, str]:
    words = Job.words.concat(GAP).concat(Employer.words)
    return sa.select(Job.id, words, Job.title_words).join(Employer, Employer.id == Job.employer_id)
