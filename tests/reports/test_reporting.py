"""A reader reports a job; staff answers, and the employer learns of nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.accounts import throttle
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.models import Job
from careercenter.outbox.models import OutgoingMail
from careercenter.reports import reporting
from careercenter.reports.models import JobReport
from careercenter.trail import TrailEntry
from tests import cast, factories
from tests.pages import form_with, press, send

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
THANKS = "Our staff look at it"
PAGE = "/jobs/1/report"


@pytest.fixture(autouse=True)
def address(app: Flask, now: datetime, set_clock: SetClock) -> str:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        job = factories.open_job(people.sunrise, people.olive, now - timedelta(days=1), title="Odd job")
        return f"/jobs/{job.id}-{job.slug}"


def report(browser: TestApp, reason: str = "scam", words: str = "", path: str = PAGE) -> TestResponse:
    return send(form_with(browser.get(path), "reason"), reason=reason, words=words)


def kept(app: Flask) -> list[JobReport]:
    with app.app_context():
        return list(db.session.scalars(sa.select(JobReport).order_by(JobReport.id)))


def test_a_visitor_reports_from_the_jobs_page_and_comes_back_to_it(app: Flask, visit: Visit, address: str) -> None:
    page = visit().get(address).click("Report this job")
    done = send(form_with(page, "reason"), reason="fee", words="  They asked  for $200.  ").follow()
    assert done.request.path == address
    assert THANKS in done
    (one,) = kept(app)
    assert (one.reason, one.words, one.account_id) == ("fee", "They asked  for $200.", None)


@pytest.mark.parametrize(
    ("reason", "words", "message"),
    [("", "", "Choose what is wrong."), ("nonsense", "", "Choose one of these."), ("other", " ", "Say in a few words")],
)
def test_a_report_without_a_reason_is_asked_for_one(
    app: Flask, visit: Visit, reason: str, words: str, message: str
) -> None:
    answer = report(visit(), reason, words)
    assert answer.status_int == 422
    assert message in answer
    assert kept(app) == []


def test_an_account_reports_a_job_once(app: Flask, visit: Visit, now: datetime, set_clock: SetClock) -> None:
    assert THANKS in report(cast.signed_in(app, visit, "maria")).follow()
    set_clock(now + timedelta(days=2))
    again = report(cast.signed_in(app, visit, "maria"), "pay").follow()
    assert "You have reported this job before" in again
    assert [one.reason for one in kept(app)] == ["scam"]


def test_a_browser_reports_a_job_once_a_day(app: Flask, visit: Visit, now: datetime, set_clock: SetClock) -> None:
    browser = visit()
    assert THANKS in report(browser).follow()
    assert "You have reported this job before" in report(browser).follow()
    assert THANKS in report(visit()).follow(), "another browser is another reader"
    set_clock(now + timedelta(days=1))
    assert THANKS in report(browser).follow()
    assert len(kept(app)) == 3


def test_what_fills_in_the_trap_is_thanked_and_not_kept(app: Flask, visit: Visit) -> None:
    form = form_with(visit().get(PAGE), "reason")
    assert THANKS in send(form, reason="scam", trap="http://spam.example").follow()
    assert kept(app) == []


def test_a_network_and_an_account_have_their_limits(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        people = [cast.person("olive")]
        sunrise = db.session.get_one(cast.Employer, 1)
        for _ in range(throttle.REPORT_BY_ACCOUNT.most):
            factories.open_job(sunrise, people[0], now - timedelta(hours=1))
    for _ in range(throttle.REPORT_BY_NETWORK.most):
        assert THANKS in report(visit()).follow()
    refused = report(visit())
    assert refused.status_int == 429
    assert int(refused.headers["Retry-After"]) > 0
    maria = cast.signed_in(app, visit, "maria")
    for number in range(throttle.REPORT_BY_ACCOUNT.most):
        assert THANKS in report(maria, path=f"/jobs/{number + 1}/report").follow()
    assert report(maria, path=f"/jobs/{throttle.REPORT_BY_ACCOUNT.most + 1}/report").status_int == 429


@pytest.mark.parametrize("state", ["draft", "pending_review", "paused", "removed"])
def test_a_job_without_a_page_has_none_to_report_it(app: Flask, visit: Visit, now: datetime, state: str) -> None:
    with app.app_context():
        sunrise = db.session.get_one(cast.Employer, 1)
        job = factories.job_in(factories.JobState(state), sunrise, cast.person("olive"), now)
        db.session.commit()
        number = job.id
    visit().get(f"/jobs/{number}/report", status=404)


def test_staff_reads_what_waits_and_dismisses_it(app: Flask, visit: Visit) -> None:
    report(visit(), "pay", "It says $30, they pay $20.")
    report(cast.signed_in(app, visit, "maria"), "scam")
    dev = cast.signed_in(app, visit, "dev")
    desk = dev.get("/staff")
    assert "1 job is reported by readers." in desk
    page = desk.click("Reports", index=0)
    for words in ("Odd job", "2 reports", "The pay is wrong", "It says $30, they pay $20.", "It looks like a scam"):
        assert words in page
    assert "maria" not in page.text.lower(), "staff judges the job, not who reported it"
    after = press(page, "/dismiss")
    assert "2 reports are answered" in after
    assert "No report waits" in after
    with app.app_context():
        acts = [(e.act, e.facts.get("count"), e.actor_id) for e in db.session.scalars(sa.select(TrailEntry))]
        assert ("dismissed reports", 2, cast.person("dev").id) in acts
        assert [act for act, _count, _who in acts].count("reported job") == 2
    assert dev.post("/staff/reports/1/dismiss", {"csrf_token": token_of(page)}, status=409)


def token_of(page: TestResponse) -> str:
    return str(page.forms[0]["csrf_token"].value)


def test_taking_the_job_down_answers_its_reports(app: Flask, visit: Visit, now: datetime) -> None:
    report(visit(), "fee", "Two hundred dollars.")
    dev = cast.signed_in(app, visit, "dev")
    page = dev.get("/staff/reports").click("Read, take it down")
    assert "Two hundred dollars." in page
    send(form_with(page, "reason"), reason="It asks for a fee.")
    assert "No report waits" in dev.get("/staff/reports")
    with app.app_context():
        lifecycle.restore(db.session.get_one(Job, 1), by=cast.person("dev"), now=now)
        db.session.commit()
    assert "Two hundred dollars." in dev.get("/staff/reports"), "who puts it back reads it again"


def test_the_most_reported_job_stands_first(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        factories.open_job(
            db.session.get_one(cast.Employer, 1), cast.person("olive"), now - timedelta(hours=1), title="Odder job"
        )
    report(visit())
    report(visit(), path="/jobs/2/report")
    report(visit(), path="/jobs/2/report")
    headings = [h.text for h in cast.signed_in(app, visit, "dev").get("/staff/reports").html.select("main h2")]
    assert headings == ["Odder job", "Odd job"]


def test_the_employer_learns_nothing(app: Flask, visit: Visit, address: str) -> None:
    report(cast.signed_in(app, visit, "maria"), "scam", "A giveaway sentence.")
    olive = cast.signed_in(app, visit, "olive")
    for path in ("/employer", "/employer/jobs", "/employer/jobs/1", address):
        page = olive.get(path)
        assert "giveaway" not in page
        assert "scam" not in page
    olive.get("/staff/reports", status=403)
    with app.app_context():
        assert "giveaway" not in " ".join(mail.text or "" for mail in db.session.scalars(sa.select(OutgoingMail)))
        assert "giveaway" not in str([entry.facts for entry in db.session.scalars(sa.select(TrailEntry))])


def test_reports_are_kept_for_half_a_year(app: Flask, visit: Visit, now: datetime) -> None:
    report(visit())
    for moment, left in ((now + reporting.KEPT - timedelta(seconds=1), 1), (now + reporting.KEPT, 0)):
        with app.app_context():
            assert runner.run(chore("purge"), moment).failed == 0
        assert len(kept(app)) == left
