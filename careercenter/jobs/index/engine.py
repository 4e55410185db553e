"""
The engine under `search()`: the open jobs of this process as bitmaps, kept right by the jobs' change counter.

Every question first looks at the counter (`changes`); what others have committed since the last one is read and written
into the bitmaps (`board`) and into the file of words (`words`), which all processes of a machine share. So a job that was
closed is gone from the very next answer of every process, with no message between them. Time is no change: expiry and
publication are compared with `now` in each answer.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.engine import Connection, Engine

from careercenter.gazetteer import can_look_up, places_away, places_missed
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import changes
from careercenter.jobs.index.board import Board
from careercenter.jobs.index.changes import Change, Watch
from careercenter.jobs.index.finding import Found, Question
from careercenter.jobs.index.likeness import Likeness
from careercenter.jobs.index.paid import PaidJobs, paid_jobs
from careercenter.jobs.index.quotas import Quotas, quotas_of
from careercenter.jobs.index.reading import Reading
from careercenter.jobs.index.spelling import nearest
from careercenter.jobs.index.word_file import WordsWentOn
from careercenter.jobs.index.words import Words, WordsAway
from careercenter.moments import moment

MOST_CHANGES = 2_000  # more at once are read as a whole board
MOST_LATE = 5_000  # jobs out of order, after which the board is put in order again
TRIES = 5  # looks at a database that changes faster than one can look

T = TypeVar("T")
F = TypeVar("F", bound=Found)


class Edition(NamedTuple):
    """
    What the open jobs are at a moment, as far as a list or a page can tell: the last change, the last end by the clock
    alone (microseconds since 1970), how many approved jobs are still to come, and whether it is known where offices lie.
    Two equal ones hold the same jobs.
    """

    change: Change
    last_end: int
    to_come: int
    has_places: bool = True


class JobIndex:
    """The index of one database in this process. One thread asks at a time: an answer takes about a millisecond."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.words = Words(folder, engine.url)
        self.watch = Watch(engine)
        self.lock = threading.Lock()
        self.board: Board
        self.upto: Change | None = None
        self.lacks_places = False  # some office was read while the file of places was away

    def find(
        self,
        criteria: JobCriteria,
        now: datetime,
        *,
        answer: type[F],
        first: int = 0,
        most: int | None = None,
        after: datetime | None = None,
    ) -> F:
        """The answer of the kind asked for: `Found`, or one that says more."""
        return self._asked(
            lambda: answer.of(Question(self.board, self.words, criteria, now, after), first, most),
            by_words=bool(criteria.q),
        )

    def alike(self, likeness: Likeness, now: datetime, *, most: int) -> list[int]:
        return self._asked(lambda: likeness.answer(self.board, moment(now), most))

    def paid(self, criteria: JobCriteria, now: datetime, *, by: Sequence[str] = (), but: int | None = None) -> PaidJobs:
        """The comparable jobs of a search, by the groups named, without the job `but`."""

        def answer() -> PaidJobs:
            question = Question(self.board, self.words, criteria, now, None)
            return paid_jobs(question, self.upto or changes.NONE_YET, by, but)

        return self._asked(answer, by_words=bool(criteria.q))

    def quotas(self, work_type: str, now: datetime, *, but: int) -> Quotas:
        """What the open jobs of this kind of record ask for, without the job `but`."""
        return self._asked(lambda: quotas_of(self.board, work_type, moment(now), but))

    def nearest(self, tokens: Iterable[str], now: datetime) -> dict[str, str]:
        """For those of the tokens that no open job has: the nearest word that one has."""
        return self._asked(lambda: self._nearest(tokens, now), by_words=True)

    def edition(self, now: datetime) -> Edition:
        """What is open now, without asking which: two equal answers mean the same jobs, saying the same."""
        return self._asked(lambda: self._edition(moment(now)))

    def has_open(self, job_id: int, now: datetime) -> bool:
        """Whether this job is open now."""
        return self._asked(lambda: self.board.is_open(job_id, moment(now)))

    def _asked(self, answer: Callable[[], T], *, by_words: bool = False) -> T:
        """Raises WordsAway where words are needed and can't be had; what needs none is answered all the same."""
        with self.lock:
            try:
                return self._answered(answer, by_words)
            except sqlite3.OperationalError as error:
                raise WordsAway from error  # a full disk or a lock: the file is good, and other processes use it
            except sqlite3.DatabaseError:  # the file of words, as the site's own database is asked through SQLAlchemy
                self.words.file.discard()
                self.words.are_ready = False
                return self._answered(answer, by_words)

    def _answered(self, answer: Callable[[], T], by_words: bool) -> T:
        self._keep_up(by_words)
        if by_words and not self.words.are_ready:
            raise WordsAway
        return answer()

    def _nearest(self, tokens: Iterable[str], now: datetime) -> dict[str, str]:
        open_slots = self.board.open_at(moment(now))
        near = {token: nearest(token, self.words, open_slots) for token in tokens}
        return {token: word for token, word in near.items() if word is not None}

    def _edition(self, now: int) -> Edition:
        has_places = not (self.lacks_places or places_away())
        return Edition(self.upto or changes.NONE_YET, *self.board.turned(now), has_places)

    def _keep_up(self, by_words: bool) -> None:
        """
        Brings the bitmaps to what is committed now, and the words where they are needed or were ready. Offices that were
        read while the file of places was away are read anew.
        """
        if self.lacks_places and can_look_up():
            self.upto = None
        is_now = self.upto is not None and self.watch.newest() == self.upto
        if is_now and (self.words.are_ready or not by_words):
            return
        for _try in range(TRIES):
            with suppress(WordsWentOn):
                self._catch_up(by_words)
                break

    def _catch_up(self, by_words: bool) -> None:
        missed = places_missed()
        known = self.words.begin() if by_words or self.words.are_ready else None
        with self._looking() as connection:
            newest = changes.newest(connection)
            changed = None if self.upto is None else changes.since(connection, self.upto, MOST_CHANGES)
            if changed is None or len(self.board.late) > MOST_LATE:
                changed, self.upto = None, None  # should this fail, the next question begins anew
                self.lacks_places = False
                self.board = Board(Reading(connection))
            elif changed:
                self.board.write(Reading(connection, changed), changed)
            self.lacks_places |= places_missed() != missed
            self.upto = newest
            if known is not None:
                self.words.keep_up(connection, newest, known, self.board, changed)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """One snapshot of what is committed, beside whatever the request has begun."""
        options: dict[str, Any] = {"writing": False}
        if self.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        with self.engine.execution_options(**options).connect() as connection:
            yield connection
