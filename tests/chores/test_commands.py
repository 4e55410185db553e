"""Timed work by hand: what the command lists, runs and refuses, and what a run leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from webtest import TestApp

from careercenter.alerts import saving
from careercenter.chores import runner
from careercenter.chores.models import ChoreRun, Timekeeper
from careercenter.chores.timetable import CHORES, chore
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.models import Job
from careercenter.outbox.models import OutgoingMail
from tests import cast, factories
from tests.factories import LISTING

Visit = Callable[[], TestApp]
SLOT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # Monday, eight in the morning in Texas
END = SLOT - timedelta(days=1) + LISTING  # of the job below: December 22, 14:00 UTC


@pytest.fixture(autouse=True)
def peopled(app: Flask) -> None:
    """A public job, and a saved search of Maria's and of Hank's that it matches."""
    with app.app_context():
        people = cast.make_cast()
        people.hank.time_zone = "America/Chicago"
        for account in (people.maria, people.hank):
            saving.save(account, JobCriteria(), now=SLOT - timedelta(days=3))
        factories.open_job(people.sunrise, people.olive, SLOT - timedelta(days=1))


def flask(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["chores", *args])


def job_state(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(sa.select(Job.state)).one().value


def rows(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context():
        tables = db.metadata.sorted_tables
        return {table.name: [tuple(row) for row in db.session.execute(sa.select(table))] for table in tables}


def runs(app: Flask) -> list[ChoreRun]:
    with app.app_context():
        return list(db.session.scalars(sa.select(ChoreRun).order_by(ChoreRun.id)))


def test_the_list_tells_each_chore_its_time_and_what_it_does(app: Flask) -> None:
    done = flask(app, "list")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert [line.split()[0] for line in lines] == [one.name for one in CHORES]
    assert all(one.says in line for one, line in zip(CHORES, lines, strict=True))


def test_a_run_says_what_it_did_and_leaves_a_row(app: Flask) -> None:
    done = flask(app, "run", "expire-jobs", "--now", END.isoformat())
    assert (done.exit_code, done.output) == (0, "expire-jobs did 1, 0 failed.\n")
    assert job_state(app) == "expired"
    [record] = runs(app)
    assert (record.name, record.done, record.failed, record.note) == ("expire-jobs", 1, 0, "")
    assert record.ended_at is not None


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-12-22T14:00Z", "expired"),
        ("2026-12-22T13:59:59Z", "live"),
        ("2026-12-22T14:00", "expired"),  # without a zone it is UTC
        ("2026-12-22 14:00:00", "expired"),
        ("2026-12-22T14:00+01:00", "live"),  # an hour earlier
        ("2026-12-22T08:00-06:00", "expired"),
        ("2026-12-23", "expired"),
        ("20261222T140000Z", "expired"),
    ],
)
def test_the_clock_of_one_run_can_be_set_with_and_without_a_zone(app: Flask, moment: str, state: str) -> None:
    assert flask(app, "run", "expire-jobs", "--now", moment).exit_code == 0
    assert job_state(app) == state


@pytest.mark.parametrize(
    "moment", ["tomorrow", "", "2026-13-01", "2026-02-30T10:00Z", "1", "25:00", "2026-11-30T25:00Z"]
)
def test_a_moment_that_is_none_is_bad_use(app: Flask, moment: str) -> None:
    done = flask(app, "run", "expire-jobs", "--now", moment)
    assert done.exit_code == 2
    assert "is not a moment such as 2026-11-30T23:00Z" in done.output
    assert runs(app) == []


def test_a_chore_that_there_is_not_is_bad_use_and_the_others_are_named(app: Flask) -> None:
    done = flask(app, "run", "no-such-chore")
    assert done.exit_code == 2
    assert all(one.name in done.output for one in CHORES)


@pytest.mark.parametrize("args", [["run"], ["run", "purge", "--force"], ["no-such-command"]])
def test_bad_use_has_exit_code_two(app: Flask, args: list[str]) -> None:
    assert flask(app, *args).exit_code == 2


def test_every_command_has_its_help(app: Flask) -> None:
    for args in ((), ("list",), ("run",), ("serve",)):
        done = flask(app, *args, "--help")
        assert done.exit_code == 0
        assert "Usage:" in done.output


# A dry run


@pytest.mark.parametrize("name", [one.name for one in CHORES])
def test_a_dry_run_leaves_nothing_behind(app: Flask, name: str) -> None:
    late = END - timedelta(hours=3) if name == "warn-expiring" else END + timedelta(hours=1)
    with app.app_context():
        for planned in ("send-alerts", "expire-jobs"):
            if planned != name:
                runner.run(chore(planned), SLOT)  # type: ignore[arg-type]
        sign_in = cast.signin.start(cast.person("maria"), now=SLOT - timedelta(days=30))
        assert sign_in
        db.session.commit()
        folder = app.config["DATA_DIR"] / "resumes" / "xx"
        folder.mkdir(parents=True)
        (folder / "stray").write_bytes(b"x")
    before = rows(app)
    moment = SLOT if name == "send-alerts" else late
    if name == "sweep-files":
        moment = datetime.now(UTC) + timedelta(days=2)
    done = flask(app, "run", name, "--dry-run", "--now", moment.isoformat())
    assert done.exit_code == 0
    assert f"{name} would do " in done.output
    assert "would do 0" not in done.output, "there is something to do"
    assert rows(app) == before
    assert (folder / "stray").exists()
    assert not (app.config["DATA_DIR"] / "mail").exists()


def test_what_a_dry_run_foretells_is_what_a_run_does(app: Flask) -> None:
    foretold = flask(app, "run", "send-alerts", "--dry-run", "--now", SLOT.isoformat()).output
    assert foretold == "send-alerts would do 2, 0 failed.\n"
    assert flask(app, "run", "send-alerts", "--now", SLOT.isoformat()).output == "send-alerts did 2, 0 failed.\n"


# A failure


def break_hank(app: Flask) -> None:
    """His row names a zone that there is not."""
    with app.app_context():
        cast.person("hank").time_zone = "Mars/Phobos"
        db.session.commit()


def test_a_unit_that_fails_stops_only_itself(app: Flask) -> None:
    break_hank(app)
    done = flask(app, "run", "send-alerts", "--now", SLOT.isoformat())
    assert done.exit_code == 1
    assert "send-alerts did 1, 1 failed. ZoneInfoNotFoundError" in done.output
    with app.app_context():
        digests = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "digest")).all()
        assert [letter.to_address for letter in digests] == ["maria@example.com"]
    [record] = runs(app)
    assert (record.done, record.failed) == (1, 1)
    assert "Mars/Phobos" in record.note
    with app.app_context():
        cast.person("hank").time_zone = "America/Chicago"
        db.session.commit()
    assert flask(app, "run", "send-alerts", "--now", SLOT.isoformat()).output == "send-alerts did 1, 0 failed.\n"


def test_a_failure_in_a_dry_run_is_told_too(app: Flask) -> None:
    break_hank(app)
    done = flask(app, "run", "send-alerts", "--dry-run", "--now", SLOT.isoformat())
    assert done.exit_code == 1
    assert runs(app) == []


def test_a_run_goes_on_until_nothing_more_is_due(app: Flask) -> None:
    """A letter planned by one chore is sent by the next run of another, and what a unit makes due is done too."""
    with app.app_context():
        for number in range(5):
            sunrise, olive = db.session.get_one(cast.Employer, 1), cast.person("olive")
            factories.open_job(sunrise, olive, SLOT - timedelta(days=1), title=f"Job {number}")
        letters = db.session.scalar(sa.select(sa.func.count(OutgoingMail.id)))
    assert (
        flask(app, "run", "deliver-mail", "--now", SLOT.isoformat()).output
        == f"deliver-mail did {letters}, 0 failed.\n"
    )
    assert flask(app, "run", "deliver-mail", "--now", SLOT.isoformat()).output == "deliver-mail did 0, 0 failed.\n"


# Staff's page


def test_staff_sees_what_ran_what_failed_and_whether_the_timekeeper_is_at_work(
    app: Flask, visit: Visit, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(SLOT)
    dev = cast.signed_in(app, visit, "dev")
    page = dev.get("/staff/chores")
    assert "No timekeeper is at work" in page
    assert page.text.count("never") == len(CHORES)
    assert all(one.says in page for one in CHORES)
    break_hank(app)
    flask(app, "run", "send-alerts")
    flask(app, "run", "purge")
    with app.app_context():
        assert runner.hold_timetable("a process", SLOT)
    page = dev.get("/staff/chores")
    assert "The timekeeper is at work" in page
    assert "1 done, 1 failed" in " ".join(page.text.split())
    assert "Mars/Phobos" in page
    assert page.text.count("never") == len(CHORES) - 2
    set_clock(SLOT + timedelta(minutes=2))
    assert "No timekeeper is at work" in dev.get("/staff/chores")


def test_staff_alone_sees_it(app: Flask, visit: Visit) -> None:
    for who in ("olive", "maria"):
        cast.signed_in(app, visit, who).get("/staff/chores", status=403)


# A process that keeps the timetable


def test_a_beat_runs_what_is_due_if_the_process_is_the_timekeeper(
    app: Flask, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(END)
    expire = chore("expire-jobs")
    assert expire is not None
    with app.app_context():
        assert runner.hold_timetable("another process", END)
        runner.beat(expire, "this process")
    assert job_state(app) == "live"
    set_clock(END + timedelta(minutes=5))
    with app.app_context():
        runner.beat(expire, "this process")
        assert db.session.get_one(Timekeeper, 1).owner == "this process"
    assert job_state(app) == "expired"


def test_a_beat_survives_whatever_a_chore_does(app: Flask, set_clock: Callable[[datetime], None]) -> None:
    set_clock(SLOT)
    break_hank(app)
    alerts = chore("send-alerts")
    assert alerts is not None
    with app.app_context():
        runner.beat(alerts, "this process")
        runner.beat(alerts, "this process")
    assert [(run.done, run.failed) for run in runs(app)] == [(1, 1), (0, 1)]
