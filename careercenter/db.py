"""The database: one session, one base for models, times in UTC, and SQLite made trustworthy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC as UTC_ZONE
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import sqlalchemy as sa
from flask import Flask, current_app, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from careercenter.row_states import make_room_in_row_states

T = TypeVar("T")

LOCK_WAIT = 5_000  # milliseconds a SQLite writer waits for another one
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})  # RFC 9110, section 9.2.1


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base  # what db.Model is, in words that a type checker reads
else:
    Model = db.Model


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """
    A moment in UTC. SQLite forgets zones and PostgreSQL answers in its own, so both go through here.

    Raises ValueError for a naive datetime: a time without a zone is a guess.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC_ZONE)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC_ZONE) if dialect.name == "sqlite" else value.astimezone(UTC_ZONE)


UTC = Annotated[datetime, mapped_column(UTCDateTime)]


def stored_enum(kind: type[StrEnum], name: str = "") -> sa.Enum:
    """
    An enumeration stored by value in a checked text column, alike on both databases. `name` tells two columns of one
    enumeration in the same table apart.
    """
    return sa.Enum(
        kind,
        name=name or kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )


class Dated:
    """A record that knows when it was made and last changed."""

    created_at: Mapped[UTC]
    updated_at: Mapped[UTC]


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            make_trustworthy(db.engine)


def make_trustworthy(engine: Engine) -> None:
    """
    SQLite as a server's database: write-ahead log, every commit on the disk, foreign keys checked, writers in a queue.

    A transaction that reads first and writes later fails at once when another writer came between, whatever the
    time-out; so whoever may write takes the write lock at the start (BEGIN IMMEDIATE), and pages that only look do not.
    """

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            f"busy_timeout = {LOCK_WAIT}",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", may_write())
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def looking() -> bool:
    """Whether this request only looks: by its method, or because its door is marked so."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE_METHODS or getattr(view, "only_looks", False)


def may_write() -> bool:
    """Whether what runs now may change records: everything but a request that only looks."""
    return not (has_request_context() and looking())


def for_change(query: sa.Select[T]) -> sa.Select[T]:
    """
    The same records, read as they stand now and held until the transaction ends, so that nobody changes them between
    looking and writing. SQLite holds the whole database instead (`make_trustworthy`); who only looks holds nothing.
    """
    if not may_write():
        return query
    entity = query.column_descriptions[0]["entity"]
    return query.with_for_update(of=entity, key_share=True).execution_options(populate_existing=True)


def changed(statement: sa.Update | sa.Delete) -> int:
    """Runs an UPDATE or DELETE in the session's transaction and gives how many rows it changed."""
    result = cast("sa.CursorResult[Any]", db.session.execute(statement))
    return result.rowcount


def one_at_a_time(key_hash: str) -> None:
    """
    Whoever comes with the same key waits until this transaction has ended. SQLite's writers wait for one another anyway.
    """
    if db.engine.dialect.name == "postgresql":
        number = int(key_hash[:16], 16) - 2**63  # PostgreSQL names such a lock by a signed number of 64 bits
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


@contextmanager
def aside() -> Iterator[Session]:
    """A short transaction of its own beside the request's, that may write even while a page is only looked at."""
    engine = db.engine.execution_options(writing=True)
    with Session(engine) as session, session.begin():
        yield session


if sys.version_info < (3, 12):
    make_room_in_row_states()  # before the first row is loaded
