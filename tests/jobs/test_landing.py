"""Landing pages: an address of words for each list that people ask for, only where jobs are, and never another list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import landing, lifecycle
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import Pay
from careercenter.jobs.landing import LEAST, Landing
from careercenter.jobs.models import Job
from careercenter.jobs.search import how_many
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES
from tests import cast, factories
from tests.factories import ONSITE, post
from tests.jobs.chance import board
from tests.pages import titles
from tests.statements import counted_statements

Visit = Callable[[], TestApp]
pytestmark = pytest.mark.usefixtures("peopled")


def robots(page: TestResponse) -> str:
    found = page.html.find("meta", attrs={"name": "robots"})
    return found["content"] if found else ""


ADDRESSES = {
    "in/texas": (Landing(state="TX"), "Jobs open to Texas"),
    "in/district-of-columbia": (Landing(state="DC"), "Jobs open to District of Columbia"),
    "credential/ccs-p": (Landing(credential="ccs_p"), "CCS-P jobs"),
    "specialty/evaluation-and-management": (Landing(specialty="em"), "Evaluation and Management jobs"),
    "remote": (Landing(remote=True), "Remote jobs"),
    "remote/in/ohio": (Landing(state="OH", remote=True), "Remote jobs open to Ohio"),
    "remote/credential/cpc/in/texas": (
        Landing(credential="cpc", state="TX", remote=True),
        "Remote CPC jobs open to Texas",
    ),
    "specialty/ent/in/ohio": (Landing(specialty="ent", state="OH"), "ENT jobs open to Ohio"),
}
NONE = (
    "x", "in", "in/", "in/atlantis", "in/TX", "in/texas/credential/cpc", "credential", "credential/cpc/specialty/ent", "remote/remote",
    "remote/", "credential/cpc/in", "in/texas/", "in/texas/in/ohio", "credential/cpc/remote", "criteria/x",
    "heading/x", "in/texas/x", "%00", "in/%ff",
)  # fmt: skip


@pytest.mark.parametrize("trail", ADDRESSES)
def test_an_address_is_words_in_one_order(trail: str) -> None:
    wanted, heading = ADDRESSES[trail]
    assert landing.from_trail(trail) == wanted
    assert (wanted.trail, wanted.heading) == (trail, heading)


@pytest.mark.parametrize("trail", NONE)
def test_any_other_address_is_none(visit: Visit, trail: str) -> None:
    assert visit().get(f"/jobs/{trail}", expect_errors=True).status_int == 404


def test_every_term_has_an_address_of_its_own() -> None:
    assert len(landing.CREDENTIAL_SLUGS) == len(CREDENTIALS)
    assert len(landing.SPECIALTY_SLUGS) == len(SPECIALTIES)
    assert len(landing.STATE_SLUGS) == len(STATES)


def test_a_page_shows_what_the_search_finds_and_says_it_in_numbers(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now, 2)
    post(app, now, title="On site in Dayton", **ONSITE)
    post(app, now, title="For inpatient", credentials_required=(("ccs",),), pay=None)
    page = visit().get("/jobs/remote/credential/cpc/in/texas")
    assert page.html.h1.get_text() == "2 remote CPC jobs open to Texas"
    assert page.html.title.get_text().startswith("2 remote CPC jobs open to Texas")
    assert titles(page) == ["Outpatient Coder, family practice"] * 2
    assert "2 fully remote jobs that require or prefer the CPC are open to people who live in Texas." in page
    assert "All of them state their pay." in page
    assert "Certified Professional Coder" in page
    every = visit().get("/jobs/in/texas")
    assert len(titles(every)) == 3
    assert "2 of them state their pay." in every
    assert page.html.find("link", rel="canonical")["href"].endswith("/jobs/remote/credential/cpc/in/texas")


@pytest.mark.parametrize(
    ("wanted", "total", "stated", "says"),
    [
        (Landing(state="TX"), 1, 1, "1 open job is open to people who live in Texas. It states its pay."),
        (Landing(credential="cpc"), 1, 0, "1 open job requires or prefers the CPC. It does not state its pay."),
        (Landing(remote=True), 1, 0, "1 open job is fully remote. It does not state its pay."),
        (Landing(remote=True), 1200, 1, "1,200 open jobs are fully remote. 1 of them states its pay."),
        (
            Landing(specialty="em", remote=True),
            2,
            0,
            "2 fully remote jobs name Evaluation and Management among the kinds of work. None of them states its pay.",
        ),
        (
            Landing(specialty="ent", state="OH"),
            1,
            1,
            "1 open job that names ENT among the kinds of work is open to people who live in Ohio. It states its pay.",
        ),
    ],
)
def test_the_sentence_reads_well(wanted: Landing, total: int, stated: int, says: str) -> None:
    assert landing.sentence(wanted, total, stated) == says


def test_every_count_is_that_of_the_page_it_leads_to(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        chance = Random(3)  # noqa: S311 - repeatable, and no secret
        list(board(chance, [db.session.get_one(Employer, 1)], cast.person("olive"), now, size=60))
        db.session.commit()
    browser, led = visit(), 0
    for start in (
        "/jobs/browse",
        "/jobs/remote",
        "/jobs/in/texas",
        "/jobs/credential/cpc",
        "/jobs/credential/cpc/in/texas",
    ):
        for item in browser.get(start).html.select(".listed li:has(.count)"):
            count = int("".join(filter(str.isdigit, item.select_one(".count").get_text())))
            wanted = landing.from_trail(item.a["href"].removeprefix("/jobs/"))
            assert wanted is not None, item
            with app.app_context():
                assert how_many(wanted.criteria, now) == count, item
            led += 1
    assert led > 100


def test_a_page_of_few_jobs_is_shown_and_kept_out_of_search_engines(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now, LEAST - 1)
    few = visit().get("/jobs/in/texas")
    assert len(titles(few)) == LEAST - 1
    assert robots(few) == "noindex, follow"
    post(app, now)
    assert robots(visit().get("/jobs/in/texas")) == ""
    with app.app_context():
        trails = {one.trail for one in landing.indexable(now)}
    assert {"in/texas", "remote", "credential/cpc", "remote/specialty/evaluation-and-management/in/ohio"} <= trails
    assert "in/alaska" not in trails


def test_what_may_be_indexed_is_what_has_enough_jobs(app: Flask, now: datetime) -> None:
    with app.app_context():
        chance = Random(4)  # noqa: S311 - repeatable, and no secret
        list(board(chance, [db.session.get_one(Employer, 1)], cast.person("olive"), now, size=40))
        db.session.commit()
        listed = list(landing.indexable(now))
        assert len(listed) == len(set(listed)) > 50
        every = {
            Landing(credential=credential, specialty=specialty, state=state, remote=remote)
            for remote in (False, True)
            for state in (None, "TX", "OH")
            for credential, specialty in [(None, None), ("cpc", None), ("ccs", None), (None, "em"), (None, "ip_drg")]
        } - {Landing()}
        enough = {one for one in every if how_many(one.criteria, now) >= LEAST}
        assert enough == every & set(listed)
        assert enough
        assert every - enough


def test_a_list_whose_jobs_have_ended_keeps_a_written_page(app: Flask, visit: Visit, now: datetime) -> None:
    assert visit().get("/jobs/credential/cpc", expect_errors=True).status_int == 404
    post(app, now)
    with app.app_context():
        lifecycle.fill(db.session.get_one(Job, 1), by=cast.person("olive"), now=now)
        db.session.commit()
    page = visit().get("/jobs/credential/cpc")
    assert "None is open today." in page
    assert robots(page) == "noindex, follow"
    assert page.click("Tell me when one appears").location.startswith("/account/sign-in")
    assert visit().get("/jobs/credential/rhia", expect_errors=True).status_int == 404


def test_a_job_that_ran_out_is_gone_by_the_clock_alone(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    post(app, now)
    assert titles(visit().get("/jobs/in/texas"))
    set_clock(now + factories.LISTING)
    assert titles(visit().get("/jobs/in/texas")) == []


def test_more_than_one_page_of_jobs_goes_on_in_the_search(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now, 22)
    page = visit().get("/jobs/in/texas")
    assert len(titles(page)) == 20
    rest = page.click("The other 2 jobs")
    assert len(titles(rest)) == 2
    assert robots(rest) == "noindex, follow"
    narrowed = page.click("Narrow them down")
    assert narrowed.request.path_qs == "/jobs?state=TX"


def test_it_leads_to_its_own_feeds(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    page = visit().get("/jobs/in/texas")
    assert page.html.find("link", type="application/atom+xml")["href"] == "/jobs.atom?state=TX"
    assert len(page.click("JSON Feed", index=0).json["items"]) == 1


def test_the_cost_of_a_page_does_not_grow_with_its_jobs(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    visit().get("/jobs/in/texas")
    with counted_statements(app) as few:
        visit().get("/jobs/in/ohio")
    post(app, now, 12)
    visit().get("/jobs/in/texas")
    with counted_statements(app) as many:
        visit().get("/jobs/in/ohio")
    assert len(many) == len(few) <= 3
    with counted_statements(app) as directory:
        visit().get("/jobs/browse")
    assert directory == []


def test_the_median_pay_is_said_where_enough_stand_behind_it(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now, 3)
    assert "The median pay" not in visit().get("/jobs/in/texas")
    with app.app_context():
        for name in ("Alder Clinic", "Birch Clinic"):
            employer = cast.make_employer(name, owner=None)
            factories.open_job(employer, None, now, pay=Pay(3000, 3400, "hour"))
    page = visit().get("/jobs/in/texas")
    assert "The median pay is $28.50 an hour, from 5 jobs of 3 employers" in " ".join(page.html.main.get_text().split())
    assert page.html.find("a", string="More about it")["href"] == "/pay?state=TX"


def test_a_territory_that_no_job_names_is_no_page(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    visit().get("/jobs/in/guam", status=404)
    post(app, now, state_rule="include_list", states=("GU",))
    assert "open to people who live in Guam" in visit().get("/jobs/in/guam")


def test_an_empty_board_says_so(visit: Visit) -> None:
    assert "No job is open at this moment." in visit().get("/jobs/browse")
    assert "None is open today." in visit().get("/jobs/in/texas")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/jobs", ""),
        ("/jobs?page=2", ""),
        ("/jobs?state=TX", "noindex, follow"),
        ("/jobs?q=coder", "noindex, follow"),
        ("/jobs?sort=pay", "noindex, follow"),
    ],
)
def test_a_search_with_filters_stays_out_of_search_engines(visit: Visit, address: str, says: str) -> None:
    assert robots(visit().get(address)) == says


def test_a_landing_page_is_a_search_like_any_other() -> None:
    assert Landing(credential="cpc", state="TX", remote=True).criteria == JobCriteria(
        credential=("cpc",), state=("TX",), workplace=("remote",)
    )


def test_the_newest_stand_first(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now - timedelta(days=1), title="Yesterday's")
    post(app, now, title="Today's")
    assert titles(visit().get("/jobs/in/texas")) == ["Today's", "Yesterday's"]
