"""The page of a job in a real browser: on paper, and handed on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from careercenter import clock
from tests import cast, factories

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

Open = Callable[..., Page]


@pytest.fixture
def address(app: Flask) -> str:
    with app.app_context():
        people = cast.make_cast()
        now = clock.now()
        for hours in range(5):
            job = factories.open_job(people.sunrise, people.olive, now - timedelta(hours=hours + 1))
        return f"/jobs/{job.id}-{job.slug}"


def test_on_paper_it_is_two_pages_at_most_and_nothing_to_press(open_page: Open, address: str) -> None:
    page = open_page(address)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) <= 2
    page.emulate_media(media="print")
    expect(page.get_by_text("Apply by")).to_have_count(2)
    for words in ("Apply here", "Share or print", "Open jobs like it", "Log in"):
        for one in page.get_by_text(words).all():
            expect(one).to_be_hidden()
    expect(page.locator(".paper")).to_contain_text(address)


def test_script_shows_the_shorter_ways(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.get_by_text("Share or print").click()
    expect(page.get_by_label("Link to this job")).to_have_value(re.compile(f"{address}$"))
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    without = open_page(address, script=False)
    without.get_by_text("Share or print").click()
    expect(without.get_by_label("Link to this job")).to_be_visible()
    expect(without.get_by_role("link", name="Mail it")).to_be_visible()
    expect(without.get_by_role("button", name="Print")).to_be_hidden()
