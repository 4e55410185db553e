"""What the demo board holds, and that it came about as in life."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from careercenter.accounts import signin
from careercenter.accounts.models import Account
from careercenter.applications.models import Stage
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.demo import content, loading
from careercenter.demo.board import Board
from careercenter.employers.models import Employer, EmployerMember, Proof
from careercenter.jobs import lifecycle
from careercenter.jobs.closing_dates import today
from careercenter.jobs.columns import facts_of
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.jobs.queries import open_jobs
from careercenter.outbox.models import OutgoingMail
from careercenter.seekers.resumes import path_of
from careercenter.trail import TrailEntry
from careercenter.vocabulary import PAY_UNITS


def test_jobs_stand_in_every_state(board: Board) -> None:
    states = Counter(job.state for job in board.jobs.values())
    assert set(states) == set(JobState)
    assert states[JobState.LIVE] >= 35
    assert states[JobState.PENDING_REVIEW] >= 3
    assert states[JobState.DRAFT] == states[JobState.EXPIRED] == states[JobState.FILLED] == states[JobState.CLOSED] == 2


def test_one_job_waits_at_an_employer_who_is_not_proved(board: Board) -> None:
    job = board.jobs["podiatry-unproved"]
    assert job.state is JobState.PENDING_REVIEW
    assert not job.employer.is_proved


def test_one_employer_comes_from_its_feed_and_has_no_members(board: Board) -> None:
    feeds = [one for one in board.employers.values() if one.proof is Proof.FEED]
    assert [one.slug for one in feeds] == ["northwater-county-hospital"]
    members = select(EmployerMember.id).where(EmployerMember.employer_id == feeds[0].id)
    assert db.session.scalars(members).all() == []
    unpaid = [job for job in board.jobs.values() if job.pay_low is None and job.state is JobState.LIVE]
    assert {job.employer_id for job in unpaid} == {feeds[0].id}


def test_one_revision_waits_and_one_was_published(board: Board, now: datetime) -> None:
    waiting = db.session.scalars(select(JobRevision).where(JobRevision.state == RevisionState.WAITING)).all()
    assert [revision.job for revision in waiting] == [board.jobs["cdi-specialist"]]
    published = select(func.count()).where(JobRevision.state == RevisionState.PUBLISHED)
    job_id = board.jobs["drg-validation"].id
    assert db.session.scalar(published.where(JobRevision.job_id == job_id)) == 2
    assert board.jobs["drg-validation"].pay_high == 5400


def test_jobs_end_tomorrow_and_in_six_days(board: Board, now: datetime) -> None:
    ends = {
        key: job.expires_at - now for key, job in board.jobs.items() if job.state is JobState.LIVE and job.expires_at
    }
    assert today(now) + timedelta(days=1) == board.jobs["gi-prn"].closing_date
    assert timedelta(days=5) < ends["hcc-aca"] < timedelta(days=6)
    assert ends["ortho-surgery"] > timedelta(days=28)  # renewed yesterday


def test_the_whole_trade_is_there(board: Board, now: datetime) -> None:
    jobs = [facts_of(job) for job in db.session.scalars(open_jobs(now))]
    apprentices = [one for one in jobs if one.apprentice_ok]
    assert len(apprentices) >= 6
    assert len({one.office.state for one in apprentices if one.office}) >= 4
    assert {one.pay.unit for one in jobs if one.pay} >= {"hour", "year", "chart", "record", "encounter", "project"}
    assert all(unit in PAY_UNITS for unit in {one.pay.unit for one in jobs if one.pay})
    assert {one.state_rule for one in jobs} == {"any_us", "include_list", "exclude_list", None}
    assert {one.workplace for one in jobs} >= {"remote", "remote_after_training", "hybrid", "onsite"}
    assert {one.employment for one in jobs} >= {"w2_ft", "prn", "c1099", "seasonal", "apprenticeship", "agency_w2"}
    assert 0.4 < sum(one.quota is not None for one in jobs) / len(jobs) < 0.8
    assert sum(len(one.credentials_required) == 2 for one in jobs) >= 4
    assert any(one.apply_url for one in jobs)
    assert len({specialty for one in jobs for specialty in one.specialties}) >= 35


def test_people_stand_in_every_role(board: Board) -> None:
    hires = Counter(member.account_id for member in db.session.scalars(select(EmployerMember)))
    assert board.people["june"].is_staff
    assert hires[board.people["ellen"].id] == 2
    assert board.people["naomi"].id in hires
    assert board.seekers["naomi"].account is board.people["naomi"]
    assert board.seekers["maria"].credentials == ["cpc_a"]
    assert board.seekers["maria"].state == "TX"
    assert len({account.time_zone for account in board.people.values()}) >= 5


def test_every_password_signs_in(board: Board) -> None:
    for key, account in list(board.people.items())[:3]:
        assert signin.check(account.email, board.passwords[key]) is account
    assert all(len(phrase) >= 15 and len(phrase.split("-")) == 4 for phrase in board.passwords.values())


@pytest.mark.usefixtures("context", "load")
def test_passwords_are_new_with_each_load(tmp_path: Path, now: datetime) -> None:
    first = loading.load(tmp_path, now=now).passwords
    db.session.rollback()
    second = loading.load(tmp_path, now=now).passwords
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())


def test_applications_stand_in_many_stages(board: Board) -> None:
    stages = {one.stage for one in board.applications}
    assert stages >= {Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED, Stage.DECLINED}
    assert Stage.WITHDRAWN in stages
    assert all(one.decline_reason for one in board.applications if one.stage is Stage.DECLINED)


def test_resumes_are_pages_with_the_name_on_them(board: Board, tmp_path: Path) -> None:
    for key, resume in board.resumes.items():
        text = PdfReader(path_of(tmp_path, resume.key)).pages[0].extract_text()
        assert board.people[key].name in text
        assert "?" not in text


def test_nothing_lies_in_the_future_and_the_trail_runs_forward(board: Board, now: datetime) -> None:
    moments = db.session.scalars(select(TrailEntry.at).order_by(TrailEntry.id)).all()
    assert max(moments) <= now
    assert min(moments) < now - timedelta(days=90)
    published = [job.published_at for job in board.jobs.values() if job.published_at and job.state is JobState.LIVE]
    assert now - timedelta(days=26) < min(published)
    assert max(published) > now - timedelta(days=1)


def test_no_letter_waits_and_no_chore_has_anything_to_do(board: Board, now: datetime) -> None:
    assert db.session.scalars(select(OutgoingMail)).all() == []
    for name in ("deliver-mail", "expire-jobs", "warn-expiring", "send-alerts"):
        one = chore(name)
        assert one is not None
        assert runner.run(one, now + timedelta(minutes=1)).done == 0, name


def test_all_or_nothing(context: None, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("in the middle of it")

    monkeypatch.setattr(lifecycle, "fill", fail)
    with pytest.raises(RuntimeError):
        loading.load(tmp_path, now=now)
    db.session.rollback()
    assert loading.is_empty()
    assert db.session.scalar(select(func.count(Job.id))) == 0


def test_a_board_with_somebody_on_it_is_not_empty(context: None, now: datetime) -> None:
    assert loading.is_empty()
    db.session.add(Account(email="first@example.com", created_at=now, updated_at=now))
    db.session.flush()
    assert not loading.is_empty()


def test_every_employer_of_the_files_is_made(board: Board) -> None:
    assert db.session.scalar(select(func.count(Employer.id))) == len(content.firms()) >= 14
    assert db.session.scalar(select(func.count(Job.id))) == len(content.postings()) >= 45
