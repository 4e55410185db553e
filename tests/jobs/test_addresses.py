"""The address of a search: one way to write it, on every page and in every feed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.views.addresses import address_of
from tests import cast, factories

Visit = Callable[[], TestApp]
CASES = (
    (JobCriteria(), 1, ""),
    (JobCriteria(), 2, "?page=2"),
    (JobCriteria(q="ed coder"), 1, "?q=ed+coder"),
    (JobCriteria(q="ed", sort="pay"), 3, "?q=ed&sort=pay&page=3"),
    (JobCriteria(near="Austin, TX", state=("NY", "TX")), 1, "?near=Austin%2C+TX&state=NY&state=TX"),
)


@pytest.mark.parametrize(("criteria", "page", "query"), CASES)
def test_nothing_stands_in_it_that_says_nothing(app: Flask, criteria: JobCriteria, page: int, query: str) -> None:
    with app.test_request_context("/"):
        assert address_of("jobs.index", criteria, page) == f"/jobs{query}"
        assert address_of("feeds.rss", criteria, page) == f"/jobs.rss{query}"
        assert address_of("pay.index", criteria, page, whole=True) == f"{app.config['PUBLIC_URL']}/pay{query}"


@pytest.mark.parametrize(
    "page", ["/", "/jobs", "/jobs?q=coder&sort=pay", "/jobs?q=nothing+of+it", "/pay", "/pay?state=TX", "/jobs/in/texas"]
)
def test_no_page_leads_to_an_empty_query(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None], page: str
) -> None:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        for _ in range(3):
            factories.open_job(people.sunrise, people.olive, now)
    shown = visit().get(page)
    leads = [element["href"] for element in shown.html.select("[href]")]
    assert any(urlsplit(lead).path == "/jobs" for lead in leads)
    assert not [lead for lead in leads if lead.endswith(("?", "&")) or "?&" in lead or "&amp;" in lead]
    assert [lead for lead in leads if urlsplit(lead).path == "/jobs.rss"] or not page.startswith("/jobs")


def test_a_search_comes_back_whole_after_a_state_is_remembered(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        factories.open_job(people.sunrise, people.olive, now)
    link = visit().get("/jobs?posted=30&state=TX").html.select_one("a[href^='/my-state']")
    assert link is not None
    assert parse_qs(urlsplit(link["href"]).query)["next"] == ["/jobs?posted=30&state=TX"]
