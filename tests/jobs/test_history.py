"""What changed in a job, in the words that applicants and staff read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import JobFacts, Office, Pay, Quota
from careercenter.jobs.history import differences, history
from careercenter.jobs.models import Job
from careercenter.jobs.wording import credential_lines, quota_line
from tests import cast, factories
from tests.jobs.test_revisions import IMMATERIAL, MATERIAL


def sentences(before: JobFacts, after: JobFacts) -> list[str]:
    return [one.sentence for one in differences(before, after)]


def test_the_same_text_has_no_differences() -> None:
    assert differences(factories.job_facts(), factories.job_facts()) == []


@pytest.mark.parametrize("name", [*MATERIAL, *IMMATERIAL])
def test_no_change_goes_untold(name: str) -> None:
    before = factories.job_facts()
    after = replace(before, **{name: {**MATERIAL, **IMMATERIAL}[name]})
    assert len(differences(before, after)) == 1
    assert len(differences(after, before)) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pay": Pay(2600, 3200, "hour")}, "Pay: $26.00–$31.00 an hour, now $26.00–$32.00 an hour"),
        ({"pay": None}, "Pay: $26.00–$31.00 an hour, now not stated"),
        ({"pay": Pay(2600, 3100, "day")}, "Pay: $26.00–$31.00 an hour, now $26.00–$31.00 a day"),
        ({"title": "Coder II"}, "Title: Outpatient Coder, family practice, now Coder II"),
        ({"states": ("TX",)}, "States: FL, OH, TX, now TX"),
        ({"office": Office("Dayton", "OH")}, "Office: not stated, now Dayton, OH"),
        ({"years": 0}, "Years: 2, now 0"),
        ({"years": None}, "Years: 2, now not stated"),
        ({"apprentice_ok": True}, "Apprentices: not stated, now welcome"),
        ({"apply_url": "https://x.example/1"}, "Apply at: here, now https://x.example/1"),
        ({"closing_date": date(2026, 12, 1)}, "Closing date: not stated, now 2026-12-01"),
        ({"description": "Another text."}, "Description reworded"),
        ({"benefits_note": "A desk."}, "Benefits, in words reworded"),
    ],
)
def test_a_change_is_told_in_words(changes: dict[str, object], told: str) -> None:
    before = factories.job_facts()
    assert sentences(before, replace(before, **changes)) == [told]


def test_several_changes_are_told_one_by_one() -> None:
    before = factories.job_facts()
    told = sentences(before, replace(before, title="Coder II", years=5, tools=("epic", "meditech")))
    assert [one.split(":")[0] for one in told] == ["Title", "Years", "Systems"]


def test_credential_lines_and_quotas_read_as_coders_say_them() -> None:
    facts = JobFacts("Coder", credentials_required=(("cic", "ccs"), ("cpc",)))
    assert credential_lines(facts) == "CIC or CCS; CPC"
    assert credential_lines(JobFacts("Coder")) == ""
    assert quota_line(JobFacts("Coder", quota=Quota(None, 2.2, 95.0))) == "2.2 charts an hour, 95% accuracy"
    assert quota_line(JobFacts("Coder", quota=Quota(None, None, 95.0))) == "95% accuracy"
    assert quota_line(JobFacts("Coder")) == ""


def publish_change(job: Job, people: cast.Cast, now: datetime, **changes: object) -> None:
    facts = replace(facts_of(job), **changes)
    revision = revisions.edit(job, facts, by=people.olive, version=job.version, now=now)
    if revision is not None:
        revisions.approve_revision(revision, by=people.dev, version=revision.version, now=now)
    db.session.commit()


def test_the_history_is_what_was_public_newest_first(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    days = [now + timedelta(days=number) for number in range(5)]
    publish_change(job, people, days[1], pay=Pay(2600, 3300, "hour"))
    publish_change(job, people, days[2], benefits=("dental",))
    publish_change(job, people, days[3], title="Coder II")
    told = history(job)
    assert [event.at for event in told] == [days[3], days[1], days[0]]
    assert told[0].sentences[0] == "Title: Outpatient Coder, family practice, now Coder II"
    assert told[0].sentences[1].startswith("Benefits: "), "what was changed at once is told with the next text"
    assert told[2].sentences == ("Read by our staff, then posted",)


def test_of_a_job_from_a_feed_nobody_says_that_staff_has_read_it(people: cast.Cast, now: datetime) -> None:
    job = factories.pending_job(people.sunrise, None, now)
    job.source = "https://feed.example"
    lifecycle.approve(job, by=None, version=job.version, listing=factories.LISTING, now=now)
    assert [event.sentences for event in history(job)] == [("Taken over from the employer’s public feed",)]


def test_a_waiting_or_refused_text_is_no_history(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    facts = factories.job_facts(title="Secret title")
    revision = revisions.edit(job, facts, by=people.olive, version=job.version, now=now)
    assert revision is not None
    assert len(history(job)) == 1
    revisions.refuse_revision(revision, "No.", by=people.dev, version=revision.version, now=now)
    assert len(history(job)) == 1


def test_a_draft_has_no_history(people: cast.Cast, now: datetime) -> None:
    assert history(factories.draft_job(people.sunrise, people.olive, now)) == []
