"""Every search as a feed: sound for strict readers whatever employers write, and the same jobs as the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from random import Random
from typing import Any

import feedparser
import pytest
from defusedxml import ElementTree as Xml
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.models import Job
from tests import cast, factories
from tests.factories import post
from tests.jobs.chance import board, criteria_by_chance

Visit = Callable[[], TestApp]
ATOM = "{http://www.w3.org/2005/Atom}"
ODD = 'Coder & Söhne ]]> </script><script>alert(1)</script> <b>"x"</b> 👩‍💻 \u2028\ufffe\x7f {{7*777}} &amp;'
KINDS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
pytestmark = pytest.mark.usefixtures("peopled")


def items(kind: str, answer: TestResponse) -> list[dict[str, Any]]:
    """The entries of a feed, read strictly: title, link, id, summary, html, when published and (but for RSS) changed."""
    if kind == "json":
        return [_of_json(one) for one in json.loads(answer.body)["items"]]
    root = Xml.fromstring(answer.body, forbid_dtd=True)
    if kind == "rss":
        return [_of_rss(one) for one in root.iterfind("channel/item")]
    return [_of_atom(one) for one in root.iterfind(f"{ATOM}entry")]


def _of_json(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": one["title"],
        "link": one["url"],
        "id": one["id"],
        "summary": one["summary"],
        "html": one["content_html"],
        "published": datetime.fromisoformat(one["date_published"]),
        "updated": datetime.fromisoformat(one["date_modified"]),
    }


def _of_rss(one: Any) -> dict[str, Any]:
    return {
        "title": one.findtext("title"),
        "link": one.findtext("link"),
        "id": one.findtext("guid"),
        "summary": one.findtext("description"),
        "html": one.findtext("description"),
        "published": parsedate_to_datetime(one.findtext("pubDate")),
    }


def _of_atom(one: Any) -> dict[str, Any]:
    return {
        "title": one.findtext(f"{ATOM}title"),
        "link": one.find(f"{ATOM}link").get("href"),
        "id": one.findtext(f"{ATOM}id"),
        "summary": one.findtext(f"{ATOM}summary"),
        "html": one.findtext(f"{ATOM}content"),
        "published": datetime.fromisoformat(one.findtext(f"{ATOM}published")),
        "updated": datetime.fromisoformat(one.findtext(f"{ATOM}updated")),
    }


def assert_sound(kind: str, answer: TestResponse) -> None:
    """A strict reader has nothing to say against it."""
    assert answer.content_type == KINDS[kind]
    if kind == "json":
        feed = json.loads(answer.body)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert {"title", "home_page_url", "feed_url", "items"} <= feed.keys()
        assert all(one["id"] and one["url"] and one["content_html"] for one in feed["items"])
        return
    parsed = feedparser.parse(answer.body, sanitize_html=False)
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert parsed.feed.title
    assert parsed.feed.link


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_feed_is_sound(visit: Visit, kind: str) -> None:
    answer = visit().get(f"/jobs.{kind}")
    assert_sound(kind, answer)
    assert items(kind, answer) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_is_sound_whatever_employers_write(app: Flask, visit: Visit, now: datetime, kind: str) -> None:
    with app.app_context():
        db.session.get_one(cast.Employer, 1).name = f"Clinic {ODD}"
        db.session.commit()
    post(app, now, title=ODD, description=f"# {ODD}\n\n{ODD} **bold** [x](javascript:alert(1)) " * 4)
    answer = visit().get(f"/jobs.{kind}")
    assert_sound(kind, answer)
    [one] = items(kind, answer)
    kept = ODD if kind == "json" else ODD.replace("\ufffe", "")
    assert one["title"] == kept
    assert (
        one["link"] == one["id"] == "http://localhost/jobs/1-coder-sohne-script-script-alert-1-script-b-x-b-7-777-amp"
    )
    assert "<script" not in one["html"]
    assert "javascript:" not in re.sub(r">[^<]*", "", one["html"])
    assert "<strong>bold</strong>" in one["html"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_tells_what_a_card_tells(app: Flask, visit: Visit, now: datetime, kind: str) -> None:
    post(app, now - timedelta(hours=3))
    [one] = items(kind, visit().get(f"/jobs.{kind}"))
    assert one["title"] == "Outpatient Coder, family practice"
    for fact in ("Sunrise Clinic", "Remote from FL, OH and TX", "$26.00–$31.00 an hour", "CPC or CCS-P"):
        assert fact in one["summary"], fact
    assert "twelve family doctors" in one["html"]
    assert one["published"] == now - timedelta(hours=3)
    assert visit().get(one["link"].removeprefix("http://localhost")).status_int == 200
    assert one["link"].endswith("/jobs/1-outpatient-coder-family-practice")


def test_an_entry_is_sorted_by_credential_work_and_state(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    words = ["CPC", "CCS-P", "Evaluation and Management", "Florida", "Ohio", "Texas"]
    rss = Xml.fromstring(visit().get("/jobs.rss").body)
    assert [(one.get("domain"), one.text) for one in rss.iter("category")][:3] == [
        ("credentials", "CPC"),
        ("credentials", "CCS-P"),
        ("specialties", "Evaluation and Management"),
    ]
    atom = [one.attrib for one in Xml.fromstring(visit().get("/jobs.atom").body).iter(f"{ATOM}category")]
    assert [one["label"] for one in atom] == words
    assert [one["term"] for one in atom] == ["cpc", "ccs_p", "em", "FL", "OH", "TX"]
    schema = visit().get("/api/v1/coding.schema.json").json
    for one in atom:
        address, _, name = one["scheme"].partition("#/$defs/")
        assert address == schema["$id"]
        assert one["term"] in [term["const"] for term in schema["$defs"][name]["oneOf"]]
    [item] = visit().get("/jobs.json").json["items"]
    assert item["tags"] == words


def test_an_entry_without_pay_says_so(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        sunrise = db.session.get_one(cast.Employer, 1)
        job = lifecycle.draft(sunrise, factories.job_facts(pay=None), by=None, now=now)
        lifecycle.submit(job, by=None, now=now)
        lifecycle.approve(job, by=None, version=job.version, listing=factories.LISTING, now=now)
        db.session.commit()
    [one] = items("json", visit().get("/jobs.json"))
    assert "Pay not stated" in one["summary"]


def test_a_changed_job_keeps_its_id_and_its_date_and_says_when_it_changed(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    post(app, now)
    [before] = items("atom", visit().get("/jobs.atom"))
    later = now + timedelta(days=1)
    with app.app_context():
        job = db.session.get_one(Job, 1)
        facts = factories.job_facts(years=5)
        revisions.edit(job, facts, by=cast.person("olive"), version=job.version, now=later)
        db.session.commit()
    set_clock(later)
    [after] = items("atom", visit().get("/jobs.atom"))
    assert (after["id"], after["published"]) == (before["id"], before["published"])
    assert (before["updated"], after["updated"]) == (now, later)


def test_every_search_is_the_same_list_in_every_dialect(app: Flask, visit: Visit, now: datetime) -> None:
    """Twenty searches by chance: the numbers of the page, in the order of the page."""
    chance = Random(5)  # noqa: S311 - repeatable, and no secret
    with app.app_context():
        list(board(chance, [db.session.get_one(cast.Employer, 1)], cast.person("olive"), now, size=35))
        db.session.commit()
        queries = [criteria_by_chance(chance).query_string() for _ in range(19)]
    browser, found = visit(), 0
    for query in ["", *queries]:
        pages = [browser.get(f"/jobs?{query}&page={page}", expect_errors=True) for page in (1, 2)]
        numbers = [number for page in pages for number in numbers_of_page(page)]
        for kind in KINDS:
            answer = browser.get(f"/jobs.{kind}?{query}")
            assert [int(one["id"].rpartition("/")[2].split("-")[0]) for one in items(kind, answer)] == numbers, query
        found += len(numbers)
    assert found > 60


def numbers_of_page(page: TestResponse) -> list[int]:
    return [int(number) for number in re.findall(r'class="job-title"><a href="/jobs/(\d+)-', page.text)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_not_changed_is_not_sent_again(app: Flask, visit: Visit, now: datetime, kind: str) -> None:
    post(app, now)
    browser = visit()
    first = browser.get(f"/jobs.{kind}?tool=epic")
    tag = first.headers["ETag"]
    again = browser.get(f"/jobs.{kind}?tool=epic", headers={"If-None-Match": tag}, status=304)
    assert again.body == b""
    assert again.headers["ETag"] == tag
    post(app, now, title="Another job")
    assert browser.get(f"/jobs.{kind}?tool=epic", headers={"If-None-Match": tag}).status_int == 200
    assert browser.get(f"/jobs.{kind}?tool=athena").headers["ETag"] != tag
    assert browser.head(f"/jobs.{kind}?tool=epic").status_int == 200


def test_the_tag_of_an_empty_feed_stays_for_the_day(
    visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    first = visit().get("/jobs.atom").headers["ETag"]
    set_clock(now + timedelta(hours=2))
    assert visit().get("/jobs.atom").headers["ETag"] == first


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_may_be_kept_for_five_minutes_and_read_by_scripts_of_other_sites(visit: Visit, kind: str) -> None:
    headers = visit().get(f"/jobs.{kind}").headers
    assert headers["Cache-Control"] == "public, max-age=300"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in headers


def test_a_feed_says_of_which_search_it_is(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    feed = visit().get("/jobs.json?tool=epic&state=TX&page=1&x=1").json
    assert feed["home_page_url"] == "http://localhost/jobs?state=TX&tool=epic"
    assert feed["feed_url"] == "http://localhost/jobs.json?state=TX&tool=epic"
    assert feed["title"].startswith("CareerCenter: ")
    assert "Texas" in feed["title"]
    root = Xml.fromstring(visit().get("/jobs.atom?tool=epic").body)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "http://localhost/jobs.atom?tool=epic", "alternate": "http://localhost/jobs?tool=epic"}
    assert datetime.fromisoformat(root.findtext(f"{ATOM}updated") or "").tzinfo is not None


def test_the_page_links_to_its_own_feeds(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    page = visit().get("/jobs?tool=epic&q=coder")
    for kind, media in KINDS.items():
        link = page.html.find("link", type=media)
        assert link["href"] == f"/jobs.{kind}?q=coder&tool=epic"
        assert items(kind, visit().get(link["href"]))


def test_a_long_list_is_paged_in_feeds_too(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        list(board(Random(1), [db.session.get_one(cast.Employer, 1)], None, now, size=53))  # noqa: S311 - repeatable
        db.session.commit()
    first, second = (items("json", visit().get(f"/jobs.json?page={page}")) for page in (1, 2))
    assert (len(first), len(second)) == (50, 3)
    assert not {one["id"] for one in first} & {one["id"] for one in second}
