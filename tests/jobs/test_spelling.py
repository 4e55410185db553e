"""Slips of the pen in a search: read as the nearest word that a job says, always said, and with a way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask

from benchmarks import plain_sql
from careercenter import clock
from careercenter.alerts.models import SavedSearch
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.search import search
from careercenter.jobs.spelling import corrected
from tests import cast, factories
from tests.jobs.chance import QUERIES, board
from tests.pages import form_with

TITLES = ("Inpatient coder", "Risk adjustment coder", "Denials specialist", "Heron abstractor", "Herons")


Reading = Callable[[str], str | None]


@pytest.fixture(autouse=True)
def jobs(app: Flask) -> None:
    now = clock.now() - timedelta(days=1)
    with app.app_context():
        people = cast.make_cast()
        for title in TITLES:
            factories.imported_job(people.sunrise, JobFacts(title, workplace="remote", tools=("encompass_360",)), now)


@pytest.fixture
def meant(app: Flask) -> Reading:
    """What is searched for in place of what was typed."""

    def reading(query: str) -> str | None:
        with app.app_context():
            correction = corrected(JobCriteria(q=query), clock.now())
            return correction.criteria.q if correction else None

    return reading


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("inpateint codr", "inpatient coder"),
        ("rsik adjustment", "risk adjustment"),
        ("Solventm", "Solventum"),
        ("abstracter", "abstractor"),
        ("denails -zebra", "denials -zebra"),
        ("risk ajustmnt", "risk adjustment"),
        ("inpateint, coder", "inpatient coder"),
    ],
)
def test_a_slip_is_read_as_the_nearest_word_that_a_job_says(meant: Reading, typed: str, read: str) -> None:
    assert meant(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "inpatient",  # a job says it
        '"inpateint"',  # in quotes: to the letter
        "-inpateint",  # nothing is left out by a word that no job says
        "cpd",  # too short to guess
        "c0der",  # a digit is no slip
        "zzzzzzzz",  # nothing is near
        "transplant",  # a word that no job says and none is near
        "meditech",  # a name of the vocabulary, whether a job has it or not
        "",
        "%",
        "'; DROP TABLE job; --",
    ],
)
def test_what_is_no_slip_is_left_alone(meant: Reading, typed: str) -> None:
    assert meant(typed) is None


def test_only_words_of_open_jobs_are_offered(app: Flask, meant: Reading) -> None:
    assert meant("abstracter") == "abstractor"
    with app.app_context():
        db.session.execute(db.update(Job).where(Job.title == "Heron abstractor").values(state=JobState.CLOSED))
        db.session.commit()
    assert meant("abstracter") is None


def test_the_page_says_what_it_reads_and_leads_back_to_what_was_typed(visit: Any) -> None:
    page = visit().get("/jobs?q=inpateint+codr&state=TX")
    page.mustcontain("No job says “inpateint” or “codr”; showing “inpatient” and “coder”.", "Inpatient coder", "1 job")
    assert page.forms["find"]["q"].value == "inpatient coder"
    assert "/jobs?q=inpatient+coder&state=TX" in page.html.find("link", rel="canonical")["href"].replace("&amp;", "&")
    back = page.click("Search for “inpateint” and “codr” instead")
    assert back.request.url.endswith("/jobs?q=%22inpateint%22+%22codr%22&state=TX")
    back.mustcontain("No open job matches", no="showing")


def test_a_typed_word_is_escaped(visit: Any) -> None:
    page = visit().get("/jobs?q=inpateint%3Cb%3E")
    page.mustcontain("&lt;b&gt;", no="<b>;")


def test_api_and_shell_say_it_too(app: Flask, visit: Any) -> None:
    answer = visit().get("/api/v1/jobs?q=rsik+adjustment").json
    assert (answer["total"], answer["query"]) == (1, "q=risk+adjustment")
    assert answer["corrected"] == {
        "words": [{"said": "rsik", "meant": "risk"}],
        "literal": "q=%22rsik%22+adjustment",
    }
    assert visit().get("/api/v1/jobs?q=risk+adjustment").json["corrected"] is None
    shell = app.test_cli_runner().invoke(args=["search", "rsik", "adjustment"])
    assert "No job says “rsik”; showing “risk”." in shell.output
    assert "Risk adjustment coder" in shell.output


def test_feeds_and_saved_searches_mean_what_they_say(visit: Any, app: Flask) -> None:
    assert visit().get("/jobs.json?q=inpateint").json["items"] == []
    browser = cast.signed_in(app, visit, "maria")
    page = browser.get("/jobs?q=inpateint+coder")
    assert "/jobs.json?q=inpatient+coder" in str(page.html.find("head"))
    form_with(page, "criteria").submit().follow()
    with app.app_context():
        assert db.session.scalars(db.select(SavedSearch.criteria)).all() == ["q=inpatient+coder"]


def test_a_correction_answers_as_its_own_words_do(jobs: None, context: None, now: datetime) -> None:
    """Whatever is typed: the answer is SQL's to the criteria that is shown, and to the letter there was none."""
    olive, sunrise = cast.person("olive"), db.session.scalars(db.select(Employer)).first()
    list(board(Random(3), [sunrise], olive, now, size=25))  # noqa: S311 - repeatable, and no secret
    db.session.commit()
    slips = [*QUERIES, "zebar", "lino zebra", "herno -lion", "quial", "adjustmnet", "zürihc"]
    read = 0
    for query in slips:
        criteria = JobCriteria(q=query)
        if search(criteria, now).total == 0 and (correction := corrected(criteria, now)):
            read += 1
            assert plain_sql.ids(criteria, now) == [], query
            assert search(correction.criteria, now).ids == plain_sql.ids(correction.criteria, now), query
            assert search(correction.literal, now).ids == plain_sql.ids(correction.literal, now) == [], query
            assert corrected(correction.literal, now) is None, query
    assert read >= 5
