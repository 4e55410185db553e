"""The stage: the site on a real database, SQLite or PostgreSQL, swept before every test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from webtest import TestApp

from careercenter import clock, create_app
from careercenter.db import db
from tests import cast
from tests.postgres import postgres_url

MONDAY_AFTERNOON = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default=os.environ.get("TEST_DATABASE", "sqlite"))
    parser.addoption("--searches", type=int, default=60, help="searches by chance in the test of agreement (60)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is the same on both databases is tested on one of them."""
    if config.getoption("--database") == "postgresql":
        kept = [item for item in items if not item.get_closest_marker("sqlite_only")]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site, migrated once. Tests ask for `app`, which is this on a swept database."""
    folder = tmp_path_factory.mktemp("house")
    environ = {"CAREERCENTER_DATA_DIR": str(folder), "CAREERCENTER_PUBLIC_URL": "http://localhost"}
    if request.config.getoption("--database") == "postgresql":
        environ["CAREERCENTER_DATABASE_URL"] = request.getfixturevalue("postgres")
    app = create_app(environ)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    if db_file := _file_of(app):
        shutil.copy(db_file, f"{db_file}.new")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres(worker_id: str) -> Iterator[str]:
    yield from postgres_url(worker_id)


@pytest.fixture
def app(house: Flask, tmp_path: Path) -> Iterator[Flask]:
    sweep(house)
    house.config["DATA_DIR"] = tmp_path
    yield house
    with house.app_context():
        db.session.remove()


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """An app context for tests that call verbs and queries; tests of pages must not keep one open."""
    with app.app_context():
        yield


@pytest.fixture
def visit(app: Flask) -> Callable[[], TestApp]:
    """A browser for one visitor; each call is another visitor."""
    return lambda: TestApp(app, extra_environ={"HTTP_HOST": "localhost"})


@pytest.fixture
def now() -> datetime:
    return MONDAY_AFTERNOON


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the site's one clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def people(context: None) -> cast.Cast:
    """The cast in hand, for tests that call verbs and queries."""
    return cast.make_cast()


@pytest.fixture
def peopled(app: Flask, set_clock: Callable[[datetime], None], now: datetime) -> None:
    """The cast in the database and the site's clock at `now`, for tests of pages."""
    set_clock(now)
    with app.app_context():
        cast.make_cast()


def sweep(app: Flask) -> None:
    """Every table empty, as after the migrations."""
    with app.app_context():
        db.session.remove()
        if db_file := _file_of(app):
            db.engine.dispose()
            for leftover in (f"{db_file}-wal", f"{db_file}-shm"):
                Path(leftover).unlink(missing_ok=True)
            shutil.copy(f"{db_file}.new", db_file)
            return
        names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
        with db.engine.begin() as connection:
            connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


def _file_of(app: Flask) -> str | None:
    url = sa.make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    return url.database if url.get_backend_name() == "sqlite" else None
