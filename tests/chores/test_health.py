"""For the operator's machines: alive, and ready or not, with what is missing by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.chores import health, runner
from careercenter.db import db
from tests.statements import another_writer

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def beating(app: Flask, set_clock: SetClock, now: datetime) -> None:
    """The timekeeper has just beaten."""
    set_clock(now)
    with app.app_context():
        assert runner.hold_timetable("a process", now)
        db.session.remove()


def test_it_is_ready_when_all_is_well(visit: Visit) -> None:
    answer = visit().get("/readyz", status=200)
    assert answer.json == {"ready": True, "database": True, "disk": True, "chores": True}


@pytest.mark.parametrize(("minutes", "beats"), [(2.9, True), (3.1, False), (60, False)])
def test_a_timekeeper_that_stopped_is_named(
    visit: Visit, now: datetime, set_clock: SetClock, minutes: float, beats: bool
) -> None:
    set_clock(now + timedelta(minutes=minutes))
    answer = visit().get("/readyz", status=200 if beats else 503)
    assert answer.json == {"ready": beats, "database": True, "disk": True, "chores": beats}


def test_a_timekeeper_that_never_ran_is_named(app: Flask, visit: Visit) -> None:
    with app.app_context():
        db.session.execute(db.metadata.tables["clock_lease"].delete())
        db.session.commit()
    assert visit().get("/readyz", status=503).json["chores"] is False


def test_a_full_disk_is_named(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 1.01)
    answer = visit().get("/readyz", status=503)
    assert answer.json == {"ready": False, "database": True, "disk": False, "chores": True}


@pytest.mark.sqlite_only
def test_a_database_that_cannot_be_written_is_named(app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    with another_writer(app, monkeypatch):
        answer = visit().get("/readyz", status=503)
        assert answer.json == {"ready": False, "database": False, "disk": True, "chores": True}
        assert visit().get("/healthz", status=200).text == "ok\n"
    visit().get("/readyz", status=200)


def test_asking_changes_nothing(app: Flask, visit: Visit) -> None:
    visit().get("/readyz")
    with app.app_context():
        rows = db.session.execute(db.select(db.metadata.tables["clock_lease"])).all()
        assert [(row.id, row.owner) for row in rows] == [(1, "a process")]
