"""The whole journey through the forms that people fill: hire, post, review, find, apply, move, be alerted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask
from webtest import TestApp, Upload

from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.outbox.models import OutgoingMail
from tests import cast, factories
from tests.mailbox import letter_to, link_in, subjects_to
from tests.pages import form_to, form_with, press

Visit = Callable[[], TestApp]


def register(app: Flask, visit: Visit, email: str, name: str, wish: str) -> TestApp:
    """From the front page to a confirmed account."""
    browser = visit()
    page = browser.get("/").click("Register free account")
    form = form_with(page, "email")
    form["email"], form["wish"] = email, wish
    page = form.submit().follow()
    assert "A letter is on its way" in page
    page = browser.get(link_in(letter_to(app, email)))
    form = form_with(page, "password")
    form["name"], form["password"] = name, cast.PASSWORD
    form.submit().follow()
    return browser


def test_from_a_new_employer_to_a_hired_coder(app: Flask, visit: Visit) -> None:
    with app.app_context():
        cast.make_cast()

    # An employer registers and makes a desk; the address that was just confirmed there proves its domain.
    hirer = register(app, visit, "paula@larkspur.example", "Paula Grant", "hire")
    page = hirer.get("/post-a-job").click("Make a desk")
    form = form_with(page, "kind")
    form["name"], form["kind"] = "Larkspur Regional Health", "direct_provider"
    form["website"], form["city"], form["state"] = "https://www.larkspur.example", "Asheville", "NC"
    page = form.submit().follow()
    assert "your own address at larkspur.example proves it" in page

    # They write a job; something is missing at first, and what was typed stays.
    page = page.click("Post your first job")
    form = form_with(page, "title")
    form["title"], form["title_id"] = "Inpatient Coder II, MS-DRG", "inpatient_coder"
    form["specialties"] = ["ip_drg"]
    form["description"] = factories.DESCRIPTION
    form["workplace"], form["state_rule"], form["states"] = "remote", "include_list", ["TX", "NC"]
    form["pay_low"], form["pay_unit"] = "31", "hour"
    form["employment"], form["credentials_1"] = "w2_ft", ["ccs", "cpc"]
    form["tools"], form["questions"] = ["epic"], ["q_recent", "q_state"]
    page = form.submit(status=422)
    assert "Give the upper end of the pay range" in page
    form = form_with(page, "title")
    assert form["title"].value == "Inpatient Coder II, MS-DRG"
    form["pay_high"] = "38.50"
    page = form.submit().follow()
    assert "Sent for review" in page
    job_path = page.request.path
    job_id = int(job_path.rsplit("/", 1)[1])
    visit().get(f"/jobs/{job_id}", status=404)

    # Staff reads it and publishes it.
    with app.app_context():
        dev = db.session.scalar(db.select(cast.Account).where(cast.Account.email == "dev@example.com"))
        staff = cast.sign_in(visit(), dev)
    page = staff.get("/staff/review").click("Inpatient Coder II, MS-DRG", index=0)
    page = press(page, "/approve")
    assert "is open until" in page
    assert "Open: Inpatient Coder II, MS-DRG" in subjects_to(app, "paula@larkspur.example")

    # A coder registers, finds it by credential and state, saves the search, and applies with a PDF.
    coder = register(app, visit, "nora@example.com", "Nora Field", "work")
    page = coder.get("/seeker/profile")
    form = form_with(page, "credentials")
    form["state"], form["credentials"], form["years"] = "TX", ["cpc"], "3"
    form.submit().follow()
    page = coder.get("/")
    form = form_with(page, "credential")
    form["state"], form["credential"] = "TX", "cpc"
    page = form.submit()
    page = page.follow() if page.status_int == 302 else page
    assert "1 CPC job open to Texas" in page
    page = press(page, "/seeker/alerts")
    assert "Saved: CPC, Texas" in page
    page = coder.get(f"/jobs/{job_id}").follow()
    assert "Texas is open" in page
    page = page.click("Apply here")
    form = form_with(page, "note")
    form["file"] = Upload("nora.pdf", factories.pdf(), "application/pdf")
    form["q_recent"], form["note"] = "yes", "I start on Mondays."
    assert form["q_state"].value == "TX"
    page = form.submit().follow()
    assert "Sent to Larkspur Regional Health" in page
    assert "I start on Mondays." in page

    # The employer reads it, takes the résumé out, and moves it; the coder sees both.
    page = hirer.get(job_path).click("Applicants", index=-1).click("Nora Field")
    download = form_to(page, "/resume").submit()
    assert download.body == factories.pdf() or download.body.startswith(b"%PDF-")
    assert download.headers["Content-Disposition"].startswith("attachment")
    form = form_to(page, "/move")
    form["stage"] = "interview"
    form.submit().follow()
    page = coder.get("/seeker/applications").click("Inpatient Coder II")
    assert "Interviewing" in page
    assert "Taken out by Larkspur Regional Health" in page

    # Next Monday's letter has the new matching job and not the other one.
    with app.app_context():
        now = datetime.now(UTC)
        larkspur = db.session.scalar(db.select(cast.Employer).where(cast.Employer.slug == "larkspur-regional-health"))
        paula = db.session.scalar(db.select(cast.Account).where(cast.Account.email == "paula@larkspur.example"))
        factories.open_job(larkspur, paula, now, title="Profee Coder, evenings")
        factories.open_job(larkspur, paula, now, title="Cancer Registrar", credentials_required=(("ods_c",),))
        monday = now + timedelta(days=7 - now.weekday())
        evening = monday.replace(hour=23, minute=0)
        for name in ("send-alerts", "deliver-mail", "send-alerts", "deliver-mail"):
            assert runner.run(chore(name), evening).failed == 0  # type: ignore[arg-type]
        digests = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.kind == "digest")).all()
        assert [letter.state for letter in digests] == ["sent"]
        assert "Profee Coder, evenings" in digests[0].text
        assert "Inpatient Coder II" not in digests[0].text
        assert "Cancer Registrar" not in digests[0].text
