"""A coder applies: once, while the job is open, with papers of their own, and what was sent never changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from webtest import TestApp, TestResponse, Upload

from careercenter.applications import pipeline
from careercenter.applications.models import Application, SavedJob, StageChange
from careercenter.applications.pipeline import Papers
from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.models import Job, JobState
from careercenter.outbox.models import OutgoingMail
from careercenter.rules import RuleBroken
from careercenter.seekers import profile, resumes
from careercenter.seekers.models import Seeker
from careercenter.seekers.profile import ProfileFacts
from careercenter.vocabulary import SCREENING_QUESTIONS
from tests import cast, factories
from tests.factories import LISTING
from tests.mailbox import subjects_to
from tests.pages import form_to, form_with, press, send

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
MANY = 8


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: SetClock, now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        cast.make_cast()
        cast.make_seeker(cast.make_account("Ned Noone"))
        db.session.commit()


@pytest.fixture
def maria(app: Flask, visit: Visit, peopled: None) -> TestApp:
    return cast.signed_in(app, visit, "maria")


def open_job(app: Flask, now: datetime, **over: object) -> int:
    with app.app_context():
        return factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now, **over).id


def keep_resume(app: Flask, now: datetime, seeker: int = 1) -> tuple[int, bytes]:
    """A Word file of a coder (1: Maria, 2: Ned); its number and its bytes."""
    data = factories.docx()
    with app.app_context():
        whose = db.session.get_one(Seeker, seeker)
        folder = app.config["DATA_DIR"]
        resume = resumes.accept(whose, io.BytesIO(data), "cv.docx", folder=folder, by=whose.account, now=now)
        db.session.commit()
        return resume.id, data


def apply(browser: TestApp, number: int, **values: str) -> TestResponse:
    """With the résumé that is kept, and what else is said."""
    return send(form_with(browser.get(f"/jobs/{number}/apply"), "note"), **values)


def applications(app: Flask) -> list[Application]:
    with app.app_context():
        return list(db.session.scalars(db.select(Application)))


def test_an_application_reaches_the_employer_and_stays_with_the_coder(
    app: Flask, visit: Visit, maria: TestApp, now: datetime
) -> None:
    number, (_, data) = open_job(app, now), keep_resume(app, now)
    page = apply(maria, number, note="I start on Mondays.").follow()
    assert "Sent to Sunrise Clinic" in page
    assert "I start on Mondays." in page
    assert subjects_to(app, "olive@example.com")[0] == "Maria Ortega applied to Outpatient Coder, family practice"
    assert subjects_to(app, "maria@example.com") == ["Sent: Outpatient Coder, family practice, Sunrise Clinic"]
    assert maria.get(f"{page.request.path}/resume").body == data
    read = cast.signed_in(app, visit, "olive").get("/employer/applicants").click("Maria Ortega")
    for word in ("I start on Mondays.", "maria@example.com", "Texas", "CPC", "4 years"):
        assert word in read, word


def test_a_new_file_is_kept_as_a_resume_and_sent(app: Flask, maria: TestApp, now: datetime) -> None:
    number, data = open_job(app, now), factories.docx()
    form = form_with(maria.get(f"/jobs/{number}/apply"), "note")
    form["file"] = Upload("new.docx", data, "application/octet-stream")
    page = form.submit().follow()
    assert maria.get(f"{page.request.path}/resume").body == data
    assert maria.get("/seeker/resumes/1").body == data


def test_what_they_will_see_stands_before_the_button(app: Flask, maria: TestApp, now: datetime) -> None:
    page = maria.get(f"/jobs/{open_job(app, now)}/apply").html.main.form
    assert page.find(string="What they will see")
    words = page.text
    assert words.index("In your words") < words.index("What they will see") < words.index("Send to Sunrise Clinic")
    assert "Mail addressmaria@example.com" in words


def test_a_new_file_is_sent_in_place_of_a_kept_one_and_the_page_says_which(
    app: Flask, maria: TestApp, now: datetime
) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    page = maria.get(f"/jobs/{number}/apply")
    assert "A file chosen here is the one that is sent" in page
    form = form_with(page, "note")
    form["file"] = Upload("new.docx", factories.docx(), "application/octet-stream")
    assert "Sent to Sunrise Clinic with new.docx." in form.submit().follow()
    assert applications(app)[0].resume_filename == "new.docx"


def test_a_bad_file_is_told_and_the_note_is_kept(app: Flask, maria: TestApp, now: datetime) -> None:
    form = form_with(maria.get(f"/jobs/{open_job(app, now)}/apply"), "note")
    form["file"], form["note"] = Upload("evil.pdf", b"MZ evil", "application/pdf"), "My words."
    page = form.submit(status=422)
    assert "neither a PDF nor a Word file" in page.html.find(id="file-e").text
    assert form_with(page, "note")["note"].value == "My words."
    assert applications(app) == []


def test_an_application_without_any_resume_is_asked_for_one(app: Flask, maria: TestApp, now: datetime) -> None:
    page = apply(maria, open_job(app, now))
    assert page.status_int == 422
    assert "Employers read a résumé before anything else" in page.html.find(id="file-e").text


# Once


def test_a_second_press_shows_the_first_application(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    page = maria.get(f"/jobs/{number}/apply")
    first = send(form_with(page, "note"), note="First.")
    second = send(form_with(page, "note"), note="Second.")
    assert (second.status_int, second.location) == (303, first.location)
    assert maria.get(f"/jobs/{number}/apply").location == first.location
    assert "First." in second.follow()
    [application] = applications(app)
    assert application.sent["note"] == "First."
    assert len(subjects_to(app, "maria@example.com")) == 1


def test_many_presses_at_once_are_one_application(app: Flask, visit: Visit, now: datetime) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    browsers = [cast.signed_in(app, visit, "maria") for _ in range(MANY)]
    forms = [form_with(browser.get(f"/jobs/{number}/apply"), "note") for browser in browsers]
    together = Barrier(MANY)

    def press_send(form: object) -> int:
        together.wait()
        return int(form.submit(expect_errors=True).status_int)

    with ThreadPoolExecutor(MANY) as threads:
        statuses = list(threads.map(press_send, forms))
    assert set(statuses) <= {303, 409}
    assert 303 in statuses
    [application] = applications(app)
    with app.app_context():
        assert len(db.session.scalars(db.select(StageChange)).all()) == 1
        assert len(db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.kind == "notice")).all()) == 3
    late = forms[0].submit()
    assert late.location == f"/seeker/applications/{application.key}", "a late retry shows the same page"


def test_withdrawing_does_not_open_the_door_again(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    page = press(apply(maria, number).follow(), "/withdraw")
    assert maria.get(f"/jobs/{number}/apply").location == page.request.path


# Only to a job that takes applications


@pytest.mark.parametrize("state", [state for state in JobState if state != "live"])
def test_a_job_that_is_not_open_takes_none(app: Flask, maria: TestApp, now: datetime, state: str) -> None:
    with app.app_context():
        sunrise, olive = db.session.get_one(cast.Employer, 1), cast.person("olive")
        job = factories.job_in(JobState(state), sunrise, olive, now)
        db.session.commit()
        number = job.id
        with pytest.raises(RuleBroken, match="takes no more applications"):
            pipeline.apply(job, db.session.get_one(Seeker, 1), Papers(), folder=app.config["DATA_DIR"], now=now)
    answer = maria.get(f"/jobs/{number}/apply", expect_errors=True)
    if state in ("filled", "closed", "expired"):
        assert "takes no more applications" in answer.follow()
    else:
        assert answer.status_int == 404


def test_a_job_that_closed_in_between_takes_none(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    form = form_with(maria.get(f"/jobs/{number}/apply"), "note")
    with app.app_context():
        lifecycle.close(db.session.get_one(Job, number), by=cast.person("olive"), now=now)
        db.session.commit()
    form["note"] = "Forty minutes of work."
    page = form.submit(status=422)
    assert "takes no more applications" in page
    assert "Forty minutes of work." in page
    assert applications(app) == []


def test_an_application_is_good_until_the_second_in_which_the_listing_ends(app: Flask, now: datetime) -> None:
    with app.app_context():
        job = factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now)
        maria, ned = (db.session.get_one(Seeker, number) for number in (1, 2))
        folder, end = app.config["DATA_DIR"], now + LISTING
        pipeline.apply(job, maria, Papers(), folder=folder, now=end - timedelta(seconds=1))
        with pytest.raises(RuleBroken):
            pipeline.apply(job, ned, Papers(), folder=folder, now=end)


def test_a_job_with_an_address_of_its_own_is_applied_to_there(app: Flask, maria: TestApp, now: datetime) -> None:
    number = open_job(app, now, apply_url="https://jobs.sunriseclinic.example/17")
    assert "Apply at jobs.sunriseclinic.example" in maria.get(f"/jobs/{number}/apply").follow()
    with app.app_context():
        job, seeker = db.session.get_one(Job, number), db.session.get_one(Seeker, 1)
        with pytest.raises(RuleBroken, match="on its own site only"):
            pipeline.apply(job, seeker, Papers(), folder=app.config["DATA_DIR"], now=now)


# Only with papers of one's own


def test_another_persons_resume_cannot_be_sent(app: Flask, maria: TestApp, now: datetime) -> None:
    """By its number in a forged field one would read it as one's own employer."""
    number, (own, _), (theirs, _) = open_job(app, now), keep_resume(app, now), keep_resume(app, now, seeker=2)
    for forged in (str(theirs), "0", "-1", "99", "9" * 30, "x", f"{own} OR 1=1", f"{own}.0", f" {theirs}"):
        page = apply(maria, number, resume=forged)
        assert page.status_int == 422, forged
    assert applications(app) == []
    form = form_with(maria.get(f"/jobs/{number}/apply"), "note")
    assert [value for value, *_ in form["resume"].options] == [str(own), "new"]


