"""Changes of a job: what waits for staff while the approved text stays public, and what is written at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import JobFacts, Office, Pay, Quota, from_data
from careercenter.jobs.lifecycle import Outdated, WrongState
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.jobs.revisions import waiting_revision
from careercenter.outbox.models import OutgoingMail
from careercenter.rules import RuleBroken
from tests import cast, factories
from tests.factories import LISTING

# What an applicant relies on, each with another value than that of factories.job_facts.
MATERIAL: dict[str, Any] = {
    "title": "Outpatient Coder, cardiology",
    "requisition": "R-17, apply at pay.example",
    "description": "You will code catheter laboratory records. " * 5,
    "benefits_note": "Two weeks at the sea. Ask at pay.example.",
    "pay": Pay(2600, 3200, "hour"),
    "workplace": "hybrid",
    "office": Office("Dayton", "OH", "45402"),
    "state_rule": "exclude_list",
    "states": ("FL", "OH"),
    "credentials_required": (("cpc",), ("ccs_p",)),
    "employment": "prn",
    "apply_url": "https://jobs.sunriseclinic.example/17",
}
IMMATERIAL: dict[str, Any] = {
    "title_id": "coder_2",
    "work_location": "us_only_residence",
    "credentials_preferred": ("coc",),
    "apprentice_ok": True,
    "specialties": ("em", "primary_care"),
    "code_sets": ("icd10cm",),
    "settings": ("fqhc",),
    "tools": ("athena",),
    "years": 1,
    "quota": Quota("wt_em", 12.0, 96.0),
    "benefits": ("dental",),
    "questions": ("q_recent",),
    "closing_date": date(2026, 12, 10),
}


@pytest.fixture
def job(people: cast.Cast, now: datetime) -> Job:
    """A public job of Sunrise Clinic."""
    return factories.open_job(people.sunrise, people.olive, now)


def edit(job: Job, people: cast.Cast, now: datetime, **changes: Any) -> JobRevision | None:
    """Olive changes what she has before her."""
    waiting = waiting_revision(job)
    before, version = (from_data(waiting.facts), waiting.version) if waiting else (facts_of(job), job.version)
    revision = revisions.edit(job, replace(before, **changes), by=people.olive, version=version, now=now)
    db.session.commit()
    return revision


def approve(revision: JobRevision, people: cast.Cast, now: datetime) -> None:
    revisions.approve_revision(revision, by=people.dev, version=revision.version, now=now)
    db.session.commit()


def test_every_field_of_a_job_is_told_material_or_not() -> None:
    assert {*MATERIAL, *IMMATERIAL} == set(JobFacts.__dataclass_fields__)


def test_what_an_applicant_relies_on_waits_for_staff_field_by_field(people: cast.Cast, now: datetime) -> None:
    for name, value in MATERIAL.items():
        job = factories.open_job(people.sunrise, people.olive, now)
        version = job.version
        revision = edit(job, people, now, **{name: value})
        assert revision is not None, name
        assert revision.state == RevisionState.WAITING
        assert getattr(from_data(revision.facts), name) == value
        assert (facts_of(job), job.version) == (factories.job_facts(), version), f"{name} is public before it was read"
        approve(revision, people, now + timedelta(hours=1))
        assert getattr(facts_of(job), name) == value
        assert job.state == JobState.LIVE
        assert (job.published_at, job.listed_until) == (now, now + LISTING)


def test_anything_else_is_public_at_once_field_by_field(people: cast.Cast, now: datetime) -> None:
    for name, value in IMMATERIAL.items():
        job = factories.open_job(people.sunrise, people.olive, now)
        assert edit(job, people, now + timedelta(hours=1), **{name: value}) is None, name
        assert getattr(facts_of(job), name) == value
        assert job.state == JobState.LIVE


def test_a_new_closing_date_moves_the_end_at_once(people: cast.Cast, job: Job, now: datetime) -> None:
    edit(job, people, now, closing_date=date(2026, 12, 1))
    assert job.expires_at == datetime(2026, 12, 2, 10, tzinfo=UTC)
    edit(job, people, now, closing_date=None)
    assert job.expires_at == now + LISTING


def test_an_approved_closing_date_moves_the_end(people: cast.Cast, job: Job, now: datetime) -> None:
    revision = edit(job, people, now, title="Another title", closing_date=date(2026, 12, 1))
    assert job.expires_at == now + LISTING
    assert revision is not None
    approve(revision, people, now)
    assert job.expires_at == datetime(2026, 12, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize("state", ["draft", "pending_review", "refused"])
def test_a_job_that_was_never_public_is_changed_at_once(people: cast.Cast, now: datetime, state: str) -> None:
    job = factories.job_in(JobState(state), people.sunrise, people.olive, now)
    assert edit(job, people, now, title="Another title", pay=Pay(1, 2, "hour")) is None
    assert (job.title, job.pay_high, job.state) == ("Another title", 2, state)


@pytest.mark.parametrize("sent_back", [False, True])
def test_a_job_put_back_after_it_was_taken_down_is_changed_at_once(
    people: cast.Cast, job: Job, now: datetime, sent_back: bool
) -> None:
    """Staff reads it again, and it must be the text that the employer has mended."""
    lifecycle.remove(job, "It asks for a fee.", by=people.dev, now=now)
    lifecycle.restore(job, by=people.dev, now=now)
    if sent_back:
        lifecycle.refuse(job, "No fee, please.", by=people.dev, version=job.version, now=now)
    assert edit(job, people, now, title="Without a fee") is None
    assert (job.title, waiting_revision(job)) == ("Without a fee", None)


@pytest.mark.parametrize("state", ["paused", "filled", "closed", "expired"])
def test_a_job_that_was_public_once_waits_in_every_later_state(people: cast.Cast, now: datetime, state: str) -> None:
    """Or else a job could be closed, rewritten and renewed without anybody having read it."""
    job = factories.job_in(JobState(state), people.sunrise, people.olive, now)
    assert edit(job, people, now, pay=Pay(9000, 9900, "hour")) is not None
    assert (job.pay_high, job.state) == (3100, state)


def test_a_job_taken_down_cannot_be_changed(people: cast.Cast, now: datetime) -> None:
    job = factories.job_in(JobState.REMOVED, people.sunrise, people.olive, now)
    with pytest.raises(WrongState, match="took this job down"):
        edit(job, people, now, title="Another title")


def test_a_second_change_rides_in_the_first_whether_or_not_it_is_material(
    people: cast.Cast, job: Job, now: datetime
) -> None:
    first = edit(job, people, now, title="Another title")
    second = edit(job, people, now, benefits=("dental",))
    third = edit(job, people, now, years=0)
    assert first is second is third
    assert first is not None
    assert from_data(first.facts) == factories.job_facts(title="Another title", benefits=("dental",), years=0)
    assert facts_of(job) == factories.job_facts()


def test_a_change_taken_back_leaves_nothing_to_read(people: cast.Cast, job: Job, now: datetime) -> None:
    edit(job, people, now, title="Another title")
    assert edit(job, people, now, title=factories.job_facts().title) is None
    assert waiting_revision(job) is None
    assert facts_of(job) == factories.job_facts()


def test_pressing_the_button_without_a_change_asks_staff_nothing(people: cast.Cast, job: Job, now: datetime) -> None:
    assert edit(job, people, now) is None
    assert waiting_revision(job) is None


def test_of_two_editors_the_second_is_told(people: cast.Cast, job: Job, now: datetime) -> None:
    read = job.version
    edit(job, people, now, benefits=("dental",))
    with pytest.raises(Outdated, match="changed while you were reading"):
        revisions.edit(job, factories.job_facts(years=9), by=people.rex, version=read, now=now)
    assert facts_of(job).years == 2


def test_of_two_editors_of_a_waiting_change_the_second_is_told(people: cast.Cast, job: Job, now: datetime) -> None:
    first = edit(job, people, now, title="Another title")
    assert first is not None
    read = first.version
    edit(job, people, now, title="A third title")
    for outdated in (read, job.version):
        with pytest.raises(Outdated):
            revisions.edit(job, factories.job_facts(years=9), by=people.rex, version=outdated, now=now)
    assert from_data(first.facts).title == "A third title"


def test_a_number_of_a_text_is_never_given_twice(people: cast.Cast, job: Job, now: datetime) -> None:
    """Or else a page that was loaded before a decision would pass for the newest one after it."""
    read = []
    for decision in ("approved", "refused", "taken back", "refused", "taken back", "taken back"):
        first = edit(job, people, now, title=f"Title {len(read)}")
        assert first is not None
        read.append(first.version)
        edit(job, people, now, benefits=("dental", "pto")[: len(read) % 3])
        if decision == "approved":
            revisions.approve_revision(first, by=people.dev, version=first.version, now=now)
        elif decision == "refused":
            revisions.refuse_revision(first, "No.", by=people.dev, version=first.version, now=now)
        else:
            read.append(first.version)
            edit(job, people, now, **vars(facts_of(job)))
            assert waiting_revision(job) is None
        db.session.commit()
    edit(job, people, now, title="Written by somebody else")
    assert len(set(read)) == len(read)
    for stale in read:
        with pytest.raises(Outdated):
            revisions.edit(job, factories.job_facts(title="Stale"), by=people.rex, version=stale, now=now)


def test_who_read_a_waiting_change_is_told_when_a_later_one_is_public(
    people: cast.Cast, job: Job, now: datetime
) -> None:
    first = edit(job, people, now, title="Another title")
    assert first is not None
    read = first.version
    edit(job, people, now, title="A third title")
    approve(first, people, now)
    with pytest.raises(Outdated):
        revisions.edit(job, factories.job_facts(title="Another title", years=9), by=people.rex, version=read, now=now)
    assert facts_of(job) == factories.job_facts(title="A third title")


def test_a_change_whose_closing_date_has_passed_is_not_published(people: cast.Cast, job: Job, now: datetime) -> None:
    revision = edit(job, people, now, title="Another title", closing_date=date(2026, 11, 25))
    assert revision is not None
    with pytest.raises(RuleBroken, match="closing date has passed"):
        approve(revision, people, now + timedelta(days=5))
    db.session.rollback()
    assert job.is_open(now + timedelta(days=5))


def test_the_order_in_which_states_were_added_is_no_change(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, states=("OH", "TX"))
    revision = edit(job, people, now, states=("FL", "OH", "TX"))
    assert revision is not None
    approve(revision, people, now)
    db.session.expire_all()
    facts = factories.job_facts(states=("FL", "OH", "TX"), years=0)
    assert revisions.edit(job, facts, by=people.olive, version=job.version, now=now) is None
    assert job.years == 0


def test_staff_decides_only_about_the_change_that_they_have_read(people: cast.Cast, job: Job, now: datetime) -> None:
    revision = edit(job, people, now, title="Another title")
    assert revision is not None
    read = revision.version
    edit(job, people, now, title="Send us your bank details")
    with pytest.raises(Outdated):
        revisions.approve_revision(revision, by=people.dev, version=read, now=now)
    with pytest.raises(Outdated):
        revisions.refuse_revision(revision, "Why?", by=people.dev, version=read, now=now)
    assert job.title == factories.job_facts().title


def test_a_decided_change_cannot_be_decided_again(people: cast.Cast, job: Job, now: datetime) -> None:
    revision = edit(job, people, now, title="Another title")
    assert revision is not None
    revisions.refuse_revision(revision, "Why?", by=people.dev, version=revision.version, now=now)
    with pytest.raises(Outdated):
        revisions.approve_revision(revision, by=people.dev, version=revision.version, now=now)


def test_a_change_sent_back_leaves_the_approved_text_and_tells_why(people: cast.Cast, job: Job, now: datetime) -> None:
    revision = edit(job, people, now, title="Another title")
    assert revision is not None
    revisions.refuse_revision(revision, "The title says two jobs.", by=people.dev, version=revision.version, now=now)
    db.session.commit()
    assert facts_of(job) == factories.job_facts()
    assert (job.state, revision.state) == (JobState.LIVE, RevisionState.REFUSED)
    letter = db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(1)).one()
    assert letter.subject == "Your change of Outpatient Coder, family practice was sent back"
    assert "The title says two jobs." in letter.text
    assert edit(job, people, now, title="A third title") is not None, "the next change begins anew"


def test_the_employer_is_told_when_a_change_is_public(people: cast.Cast, job: Job, now: datetime) -> None:
    revision = edit(job, people, now, title="Another title")
    assert revision is not None
    approve(revision, people, now)
    letter = db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(1)).one()
    assert (letter.to_address, letter.subject) == ("olive@example.com", "Your change of Another title is public")


def test_searching_finds_the_approved_words_and_not_the_waiting_ones(
    people: cast.Cast, job: Job, now: datetime
) -> None:
    revision = edit(job, people, now, description="Zebra charts only. " * 12)
    assert " zebra " not in job.words
    assert revision is not None
    approve(revision, people, now)
    assert " zebra " in job.words
