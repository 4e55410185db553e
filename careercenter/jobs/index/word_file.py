"""
The file of words: one full text for all processes of a machine, on both databases.

SQLite's FTS5 holds the tokens that `vocabulary.normalising` cut when a job was saved and decides nothing by itself: its
tokenizer parts at blanks alone. The text of a job is one row; another text is another row, and the old one belongs to no
job from then on. Whichever process first sees a newer change brings the file up to it, in one transaction; a file that is
ahead of what one sees is left as it is, unless the database went back, as a restored backup does. A process that opens
the file leaves out the old texts once they are the most of it; FTS5 can delete a single row of such a table only from
SQLite 3.43 on. The file may be deleted at any time: it is made again from the jobs.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from pyroaring import BitMap
from sqlalchemy.engine import URL, Connection

from careercenter.employers.models import Employer
from careercenter.jobs.columns import GAP, own_title
from careercenter.jobs.index import broad, changes
from careercenter.jobs.index.changes import Change
from careercenter.jobs.models import Job
from careercenter.jobs.queries import is_open_at_some_time

LAYOUT = 5  # counts up when TABLES change, or what they hold: a file of another layout is another file
TABLES = """
CREATE TABLE upto (seq INTEGER NOT NULL, mark INTEGER NOT NULL, texts INTEGER NOT NULL);
CREATE TABLE line (row INTEGER PRIMARY KEY AUTOINCREMENT, job_id INTEGER NOT NULL UNIQUE, digest BLOB NOT NULL);
CREATE VIRTUAL TABLE text USING fts5(words, title, content='', tokenize="ascii tokenchars '|'");
CREATE TABLE title_word (number INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL UNIQUE);
INSERT INTO upto VALUES (-1, 0, 0);
"""
WAIT = 3.0  # seconds for another process that writes the file; it may be making it, and then words are away for a while


class WordsWentOn(Exception):
    """Another process has brought the file to a later state of the database than this one has just read."""


class WordFile:
    """Raises sqlite3.OperationalError when the file can't be written or is locked, sqlite3.DatabaseError when it is damaged."""

    inode = 0

    def __init__(self, folder: Path, url: URL) -> None:
        self.which = hashlib.sha256(url.render_as_string(hide_password=True).encode()).hexdigest()[:8]
        self.path = folder / f"words-{LAYOUT}-{self.which}.db"
        self.connection: sqlite3.Connection

    def open(self) -> None:
        """The file as it is now, made where there is none; those of older layouts go."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._delete_older()
        self.connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        _use_wal(self.connection)
        self.inode = self.path.stat().st_ino
        self.execute("PRAGMA synchronous = NORMAL")
        with self._writing():
            if self.execute("SELECT 1 FROM sqlite_master WHERE name = 'upto'").fetchone() is None:
                for statement in (TABLES + broad.TABLES).split(";\n"):
                    self.execute(statement)

    def execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self.connection.execute(statement, values)

    def rows_holding(self, column: str, phrase: tuple[str, ...]) -> BitMap:
        return broad.rows_holding(self.connection, column, phrase)

    def is_in_place(self) -> bool:
        """Nobody has deleted the open file, or put another one in its place."""
        try:
            return self.path.stat().st_ino == self.inode
        except FileNotFoundError:
            return False

    def keep_up(self, connection: Connection, newest: Change, known: Change) -> None:
        """
        Brings the file to the newest change of this connection, which sees no other and was opened when the file stood at
        `known`. Raises WordsWentOn.
        """
        if self.upto() == newest:
            return
        with self._writing():
            upto = self.upto()
            if upto.seq > newest.seq and upto != known:
                raise WordsWentOn
            if upto != newest:
                self._write_lines(connection, changes.since(connection, upto, self._texts()))
                self.execute("UPDATE upto SET seq = ?, mark = ?", newest)

    def tidy(self, connection: Connection, newest: Change, shown: int) -> None:
        """
        Leaves out the texts that belong to no job on the board, when they are more than the `shown` ones, which keep their
        rows: other processes know them by these.
        """
        with self._writing():
            if self._texts() <= 2 * shown or self.upto() != newest:
                return
            row_of = dict(self.execute("SELECT job_id, row FROM line").fetchall())
            self.execute("INSERT INTO text (text) VALUES ('delete-all')")
            self.execute("UPDATE upto SET texts = ?", [shown])
            titles: set[str] = set()
            for job_id, words, title in read(connection, texts().where(is_open_at_some_time())):
                self._write_text(row_of.pop(job_id), words, title)
                titles.update(title.split())
            self.connection.executemany("DELETE FROM line WHERE row = ?", ([row] for row in row_of.values()))
            kept = "DELETE FROM title_word WHERE word NOT IN (SELECT value FROM json_each(?))"
            self.execute(kept, [json.dumps(sorted(titles))])

    def gather_broad_words(self) -> None:
        with self._writing():
            broad.gather(self.connection)

    def discard(self) -> None:
        """Deletes the open file, which can't be read. The next one to need it makes it anew; another process may have done so."""
        if not self.is_in_place():
            return
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def upto(self) -> Change:
        return Change(*self.execute("SELECT seq, mark FROM upto").fetchone())

    def _texts(self) -> int:
        """How many rows the full text has, the old ones included."""
        texts: int = self.execute("SELECT texts FROM upto").fetchone()[0]
        return texts

    def _write_lines(self, connection: Connection, only: Sequence[int] | None) -> None:
        """Another row for each job whose text is not the one that the file holds."""
        chosen = texts().where(is_open_at_some_time())
        if only is not None:
            chosen = chosen.where(Job.id.in_(only))
        written, seen = 0, set[str]()
        for job_id, words, title in read(connection, chosen):
            digest = hashlib.blake2b(f"{words}\0{title}".encode(), digest_size=12).digest()
            known = self.execute("SELECT digest FROM line WHERE job_id = ?", [job_id]).fetchone()
            if known is not None and known[0] == digest:
                continue
            self.execute("DELETE FROM line WHERE job_id = ?", [job_id])
            row = self.execute("INSERT INTO line (job_id, digest) VALUES (?, ?)", [job_id, digest]).lastrowid
            self._write_text(row, words, title)
            seen.update(title.split())
            written += 1
        self.execute("UPDATE upto SET texts = texts + ?", [written])
        words_of_titles = ([word] for word in sorted(seen))
        self.connection.executemany("INSERT OR IGNORE INTO title_word (word) VALUES (?)", words_of_titles)

    def _write_text(self, row: int | None, words: str, title: str) -> None:
        self.execute("INSERT INTO text (rowid, words, title) VALUES (?, ?, ?)", [row, words, title])

    def _delete_older(self) -> None:
        """A process of an older release that still has one open goes on with it; where files in use can't go, they stay."""
        for path in self.path.parent.glob(f"words-*-{self.which}.db*"):
            layout = re.match(r"words-(\d+)-", path.name)
            if layout is not None and int(layout[1]) < LAYOUT:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # SQLite itself goes back when a disk is full
                self.execute("ROLLBACK")
            raise


def texts() -> sa.Select[int, str, str]:
    """The words of a job's texts and of its employer's name, and those of its title and its rung."""
    words = Job.words.concat(GAP).concat(Employer.words)
    return sa.select(Job.id, words, Job.title_words).join(Employer, Employer.id == Job.employer_id)


def read(connection: Connection, query: sa.Select[int, str, str]) -> Iterator[tuple[int, str, str]]:
    """The number of each job, the words of its texts and of its own title: the ladder is the vocabulary's matter."""
    for job_id, words, title in connection.execution_options(yield_per=500).execute(query):
        yield job_id, words, own_title(title)


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
