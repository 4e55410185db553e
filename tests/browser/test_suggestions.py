"""The search field offers names while one types: by keys, by pointer, in words for a screen reader, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import expect

from careercenter import clock
from careercenter.jobs.facts import JobFacts
from tests import cast, factories
from tests.browser.conftest import Open
from tests.browser.test_every_page import RULES

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]  # the pages are the same on both databases


@pytest.fixture(autouse=True)
def jobs(app: Flask) -> None:
    with app.app_context():
        people = cast.make_cast()
        facts = JobFacts(
            "Inpatient coder", title_id="inpatient_coder", tools=("encompass_360",), specialties=("ip_drg",)
        )
        factories.imported_job(people.sunrise, facts, clock.now() - timedelta(days=1))


@pytest.mark.parametrize("path", ["/", "/jobs"])
def test_by_keys(open_page: Open, path: str) -> None:
    page = open_page(path)
    field = page.get_by_role("combobox", name="What work?").or_(page.get_by_role("searchbox", name="What work?"))
    field.press_sequentially("inpat")
    options = page.locator("#suggestions").get_by_role("option")
    expect(options.first).to_contain_text("Inpatient")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("suggestions. Arrow keys to choose.")).to_be_attached()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    field.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("inpat")
    field.press_sequentially("ient fac")
    expect(options.first).to_contain_text("Inpatient Facility Coder")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/jobs?q=Inpatient+Facility+Coder*")
    expect(page.get_by_role("heading", name="1 job for “")).to_be_visible()


def test_enter_without_a_choice_searches_what_was_typed(open_page: Open) -> None:
    page = open_page("/jobs")
    field = page.locator("#q")
    field.press_sequentially("inpat")
    expect(page.locator("#suggestions").get_by_role("option").first).to_be_visible()
    field.press("Enter")
    page.wait_for_url("**/jobs?q=inpat*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_pointer_on_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page("/jobs", width=360, scheme=scheme)
    page.locator("#q").press_sequentially("3m")
    option = page.locator("#suggestions").get_by_role("option").first
    expect(option).to_contain_text("Solventum 360 Encompass")
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    option.click()
    page.wait_for_url("**/jobs?q=Solventum+360+Encompass*")


def test_a_city_for_the_place(open_page: Open) -> None:
    page = open_page("/jobs", width=360)
    page.locator("#near").press_sequentially("Austi")
    page.locator("#suggestions").get_by_role("option", name="Austin, TX").click()
    page.wait_for_url("**/jobs?near=Austin*")


def test_without_script_it_is_a_plain_field(open_page: Open) -> None:
    page = open_page("/jobs", script=False)
    page.locator("#q").fill("inpatient")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="1 job for “")).to_be_visible()
