"""How long things are kept: for each kind what goes, what stays, and at which instant."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from careercenter.accounts import signin, throttle, tokens
from careercenter.accounts.models import Account, AccountSession, AccountToken, Attempt, TokenPurpose
from careercenter.applications import pipeline
from careercenter.applications.models import Application, Stage, StageChange
from careercenter.applications.pipeline import Papers
from careercenter.chores import runner
from careercenter.chores.models import ChoreRun
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.employers import letters as employer_letters
from careercenter.employers import proving, team
from careercenter.employers.models import DomainProof, Invitation, Role
from careercenter.jobs import lifecycle
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Found, JobIndex, job_index
from careercenter.jobs.models import JobChange, RenewLink
from careercenter.operation import retention
from careercenter.outbox.models import MailState, OutgoingMail
from tests import cast, factories
from tests.factories import LISTING

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)


def purge(now: datetime) -> None:
    db.session.commit()
    assert runner.run(chore("purge"), now).failed == 0  # type: ignore[arg-type]
    db.session.expire_all()


def count(table: type[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_what_runs_out_is_kept_until_that_instant(people: cast.Cast, now: datetime) -> None:
    """Sessions, links of accounts, proofs, invitations, links that renew: each has its own end."""
    job = factories.open_job(people.sunrise, people.olive, now)
    makers: dict[type[Any], tuple[Callable[[], object], timedelta]] = {
        AccountSession: (lambda: signin.start(people.maria, now=now), DAY),
        AccountToken: (lambda: tokens.issue(people.maria, TokenPurpose.RESET, now=now), timedelta(hours=1)),
        DomainProof: (
            lambda: proving.ask_domain_proof(people.harbor, "a@harborbilling.example", by=people.hank, now=now),
            7 * DAY,
        ),
        Invitation: (lambda: team.invite(people.sunrise, "nora@example.com", Role.REVIEWER, by=people.olive, now=now), 7 * DAY),
        RenewLink: (lambda: lifecycle.warn_expiring(job, now + LISTING - DAY), LISTING + 14 * DAY),
    }  # fmt: skip
    for table, (make, life) in makers.items():
        make()
        purge(now + life - INSTANT)
        assert count(table) == 1, table
        purge(now + life)
        assert count(table) == 0, table


def test_of_the_changes_of_the_board_the_newest_stay_and_an_index_left_behind_reads_all(
    people: cast.Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "KEPT_CHANGES", 2)
    job = factories.open_job(people.sunrise, people.olive, now, title="Zebra coder")
    behind = JobIndex(db.engine, job_index().words.file.path.parent)
    assert behind.find(JobCriteria(), now, answer=Found).ids == [job.id]
    for years in range(6):
        job.years = years
        db.session.commit()
    newest = db.session.scalar(sa.select(sa.func.max(JobChange.seq)))
    purge(now)
    assert newest is not None
    assert list(db.session.scalars(sa.select(JobChange.seq).order_by(JobChange.seq))) == [newest - 1, newest]
    late = factories.open_job(people.sunrise, people.olive, now, title="Lion coder")
    db.session.commit()
    for index in (behind, job_index()):
        assert index.find(JobCriteria(q="lion"), now, answer=Found).ids == [late.id]


def test_a_session_in_use_by_another_person_stays(people: cast.Cast, now: datetime) -> None:
    signin.start(people.maria, now=now - 2 * DAY)
    signin.start(people.olive, now=now)
    purge(now)
    assert db.session.scalars(sa.select(AccountSession.account_id)).all() == [people.olive.id]


def test_tries_are_forgotten_when_the_longest_pause_is_over(people: cast.Cast, now: datetime) -> None:
    throttle.note(throttle.SIGN_IN_BY_ADDRESS, "maria@example.com", now=now)
    purge(now + DAY - INSTANT)
    assert count(Attempt) == 1
    purge(now + DAY)
    assert count(Attempt) == 0


def test_a_request_for_an_account_that_nobody_confirms_goes_after_two_weeks(people: cast.Cast, now: datetime) -> None:
    for name, made, confirmed, staff in (
        ("Nora Late", now - 14 * DAY, None, False),
        ("Olga Young", now - 14 * DAY + INSTANT, None, False),
        ("Pia Confirmed", now - 400 * DAY, now - 400 * DAY, False),
        ("Quentin Staff", now - 400 * DAY, None, True),
    ):
        account = cast.make_account(name, is_staff=staff)
        account.created_at, account.confirmed_at = made, confirmed
    purge(now)
    left = set(db.session.scalars(sa.select(Account.name)))
    assert left >= {"Olga Young", "Pia Confirmed", "Quentin Staff", "Maria Ortega"}
    assert "Nora Late" not in left


def test_a_request_for_an_account_stays_while_its_newest_link_works(people: cast.Cast, now: datetime) -> None:
    """Somebody who never confirmed asked again in the evening: the night must not take the link away."""
    nora = cast.make_account("Nora Late")
    nora.created_at, nora.confirmed_at = now - 20 * DAY, None
    tokens.issue(nora, TokenPurpose.CONFIRM, now=now)
    purge(now + DAY - INSTANT)
    assert db.session.scalar(sa.select(Account.name).where(Account.name == "Nora Late"))
    purge(now + DAY)
    assert db.session.scalar(sa.select(Account.name).where(Account.name == "Nora Late")) is None


def test_an_application_goes_two_years_after_its_last_move(app: Flask, people: cast.Cast, now: datetime) -> None:
    ned = cast.make_seeker(cast.make_account("Ned Noone"))
    job = factories.open_job(people.sunrise, people.olive, now)
    folder = app.config["DATA_DIR"]
    old = pipeline.apply(job, people.maria_seeker, Papers(), folder=folder, now=now)
    moved = pipeline.apply(job, ned, Papers(), folder=folder, now=now)
    pipeline.move(moved, Stage.INTERVIEW, by=people.olive, now=now + 30 * DAY)
    two_years = timedelta(days=730.5)
    purge(now + two_years - INSTANT)
    assert count(Application) == 2
    kept, gone = moved.id, old.id
    purge(now + two_years)
    assert db.session.scalars(sa.select(Application.id)).all() == [kept]
    assert gone not in db.session.scalars(sa.select(StageChange.application_id)).all()
    purge(now + two_years + 30 * DAY)
    assert (count(Application), count(StageChange)) == (0, 0)


def test_the_texts_of_letters_go_after_thirty_days_and_the_rows_stay(people: cast.Cast, now: datetime) -> None:
    letters = {}
    for number, state in enumerate(MailState):
        employer_letters.proved(people.harbor, people.maria, now=now + number * DAY)
        db.session.flush()
        letters[state] = db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(1)).one()
        letters[state].state = state
    db.session.execute(sa.update(OutgoingMail).values(updated_at=now, not_before=now + 365 * DAY))
    purge(now + 30 * DAY - INSTANT)
    assert all(letter.text and letter.html for letter in letters.values())
    purge(now + 30 * DAY)
    under_way = {MailState.PLANNED, MailState.SENDING, MailState.INTENT}
    for state, letter in letters.items():
        assert bool(letter.text) is bool(letter.html) is (state in under_way), state
        assert letter.subject, "what was sent when is still told"


def test_runs_are_kept_for_a_month_and_idle_ones_for_two_days(people: cast.Cast, now: datetime) -> None:
    for name, days, done, failed in (
        ("idle, old", 2, 0, 0), ("idle, young", 1.9, 0, 0), ("worked", 29.9, 1, 0), ("failed", 29.9, 0, 1), ("worked, old", 30, 1, 0),
    ):  # fmt: skip
        db.session.add(
            ChoreRun(name=name, started_at=now - days * DAY, ended_at=now, done=done, failed=failed, note="")
        )
    purge(now)
    left = set(db.session.scalars(sa.select(ChoreRun.name)))
    assert left - {"purge"} == {"idle, young", "worked", "failed"}


def test_purging_twice_finds_nothing(people: cast.Cast, now: datetime) -> None:
    purge(now)  # of what the cast did long ago
    signin.start(people.maria, now=now - 30 * DAY)
    db.session.commit()
    first, second = (runner.run(chore("purge"), now).done for _ in range(2))  # type: ignore[arg-type]
    assert (first, second) == (1, 0)


# Files


@pytest.fixture
def folder(app: Flask, people: cast.Cast) -> Path:
    return Path(app.config["DATA_DIR"])


def write(path: Path, age: timedelta) -> Path:
    """A file that was written so long ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    written = (datetime.now(UTC) - age).timestamp()
    os.utime(path, (written, written))
    return path


