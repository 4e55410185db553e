"""Open jobs like the one on the page: which, in which order, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.columns import facts_of
from careercenter.jobs.likeness import MOST, similar_jobs
from careercenter.jobs.models import Job, JobState
from tests import cast, factories
from tests.statements import counted_statements

Visit = Callable[[], TestApp]
HOUR = timedelta(hours=1)
UNLIKE = {
    "title_id": "cdi_specialist",
    "specialties": ("ip_drg",),
    "credentials_required": (("ccs",),),
    "settings": ("acute_short",),
    "workplace": "hybrid",
    "state_rule": None,
    "states": (),
    "office": factories.Office("Dayton", "OH", "45402"),
}


def post(people: cast.Cast, at: datetime, **over: object) -> Job:
    return factories.open_job(people.sunrise, people.olive, at, **over)


def alike(job: Job, now: datetime, state: str | None = None) -> list[tuple[str, str]]:
    return [(one.card.title, one.why) for one in similar_jobs(job.id, facts_of(job), now, state=state)]


def test_what_is_shared_sets_the_order_and_the_sentence(people: cast.Cast, now: datetime) -> None:
    job = post(people, now - 9 * HOUR)
    post(people, now - 1 * HOUR, **{**UNLIKE, "title": "Work alone", "specialties": ("em",)})
    post(people, now - 2 * HOUR, **{**UNLIKE, "title": "Ladder alone", "title_id": "profee_coder"})
    post(people, now - 3 * HOUR, **{**UNLIKE, "title": "Nothing"})
    post(people, now - 4 * HOUR, title="All of it")
    assert alike(job, now) == [
        ("All of it", "Same kind of work, same title, same credential, also remote, same setting"),
        ("Work alone", "Same kind of work"),
        ("Ladder alone", "Same title"),
    ]


def test_sharing_a_credential_or_a_workplace_alone_is_no_likeness(people: cast.Cast, now: datetime) -> None:
    job = post(people, now - HOUR)
    remote = {key: factories.job_facts().__dict__[key] for key in ("workplace", "state_rule", "states")}
    post(people, now, **{**UNLIKE, **remote, "office": None, "credentials_required": (("cpc",),)})
    assert alike(job, now) == []


def test_of_equal_ones_the_newest_come_first_and_no_more_than_four(people: cast.Cast, now: datetime) -> None:
    job = post(people, now - 9 * HOUR)
    for hours in range(1, MOST + 3):
        post(people, now - hours * HOUR, title=f"{hours} hours old")
    assert [title for title, _why in alike(job, now)] == [f"{hours} hours old" for hours in range(1, MOST + 1)]


def test_jobs_that_may_hire_where_the_reader_lives_come_first(people: cast.Cast, now: datetime) -> None:
    job = post(people, now - 9 * HOUR)
    post(people, now - HOUR, title="Much like it", states=("TX",))
    post(people, now - 2 * HOUR, **{**UNLIKE, "title": "Less like it", "specialties": ("em",)})
    assert [title for title, _why in alike(job, now)] == ["Much like it", "Less like it"]
    assert [title for title, _why in alike(job, now, "OH")] == ["Less like it", "Much like it"]


def test_only_open_jobs_are_named(people: cast.Cast, now: datetime) -> None:
    job = post(people, now - HOUR)
    for state in JobState:
        if state is not JobState.LIVE:
            factories.job_in(state, people.sunrise, people.olive, now - HOUR, title=state.value)
    db.session.commit()
    assert alike(job, now) == []
    other = post(people, now - HOUR, title="Open")
    assert [title for title, _why in alike(job, now)] == ["Open"]
    assert alike(job, now + factories.LISTING) == [], "it ran out, with no chore running"
    lifecycle.close(other, by=people.olive, now=now)
    db.session.commit()
    assert alike(job, now) == []


def test_a_job_that_names_no_work_and_no_title_is_like_others_by_its_credential(
    people: cast.Cast, now: datetime
) -> None:
    bare = factories.job_facts(specialties=(), title_id=None)
    post(people, now, **{**UNLIKE, "title": "Asks for the same", "credentials_required": (("cpc",),)})
    post(people, now, **{**UNLIKE, "title": "Asks for another"})
    found = similar_jobs(0, bare, now)
    assert [(one.card.title, one.why) for one in found] == [("Asks for the same", "Same credential")]


def page_of(app: Flask, visit: Visit, now: datetime, state: JobState = JobState.LIVE) -> str:
    with app.app_context():
        people = cast.make_cast()
        job = factories.job_in(state, people.sunrise, people.olive, now - 2 * HOUR, title="Mine")
        db.session.commit()
        return f"/jobs/{job.id}-{job.slug}"


def more(app: Flask, now: datetime, count: int) -> None:
    with app.app_context():
        for number in range(count):
            sunrise = db.session.scalars(db.select(Employer).where(Employer.slug == "sunrise-clinic")).one()
            factories.open_job(sunrise, cast.person("olive"), now - HOUR, title=f"Other {number}")


@pytest.mark.parametrize("state", [JobState.LIVE, JobState.FILLED])
def test_the_page_shows_them_and_links_to_a_search(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None], state: JobState
) -> None:
    set_clock(now)
    address = page_of(app, visit, now, state)
    more(app, now, 1)
    page = visit().get(address)
    assert "Open jobs like it" in page
    assert page.click("Other 0").status_int == 200
    assert "Same kind of work, same title, same credential, also remote, same setting" in page
    assert page.click("All of this kind").request.query_string == "specialty=em"


def test_the_page_of_an_ended_job_says_when_nothing_is_like_it(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(now)
    assert "No open job shares its kind of work" in visit().get(page_of(app, visit, now, JobState.CLOSED))


def test_a_page_that_is_gone_leads_to_a_search(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    address = page_of(app, visit, now, JobState.CLOSED)
    set_clock(now + timedelta(days=91))
    gone = visit().get(address, status=410)
    assert gone.click("Open jobs like it").request.query_string == "specialty=em"


def test_the_page_asks_as_often_for_four_similar_jobs_as_for_one(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(now)
    address = page_of(app, visit, now)
    browser = cast.signed_in(app, visit, "maria")
    counts = []
    for _ in range(2):
        more(app, now, 2)
        browser.get(address)  # brings the index to the new jobs
        with counted_statements(app) as statements:
            assert "Other 1" in browser.get(address)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 16, counts
