"""Staff reads every job before it is public, and every change of substance after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.employers import proving
from careercenter.jobs import permissions, queries, revisions
from careercenter.jobs.columns import facts_of, write_facts
from careercenter.jobs.models import Job, JobRevision, JobState
from careercenter.jobs.moves import Move
from careercenter.outbox.models import OutgoingMail
from tests import cast, factories
from tests.mailbox import letter_to, link_in, subjects_to
from tests.pages import form_to, form_with, press, send

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]


@pytest.fixture
def dev(app: Flask, visit: Visit, peopled: None) -> TestApp:
    """Dev of the staff, signed in."""
    return cast.signed_in(app, visit, "dev")


def change(app: Flask, number: int, now: datetime, **over: object) -> int:
    """Olive asks for a change of a public job; the number of the revision."""
    with app.app_context():
        job = db.session.get_one(Job, number)
        waiting = revisions.waiting_revision(job)
        version = waiting.version if waiting else job.version
        facts = factories.job_facts(**over)
        revision = revisions.edit(job, facts, by=cast.person("olive"), version=version, now=now)
        db.session.commit()
        assert revision is not None
        return revision.id


def state_of(app: Flask, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Job, number).state.value


def test_what_waits_is_read_and_published(app: Flask, visit: Visit, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "pending_review", now)
    page = dev.get("/staff/review").click("Outpatient Coder, family practice", index=0)
    for fact in ("$26.00–$31.00", "FL, OH", "CPC", "You will code office visits", "Sunrise Clinic"):
        assert fact in page, fact
    page = press(page, "/approve")
    assert "is open until December 23" in page
    assert "Nothing waits." in page
    visit().get(f"/jobs/{number}").follow(status=200)
    assert "Open: Outpatient Coder, family practice" in subjects_to(app, "olive@example.com")


def test_a_job_goes_back_with_the_words_that_staff_wrote(app: Flask, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "pending_review", now)
    form = form_to(dev.get(f"/staff/jobs/{number}"), "/refuse")
    form["reason"] = "Which states? <b>Please</b> say."
    assert "is sent back with your words" in form.submit().follow()
    assert state_of(app, number) == "refused"
    assert "Which states? <b>Please</b> say." in letter_to(app, "olive@example.com", "Sent back")
    with app.app_context():
        html = db.session.scalars(db.select(OutgoingMail.html)).one()
        assert "&lt;b&gt;Please" in html


@pytest.mark.parametrize("reason", ["", " \t ", "x" * 2_001])
def test_a_job_is_never_sent_back_or_taken_down_without_a_reason(
    app: Flask, dev: TestApp, now: datetime, reason: str
) -> None:
    for state, verb in (("pending_review", "refuse"), ("live", "remove")):
        number = factories.sunrise_job(app, state, now)
        form = form_to(dev.get(f"/staff/jobs/{number}"), f"/{verb}")
        form["reason"] = reason
        page = form.submit(status=422)
        assert 'id="reason-e"' in page
        assert form_to(page, f"/{verb}")["reason"].value == reason.strip()
        assert state_of(app, number) == state


def test_staff_is_told_when_the_text_changed_while_they_read(app: Flask, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "pending_review", now)
    page = dev.get(f"/staff/jobs/{number}")
    with app.app_context():
        job = db.session.get_one(Job, number)
        write_facts(job, factories.job_facts(title="Wire us 50 dollars"), version=job.version + 1, now=now)
        db.session.commit()
    answer = form_to(page, "/approve").submit(status=422)
    assert "The text was changed while you were reading it" in answer
    assert "Wire us 50 dollars" in answer
    form = form_to(page, "/refuse")
    form["reason"] = "No."
    assert "changed while you were reading" in form.submit(status=422)
    assert state_of(app, number) == "pending_review"
    for version in ("", "x", "99", "-1"):
        assert send(form_to(page, "/approve"), version=version).status_int == 422
    assert state_of(app, number) == "pending_review"


def test_two_members_of_staff_decide_once(app: Flask, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "pending_review", now)
    first, second = dev.get(f"/staff/jobs/{number}"), dev.get(f"/staff/jobs/{number}")
    press(first, "/approve")
    form_to(second, "/approve").submit(status=422)
    form = form_to(second, "/refuse")
    form["reason"] = "No."
    form.submit(status=422)
    assert state_of(app, number) == "live"
    assert subjects_to(app, "olive@example.com") == ["Open: Outpatient Coder, family practice"]


def test_a_change_is_shown_beside_what_is_public_and_published(
    app: Flask, visit: Visit, dev: TestApp, now: datetime
) -> None:
    number = factories.sunrise_job(app, "live", now)
    change(app, number, now, title="Outpatient Coder, cardiology", years=5)
    page = dev.get("/staff/review").click("Read the change")
    text = " ".join(page.html.main.get_text(" ").split())
    assert "Title Outpatient Coder, family practice Outpatient Coder, cardiology" in text
    assert "Years 2 5" in text
    assert "The new text is public" in press(page, "/approve")
    assert "Outpatient Coder, cardiology" in visit().get(f"/jobs/{number}").follow()
    assert "Your change of Outpatient Coder, cardiology is public" in subjects_to(app, "olive@example.com")


def test_a_change_is_sent_back_and_the_public_text_stays(app: Flask, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now)
    revision = change(app, number, now, title="Two jobs in one")
    form = form_to(dev.get(f"/staff/revisions/{revision}"), "/refuse")
    form["reason"] = "One job a posting."
    assert "the text as it was stays public" in form.submit().follow()
    with app.app_context():
        assert facts_of(db.session.get_one(Job, number)) == factories.job_facts()
    assert "One job a posting." in letter_to(app, "olive@example.com", "sent back")
    dev.get(f"/staff/revisions/{revision}", status=404)


def test_staff_is_told_when_a_change_changed_while_they_read(app: Flask, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now)
    revision = change(app, number, now, title="Another title")
    page = dev.get(f"/staff/revisions/{revision}")
    change(app, number, now, title="Wire us 50 dollars")
    assert "changed while you were reading" in form_to(page, "/approve").submit(status=422)
    form = form_to(page, "/refuse")
    form["reason"] = "No."
    assert "changed while you were reading" in form.submit(status=422)
    with app.app_context():
        assert db.session.get_one(Job, number).title == factories.job_facts().title
        assert db.session.scalars(db.select(JobRevision.state).where(JobRevision.id == revision)).one() == "waiting"


def test_a_job_is_taken_down_and_put_back(app: Flask, visit: Visit, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now)
    address = visit().get(f"/jobs/{number}").location
    form = form_to(dev.get(f"/staff/jobs/{number}"), "/remove")
    form["reason"] = "It asks for a fee."
    page = form.submit().follow()
    assert "is taken down" in page
    visit().get(address, status=404)
    assert "It asks for a fee." in letter_to(app, "olive@example.com", "Taken down")
    page = press(page, "/restore")
    assert "waits for review again" in page
    visit().get(address, status=404)
    press(page, "/approve")
    visit().get(address, status=200)


def test_a_page_of_a_job_offers_the_decisions_that_may_be_made(app: Flask, dev: TestApp, now: datetime) -> None:
    offered = {
        "pending_review": {"approve", "refuse"},
        "removed": {"restore"},
        **{state: {"remove"} for state in ("live", "paused", "filled", "closed", "expired")},
    }
    for state in JobState:
        number = factories.sunrise_job(app, state, now)
        page = dev.get(f"/staff/jobs/{number}")
        verbs = {verb for verb in ("approve", "refuse", "remove", "restore") if f"/staff/jobs/{number}/{verb}" in page}
        assert verbs == offered.get(state, set()), state
        with app.app_context():
            job, staff, owner = db.session.get_one(Job, number), cast.person("dev"), cast.person("olive")
            of_staff = {Move(verb) for verb in ("approve", "refuse", "remove", "restore")}
            assert verbs <= {move for move in of_staff if permissions.can_move(staff, job, move)}
            assert not {move for move in of_staff if permissions.can_move(owner, job, move)}


def test_a_job_of_every_state_stands_on_staffs_list(app: Flask, dev: TestApp, now: datetime) -> None:
    for state in JobState:
        factories.sunrise_job(app, state, now, title=f"Coder {state}")
    page = dev.get("/staff/jobs")
    assert all(f"Coder {state}</a>" in page for state in JobState)


def test_staff_finds_jobs_by_words_and_by_state(app: Flask, dev: TestApp, now: datetime) -> None:
    factories.sunrise_job(app, "live", now, title="Spine Coder")
    factories.sunrise_job(app, "refused", now, title="Spine Auditor", requisition="R-17")
    with app.app_context():
        harbor = db.session.get_one(cast.Employer, 2)
        factories.pending_job(harbor, cast.person("hank"), now, title="Biller, 100%_real")
        db.session.commit()

    def found(**values: str) -> list[str]:
        page = send(form_with(dev.get("/staff/jobs"), "q"), **values)
        return sorted(cell.text for cell in page.html.main.select("tbody th"))

    assert found() == ["Biller, 100%_real", "Spine Auditor", "Spine Coder"]
    assert found(q="spine") == ["Spine Auditor", "Spine Coder"]
    assert found(q="sunrise coder") == ["Spine Coder"]
    assert found(q="harbor") == ["Biller, 100%_real"]
    assert found(q="r-17") == ["Spine Auditor"]
    assert found(q="%_") == ["Biller, 100%_real"]
    assert found(q="spine", state="refused") == ["Spine Auditor"]
    assert found(state="nonsense", q="\0") == found()
    page = dev.get("/staff/jobs?q=spine&state=removed")
    assert "No job has these words and this state." in page
    assert form_with(page, "q")["q"].value == "spine"
    assert form_with(page, "q")["state"].value == "removed"


def test_what_staff_looked_for_stays_on_the_next_page(app: Flask, dev: TestApp, now: datetime) -> None:
    for number in range(31):
        factories.sunrise_job(app, "draft", now, title=f"Coder {number}")
    page = dev.get("/staff/jobs?q=coder&state=draft").click("Next 1 jobs")
    assert page.request.query_string == "q=coder&state=draft&page=2"
    assert len(page.html.main.select("tbody th")) == 1


def test_changes_wait_in_the_order_in_which_they_were_sent(app: Flask, dev: TestApp, now: datetime) -> None:
    numbers = [
        factories.sunrise_job(app, "live", now - timedelta(days=1), title=f"Coder {number}") for number in (1, 2)
    ]
    change(app, numbers[1], now - timedelta(hours=2), title="First change")
    change(app, numbers[0], now - timedelta(hours=1), title="Second change")
    with app.app_context():
        waiting = db.session.scalars(queries.revisions_awaiting_review()).all()
        assert [one.facts["title"] for one in waiting] == ["First change", "Second change"]
    assert "0 jobs wait, 2 changes wait" in dev.get("/staff/review")


def test_publishing_for_an_employer_that_is_not_proved_shows_nothing_yet(
    app: Flask, visit: Visit, dev: TestApp, now: datetime
) -> None:
    with app.app_context():
        harbor = db.session.get_one(cast.Employer, 2)
        number = factories.pending_job(harbor, cast.person("hank"), now).id
        db.session.commit()
    page = dev.get(f"/staff/jobs/{number}")
    assert "Coders see it once Harbor Billing is proved." in page
    page = press(page, "/approve")
    assert "is approved. Coders see it once Harbor Billing is proved." in page
    assert "is open until" not in page
    letter = letter_to(app, "hank@example.com", "Approved, not open yet: Outpatient Coder, family practice")
    assert (
        "Coders see it once Harbor Billing is proved; its time on the board ends on Wednesday, December 23." in letter
    )
    assert "Coders do not see it yet" in cast.signed_in(app, visit, "hank").get(link_in(letter))
    visit().get(f"/jobs/{number}", status=404)
    press(dev.get("/staff/employers"), "/prove")
    visit().get(f"/jobs/{number}", status=301)


def test_publishing_for_a_suspended_employer_says_what_it_waits_for(app: Flask, dev: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "pending_review", now)
    with app.app_context():
        proving.suspend(db.session.get_one(cast.Employer, 1), "It asked for a fee.", by=cast.person("dev"), now=now)
        db.session.commit()
    page = press(dev.get(f"/staff/jobs/{number}"), "/approve")
    assert "is approved. Coders see it once the suspension of Sunrise Clinic is lifted." in page
