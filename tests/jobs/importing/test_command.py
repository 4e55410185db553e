"""`flask jobs import`: what it prints, keeps and returns."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from careercenter.db import aside, db
from careercenter.employers.models import Employer
from careercenter.jobs import commands
from careercenter.jobs.commands import _take_in
from careercenter.jobs.importing import readings
from careercenter.jobs.importing.outcomes import Outcome
from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.importing.writing import Orders
from careercenter.jobs.models import Job, JobState
from careercenter.trail import TrailEntry
from tests import cast

TABLE = (
    "id,title,employer,description\n"
    "1,Inpatient Coder,Harbor Hospital,CCS required. $28 - $34 per hour. Fully remote position.\n"
    "2,,Harbor Hospital,No title here\n"
    "3,Auditor,,Nobody's job\n"
    "4,Coding Auditor,Harbor Hospital,CPMA or CPC required\n"
)
LINES = '{"title": "Coder", "company": "Harbor"}\n{"title": "Aud\n{"title": "Auditor", "company": "Harbor"}\n'
Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask, set_clock: Callable[[datetime], None], now: datetime) -> Command:
    set_clock(now)
    return lambda *args: app.test_cli_runner().invoke(args=["jobs", "import", *map(str, args)])


def kept(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            model.__tablename__: db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0
            for model in (Job, Employer, TrailEntry)
        }


def test_a_report_tells_four_counts_and_the_refused_rows(
    app: Flask, command: Command, save: Callable[..., Path]
) -> None:
    done = command(save(TABLE))
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "CSV: 4 rows: 2 imported, 0 updated, 0 unchanged, 2 refused.",
        "refused, line 3: It has no title.",
        "refused, line 4: It names no employer, and neither does the feed. Say whose jobs these are with --employer.",
    ]
    assert kept(app)["job"] == 2
    again = command(save(TABLE))
    assert again.stdout.startswith("CSV: 4 rows: 0 imported, 0 updated, 2 unchanged, 2 refused.")


def test_nothing_refused_is_exit_code_0(command: Command, save: Callable[..., Path]) -> None:
    done = command(save(gzip.compress(b"title,employer\nCoder,Harbor\n"), "jobs.csv.gz"), "--publish")
    assert (done.exit_code, done.stdout) == (0, "CSV: 1 row: 1 imported, 0 updated, 0 unchanged, 0 refused.\n")


def test_jobs_are_live_only_with_publish(app: Flask, command: Command, save: Callable[..., Path]) -> None:
    command(save(TABLE))
    with app.app_context():
        assert set(db.session.scalars(sa.select(Job.state))) == {JobState.PENDING_REVIEW}
    done = command(save(TABLE), "--publish")
    assert "0 imported, 2 updated" in done.stdout
    assert "2 rows: It waited for review and is now public." in done.stdout
    with app.app_context():
        assert set(db.session.scalars(sa.select(Job.state))) == {JobState.LIVE}


def test_a_dry_run_keeps_nothing_and_says_so(app: Flask, command: Command, save: Callable[..., Path]) -> None:
    before = kept(app)
    done = command(save(TABLE), "--publish", "--dry-run")
    assert "2 imported, 0 updated, 0 unchanged, 2 refused. Nothing was kept (dry run)." in done.stdout
    assert kept(app) == before


def test_json_prints_each_row_as_data(app: Flask, command: Command, save: Callable[..., Path]) -> None:
    done = command(save(TABLE), "--json", "--dry-run")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["where"], row["outcome"]) for row in rows] == [
        ("line 2", "imported"),
        ("line 3", "refused"),
        ("line 4", "refused"),
        ("line 5", "imported"),
    ]
    good, untitled = rows[0], rows[1]
    assert (good["employer"], good["external_id"], good["reason"]) == ("Harbor Hospital", "1", None)
    assert (good["fields"]["title"], good["fields"]["workplace"]) == ("Inpatient Coder", "remote")
    assert good["terms"]["credential"] == ["ccs"]
    assert good["terms"]["workplace"] == ["remote"]
    assert (untitled["reason"], untitled["fields"], untitled["terms"]) == ("It has no title.", None, None)
    assert done.exit_code == 1


def test_json_of_a_file_that_is_no_feed(command: Command, save: Callable[..., Path]) -> None:
    done = command(save({"jobPostings": []}, "board.json"), "--json")
    assert json.loads(done.stdout) == {
        "where": "board.json",
        "outcome": "refused",
        "reason": "This is Workday JSON.",
    }
    assert done.exit_code == 1


def test_a_file_that_is_no_feed_is_refused_by_name(app: Flask, command: Command, save: Callable[..., Path]) -> None:
    done = command(save("<html><h1>Jobs</h1></html>", "jobs.xml"))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "jobs.xml was refused. It is an HTML page without a JobPosting in JSON-LD." in done.stderr
    assert "These formats are read: Indeed XML, RSS or Atom, " in done.stderr
    assert kept(app)["job"] == 0


def test_a_broken_line_in_the_middle_harms_no_other(command: Command, save: Callable[..., Path]) -> None:
    done = command(save(LINES))
    assert done.exit_code == 1
    assert "JSON Lines: 3 rows: 2 imported, 0 updated, 0 unchanged, 1 refused." in done.stdout
    assert "refused, line 2: It is not JSON: " in done.stdout


def test_a_closing_date_that_means_never_is_none(app: Flask, command: Command, save: Callable[..., Path]) -> None:
    done = command(save("id,title,employer,closing_date\n1,Coder,Harbor,\n2,Auditor,Harbor,9999-12-31\n"), "--publish")
    assert done.exit_code == 0
    with app.app_context():
        assert set(db.session.scalars(sa.select(Job.closing_date))) == {None}


def test_the_named_employer_gets_the_jobs(app: Flask, command: Command, save: Callable[..., Path]) -> None:
    with app.app_context():
        cast.make_cast()
    done = command(save("title\nCoder\n"), "--employer", "sunrise-clinic")
    assert done.exit_code == 0
    with app.app_context():
        assert db.session.scalars(sa.select(Job)).one().employer.name == "Sunrise Clinic"


@pytest.mark.parametrize(
    "args",
    [
        ("--employer", "nobody-here"),
        ("--format", "excel"),
        ("--colour",),
    ],
)
def test_a_wrong_call_is_exit_code_2_with_a_sentence(
    app: Flask, command: Command, save: Callable[..., Path], args: tuple[str, ...]
) -> None:
    done = command(save(TABLE), *args)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert args[-1] in done.stderr
    assert kept(app)["job"] == 0


def test_a_file_that_is_not_there_is_exit_code_2(command: Command, tmp_path: Path) -> None:
    assert command(tmp_path / "nowhere.xml").exit_code == 2
    assert command(tmp_path).exit_code == 2


def test_a_format_that_is_named_is_held_to(command: Command, save: Callable[..., Path]) -> None:
    path = save([{"text": "Coder", "hostedUrl": "https://jobs.lever.co/harbor/1"}])
    assert command(path, "--format", "lever").exit_code == 0
    done = command(path, "--format", "greenhouse")
    assert done.exit_code == 1
    assert "was refused" in done.stderr


def test_a_stopped_import_keeps_whole_rows(app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows() -> Any:
        for number in range(5):
            if number == 3:
                raise KeyboardInterrupt
            yield ImportedRow(f"line {number}", title="Coder", employer="Harbor", external_id=str(number))

    monkeypatch.setattr(readings, "MOST", 2)
    feed = Feed("csv", rows(), key="harbor")
    with app.test_request_context(), pytest.raises(KeyboardInterrupt):
        _take_in(feed, Orders(None, True, commands.timedelta(days=30), now), dry_run=False, as_json=True)
    assert kept(app)["job"] == 2


@pytest.mark.parametrize("dry_run", [False, True])
def test_nobody_who_writes_waits_while_a_text_is_read(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    """Each row is read while somebody else writes, who would not wait long."""

    def rows() -> Any:
        for number in range(5):
            with aside() as other:
                other.execute(sa.update(Employer).values(about=f"row {number}"))
            yield ImportedRow(f"line {number}", title="Coder", employer="Harbor", external_id=str(number))

    monkeypatch.setattr("careercenter.db.LOCK_WAIT", 100)
    monkeypatch.setattr(readings, "MOST", 2)
    with app.app_context():
        db.engine.dispose()
        orders = Orders(None, True, commands.timedelta(days=30), now)
        report = _take_in(Feed("csv", rows(), key="harbor"), orders, dry_run=dry_run, as_json=True)
    assert report.counts[Outcome.IMPORTED] == 5
    assert kept(app)["job"] == (0 if dry_run else 5)


def test_what_the_help_says(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["jobs", "import", "--help"])
    for word in ("Indeed XML", "JobPosting", "USAJOBS", "--publish", "--dry-run", "--json", "--employer", "--format"):
        assert word in done.stdout
