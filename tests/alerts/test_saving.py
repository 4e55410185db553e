"""A search saved from the page that shows it, looked after on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.alerts import queries, saving
from careercenter.alerts.models import SavedSearch
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.rules import RuleBroken
from tests import cast, factories
from tests.pages import form_to, form_with, press, send

Visit = Callable[[], TestApp]


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: Callable[[datetime], None], now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        factories.open_job(people.sunrise, people.olive, now - timedelta(days=1))


@pytest.fixture
def maria(app: Flask, visit: Visit, peopled: None) -> TestApp:
    return cast.signed_in(app, visit, "maria")


def searches(app: Flask) -> list[SavedSearch]:
    with app.app_context():
        return list(db.session.scalars(sa.select(SavedSearch).order_by(SavedSearch.id)))


def test_the_search_one_sees_is_saved_by_one_press(app: Flask, maria: TestApp, now: datetime) -> None:
    page = maria.get("/jobs?state=TX&credential=cpc&pay_min=25&sort=pay&page=1&nonsense=1")
    page = press(page, "/seeker/alerts")
    assert "Saved: CPC, Texas, from $25 an hour." in page
    [saved] = searches(app)
    assert saved.criteria == "credential=cpc&pay_min=25&state=TX", "the filters, and not the order of one page"
    assert (saved.status, saved.created_at) == ("active", now)
    assert saved.next_slot_at == datetime(2026, 11, 30, 14, tzinfo=UTC)
    with app.app_context():
        kept = queries.criteria_of(saved)
        assert kept == JobCriteria(credential=("cpc",), state=("TX",), pay_min=2500)
    assert "1 job" in page
    assert page.click("CPC, Texas").html.h1.text == "1 CPC job open to Texas, from $25 an hour"


def test_a_search_without_a_result_can_be_saved_too(app: Flask, maria: TestApp) -> None:
    page = press(maria.get("/jobs?tool=athena"), "/seeker/alerts")
    assert "0 jobs" in page
    assert [saved.criteria for saved in searches(app)] == ["tool=athena"]


def test_the_same_search_is_saved_once_in_whatever_order_it_is_written(app: Flask, maria: TestApp) -> None:
    for query in ("state=TX&state=FL&tool=epic", "tool=epic&state=FL&state=TX&sort=pay", "state=tx&state=fl&tool=epic"):
        press(maria.get(f"/jobs?{query}"), "/seeker/alerts")
    assert [saved.criteria for saved in searches(app)] == ["state=FL&state=TX&tool=epic"]


def test_a_stranger_is_asked_to_sign_in_first(visit: Visit, app: Flask) -> None:
    answer = visit().get("/jobs?tool=epic").click("Mail me new ones weekly")
    assert answer.status_int == 303
    assert answer.location.startswith("/account/sign-in")
    assert searches(app) == []


def test_a_stranger_finishes_saving_by_one_press_after_signing_in(visit: Visit, app: Flask) -> None:
    asked = visit().get("/jobs?tool=epic&q=risk+%26+%22two+words%22&sort=pay&page=2").click("Tell me when one appears")
    form = form_with(asked.follow(), "password")
    form["email"], form["password"] = "maria@example.com", cast.PASSWORD
    page = form.submit().follow()
    assert page.request.path == "/seeker/alerts/new"
    assert "nothing is saved yet" in page
    assert searches(app) == [], "looking saves nothing"
    page = press(page, "/seeker/alerts")
    assert "Saved: " in page
    assert [saved.criteria for saved in searches(app)] == ["q=risk+%26+%22two+words%22&tool=epic"]


def test_a_stranger_who_would_save_every_job_comes_back_to_every_job(visit: Visit, app: Flask) -> None:
    asked = visit().get("/jobs").click("Mail me new ones weekly")
    form = form_with(asked.follow(), "password")
    form["email"], form["password"] = "maria@example.com", cast.PASSWORD
    assert form.submit().follow().html.h1.text == "Mail me new ones weekly: all jobs"


def test_the_page_between_takes_any_address(maria: TestApp) -> None:
    for query in ("", "?x=1&tool=nonsense", "?q=%00%ff&state=zz", f"?q={'x' * 3_000}", "?pay_min=-1&pay_min=2"):
        assert "nothing is saved yet" in maria.get(f"/seeker/alerts/new{query}", status=200), query


def test_one_pauses_resumes_and_stops(app: Flask, maria: TestApp) -> None:
    page = press(maria.get("/jobs?tool=epic"), "/seeker/alerts")
    assert "Weekly" in page
    page = press(page, "/pause")
    assert searches(app)[0].status == "paused"
    assert "Paused" in page
    page = press(page, "/resume")
    assert searches(app)[0].status == "active"
    page = press(page, "/stop")
    assert searches(app)[0].status == "unsubscribed"
    assert "Stopped" in page.html.find("td", attrs={"data-label": "Mail"}).text
    assert "Stopped" in maria.get("/seeker").html.find("td", attrs={"data-label": "Mail"}).text
    page = press(page, "/resume")
    assert "Weekly" in page
    assert searches(app)[0].status == "active"


def test_a_stopped_search_stays_until_it_is_removed(app: Flask, maria: TestApp) -> None:
    press(maria.get("/jobs?tool=epic"), "/seeker/alerts")
    page = press(maria.get("/seeker/alerts"), "/stop")
    page = press(page, "/forget")
    assert "Removed: Epic" in page
    assert "No search is saved" in page
    assert searches(app) == []


def test_what_still_writes_is_stopped_before_it_is_removed(app: Flask, maria: TestApp) -> None:
    page = press(maria.get("/jobs?tool=epic"), "/seeker/alerts")
    token = form_with(page, "csrf_token")["csrf_token"].value
    maria.post("/seeker/alerts/1/forget", {"csrf_token": token}, status=404)
    assert searches(app)[0].status == "active"


def test_starting_a_stopped_search_again_counts_as_a_search(app: Flask, maria: TestApp, now: datetime) -> None:
    page = press(press(maria.get("/jobs?tool=epic"), "/seeker/alerts"), "/stop")
    with app.app_context():
        for number in range(20):
            saving.save(cast.person("maria"), JobCriteria(q=f"search {number}"), now=now)
        db.session.commit()
    assert "Stop one first" in form_to(page, "/1/resume").submit(status=409)


def test_nobody_touches_anothers_search(app: Flask, visit: Visit, maria: TestApp) -> None:
    press(maria.get("/jobs?tool=epic"), "/seeker/alerts")
    hank = cast.signed_in(app, visit, "hank")
    token = form_with(hank.get("/account"), "csrf_token")["csrf_token"].value
    for verb in ("pause", "resume", "stop", "forget"):
        hank.post(f"/seeker/alerts/1/{verb}", {"csrf_token": token}, status=404)
    assert searches(app)[0].status == "active"
    assert "Epic" not in hank.get("/seeker/alerts").html.main.text


def test_twenty_searches_are_enough(app: Flask, maria: TestApp, now: datetime) -> None:
    with app.app_context():
        account = cast.person("maria")
        for number in range(20):
            saving.save(account, JobCriteria(q=f"search {number}"), now=now)
        db.session.commit()
        with pytest.raises(RuleBroken, match="Stop one first"):
            saving.save(account, JobCriteria(q="one more"), now=now)
        saving.save(account, JobCriteria(q="search 3"), now=now)
    page = press(maria.get("/jobs?q=one+more"), "/seeker/alerts")
    assert "You keep 20 searches already. Stop one first." in page
    press(page, "/stop")
    assert "Saved: “one more”" in press(maria.get("/jobs?q=one+more"), "/seeker/alerts")


def test_waking_a_stopped_search_counts_as_a_search(app: Flask, now: datetime) -> None:
    with app.app_context():
        account = cast.person("maria")
        first = saving.save(account, JobCriteria(q="first"), now=now)
        saving.stop([first], now=now)
        for number in range(20):
            saving.save(account, JobCriteria(q=f"search {number}"), now=now)
        with pytest.raises(RuleBroken, match="Stop one first"):
            saving.save(account, JobCriteria(q="first"), now=now)


@pytest.mark.parametrize(
    ("forged", "kept"),
    [
        ("account_id=1&status=active&tool=epic", "tool=epic"),
        ("tool=nonsense&page=7", ""),
        ("q=" + "x" * 10_000, "q=" + "x" * 200),
        ("&&&===%%%", ""),
        ("q=%00%ff<script>", None),
        ("", ""),
    ],
)
def test_a_forged_search_is_read_by_the_same_parser(app: Flask, maria: TestApp, forged: str, kept: str | None) -> None:
    form = form_to(maria.get("/jobs?tool=epic"), "/seeker/alerts")
    page = send(form, criteria=forged).follow()
    assert "<script>" not in page.html.main.decode()
    [saved] = searches(app)
    assert kept is None or saved.criteria == kept
    with app.app_context():
        assert queries.criteria_of(saved).query_string() == saved.criteria
        assert saved.account_id == cast.person("maria").id


def test_the_name_of_a_search_fits_its_column_whatever_it_holds(app: Flask, maria: TestApp) -> None:
    states = "&".join(
        f"state={state}" for state in ("CA", "CO", "CT", "FL", "GA", "MA", "NC", "NY", "OH", "PA", "TX", "VA", "WA")
    )
    press(maria.get(f"/jobs?{states}&q={'x' * 200}"), "/seeker/alerts")
    assert len(searches(app)[0].name) <= 160


def test_the_page_tells_what_was_sent_and_what_was_not(app: Flask, maria: TestApp) -> None:
    assert "None yet. Every Monday leaves a line here" in maria.get("/seeker/alerts")


def test_the_page_says_the_filters_once(app: Flask, maria: TestApp) -> None:
    page = press(maria.get("/jobs?tool=epic&state=TX"), "/seeker/alerts")
    assert "In force" not in page
    with app.app_context():
        db.session.execute(sa.update(SavedSearch).values(name="Mine"))
        db.session.commit()
    assert "In force: Epic" in maria.get("/seeker/alerts")


def test_an_account_without_a_profile_may_save_searches_too(app: Flask, visit: Visit) -> None:
    page = press(cast.signed_in(app, visit, "hank").get("/jobs?tool=epic"), "/seeker/alerts")
    assert "Saved:" in page
