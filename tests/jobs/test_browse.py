"""What everybody sees: the list, a job's page in each of its states, and addresses that make no sense."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.applications.models import Application
from careercenter.db import db
from careercenter.jobs.facts import Quota
from careercenter.jobs.models import JobState
from careercenter.seekers import resumes
from tests import cast, factories
from tests.factories import LISTING
from tests.pages import form_with

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
KEPT = timedelta(days=90)


def post(app: Flask, state: str, begun: datetime, **over: object) -> str:
    """A job of Sunrise Clinic in a state; the address of its page."""
    with app.app_context():
        olive = cast.person("olive")
        sunrise = db.session.get_one(cast.Employer, 1)
        job = factories.job_in(JobState(state), sunrise, olive, begun, **over)
        db.session.commit()
        return f"/jobs/{job.id}-{job.slug}"


def canonical(page: TestResponse) -> str:
    found = re.search(r'<link rel="canonical" href="([^"]*)"', page.text)
    assert found
    return found[1].replace("&amp;", "&")


# A job's page


def test_a_stranger_gets_what_the_state_of_a_job_allows(app: Flask, visit: Visit, now: datetime) -> None:
    missing = strip_numbers(visit().get("/jobs/99999-no-such-job", status=404).text)
    for state in JobState:
        address = post(app, state, now - timedelta(days=1))
        if state in ("filled", "closed", "expired"):
            page = visit().get(address, status=200)
            assert "takes no more applications" in page, state
        elif state == "live":
            page = visit().get(address, status=200)
            assert "Apply here" in page
        else:
            page = visit().get(address, status=404)
            assert strip_numbers(page.text) == missing, f"{state}: a hidden job looks like one that never was"
        assert visit().head(address, expect_errors=True).status_int == page.status_int, state


def strip_numbers(text: str) -> str:
    return re.sub(r'value="[^"]*"|<code>[^<]*</code>', "", text)


def test_even_its_own_people_see_a_hidden_job_on_their_desk_alone(app: Flask, visit: Visit, now: datetime) -> None:
    address = post(app, "draft", now)
    cast.signed_in(app, visit, "olive").get(address, status=404)
    cast.signed_in(app, visit, "olive").get("/employer/jobs/1", status=200)


@pytest.mark.parametrize("state", ["filled", "closed", "expired", "live"])
def test_a_job_that_ended_keeps_its_page_for_ninety_days(
    app: Flask, visit: Visit, now: datetime, set_clock: SetClock, state: str
) -> None:
    address = post(app, state, now)
    ended = now if state in ("filled", "closed") else now + LISTING
    for moment, status in ((ended, 200), (ended + KEPT - timedelta(seconds=1), 200), (ended + KEPT, 410)):
        set_clock(moment)
        page = visit().get(address, status=status)
        assert "Apply here" not in page
        assert "application/ld+json" not in page
        if status == 410:
            assert "This job is gone" in page
            assert "more than 90 days ago" in page
        else:
            assert page.headers["X-Robots-Tag"] == "noindex"
            assert '<meta name="robots" content="noindex">' in page
    visit().get("/jobs/1", status=301)


def test_an_open_job_may_be_indexed_and_carries_its_data(app: Flask, visit: Visit, now: datetime) -> None:
    page = visit().get(post(app, "live", now))
    assert "noindex" not in page
    assert "X-Robots-Tag" not in page.headers
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert found
    assert json.loads(found[1])["title"] == "Outpatient Coder, family practice"


def test_a_job_ends_to_the_second_with_no_chore_running(
    app: Flask, visit: Visit, now: datetime, set_clock: SetClock
) -> None:
    address = post(app, "live", now)
    set_clock(now + LISTING - timedelta(seconds=1))
    assert "Apply here" in visit().get(address)
    set_clock(now + LISTING)
    assert "This job has run out" in visit().get(address)


def test_the_server_takes_no_application_after_the_end(
    app: Flask, visit: Visit, now: datetime, set_clock: SetClock
) -> None:
    """The form was opened in time and sent too late."""
    post(app, "live", now)
    set_clock(now + LISTING - timedelta(minutes=5))
    with app.app_context():
        maria = cast.person("maria")
        seeker = db.session.scalars(db.select(cast.Seeker)).one()
        resumes.accept(
            seeker, io.BytesIO(factories.pdf()), "maria.pdf", folder=app.config["DATA_DIR"], by=maria, now=now
        )
        db.session.commit()
    browser = cast.signed_in(app, visit, "maria")
    form = form_with(browser.get("/jobs/1/apply"), "note")
    set_clock(now + LISTING)
    answer = form.submit(expect_errors=True)
    assert 400 <= answer.status_int < 500
    assert "takes no more applications" in browser.get("/jobs/1/apply").follow()
    with app.app_context():
        assert db.session.scalars(db.select(Application)).all() == []


def test_a_wrong_slug_and_a_bare_number_lead_to_the_right_address(app: Flask, visit: Visit, now: datetime) -> None:
    address = post(app, "live", now)
    for wrong in (
        "/jobs/1",
        "/jobs/1-x",
        "/jobs/1-outpatient-coder",
        f"{address}-2",
        f"{address[:8]}{address[8:].upper()}",
    ):
        assert visit().get(wrong, status=301).location == address, wrong
    asked = visit().get("/jobs/1?per_hour=4&x=%C3%A4+b", status=301)
    assert asked.location == f"{address}?per_hour=4&x=%C3%A4+b", "what is asked besides is kept"
    assert canonical(visit().get(address)) == f"http://localhost{address}"


NO_NUMBERS = (
    "/jobs/0", "/jobs/-1", "/jobs/100000000000000000000", "/jobs/0-x", "/jobs/-1-x", "/jobs/100000000000000000000-x",
    "/jobs/1.5", "/jobs/0x1", "/jobs/01", "/jobs/%D9%A1", "/jobs/1%00", "/jobs/999999999", "/jobs/..%2f1", "/jobs/1/x",
)  # fmt: skip


def test_a_number_that_is_none_is_no_such_page(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, "live", now)
    for address in NO_NUMBERS:
        assert visit().get(address, expect_errors=True).status_int == 404, address


def test_what_an_employer_writes_stays_text(app: Flask, visit: Visit, now: datetime) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & “Coder” {{7*777}}"
    description = f"{evil} [click](javascript:alert(3)) <b onclick='x'>bold</b> **strong** " * 3
    page = visit().get(post(app, "live", now, title=evil, description=description, benefits_note=evil))
    assert "<script>alert" not in page
    assert "<img" not in page
    acting = [tag for tag in page.html.find_all() if any(name.startswith("on") for name in tag.attrs)]
    assert acting == [], "its words may stand in an attribute, such as a title for sharing, but make none"
    assert 'href="javascript' not in page
    assert "{{7*777}}" in page
    assert "<strong>strong</strong>" in page


@pytest.mark.parametrize(
    ("states", "in_the_head", "in_the_box"),
    [(("OH", "TX"), "Texas included", "Texas is open."), (("FL", "OH"), "closed to Texas", "Texas is closed.")],
)
def test_a_coder_reads_at_once_whether_her_state_is_open(
    app: Flask, visit: Visit, now: datetime, states: tuple[str, ...], in_the_head: str, in_the_box: str
) -> None:
    address = post(app, "live", now, states=states)
    page = cast.signed_in(app, visit, "maria").get(address).html
    assert in_the_head in page.find(class_="page-head").text
    assert in_the_box in page.find(id="states").parent.text
    warned = "Texas is not one of the states in which you may live for this job." in page.find(class_="panel").text
    assert warned is ("TX" not in states)
    assert "Texas" not in visit().get(address).html.find(class_="page-head").text, "of a stranger nothing is known"


def test_a_requisition_is_shown_where_there_is_one(app: Flask, visit: Visit, now: datetime) -> None:
    assert "Requisition" not in visit().get(post(app, "live", now)).html.main.text
    assert "RequisitionR-17" in visit().get(post(app, "live", now, requisition="R-17")).html.main.text


def test_the_apply_address_of_another_site_names_its_host(app: Flask, visit: Visit, now: datetime) -> None:
    page = visit().get(post(app, "live", now, apply_url="https://jobs.sunriseclinic.example/apply?id=1&x=2"))
    assert "Apply at jobs.sunriseclinic.example" in page
    assert 'rel="nofollow noopener ugc"' in page
    assert "Apply here" not in page


# The list


def test_the_list_is_paged_without_a_gap_or_an_overlap(app: Flask, visit: Visit, now: datetime) -> None:
    for number in range(45):
        post(app, "live", now - timedelta(hours=number // 3), title=f"Coder {number}")
    seen: list[str] = []
    for page in (1, 2, 3):
        seen += re.findall(r'class="job-title"><a href="(/jobs/\d+)-', visit().get(f"/jobs?page={page}").text)
    assert len(seen) == len(set(seen)) == 45
    assert "45 jobs, page 2" in visit().get("/jobs?page=2").html.title.get_text()
    assert "page" not in visit().get("/jobs").html.title.get_text()
    assert "This list ends at page 3" in visit().get("/jobs?page=4", status=200)
    assert "This list ends at page 3" in visit().get("/jobs?page=99999999", status=200)


def test_a_page_that_makes_no_sense_is_the_first_or_an_empty_one(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, "live", now)
    for page in ("0", "-1", "1.5", "1e3", "0x10", "٣", "NaN", "x", "9" * 40, "1 "):
        visit().get(f"/jobs?page={quote(page)}", status=200)


BAD_VALUES = (
    "\x00", "\r\nX: y", "\u202e", "\ufeff", "👩‍💻", "x" * 5_000, "{{7*777}}", "${7}", "'; DROP TABLE job; --", "%_\\", '"*', "NEAR(a b)",
    "AND OR -", "../../etc", "javascript:alert(1)", "//host", "=1+1", "-1", "0", "9" * 30, "1e309", "NaN", "1.5", "0x10", "٣", "2024-02-30",
    "</title><script>alert(1)</script>", "%ff", "ﬃ" * 50,
)  # fmt: skip
NAMES = (
    "q", "title", "credential", "specialty", "code_set", "setting", "tool", "workplace", "employment", "state", "employer",
    "pay_min", "posted", "apprentice", "us_only", "sort", "page", "near", "radius", "x",
)  # fmt: skip


@pytest.mark.parametrize("place", ["/jobs", "/jobs.rss"])
def test_no_value_of_the_address_is_an_error_of_ours(app: Flask, visit: Visit, now: datetime, place: str) -> None:
    post(app, "live", now)
    browser = visit()
    for value in BAD_VALUES:
        query = "&".join(f"{name}={quote(value)}" for name in NAMES)
        answer = browser.get(f"{place}?{query}", expect_errors=True)
        while answer.status_int == 302:
            answer = answer.follow(expect_errors=True)
        assert answer.status_int == 200, value
        assert "<script>alert(1)" not in answer, value
    for name in NAMES:
        many = "&".join(f"{name}={number}" for number in range(1_500))
        assert browser.get(f"{place}?{many}", expect_errors=True).status_int == 200, name
        assert browser.get(f"{place}?{name}=%ff%00%fe", expect_errors=True).status_int in (200, 302), name


def test_empty_fields_of_the_form_leave_the_address(visit: Visit) -> None:
    answer = visit().get("/jobs?q=&state=TX&credential=++&x=", status=302)
    assert answer.location == "/jobs?state=TX"
    assert visit().get("/jobs?q=+&state=", status=302).location == "/jobs"
    assert visit().get("/jobs?q=a+b&q=&state=TX", status=302).location == "/jobs?q=a+b&state=TX"


def test_the_canonical_address_says_each_thing_once(visit: Visit) -> None:
    for asked, canonically in (
        ("/jobs", "/jobs"),
        ("/jobs?tool=epic&credential=cpc&credential=cpc", "/jobs?credential=cpc&tool=epic"),
        ("/jobs?state=tx&page=1", "/jobs?state=TX"),
        ("/jobs?page=2&q=ed", "/jobs?q=ed&page=2"),
        ("/jobs?nonsense=1&q=ed", "/jobs?q=ed"),
    ):
        assert canonical(visit().get(asked)) == f"http://localhost{canonically}"


def test_what_is_not_in_force_is_said_on_the_page(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, "live", now)
    page = visit().get("/jobs?credential=abc&colour=<b>green</b>")
    assert "credential=abc" in page
    assert "colour=&lt;b&gt;green&lt;/b&gt;" in page
    assert page.text.count("so it was left out") == 2


def test_an_empty_result_tells_which_filter_to_leave_out(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, "live", now)
    page = visit().get("/jobs?state=TX&tool=epic&pay_min=99")
    assert "No open job matches all of these filters" in page
    assert "Without “From $99 an hour”: <a" in page
    one = page.click("1 job")
    assert "Outpatient Coder, family practice" in one
    nothing = visit().get("/jobs?state=NV&tool=athena")
    assert "Leaving out any single one finds nothing either" in nothing


def test_an_empty_board_says_so(visit: Visit) -> None:
    assert "No job is open at this moment" in visit().get("/jobs", status=200)


def test_the_filters_of_the_page_are_the_filters_of_the_search(app: Flask, visit: Visit, now: datetime) -> None:
    """Ticked boxes and chosen options come back as they were sent."""
    post(app, "live", now)
    query = "q=coder&state=TX&credential=cpc&tool=epic&workplace=remote&pay_min=25&posted=7&sort=pay"
    page = visit().get(f"/jobs?{query}")
    form = page.forms["find"]
    assert (form["q"].value, form["state"].value) == ("coder", "TX")
    ticked = re.findall(r'form="find" id="[\w-]+" name="(\w+)" value="(\w+)" checked', page.text)
    assert set(ticked) >= {("credential", "cpc"), ("tool", "epic"), ("workplace", "remote")}
    assert re.search(r'name="pay_min"[^>]*value="25"', page.text)


def test_in_the_order_of_the_lowest_quota_each_card_says_it(app: Flask, visit: Visit, now: datetime) -> None:
    def orders(page: TestResponse) -> list[str]:
        return [one.text for one in page.html.select("nav[aria-label=Order] a")]

    post(app, "live", now - timedelta(days=1), title="Silent", quota=Quota(None, None, 95.0))
    assert orders(visit().get("/jobs")) == ["Newest", "Pay"]
    post(app, "live", now - timedelta(days=4), title="Slow", quota=Quota("wt_em", 9.5, 95.0))
    post(app, "live", now - timedelta(days=3), title="Fast", quota=Quota("wt_em", 20.0, 95.0))
    post(app, "live", now - timedelta(days=2), title="Slow too", quota=Quota(None, 9.5, None))
    page = visit().get("/jobs")
    assert "an hour" not in page.html.select_one(".job-list").text.replace("$26.00–$31.00 an hour", "")
    assert [one.text for one in page.html.select(".job-title")] == ["Silent", "Slow too", "Fast", "Slow"]
    page = page.click("Lowest quota")
    cards = [
        (card.select_one(".job-title").text, card.select(".job-pay p")[-1].text) for card in page.html.select(".job")
    ]
    assert cards == [
        ("Slow too", "9.5 charts an hour the quota"), ("Slow", "9.5 encounters an hour the quota"),
        ("Fast", "20 encounters an hour the quota"),
        ("Silent", "Quota not stated"),
    ]  # fmt: skip
    assert page.html.select_one("nav[aria-label=Order] [aria-current]").text == "Lowest quota"
    assert "Quota not stated" not in visit().get("/jobs"), (
        "a card that was drawn for this order is not shown in another"
    )


def test_a_page_for_reading_takes_no_other_method(visit: Visit) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        assert visit().request("/jobs", method=method, expect_errors=True).status_int in (400, 405), method


def test_each_value_has_a_chip_of_its_own(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, "live", now)
    page = visit().get("/jobs?credential=cpc&credential=ccs&state=TX&state=OH&closed=1")
    chips = [one.get_text(strip=True).removesuffix(", remove") for one in page.html.select(".chip-on")]
    assert chips == ["CCS", "CPC", "Ohio", "Texas"]
    left = page.click("CCS", href="credential=cpc")
    assert left.request.params.getall("credential") == ["cpc"]
    assert left.request.params.getall("state") == ["OH", "TX"]


def test_a_closed_job_says_so_under_its_title(app: Flask, visit: Visit, now: datetime) -> None:
    page = visit().get(post(app, "filled", now))
    assert "(closed)" in page.html.title.text
    assert "This job was filled on" in page.html.select_one("header.page-head h1 + p").text


def test_two_states_are_one_choice_that_another_replaces(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, "live", now)
    page = visit().get("/jobs?state=TX&state=OH")
    form = page.forms["find"]
    assert page.html.select_one("#state option[selected]").get_text() == "Ohio or Texas"
    again = form.submit()
    while again.status_int == 302:
        again = again.follow()
    assert canonical(again) == "http://localhost/jobs?state=OH&state=TX"
    form["state"] = "TX"
    other = form.submit()
    while other.status_int == 302:
        other = other.follow()
    assert canonical(other) == "http://localhost/jobs?state=TX"
