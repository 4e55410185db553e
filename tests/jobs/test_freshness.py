"""What has not changed is not made again; and whatever changes, the clock included, is told with the next request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.index import job_index
from careercenter.jobs.models import Job
from careercenter.release import FOLDERS, fingerprint
from tests import cast, factories
from tests.statements import counted_statements

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
JOB = "/jobs/1-outpatient-coder-family-practice"
PAGES = ("/", "/jobs", "/jobs?state=TX", JOB)
DATA = ("/jobs.rss", "/jobs.atom?q=coder", "/jobs.json", "/api/v1/jobs", "/api/v1/jobs/1")


@pytest.fixture(autouse=True)
def job(app: Flask, peopled: None, now: datetime) -> None:
    """An open job of Sunrise Clinic, half a minute old."""
    with app.app_context():
        sunrise = db.session.get_one(Employer, 1)
        factories.open_job(sunrise, cast.person("olive"), now - timedelta(seconds=30))


def again(browser: TestApp, address: str, answer: TestResponse) -> TestResponse:
    """The same address, asked by somebody who has this answer."""
    return browser.get(address, headers={"If-None-Match": answer.headers["ETag"]}, expect_errors=True)


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_what_has_not_changed_is_not_sent_again(visit: Visit, address: str) -> None:
    first = visit().get(address)
    second = again(visit(), address, first)
    assert (second.status_int, second.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Content-Security-Policy", "Vary"):
        assert second.headers[name] == first.headers[name], name


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_what_has_not_changed_costs_no_statement_and_no_cookie(app: Flask, visit: Visit, address: str) -> None:
    first = visit().get(address)
    with counted_statements(app) as seen:
        second = again(visit(), address, first)
    assert second.status_int == 304
    assert seen == []
    assert "Set-Cookie" not in first.headers
    assert "csrf_token" not in first.text


@pytest.mark.parametrize("address", [*PAGES, *DATA])
@pytest.mark.parametrize("change", ["title", "employer", "second job"])
def test_a_change_is_told_with_the_next_request(
    app: Flask, visit: Visit, now: datetime, address: str, change: str
) -> None:
    first = visit().get(address)
    with app.app_context():
        if change == "title":
            db.session.execute(sa.update(Job).values(years=7))
        elif change == "employer":
            db.session.execute(sa.update(Employer).values(kind="payer"))
        else:
            factories.open_job(db.session.get_one(Employer, 1), cast.person("olive"), now, title="Second")
        db.session.commit()
    second = again(visit(), address, first)
    assert second.status_int == 200
    assert second.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_the_end_of_a_job_changes_the_tag_by_the_clock_alone(
    visit: Visit, now: datetime, set_clock: SetClock, address: str
) -> None:
    """Within one and the same minute."""
    end = now + factories.LISTING - timedelta(seconds=30)
    set_clock(end - timedelta(seconds=10))
    first = visit().get(address)
    set_clock(end - timedelta(seconds=5))
    assert again(visit(), address, first).status_int == 304
    set_clock(end)
    assert again(visit(), address, first).status_int in (200, 404)


def test_a_page_says_how_long_ago_and_is_right_to_the_minute(visit: Visit, now: datetime, set_clock: SetClock) -> None:
    first = visit().get("/jobs")
    assert "just now" in first
    set_clock(now + timedelta(minutes=1))
    assert "2 minutes ago" in again(visit(), "/jobs", first)


@pytest.mark.parametrize("address", ["/jobs.rss", "/jobs.atom", "/jobs.json", "/api/v1/jobs/1"])
def test_what_says_no_age_stays_for_hours(visit: Visit, now: datetime, set_clock: SetClock, address: str) -> None:
    first = visit().get(address)
    set_clock(now + timedelta(hours=3))
    assert again(visit(), address, first).status_int == 304


def test_a_search_by_age_is_right_to_the_minute(visit: Visit, now: datetime, set_clock: SetClock) -> None:
    first = visit().get("/jobs.json?posted=1")
    assert len(first.json["items"]) == 1
    assert "Last-Modified" not in first.headers
    set_clock(now + timedelta(days=1, minutes=1))
    assert again(visit(), "/jobs.json?posted=1", first).json["items"] == []


@pytest.mark.parametrize("address", PAGES)
def test_whoever_is_signed_in_gets_a_page_of_their_own(app: Flask, visit: Visit, address: str) -> None:
    stranger = visit().get(address)
    maria = cast.signed_in(app, visit, "maria")
    mine = again(maria, address, stranger)
    assert mine.status_int == 200
    assert "Maria’s desk" in mine
    assert "ETag" not in mine.headers
    assert "Last-Modified" not in mine.headers
    olives = cast.signed_in(app, visit, "olive").get(address)
    assert "ETag" not in olives.headers
    assert "Maria’s" not in olives


def test_a_message_that_waits_is_shown_once_and_never_kept(app: Flask, visit: Visit) -> None:
    browser = visit()
    first = browser.get("/jobs")
    browser.get("/seeker/alerts/new", status=303)  # leaves "Log in to go on."
    second = again(browser, "/jobs", first)
    assert "Log in to go on." in second
    assert "ETag" not in second.headers
    assert again(browser, "/jobs", first).status_int == 304


def test_another_search_has_another_tag(visit: Visit) -> None:
    tags = {visit().get(address).headers["ETag"] for address in ("/jobs", "/jobs?q=x", "/jobs?page=2", "/jobs.json")}
    assert len(tags) == 4


def test_only_the_tag_itself_is_taken_for_it(visit: Visit) -> None:
    first = visit().get("/jobs")
    for said in ("*", '"x"', "nonsense", ""):
        visit().get("/jobs", headers={"If-None-Match": said}, status=200)
    both = f'"x", {first.headers["ETag"]}'
    visit().get("/jobs", headers={"If-None-Match": both}, status=304)


def test_a_job_that_ended_is_looked_at_anew(app: Flask, visit: Visit, now: datetime) -> None:
    """What happens to it then, the counter of changes does not count: staff may take it down."""
    first = visit().get(JOB)
    with app.app_context():
        job = db.session.get_one(Job, 1)
        lifecycle.close(job, by=cast.person("olive"), now=now)
        db.session.commit()
    closed = again(visit(), JOB, first)
    assert "closed" in closed
    assert "ETag" not in closed.headers
    with app.app_context():
        db.session.execute(sa.update(Job).values(state="removed"))
        db.session.commit()
    assert again(visit(), JOB, first).status_int == 404


class TestDates:
    """Last-Modified, for readers that know no tags."""

    ADDRESS = "/jobs.rss"

    def since(self, visit: Visit, date: str) -> int:
        return visit().get(self.ADDRESS, headers={"If-Modified-Since": date}).status_int

    @pytest.fixture
    def date(self, visit: Visit, now: datetime, set_clock: SetClock) -> str:
        visit().get(self.ADDRESS)
        set_clock(now + timedelta(seconds=2))
        return str(visit().get(self.ADDRESS).headers["Last-Modified"])

    def test_it_is_when_these_jobs_were_first_seen(self, visit: Visit, now: datetime, date: str) -> None:
        assert parsedate_to_datetime(date) == now
        assert self.since(visit, date) == 304
        assert self.since(visit, format_datetime(now - timedelta(seconds=1), usegmt=True)) == 200

    @pytest.mark.usefixtures("date")
    def test_a_date_that_we_never_gave_says_nothing(self, visit: Visit, now: datetime) -> None:
        for later in (format_datetime(now + timedelta(hours=1), usegmt=True), "Fri, 31 Dec 9999 23:59:59 GMT"):
            assert self.since(visit, later) == 200

    def test_a_job_that_leaves_makes_it_later(self, app: Flask, visit: Visit, now: datetime, date: str) -> None:
        with app.app_context():
            lifecycle.close(db.session.get_one(Job, 1), by=cast.person("olive"), now=now)
            db.session.commit()
        assert self.since(visit, date) == 200

    @pytest.mark.usefixtures("date")
    def test_two_changes_of_one_second_never_share_it(
        self, app: Flask, visit: Visit, now: datetime, set_clock: SetClock
    ) -> None:
        for number, moment in enumerate((3.2, 3.6)):
            set_clock(now + timedelta(seconds=moment))
            with app.app_context():
                db.session.execute(sa.update(Job).values(years=number + 5))
                db.session.commit()
            assert "Last-Modified" not in visit().get(self.ADDRESS).headers
        assert self.since(visit, format_datetime(now + timedelta(seconds=3), usegmt=True)) == 200

    def test_whoever_sends_a_tag_is_answered_by_the_tag(self, visit: Visit, date: str) -> None:
        headers = {"If-None-Match": '"another"', "If-Modified-Since": date}
        assert visit().get(self.ADDRESS, headers=headers).status_int == 200


def test_a_job_still_to_come_changes_the_tag_when_it_comes(
    app: Flask, visit: Visit, now: datetime, set_clock: SetClock
) -> None:
    with app.app_context():
        later = now + timedelta(seconds=20)
        factories.open_job(db.session.get_one(Employer, 1), cast.person("olive"), later, title="Tomorrow's job")
    first = visit().get("/jobs")
    assert "Tomorrow" not in first
    set_clock(later)
    assert "Tomorrow" in again(visit(), "/jobs", first)


@pytest.mark.parametrize("address", ["/", "/jobs", JOB])
def test_a_page_mounted_elsewhere_is_never_handed_to_those_who_are_not(visit: Visit, address: str) -> None:
    """gunicorn takes no SCRIPT_NAME from a request (gunicorn.conf.py); were there one, every address would begin with it."""
    elsewhere = visit().get(address, extra_environ={"SCRIPT_NAME": "/elsewhere"})
    assert "/elsewhere/jobs" in elsewhere
    here = visit().get(address)
    assert here.headers["ETag"] != elsewhere.headers["ETag"]
    assert "/elsewhere" not in here


def test_a_lost_connection_is_opened_again(app: Flask, visit: Visit) -> None:
    with app.app_context():
        index = job_index()
    visit().get("/jobs")
    index.watch.connection.close()
    visit().get("/jobs", status=200)


def test_another_release_is_told_by_its_files(tmp_path: Path) -> None:
    for folder in FOLDERS:
        (tmp_path / folder).mkdir()
    (tmp_path / "templates" / "page.html").write_text("one")
    one = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == one
    (tmp_path / "careercenter" / "left.pyc").write_text("made by running it")
    assert fingerprint(tmp_path) == one
    (tmp_path / "templates" / "page.html").write_text("two")
    assert fingerprint(tmp_path) != one