def sweep() -> int:
    record = runner.run(chore("sweep-files"), datetime.now(UTC))  # type: ignore[arg-type]
    assert record.failed == 0
    return record.done


def test_files_of_which_nothing_speaks_go_after_a_day_and_all_others_stay(
    app: Flask, people: cast.Cast, folder: Path, now: datetime
) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    application = pipeline.apply(job, people.maria_seeker, Papers(), folder=folder, now=now)
    application.resume_key = "copy-of-application"
    db.session.execute(
        sa.insert(db.metadata.tables["resume"]).values(
            seeker_id=people.maria_seeker.id, key="own-resume", filename="cv.pdf", kind="pdf", size=1, sha256="x", uploaded_at=now
        )
    )  # fmt: skip
    db.session.commit()
    kept = [
        write(folder / "resumes/ow/own-resume", 400 * DAY),
        write(folder / "resumes/co/copy-of-application", 400 * DAY),
        write(folder / "resumes/st/stray-of-today", timedelta(hours=23)),
        write(folder / "secret_key", 400 * DAY),
        write(folder / "mail/00000001.eml", 29 * DAY),
    ]
    gone = [
        write(folder / "resumes/st/stray", timedelta(hours=25)),
        write(folder / "resumes/ow/own-resume.part", 2 * DAY),
        write(folder / "mail/00000002.eml", 31 * DAY),
    ]
    assert sweep() == len(gone)
    assert [path.exists() for path in kept] == [True] * len(kept)
    assert [path.exists() for path in gone] == [False] * len(gone)
    assert sweep() == 0


def test_an_empty_store_is_no_fault(folder: Path) -> None:
    assert sweep() == 0


def test_the_file_of_a_purged_application_is_swept(app: Flask, people: cast.Cast, folder: Path, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    application = pipeline.apply(job, people.maria_seeker, Papers(), folder=folder, now=now)
    application.resume_key = "copy"
    path = write(folder / "resumes/co/copy", 800 * DAY)
    db.session.commit()
    assert sweep() == 0
    purge(now + timedelta(days=731))
    assert sweep() == 1
    assert not path.exists()
