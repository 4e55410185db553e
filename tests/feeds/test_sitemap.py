"""The sitemap: what is open at this moment and nothing else, in files of a size that search engines take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from defusedxml import ElementTree as Xml
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.feeds import sitemap
from careercenter.jobs import lifecycle
from careercenter.jobs.models import Job
from tests import cast, factories
from tests.factories import post
from tests.jobs.chance import board

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
NS = {"s": sitemap.NAMESPACE}
HOST = "http://localhost"
pytestmark = pytest.mark.usefixtures("peopled")


def buckets(browser: TestApp) -> list[str]:
    answer = browser.get("/sitemap.xml")
    assert answer.content_type == "application/xml"
    return [place.text for place in Xml.fromstring(answer.body, forbid_dtd=True).findall("s:sitemap/s:loc", NS)]


def addresses(browser: TestApp, name: str) -> dict[str, str | None]:
    """Address and date of the last change."""
    answer = browser.get(f"/sitemaps/{name}.xml")
    assert answer.content_type == "application/xml"
    root = Xml.fromstring(answer.body, forbid_dtd=True)
    assert root.tag == f"{{{sitemap.NAMESPACE}}}urlset"
    return {url.findtext("s:loc", None, NS): url.findtext("s:lastmod", None, NS) for url in root.findall("s:url", NS)}


def test_an_empty_board_has_its_own_pages_alone(visit: Visit) -> None:
    browser = visit()
    assert buckets(browser) == [
        f"{HOST}/sitemaps/{name}.xml" for name in ("pages", "credentials", "specialties", "states")
    ]
    assert f"{HOST}/jobs" in addresses(browser, "pages")
    for name in ("credentials", "specialties", "states", "jobs-1"):
        assert addresses(browser, name) == {}


def test_every_address_can_be_opened_and_none_asks_to_be_left_out(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        chance = Random(8)  # noqa: S311 - repeatable, and no secret
        list(board(chance, [db.session.get_one(Employer, 1)], cast.person("olive"), now, size=14))
        db.session.commit()
    browser, opened = visit(), 0
    for bucket in buckets(browser):
        found = addresses(browser, bucket.removeprefix(f"{HOST}/sitemaps/").removesuffix(".xml"))
        for place in list(found)[:25]:
            page = browser.get(place.removeprefix(HOST), status=200)
            assert "noindex" not in page.headers.get("X-Robots-Tag", "")
            robots = page.html.find("meta", attrs={"name": "robots"})
            assert robots is None, place
            canonical = page.html.find("link", rel="canonical")
            assert canonical is None or canonical["href"] == place
            opened += 1
    assert opened > 60


def test_a_job_says_when_it_last_changed(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now - timedelta(days=3))
    [(place, changed)] = addresses(visit(), "jobs-1").items()
    assert place == f"{HOST}/jobs/1-outpatient-coder-family-practice"
    assert changed == "2026-11-20T20:00:00+00:00"
    with app.app_context():
        db.session.execute(sa.update(Job).values(updated_at=now))
        db.session.commit()
    assert list(addresses(visit(), "jobs-1").values()) == ["2026-11-23T20:00:00+00:00"]
    assert addresses(visit(), "employers-1") == {f"{HOST}/employers/sunrise-clinic": "2026-11-23T20:00:00+00:00"}


def test_a_job_that_ends_leaves_at_once(app: Flask, visit: Visit, now: datetime, set_clock: SetClock) -> None:
    post(app, now, 2)
    with app.app_context():
        lifecycle.close(db.session.get_one(Job, 1), by=cast.person("olive"), now=now)
        db.session.commit()
    assert [place.split("/")[-1].split("-")[0] for place in addresses(visit(), "jobs-1")] == ["2"]
    set_clock(now + factories.LISTING)
    assert addresses(visit(), "jobs-1") == {}
    assert addresses(visit(), "employers-1") == {}
    assert not any("jobs-1" in bucket for bucket in buckets(visit()))


def test_no_file_is_too_long_and_none_is_missing(
    app: Flask, visit: Visit, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 3)
    post(app, now, 7)
    browser = visit()
    names = [name for name in buckets(browser) if "/jobs-" in name]
    assert len(names) == 3
    found = [addresses(browser, f"jobs-{number}") for number in (1, 2, 3)]
    assert [len(one) for one in found] == [3, 3, 1]
    assert len({place for one in found for place in one}) == 7


@pytest.mark.parametrize(
    "name",
    [
        "jobs",
        "jobs-0",
        "jobs-01",
        "jobs--1",
        "jobs-x",
        "jobs-99999",
        "jobs-2",
        "jobs-%D9%A0",
        "jobs-%D9%A1",
        "x",
        "pages-1",
    ],
)
def test_a_bucket_that_there_is_not(visit: Visit, name: str) -> None:
    assert visit().get(f"/sitemaps/{name}.xml", expect_errors=True).status_int == 404


def test_the_index_says_when_each_bucket_last_changed(
    app: Flask, visit: Visit, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 1)
    post(app, now - timedelta(days=3))
    post(app, now - timedelta(days=1))
    entries = Xml.fromstring(visit().get("/sitemap.xml").body).findall("s:sitemap", NS)
    said = {one.findtext("s:loc", "", NS).rpartition("/")[2]: one.findtext("s:lastmod", None, NS) for one in entries}
    assert said["jobs-1.xml"] == "2026-11-20T20:00:00+00:00"
    assert said["jobs-2.xml"] == "2026-11-22T20:00:00+00:00"
    assert said["employers-1.xml"] is not None
    assert said["states.xml"] is None


def test_the_landing_pages_are_counted_once_and_anew_after_a_change(app: Flask, visit: Visit, now: datetime) -> None:
    assert addresses(visit(), "states") == {}
    post(app, now, 3)
    texas = f"{HOST}/jobs/in/texas"
    assert texas in addresses(visit(), "states")
    assert f"{HOST}/jobs/credential/cpc" in addresses(visit(), "credentials")
    with app.app_context():
        lifecycle.close(db.session.get_one(Job, 1), by=cast.person("olive"), now=now)
        db.session.commit()
    assert texas not in addresses(visit(), "states")


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/states.xml", "/sitemaps/jobs-1.xml"])
def test_a_query_that_nobody_reads_is_the_same_answer(visit: Visit, address: str) -> None:
    tag = visit().get(address).headers["ETag"]
    visit().get(f"{address}?x=1&posted=3", headers={"If-None-Match": tag}, status=304)


def test_robots_are_told_where_it_is(visit: Visit) -> None:
    robots = visit().get("/robots.txt")
    assert robots.content_type == "text/plain"
    assert f"\nSitemap: {HOST}/sitemap.xml\n" in robots.text
    assert "Disallow: /jobs" not in robots.text


def test_the_lists_are_those_of_this_moment(app: Flask, visit: Visit, now: datetime, set_clock: SetClock) -> None:
    """What was counted for one file is used for the next one, and not a moment longer than it is true."""
    browser = visit()
    remote = f"{HOST}/jobs/remote"
    for age in range(3):
        assert remote not in addresses(browser, "states")
        post(app, now - timedelta(days=age))
    assert remote in addresses(browser, "states")
    assert addresses(browser, "credentials") != {}
    set_clock(now + factories.LISTING - timedelta(days=1))
    assert remote not in addresses(browser, "states"), "the third one has run out"
    assert addresses(browser, "credentials") == {}
