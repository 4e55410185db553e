"""
The counter of changes: which jobs' public faces have changed, in the order in which that was committed.

The database keeps it itself, by triggers on `job` and `employer` (migration `20261124_job_changes`), so that no verb, no
import and no statement typed by hand can forget it. On SQLite writers stand in a queue; on PostgreSQL the triggers run as
the transaction commits and one after the other, since plain sequence numbers can become visible out of order.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from careercenter.jobs.models import JobChange


class Change(NamedTuple):
    """One change by its number and the random mark it was written with: a restored backup has the number, not the mark."""

    seq: int
    mark: int


NONE_YET = Change(0, 0)
LAST = sa.select(JobChange.seq, JobChange.mark).order_by(JobChange.seq.desc()).limit(1)


def newest(connection: Connection) -> Change:
    return _change(connection.execute(LAST).first())


def since(connection: Connection, last: Change, most: int) -> list[int] | None:
    """The jobs changed after that, each once. None when there are too many, or when nobody knows: read them all."""
    rows = connection.execute(
        sa.select(JobChange.seq, JobChange.mark, JobChange.job_id)
        .where(JobChange.seq >= last.seq)
        .order_by(JobChange.seq)
        .limit(most + 2)
    ).all()
    if not rows or (rows[0].seq, rows[0].mark) != last or len(rows) > most + 1:
        return None
    return list(dict.fromkeys(row.job_id for row in rows[1:]))


class Watch:
    """
    Asks for the last change on a connection of its own that is kept open, since every request asks: a few microseconds
    on SQLite instead of the 150 of a transaction from the pool. One thread asks at a time.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.statement = str(LAST.compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True}))
        self.connection: Any = None
        event.listen(engine, "engine_disposed", self._close)

    def newest(self) -> Change:
        """What is committed now. A connection that was lost is opened again, once."""
        if self.connection is not None:
            try:
                return self._ask()
            except self._errors:
                self._close()
        try:
            self._open()
            return self._ask()
        except self._errors:
            self._close()
        with self.engine.execution_options(writing=False).connect() as connection:
            return newest(connection)  # the usual way, whose errors everybody knows

    @property
    def _errors(self) -> type[Exception]:
        module: Any = self.engine.dialect.loaded_dbapi
        error: type[Exception] = module.Error
        return error

    def _ask(self) -> Change:
        return _change(self.connection.execute(self.statement).fetchone())

    def _open(self) -> None:
        pooled = self.engine.raw_connection()
        self.connection = pooled.driver_connection
        pooled.detach()
        if self.engine.dialect.name == "postgresql":
            self.connection.autocommit = True

    def _close(self, _engine: Engine | None = None) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def _change(row: Any) -> Change:
    return Change(*row) if row is not None else NONE_YET
