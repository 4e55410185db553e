"""The state one lives in: remembered only when asked to, offered everywhere, and never in force by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from tests import cast, factories
from tests.pages import form_with, titles

pytestmark = pytest.mark.usefixtures("peopled", "board")

Visit = Callable[[], TestApp]
COOKIE = "careercenter_state"


@pytest.fixture
def board(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> None:
    with app.app_context():
        olive, sunrise = cast.person("olive"), db.session.get_one(cast.Employer, 1)
        for title, states in (("Texan coder", ("TX",)), ("Ohioan coder", ("OH",))):
            where = {"workplace": "remote", "state_rule": "include_list", "states": states, "office": None}
            factories.open_job(sunrise, olive, now - timedelta(hours=1), title=title, **where)
        db.session.commit()
    set_clock(now)


def remember(browser: TestApp) -> TestResponse:
    """From a search by a state, by the link beside it and the button behind that."""
    form = form_with(browser.get("/jobs?state=TX").click("Remember Texas as my state"), "state")
    assert form["state"].value == "TX"
    return form.submit(status=303)


def test_nothing_is_remembered_before_the_button(visit: Visit) -> None:
    browser = visit()
    page = browser.get("/jobs?state=TX").click("Remember Texas as my state")
    assert COOKIE not in browser.cookies
    assert "Forget it" not in page


def test_the_state_is_remembered_in_a_cookie_of_two_letters_and_leads_back(visit: Visit) -> None:
    browser = visit()
    answer = remember(browser)
    assert answer.location.endswith("/jobs?state=TX")
    (cookie,) = [line for line in answer.headers.getall("Set-Cookie") if line.startswith(f"{COOKIE}=")]
    assert cookie.startswith(f"{COOKIE}=TX;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age=31536000" in cookie
    assert "Remember Texas" not in answer.follow()


def test_every_list_offers_it_with_its_count_and_none_is_narrowed_by_it(visit: Visit) -> None:
    browser = visit()
    remember(browser)
    for address in ("/jobs", "/jobs?workplace=remote"):
        page = browser.get(address)
        assert sorted(titles(page)) == sorted(titles(visit().get(address))) == ["Ohioan coder", "Texan coder"]
        assert re.search(r"Only jobs open to Texas\s*<span class=\"count\">1<", page.text)
        assert titles(page.click("Only jobs open to Texas")) == ["Texan coder"]
    assert titles(browser.get("/jobs?state=OH")) == ["Ohioan coder"], "an address says the same to everybody"
    feed, api = (browser.get(address).text for address in ("/jobs.json", "/api/v1/jobs"))
    assert (feed, api) == tuple(visit().get(address).text for address in ("/jobs.json", "/api/v1/jobs"))


def test_cards_and_the_job_page_say_whether_the_job_is_open_to_it(visit: Visit) -> None:
    """Strangers' cards are kept, so the same list is asked for by three readers in turn."""
    texan, stranger = visit(), visit()
    remember(texan)
    for browser, is_told in ((stranger, False), (texan, True), (stranger, False)):
        page = browser.get("/jobs")
        assert ("closed to Texas" in page, "Texas included" in page) == (is_told, is_told)
        job = page.click("Ohioan coder")
        assert ("closed to Texas" in job) is is_told
        assert ("Texas is not one of the states in which you may live" in job) is is_told
    assert "closed to Texas" not in texan.get("/jobs?state=OH"), "a search by a state speaks of that one"


def test_the_front_page_has_it_ready_in_its_form(visit: Visit) -> None:
    browser = visit()
    assert form_with(browser.get("/"), "state")["state"].value == ""
    remember(browser)
    front = browser.get("/")
    assert form_with(front, "state")["state"].value == "TX"
    assert titles(front.click("Only jobs open to Texas")) == ["Texan coder"]


def test_it_is_changed_and_forgotten_from_its_own_page(visit: Visit) -> None:
    browser = visit()
    remember(browser)
    page = browser.get("/jobs").click("You live in Texas")
    form = form_with(page, "state")
    assert form["state"].value == "TX"
    form["state"] = "OH"
    form.submit(status=303)
    page = browser.get("/jobs?workplace=remote").click("You live in Ohio")
    assert "Remembered: Ohio" in page
    assert page.click("Back to the jobs").request.path_qs == "/jobs?workplace=remote"
    (forget,) = [form for form in page.forms.values() if "/forget" in form.action]
    gone = forget.submit(status=303).follow()
    assert gone.request.path_qs == "/jobs?workplace=remote", "the search is kept"
    assert COOKIE not in browser.cookies
    assert "You live in" not in gone


@pytest.mark.parametrize("state", ["", "ZZ", "tx; Path=/", "\x00", "T" * 5000])
def test_what_is_no_state_is_not_remembered(visit: Visit, state: str) -> None:
    browser = visit()
    form = form_with(browser.get("/my-state"), "state")
    form["state"].force_value(state)
    answer = form.submit(status=422)
    assert "Choose" in answer
    assert COOKIE not in browser.cookies


def test_a_cookie_that_somebody_made_up_suggests_nothing(visit: Visit) -> None:
    browser = visit()
    browser.set_cookie(COOKIE, "<script>")
    page = browser.get("/jobs")
    assert "You live in" not in page
    assert titles(page) == titles(visit().get("/jobs"))


def test_a_page_with_a_state_in_it_is_nobody_elses(visit: Visit) -> None:
    stranger, browser = visit(), visit()
    tag = stranger.get("/").headers["ETag"]
    remember(browser)
    assert "ETag" not in browser.get("/").headers
    assert browser.get("/", headers={"If-None-Match": tag}, status=200).status_int == 200


def test_a_coder_who_is_signed_in_has_the_state_of_the_profile(app: Flask, visit: Visit) -> None:
    with app.app_context():
        cast.make_seeker(cast.person("maria"), state="OH")
        db.session.commit()
    browser = cast.signed_in(app, visit, "maria")
    browser.set_cookie(COOKIE, "TX")
    page = browser.get("/jobs")
    assert "You live in Ohio" in page
    assert "/seeker/profile" in page.click("You live in Ohio").request.url