def test_nobody_applies_in_anothers_name(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    forged = {"seeker_id": "2", "job_id": "99", "stage": "hired", "key": "x", "sent": "{}", "applied_at": "2020-01-01"}
    assert apply(maria, number, **forged).status_int == 303
    [application] = applications(app)
    assert (application.seeker_id, application.job_id, application.stage) == (1, number, "applied")
    assert application.applied_at == now
    assert len(application.key) >= 16


@pytest.mark.parametrize("who", ["olive", "hank", "dev"])
def test_who_is_no_coder_is_asked_for_a_profile(app: Flask, visit: Visit, now: datetime, who: str) -> None:
    number, browser = open_job(app, now), cast.signed_in(app, visit, who)
    assert "A profile comes first" in browser.get(f"/jobs/{number}/apply", status=403)
    page = browser.get(f"/jobs/{number}").follow().click("Make a profile and apply")
    assert send(form_with(page, "headline"), state="TX").location == f"/jobs/{number}/apply"


# Their questions


ANSWERS = {
    "q_credential_active": (["cpc", "ccs"], ("Certified Professional Coder", "Certified Coding Specialist")),
    "q_state": ("TX", ("Texas",)),
    "q_years_setting": (None, ()),
    "q_recent": ("yes", ("Yes",)),
    "q_tools": (["epic"], ("Epic",)),
    "q_rate": ("12.5", ("12.5",)),
    "q_accuracy": ("97", ("97",)),
    "q_schedule": ("no", ("No",)),
    "q_office": ("yes", ("Yes",)),
    "q_authorized": ("yes", ("Yes",)),
    "q_start": ("w2", ("In 2 weeks",)),
}


def test_every_question_of_the_list_can_be_asked_and_answered(app: Flask, maria: TestApp, now: datetime) -> None:
    assert set(ANSWERS) == set(SCREENING_QUESTIONS)
    number, _ = open_job(app, now, questions=tuple(SCREENING_QUESTIONS)), keep_resume(app, now)
    form = form_with(maria.get(f"/jobs/{number}/apply"), "note")
    assert form["q_state"].value == "TX", "what the profile knows is filled in"
    bands = [value for value, *_ in form["q_years_setting"].options if value]
    values = {name: value if value is not None else bands[0] for name, (value, _) in ANSWERS.items()}
    page = send(form, **values).follow()
    [application] = applications(app)
    assert [answer["id"] for answer in application.sent["answers"]] == list(SCREENING_QUESTIONS)
    told = {answer["id"]: answer for answer in application.sent["answers"]}
    for name, (_, words) in ANSWERS.items():
        assert told[name]["question"] == SCREENING_QUESTIONS[name].label
        assert told[name]["answer"]
        assert all(word in told[name]["answer"] for word in words), name
        assert SCREENING_QUESTIONS[name].label in page


@pytest.mark.parametrize("question", ["q_state", "q_years_setting", "q_recent", "q_rate", "q_start"])
def test_a_question_left_open_or_answered_with_nonsense_is_told(
    app: Flask, maria: TestApp, now: datetime, question: str
) -> None:
    number, _ = open_job(app, now, questions=(question,)), keep_resume(app, now)
    for value in ("", "nonsense"):
        page = apply(maria, number, **{question: value, "note": "My words."})
        assert page.status_int == 422, value
        assert page.html.find(id=f"{question}-e").get_text(strip=True).endswith("."), value
        assert form_with(page, "note")["note"].value == "My words."
    assert applications(app) == []


CLOSED = "Texas is not one of the states in which you may live for this job."


def test_who_lives_in_a_closed_state_is_told_before_she_applies(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now, states=("OH",)), keep_resume(app, now)
    page = maria.get(f"/jobs/{number}/apply")
    assert CLOSED in page.html.main.text
    assert form_with(page, "note").submit().status_int == 303, "she was told, and may move"
    assert CLOSED not in maria.get(f"/jobs/{open_job(app, now)}/apply")


def test_a_closed_state_is_told_beside_its_question_and_taken_when_it_is_meant(
    app: Flask, maria: TestApp, now: datetime
) -> None:
    number, _ = open_job(app, now, states=("OH",), questions=("q_state",)), keep_resume(app, now)
    page = maria.get(f"/jobs/{number}/apply")
    assert page.html.main.text.count(CLOSED) == 1, "her own state stands in the question already"
    page = apply(maria, number, q_state="CA", note="My words.")
    assert page.status_int == 422
    assert page.html.find(id="q_state-e").text.startswith("California is not one of the states")
    form = form_with(page, "note")
    assert (form["q_state"].value, form["note"].value) == ("CA", "My words.")
    other = send(form, q_state="TX")
    assert other.status_int == 422, "another closed state is another slip"
    assert send(form).status_int == 303
    [application] = applications(app)
    assert application.sent["answers"][0]["answer"] == "California"


def test_a_state_that_is_open_is_taken_at_once(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now, states=("OH",), questions=("q_state",)), keep_resume(app, now)
    assert apply(maria, number, q_state="OH").status_int == 303


def test_a_note_too_long_is_told_and_odd_ones_stay_text(app: Flask, maria: TestApp, now: datetime) -> None:
    number, _ = open_job(app, now), keep_resume(app, now)
    assert apply(maria, number, note="x" * 4_001).status_int == 422
    odd = "\x00<script>alert(1)</script> {{7*777}} 👩‍💻 =1+1\r\nBcc: x"
    page = apply(maria, number, note=odd).follow()
    assert "<script>alert" not in page
    assert "5439" not in page
    [application] = applications(app)
    assert application.sent["note"] == "<script>alert(1)</script> {{7*777}} 👩‍💻 =1+1\nBcc: x"


# What was sent never changes


def test_the_copy_stays_word_for_word_whatever_changes_later(
    app: Flask, visit: Visit, maria: TestApp, now: datetime
) -> None:
    number, (_, data) = open_job(app, now), keep_resume(app, now)
    address = apply(maria, number, note="My words.").follow().request.path
    [before] = applications(app)
    with app.app_context():
        seeker, job, olive = db.session.get_one(Seeker, 1), db.session.get_one(Job, number), cast.person("olive")
        profile.change(seeker, ProfileFacts("Changed", "CA", 40), account=seeker.account, now=now)
        seeker.account.name, seeker.account.email = "Maria New", "maria.new@example.com"
        facts = factories.job_facts(title="Another job", pay=None)
        revision = revisions.edit(job, facts, by=olive, version=job.version, now=now)
        assert revision is not None
        revisions.approve_revision(revision, by=cast.person("dev"), version=revision.version, now=now)
        db.session.commit()
    press(maria.get("/seeker/resumes"), "/delete")
    [after] = applications(app)
    assert after.sent == before.sent
    page = maria.get(address)
    for word in ("Maria Ortega", "maria@example.com", "Texas", "Outpatient Coder, family practice"):
        assert word in page, word
    assert maria.get(f"{address}/resume").body == data
    read = cast.signed_in(app, visit, "olive").get(f"/employer/applications/{before.key}")
    assert "Maria Ortega" in read
    assert "Maria New" not in read.html.main.text


# Saved jobs


def test_a_job_is_saved_once_and_taken_off(app: Flask, maria: TestApp, now: datetime) -> None:
    number = open_job(app, now)
    page = maria.get(f"/jobs/{number}").follow()
    for _ in range(2):
        assert "Saved. You find it on your desk" in press(page, "/save")
    with app.app_context():
        assert len(db.session.scalars(db.select(SavedJob)).all()) == 1
    assert "Outpatient Coder, family practice" in maria.get("/seeker/saved")
    assert "Saved. Take it off" in maria.get(f"/jobs/{number}").follow()
    assert "Nothing saved yet" in press(maria.get("/seeker/saved"), "/unsave")


def test_a_saved_job_that_ended_stays_and_says_so(
    app: Flask, visit: Visit, maria: TestApp, now: datetime, set_clock: SetClock
) -> None:
    number = open_job(app, now)
    press(maria.get(f"/jobs/{number}").follow(), "/save")
    set_clock(now + LISTING)
    assert "No longer open" in cast.signed_in(app, visit, "maria").get("/seeker/saved")
    with app.app_context():
        lifecycle.remove(db.session.get_one(Job, number), "Fraud.", by=cast.person("dev"), now=now + LISTING)
        db.session.commit()


@pytest.mark.parametrize("state", ["paused", "removed"])
def test_a_saved_job_that_is_hidden_is_named_nowhere_and_can_be_taken_off(
    app: Flask, maria: TestApp, now: datetime, state: str
) -> None:
    number = open_job(app, now)
    press(maria.get(f"/jobs/{number}").follow(), "/save")
    take_off = form_to(maria.get("/seeker/saved"), "/unsave")
    with app.app_context():
        job = db.session.get_one(Job, number)
        if state == "paused":
            lifecycle.pause(job, by=cast.person("olive"), now=now)
        else:
            lifecycle.remove(job, "Fraud.", by=cast.person("dev"), now=now)
        db.session.commit()
    for page in ("/seeker/saved", "/seeker"):
        assert "Outpatient Coder, family practice" not in maria.get(page).html.main.text
    take_off.submit(status=303)
    with app.app_context():
        assert db.session.scalars(db.select(SavedJob)).all() == []


def test_saving_is_the_beginning_of_a_profile(app: Flask, visit: Visit, now: datetime) -> None:
    number = open_job(app, now)
    with app.app_context():
        cast.make_account("Nora Field")
        db.session.commit()
    nora = cast.signed_in(app, visit, "nora")
    press(nora.get(f"/jobs/{number}").follow(), "/save")
    assert "Outpatient Coder" in nora.get("/seeker/saved", status=200)


def test_a_hidden_job_cannot_be_saved_and_anothers_list_is_not_touched(
    app: Flask, visit: Visit, maria: TestApp, now: datetime
) -> None:
    number = open_job(app, now)
    press(maria.get(f"/jobs/{number}").follow(), "/save")
    ned = cast.signed_in(app, visit, "ned")
    token = form_with(ned.get("/account"), "csrf_token")["csrf_token"].value
    ned.post(f"/jobs/{number}/unsave", {"csrf_token": token}, status=404)
    with app.app_context():
        lifecycle.pause(db.session.get_one(Job, number), by=cast.person("olive"), now=now)
        db.session.commit()
    ned.post(f"/jobs/{number}/save", {"csrf_token": token}, status=404)
    with app.app_context():
        assert [one.seeker_id for one in db.session.scalars(db.select(SavedJob))] == [1]
