"""What the site says to its database meanwhile, and another process that is in its way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from careercenter.db import db


@contextmanager
def counted_statements(app: Flask) -> Iterator[list[str]]:
    """The statements that the site sends to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SELECT 1")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@contextmanager
def another_writer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite with another process in the middle of a write; ours wait for a tenth of a second."""
    monkeypatch.setattr("careercenter.db.LOCK_WAIT", 100)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        file = db.engine.url.database
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.rollback()
        other.close()
