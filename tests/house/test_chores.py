"""The timetable and the scheduler agree, and every chore may run twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from careercenter import clock
from careercenter.chores import runner
from careercenter.chores.commands import scheduler_for
from careercenter.chores.models import ChoreRun
from careercenter.chores.timetable import CHORES, Chore
from careercenter.db import db
from tests import cast

OTHERS_RELY_ON = {"deliver-mail", "send-alerts", "expire-jobs", "warn-expiring", "purge"}


def test_the_names_that_others_rely_on_are_there() -> None:
    assert {chore.name for chore in CHORES} >= OTHERS_RELY_ON


def test_the_scheduler_has_the_timetable_and_nothing_else(app: Flask) -> None:
    scheduler = scheduler_for(app, owner="test")
    assert {job.id for job in scheduler.get_jobs()} == {chore.name for chore in CHORES}


@pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.name)
def test_a_run_leaves_a_row_and_a_second_run_finds_nothing(context: None, chore: Chore) -> None:
    cast.make_cast()
    runner.run(chore, clock.now())
    again = runner.run(chore, clock.now())
    assert (again.done, again.failed) == (0, 0)
    assert len(db.session.scalars(db.select(ChoreRun).where(ChoreRun.name == chore.name)).all()) >= 1


def test_one_timekeeper_works_and_another_takes_over_when_it_stops(context: None) -> None:
    began = cast.LONG_AGO
    assert runner.hold_timetable("first", began)
    assert not runner.hold_timetable("second", began + timedelta(seconds=30))
    assert runner.hold_timetable("first", began + timedelta(seconds=30))
    assert runner.hold_timetable("second", began + timedelta(seconds=91))
    assert not runner.hold_timetable("first", began + timedelta(seconds=92))
