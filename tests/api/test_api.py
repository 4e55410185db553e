"""The API: the same search as the page's, in the shape that its own document describes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.facts import JobFacts, Pay, Quota
from careercenter.jobs.models import Job
from tests import cast, factories
from tests.api.conftest import Valid

Visit = Callable[[], TestApp]


@pytest.fixture(autouse=True)
def jobs(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> dict[str, int]:
    """A full job, one that says next to nothing, and one that has ended."""
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        full = factories.open_job(people.sunrise, people.olive, now - timedelta(days=2), benefits_note="Coffee.")
        bare = lifecycle.draft(people.sunrise, JobFacts("Chart reader"), by=None, now=now)
        lifecycle.submit(bare, by=None, now=now)
        lifecycle.approve(bare, by=None, version=bare.version, listing=factories.LISTING, now=now)
        ended = factories.open_job(people.sunrise, people.olive, now - timedelta(days=1), title="Ended")
        lifecycle.close(ended, by=people.olive, now=now)
        db.session.commit()
        return {"full": full.id, "bare": bare.id, "ended": ended.id}


def test_a_search_answers_as_the_document_says(visit: Visit, valid: Valid, jobs: dict[str, int]) -> None:
    answer = visit().get("/api/v1/jobs").json
    assert valid("Result", answer)
    assert [job["id"] for job in answer["jobs"]] == [jobs["bare"], jobs["full"]]
    assert (answer["total"], answer["facets"]["credential"]) == (2, {"cpc": 1, "ccs_p": 1})
    full = answer["jobs"][1]
    assert full["terms"]["credential"] == ["cpc", "ccs_p"]
    assert full["pay"] == {"min": 26.0, "max": 31.0, "unit": "hour"}
    assert full["pay_yearly"] == {"min": 54_080, "max": 64_480, "assumption": "at 2,080 hours"}


def test_the_document_refuses_what_it_does_not_describe(visit: Visit, valid: Valid) -> None:
    answer = visit().get("/api/v1/jobs").json
    answer["jobs"][0]["workplace"] = "on the moon"
    assert not valid("Result", answer)


def test_every_filter_of_the_page_is_one_of_the_api(
    visit: Visit, document: dict[str, Any], jobs: dict[str, int]
) -> None:
    query = "q=outpatient&credential=cpc&state=TX&tool=epic&workplace=remote&pay_min=30&posted=7&sort=pay"
    answer = visit().get(f"/api/v1/jobs?{query}").json
    assert [job["id"] for job in answer["jobs"]] == [jobs["full"]]
    named = {one["name"] for one in document["paths"]["/api/v1/jobs"]["get"]["parameters"]}
    assert named >= {pair.split("=")[0] for pair in query.split("&")}


def test_what_means_nothing_is_dropped_and_named(visit: Visit) -> None:
    answer = visit().get("/api/v1/jobs?credential=xyz&colour=red&per_page=1").json
    assert [(one["name"], one["value"]) for one in answer["dropped"]] == [("credential", "xyz"), ("colour", "red")]
    assert (answer["total"], answer["per_page"], len(answer["jobs"])) == (2, 1, 1)


@pytest.mark.parametrize(("asked", "given"), [("", 20), ("0", 20), ("-3", 20), ("7", 7), ("9999", 100), ("x", 20)])
def test_a_page_has_a_sane_length(visit: Visit, asked: str, given: int) -> None:
    assert visit().get(f"/api/v1/jobs?per_page={asked}").json["per_page"] == given


def test_one_job_is_given_while_it_is_open(visit: Visit, valid: Valid, jobs: dict[str, int]) -> None:
    assert valid("Job", visit().get(f"/api/v1/jobs/{jobs['full']}").json)
    visit().get(f"/api/v1/jobs/{jobs['ended']}", status=404)


def test_an_unchanged_answer_is_not_sent_again(app: Flask, visit: Visit, jobs: dict[str, int]) -> None:
    first = visit().get("/api/v1/jobs")
    visit().get("/api/v1/jobs", headers={"If-None-Match": first.headers["ETag"]}, status=304)
    with app.app_context():
        db.session.execute(db.update(Job).where(Job.id == jobs["full"]).values(workplace="onsite"))
        db.session.commit()
    visit().get("/api/v1/jobs", headers={"If-None-Match": first.headers["ETag"]}, status=200)


def test_pay_by_the_chart_is_compared_by_the_employers_own_quota(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        people = cast.person("olive")
        employer = db.session.get_one(Job, 1).employer
        job = factories.open_job(employer, people, now, pay=Pay(200, 250, "chart"), quota=Quota("wt_em", 12.0, None))
        number = job.id
    found = visit().get(f"/api/v1/jobs/{number}").json
    assert (found["pay_hourly"]["min"], found["pay_hourly"]["max"], found["pay_yearly"]["max"]) == (
        24.0,
        30.0,
        62_400.0,
    )
    assert found["pay_hourly"]["assumption"] == "at 12 encounters an hour"
    assert found["pay_yearly"]["assumption"] == "at 12 encounters an hour, 2,080 hours"
