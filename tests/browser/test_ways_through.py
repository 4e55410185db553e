"""The main ways through the site by a person's own means: the keyboard, and with script turned off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from careercenter import clock
from careercenter.db import db
from tests import cast, factories
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def peopled(app: Flask) -> None:
    with app.app_context():
        everybody = cast.make_cast()
        factories.open_job(everybody.sunrise, everybody.olive, clock.now(), questions=("q_recent", "q_tools"))
        db.session.commit()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_coder_finds_a_job_saves_the_search_and_applies(open_page: Open, tmp_path: Path, script: bool) -> None:
    (tmp_path / "maria.pdf").write_bytes(factories.pdf())
    page = open_page("/", as_="maria@example.com", script=script)
    page.get_by_label("I live in").select_option("TX")
    page.get_by_label("I hold").select_option("cpc")
    page.get_by_role("button", name="Search jobs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 CPC job open to Texas")
    page.get_by_role("button", name="Mail me new ones weekly").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: CPC, Texas")
    page.go_back()
    page.get_by_role("link", name="Outpatient Coder, family practice").click()
    expect(page.get_by_text("Texas is open.")).to_be_visible()
    page.get_by_role("link", name="Apply here").click()
    page.get_by_role("button", name="Send to Sunrise Clinic").click()
    expect(page.get_by_role("alert")).to_contain_text("another look")
    page.get_by_label("Your résumé").set_input_files(tmp_path / "maria.pdf")
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Send to Sunrise Clinic").click()
    expect(page.get_by_role("status")).to_contain_text("Sent to Sunrise Clinic")


def test_the_choice_of_a_resume_says_what_is_sent(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "new.pdf").write_bytes(factories.pdf())
    page = open_page("/seeker/resumes", as_="maria@example.com")
    page.get_by_label("Résumé").set_input_files({"name": "old.pdf", "mimeType": "x/x", "buffer": factories.pdf()})
    page.get_by_role("button", name="Upload").click()
    page.goto(page.url.replace("/seeker/resumes", "/jobs/1/apply"))
    expect(page.get_by_label("old.pdf")).to_be_checked()
    file = page.locator("input[type=file]")
    file.set_input_files(tmp_path / "new.pdf")
    expect(page.get_by_label("Another file, chosen below")).to_be_checked()
    page.get_by_label("old.pdf").check()
    expect(file).to_have_value("")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_employer_writes_a_job_and_looks_at_it_first(open_page: Open, script: bool) -> None:
    page = open_page("/post-a-job", as_="olive@example.com", script=script)
    page.get_by_label("Job title").fill("Evening Coder")
    if script:
        expect(page.locator("aside h3")).to_have_text("Evening Coder")
    page.get_by_label("In your own words").fill("Charts of **two** clinics.\n\n- calm\n- remote")
    if script:
        page.get_by_role("button", name="See how it will look").click()
        expect(page.locator("#description-look strong")).to_have_text("two")
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_role("status")).to_contain_text("Kept as a draft")
    expect(page.get_by_label("Job title")).to_have_value("Evening Coder")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("alert")).to_contain_text("answers need another look")
    expect(page.get_by_label("Job title")).to_have_value("Evening Coder")


def test_the_first_thing_the_keyboard_meets_skips_to_the_content(open_page: Open) -> None:
    page = open_page("/jobs")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_search_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("/jobs")
    page.get_by_label("What work?").focus()
    page.keyboard.type("outpatient -billing")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 job for “outpatient -billing”")
    expect(page).to_have_url(re.compile("q=outpatient"))


@pytest.mark.parametrize(
    ("who", "desk"),
    [("maria", "/seeker/alerts"), ("olive", "/employer/team"), ("dev", "/staff"), ("maria", "/account")],
)
def test_a_phone_shows_every_place_of_a_desk_and_its_menu_logs_out(open_page: Open, who: str, desk: str) -> None:
    page = open_page(desk, as_=f"{who}@example.com", width=360, script=False)
    for place in page.locator(".desk-menu a").all():
        box = place.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360, place.inner_text()
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("status")).to_contain_text("You are logged out")


def test_a_folded_group_fills_its_tile_so_that_its_words_stand_in_the_middle(open_page: Open) -> None:
    page = open_page("/seeker/profile", as_="maria@example.com", width=1100)
    tiles = page.locator(".picker-groups > .picker-group:not([open])").all()
    assert len(tiles) > 5
    for tile in tiles:
        whole, words = tile.bounding_box(), tile.locator("summary").bounding_box()
        assert whole is not None
        assert words is not None
        assert whole["height"] - words["height"] <= 2, tile.inner_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))
