"""Sets of jobs: who is in `open_jobs` at which instant, and every public place agrees with it with no chore running."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.alerts import queries as alert_queries
from careercenter.alerts import saving
from careercenter.alerts.models import SavedSearch
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.employers import proving
from careercenter.employers.models import Employer, EmployerMember, Role
from careercenter.jobs import lifecycle, queries
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.search import in_order
from careercenter.outbox.models import OutgoingMail
from tests import cast, factories
from tests.factories import LISTING

Visit = Callable[[], TestApp]
Addresses = dict[str, tuple[str, str]]
INSTANT = timedelta(microseconds=1)


def titles(query: sa.Select[Any]) -> list[str]:
    return sorted(job.title for job in db.session.scalars(query))


def is_open(job: Job, now: datetime) -> bool:
    """What the query says, which must be what the job says of itself."""
    found = db.session.scalar(queries.open_jobs(now).where(Job.id == job.id)) is not None
    assert found is job.is_open(now), (job.state, now)
    return found


def test_only_a_live_job_is_open(people: cast.Cast, now: datetime) -> None:
    for state in JobState:
        job = factories.job_in(state, people.sunrise, people.olive, now)
        assert is_open(job, now + timedelta(hours=1)) is (state == "live"), state


def test_it_opens_at_the_instant_of_publication_and_ends_at_the_instant_of_expiry(
    people: cast.Cast, now: datetime
) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    end = now + LISTING
    assert [is_open(job, at) for at in (now - INSTANT, now, end - INSTANT, end)] == [False, True, True, False]


def test_an_employers_jobs_are_open_while_it_is_proved_and_not_suspended(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.harbor, people.hank, now)
    assert not is_open(job, now), "never proved"
    proving.prove_by_staff(people.harbor, by=people.dev, now=now)
    assert is_open(job, now)
    proving.suspend(people.harbor, "It asked for a fee.", by=people.dev, now=now)
    assert not is_open(job, now)
    proving.lift(people.harbor, by=people.dev, now=now)
    assert is_open(job, now)
    proving.forget_proof(people.harbor, by=people.hank, now=now)
    assert not is_open(job, now)


def test_due_to_expire_is_the_complement_of_open_over_live_jobs(people: cast.Cast, now: datetime) -> None:
    for days in range(1, 6):
        job = factories.open_job(people.sunrise, people.olive, now, title=f"Job {days}")
        job.expires_at = now + timedelta(days=days)
    db.session.commit()
    live = set(titles(sa.select(Job)))
    for moment in (now, now + timedelta(days=2), now + timedelta(days=3) - INSTANT, now + timedelta(days=9)):
        open_now, due = set(titles(queries.open_jobs(moment))), set(titles(queries.due_to_expire(moment)))
        assert open_now | due == live
        assert not open_now & due


def test_a_paused_job_runs_out_too_and_a_job_that_says_so_is_no_longer_due(people: cast.Cast, now: datetime) -> None:
    paused = factories.job_in(JobState.PAUSED, people.sunrise, people.olive, now)
    for state in ("draft", "pending_review", "refused", "filled", "closed", "expired", "removed"):
        factories.job_in(JobState(state), people.sunrise, people.olive, now)
    assert list(db.session.scalars(queries.due_to_expire(now + LISTING))) == [paused]
    lifecycle.expire(paused, now + LISTING)
    assert list(db.session.scalars(queries.due_to_expire(now + LISTING))) == []


# Warnings before the end


def due_for_warning(now: datetime) -> list[Job]:
    return list(db.session.scalars(queries.expiring_unwarned(now)))


def warn(now: datetime) -> list[int | None]:
    """What the chore does at this moment: the warnings it writes, by the days before the end."""
    warned = []
    for job in due_for_warning(now):
        lifecycle.warn_expiring(job, now)
        warned.append(job.warned_days)
    db.session.commit()
    return warned


def test_a_job_is_warned_of_seven_days_and_one_day_before_its_end_once_each(people: cast.Cast, now: datetime) -> None:
    factories.open_job(people.sunrise, people.olive, now)
    end = now + LISTING
    week, day = end - timedelta(days=7, hours=1), end - timedelta(days=1, hours=1)
    assert warn(week - INSTANT) == []
    assert warn(week) == [7]
    assert warn(week) == []
    assert warn(day - INSTANT) == []
    assert warn(day) == [1]
    assert warn(end - INSTANT) == []
    assert warn(end) == [], "it has ended"


def test_a_warning_that_was_missed_is_not_made_up_when_the_nearer_one_is_due(people: cast.Cast, now: datetime) -> None:
    factories.open_job(people.sunrise, people.olive, now)
    assert warn(now + LISTING - timedelta(hours=3)) == [1]
    assert warn(now + LISTING - timedelta(hours=2)) == []


def test_a_renewed_job_is_warned_of_again(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    assert warn(now + LISTING - timedelta(days=6)) == [7]
    renewed = now + LISTING - timedelta(days=5)
    lifecycle.renew(job, by=people.olive, listing=LISTING, now=renewed)
    assert warn(renewed) == []
    assert warn(renewed + LISTING - timedelta(days=7)) == [7]
    assert warn(renewed + LISTING - timedelta(days=1)) == [1]


def test_only_live_jobs_are_warned_of(people: cast.Cast, now: datetime) -> None:
    for state in JobState:
        factories.job_in(state, people.sunrise, people.olive, now)
    assert [job.state for job in due_for_warning(now + LISTING - timedelta(hours=1))] == ["live"]


def test_a_job_at_hand_has_run_out_when_it_is_due_to_expire(people: cast.Cast, now: datetime) -> None:
    jobs = [factories.job_in(state, people.sunrise, people.olive, now) for state in JobState]
    for moment in (now, now + LISTING - INSTANT, now + LISTING, now + LISTING + timedelta(days=1)):
        due = set(db.session.scalars(queries.due_to_expire(moment)))
        assert due == {job for job in jobs if job.has_run_out(moment)}
    assert {job.state for job in due} == {"live", "paused"} == {job.state for job in jobs if job.is_listed}


# Every public place agrees, with no chore run


def run_out(job: Job, _people: cast.Cast, now: datetime) -> None:
    job.expires_at = now


def not_yet_published(job: Job, _people: cast.Cast, now: datetime) -> None:
    job.published_at = now + timedelta(hours=1)


def pause(job: Job, people: cast.Cast, now: datetime) -> None:
    lifecycle.pause(job, by=people.olive, now=now)


def fill(job: Job, people: cast.Cast, now: datetime) -> None:
    lifecycle.fill(job, by=people.olive, now=now)


def close(job: Job, people: cast.Cast, now: datetime) -> None:
    lifecycle.close(job, by=people.olive, now=now)


def take_down(job: Job, people: cast.Cast, now: datetime) -> None:
    lifecycle.remove(job, "It asked for a fee.", by=people.dev, now=now)


def end_the_proof(job: Job, people: cast.Cast, now: datetime) -> None:
    proving.forget_proof(job.employer, by=people.olive, now=now)


def suspend_the_employer(job: Job, people: cast.Cast, now: datetime) -> None:
    proving.suspend(job.employer, "It asked for a fee.", by=people.dev, now=now)


HIDINGS = [run_out, not_yet_published, pause, fill, close, take_down, end_the_proof, suspend_the_employer]
CLOSED_PAGES = {"run_out", "fill", "close"}  # a page without apply; all others have none


@pytest.fixture
def board(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> Addresses:
    """
    A job that is to be seen, of Sunrise Clinic, and one of an employer of its own for each way to be hidden. By the name
    of the way ("" for the first): the addresses of the job and of its employer. Maria has saved a search for everything.
    """
    set_clock(now)
    about = {"apprentice_ok": True, "work_location": "us_only_residence"}
    with app.app_context():
        people = cast.make_cast()
        saving.save(people.maria, JobCriteria(), now=now - timedelta(days=30))
        jobs = {
            "": factories.open_job(people.sunrise, people.olive, now - timedelta(days=2), title="Shown Coder", **about)
        }
        for hide in HIDINGS:
            employer = cast.make_employer(f"Hider {hide.__name__}", owner=None)
            title = f"Hidden Coder {hide.__name__}"
            job = factories.open_job(employer, people.olive, now - timedelta(days=1), title=title, **about)
            hide(job, people, now)
            jobs[hide.__name__] = job
        db.session.commit()
        return {name: (f"/jobs/{job.id}-{job.slug}", f"/employers/{job.employer.slug}") for name, job in jobs.items()}


def test_every_list_agrees_on_what_is_open(app: Flask, visit: Visit, now: datetime, board: Addresses) -> None:
    stranger = visit()
    assert list(job_titles(stranger.get("/jobs").text)) == ["Shown Coder"]
    for feed in ("rss", "atom", "json"):
        assert feed_titles(feed, stranger.get(f"/jobs.{feed}").body) == ["Shown Coder"], feed
    for query in EVERY_FILTER:
        page = stranger.get(f"/jobs?{query}")
        assert list(job_titles(page.text)) == ["Shown Coder"], query
        assert "was left out" not in page, f"{query} is no filter"
    front = stranger.get("/")
    assert "Shown Coder" in front
    assert "Hidden Coder" not in front
    with app.app_context():
        saved = db.session.scalars(sa.select(SavedSearch)).one()
        assert [job.title for job in in_order(alert_queries.news(saved, now), now)] == ["Shown Coder"]


def test_every_page_agrees_on_what_is_open(visit: Visit, board: Addresses) -> None:
    stranger = visit()
    for name, (job, employer) in board.items():
        page = stranger.get(job, status=200 if not name or name in CLOSED_PAGES else 404)
        assert ("/apply" in page) is (not name), name
        assert ("application/ld+json" in page) is (not name), name
        gone = name in ("end_the_proof", "suspend_the_employer")
        page = stranger.get(employer, status=404 if gone else 200)
        assert ("Hidden Coder" in page, "Shown Coder" in page) == (False, not name), name


def test_the_digest_of_monday_agrees_with_the_board(app: Flask, now: datetime, board: Addresses) -> None:
    with app.app_context():
        for name in ("send-alerts", "deliver-mail"):
            assert runner.run(chore(name), now).failed == 0  # type: ignore[arg-type]
        digest = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "digest")).one()
        assert "Shown Coder" in digest.text
        assert "Hidden Coder" not in digest.text


EVERY_FILTER = (
    "q=coder",
    "q=family+-zebra",
    "title=profee_coder",
    "credential=cpc",
    "specialty=em",
    "code_set=cpt",
    "setting=physician_practice",
    "tool=epic",
    "workplace=remote",
    "employment=w2_ft",
    "state=TX",
    "employer=sunrise-clinic",
    "pay_min=20",
    "posted=30",
    "apprentice=1",
    "us_only=1",
    "sort=pay",
    "sort=newest&page=1",
)


# Pages of jobs that have ended


def test_shown_jobs_are_open_ones_and_those_that_ended_in_public(people: cast.Cast, now: datetime) -> None:
    states = {"live", "filled", "closed", "expired"}
    for state in JobState:
        factories.job_in(state, people.sunrise, people.olive, now, title=f"Job {state}")
    never_public = factories.pending_job(people.sunrise, people.olive, now, title="Job never public")
    lifecycle.close(never_public, by=people.olive, now=now)
    factories.open_job(people.harbor, people.hank, now, title="Job of an employer without a proof")
    assert titles(queries.shown_jobs(now + timedelta(days=1))) == sorted(f"Job {state}" for state in states)
    assert titles(queries.shown_jobs(now - INSTANT)) == []


def test_an_employers_jobs_are_its_own_in_every_state(people: cast.Cast, now: datetime) -> None:
    for state in JobState:
        factories.job_in(state, people.sunrise, people.olive, now, title=f"Job {state}")
    factories.open_job(people.harbor, people.hank, now)
    assert titles(queries.jobs_of(people.sunrise)) == sorted(f"Job {state}" for state in JobState)
    assert len(titles(queries.jobs_of(db.session.get_one(Employer, people.harbor.id)))) == 1


def test_the_oldest_waits_first_for_review(people: cast.Cast, now: datetime) -> None:
    for hours in (3, 1, 2):
        factories.pending_job(people.sunrise, people.olive, now - timedelta(hours=hours), title=f"{hours} hours")
    factories.open_job(people.sunrise, people.olive, now)
    assert [job.title for job in db.session.scalars(queries.awaiting_review())] == ["3 hours", "2 hours", "1 hours"]


def test_the_link_of_a_warning_works_until_two_weeks_after_the_end_and_once(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    lifecycle.warn_expiring(job, now + LISTING - timedelta(days=1))
    db.session.flush()
    link = db.session.scalars(sa.select(queries.RenewLink)).one()
    last = now + LISTING + timedelta(days=14)
    assert link.expires_at == last
    assert db.session.scalar(queries.renew_link(link.token_hash, last - INSTANT)) is link
    assert db.session.scalar(queries.renew_link(link.token_hash, last)) is None
    link.used_at = now
    assert db.session.scalar(queries.renew_link(link.token_hash, now)) is None


@pytest.mark.parametrize("role", [*Role, None])
def test_the_link_of_a_warning_works_for_whom_it_was_written_to_while_they_post_there(
    people: cast.Cast, now: datetime, role: Role | None
) -> None:
    """A letter is kept longer than a place in a team. `None`: they are out of it."""
    lifecycle.warn_expiring(factories.open_job(people.sunrise, people.rex, now), now + LISTING - timedelta(days=1))
    rex = db.session.scalars(sa.select(EmployerMember).where(EmployerMember.account_id == people.rex.id)).one()
    if role is None:
        db.session.delete(rex)
    else:
        rex.role = role
    link = db.session.scalars(sa.select(queries.RenewLink)).one()
    works = db.session.scalar(queries.renew_link(link.token_hash, now)) is link
    assert works == (role in (Role.OWNER, Role.RECRUITER))


def job_titles(page: str) -> Iterator[str]:
    """The titles of the jobs of a list."""
    for part in page.split('<h2 class="job-title">')[1:]:
        yield part.split("</a>")[0].rpartition(">")[2]


def feed_titles(feed: str, body: bytes) -> list[str]:
    if feed == "json":
        return [item["title"] for item in json.loads(body)["items"]]
    items = Xml.fromstring(body).iter("item" if feed == "rss" else "{http://www.w3.org/2005/Atom}entry")  # noqa: S314 - ours
    return [item.findtext("title") or item.findtext("{http://www.w3.org/2005/Atom}title") or "" for item in items]
