"""The search page in a real browser: filters that answer as they are ticked, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from careercenter import clock
from tests import cast, factories

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def three_jobs(app: Flask) -> None:
    with app.app_context():
        people = cast.make_cast()
        now = clock.now()
        for hours, over in enumerate(({}, {"tools": ("oracle_health",)}, {"tools": ("oracle_health",)}), start=1):
            factories.open_job(people.sunrise, people.olive, now - timedelta(hours=hours), **over)


def asked_for(page: Page) -> list[str]:
    """The searches that the page asks for from now on."""
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url) if "/jobs?" in request.url else None)
    return heard


def test_a_tick_is_answered_once_and_the_new_count_is_said(open_page: Open) -> None:
    page = open_page("/jobs")
    heard = asked_for(page)
    page.locator("#tool-oracle_health").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs, Oracle Health (Cerner)")
    expect(page.locator("#found-said")).to_have_text("2 jobs, Oracle Health (Cerner)")
    expect(page.locator("#tool-oracle_health")).to_be_focused()
    expect(page.locator("#search")).not_to_have_attribute("aria-busy", "true")
    assert page.title().startswith("2 jobs, Oracle Health (Cerner)")
    assert [url.partition("?")[2] for url in heard] == ["tool=oracle_health"]


def test_the_page_is_busy_until_the_answer_comes(open_page: Open) -> None:
    page = open_page("/jobs")
    held: list[Route] = []
    page.route(re.compile(r"/jobs\?"), lambda route: held.append(route))  # noqa: PLW0108 - it looks into a function
    page.locator("#tool-oracle_health").check()
    expect(page.locator("#search")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 jobs")
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs, Oracle Health (Cerner)")
    expect(page.locator("#search")).not_to_have_attribute("aria-busy", "true")


def test_the_way_back_leads_to_the_search_before(open_page: Open) -> None:
    page = open_page("/jobs")
    page.locator("#tool-oracle_health").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs, Oracle Health (Cerner)")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 jobs")
    expect(page.locator("#tool-oracle_health")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 jobs, Oracle Health (Cerner)")
    expect(page.locator("#tool-oracle_health")).to_be_checked()


def test_where_nothing_is_found_the_focus_goes_to_the_words_that_say_so(open_page: Open) -> None:
    page = open_page("/jobs")
    page.locator("#pay_min").fill("400")
    page.locator("#pay_min").press("Tab")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("No open job matches “From $400 an hour”.")
    expect(heading).to_be_focused()
    expect(page.get_by_role("link", name="3 jobs")).to_be_visible()


@pytest.mark.parametrize(("width", "script", "seen"), [(1440, True, False), (1440, False, True), (360, True, True)])
def test_the_button_of_the_filters_stands_where_it_is_needed(
    open_page: Open, width: int, script: bool, seen: bool
) -> None:
    page = open_page("/jobs", width=width, script=script)
    if width == 360:
        page.get_by_text("Filters", exact=False).first.click()
    expect(page.locator("#filters").get_by_role("button", name="Show jobs")).to_be_visible(visible=seen)


def test_each_script_keeps_its_names_to_itself(open_page: Open) -> None:
    page = open_page("/jobs")
    page.locator("#q").fill("inpat")  # the script of the suggestions is there and has a `close` of its own
    expect(page.locator("#q")).to_have_attribute("role", "combobox")
    assert "[native code]" in page.evaluate("String(window.close)")
    assert page.evaluate("typeof said") == "undefined"


def test_on_a_phone_a_tick_leaves_the_filters_open_and_the_focus_where_it_is(open_page: Open) -> None:
    page = open_page("/jobs", width=390)
    page.locator("#filters > summary").click()
    before = page.locator("#filters .choice").evaluate_all("all => all.map(one => one.htmlFor || one.control.id)")
    page.locator("#tool-oracle_health").check()
    expect(page.locator("#found-said")).to_have_text("2 jobs, Oracle Health (Cerner)")
    expect(page.locator("#tool-oracle_health")).to_be_visible()
    expect(page.locator("#tool-oracle_health")).to_be_focused()
    after = page.locator("#filters .choice").evaluate_all("all => all.map(one => one.htmlFor || one.control.id)")
    assert after == before, "nothing moves under the finger"


def test_links_to_another_search_keep_what_is_open_and_the_focus(open_page: Open) -> None:
    page = open_page("/jobs?tool=oracle_health", width=390)
    page.locator("#filters > summary").click()
    page.locator("#order-pay").click()
    page.wait_for_url("**/jobs?sort=pay&tool=oracle_health")
    expect(page.locator("#order-pay")).to_be_focused()
    expect(page.locator("#filters")).to_have_attribute("open", "")
    page.get_by_role("list", name="Filters in force").get_by_role("link").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("3 jobs")
    expect(heading).to_be_focused()
    expect(page.locator("#tool-oracle_health")).not_to_be_checked()


def test_enter_in_the_pay_field_is_answered_like_a_tick(open_page: Open) -> None:
    page = open_page("/jobs")
    page.locator("#pay_min").fill("1")
    page.locator("#pay_min").press("Enter")
    page.wait_for_url("**/jobs?pay_min=1")
    expect(page.locator("#pay_min")).to_be_focused()
