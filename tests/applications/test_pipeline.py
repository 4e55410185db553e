"""The way of an application: stages, the word the coder sees for each, a no with a reason, and taking it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.applications import permissions, pipeline, queries
from careercenter.applications.models import ACTIVE, Application, Stage, StageChange
from careercenter.applications.pipeline import Papers
from careercenter.db import db
from careercenter.employers import proving
from careercenter.employers.models import Employer, EmployerMember, Role
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.models import Job
from careercenter.rules import RuleBroken
from careercenter.seekers import resumes
from careercenter.seekers.models import Seeker
from careercenter.trail import TrailEntry
from careercenter.vocabulary import DECLINE_REASONS, STAGES
from tests import cast, factories
from tests.mailbox import letter_to, subjects_to
from tests.pages import form_to, form_with, press, send

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
TITLE = "Outpatient Coder, family practice"

# The word that the coder sees for each stage of the employer's.
SEEN = {
    "applied": "Applied",
    "screening": "In review",
    "assessment": "Coding assessment",
    "interview": "Interviewing",
    "reference": "In review",
    "offer": "Offer",
    "hired": "Hired",
    "declined": "Not selected",
    "withdrawn": "Withdrawn",
}


@pytest.fixture
def application(app: Flask, set_clock: SetClock, now: datetime) -> str:
    """Maria has applied to a job of Sunrise Clinic with a Word file; the key of the application."""
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        folder = app.config["DATA_DIR"]
        cast.make_seeker(cast.make_account("Ned Noone"))
        job = factories.open_job(people.sunrise, people.olive, now - timedelta(days=1))
        file = io.BytesIO(factories.docx())
        resume = resumes.accept(people.maria_seeker, file, "cv.docx", folder=folder, by=people.maria, now=now)
        sent = pipeline.apply(job, people.maria_seeker, Papers(resume=resume), folder=folder, now=now)
        db.session.commit()
        return sent.key


@pytest.fixture
def olive(app: Flask, visit: Visit, application: str) -> TestApp:
    return cast.signed_in(app, visit, "olive")


@pytest.fixture
def maria(app: Flask, visit: Visit, application: str) -> TestApp:
    return cast.signed_in(app, visit, "maria")


def stage_of(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(db.select(Application.stage)).one().value


def move(browser: TestApp, key: str, stage: str) -> TestApp:
    return send(form_to(browser.get(f"/employer/applications/{key}"), "/move"), stage=stage)


def letters_about(app: Flask) -> list[str]:
    """The letters to Maria since she applied, oldest first."""
    return subjects_to(app, "maria@example.com")[::-1][1:]


def test_every_stage_has_its_word() -> None:
    assert set(SEEN) == set(Stage)


@pytest.mark.parametrize("stage", [*ACTIVE[1:], Stage.HIRED])
def test_a_move_is_seen_by_the_coder_and_told_by_mail(
    app: Flask, olive: TestApp, maria: TestApp, application: str, stage: str
) -> None:
    assert "is moved" in move(olive, application, stage).follow()
    assert letters_about(app) == [f"{SEEN[stage]}: {TITLE}"]
    page = maria.get(f"/seeker/applications/{application}")
    assert page.html.find(id="stands").text == SEEN[stage]
    assert SEEN[stage] in maria.get("/seeker/applications")


def test_the_jobs_page_tells_where_the_application_stands(
    app: Flask, olive: TestApp, maria: TestApp, application: str, now: datetime
) -> None:
    def told() -> str:
        panel = maria.get("/jobs/1").follow().html.find(class_="panel").find(class_="job-line")
        return " ".join(panel.text.split())

    assert told() == "You applied on Nov 23."
    move(olive, application, "interview")
    assert told() == "You applied on Nov 23. It stands at: Interviewing."
    form_to(maria.get(f"/seeker/applications/{application}"), "/withdraw").submit()
    assert told() == "You applied on Nov 23. You withdrew on Nov 23."


def test_the_head_of_an_application_ends_its_sentences_once(maria: TestApp, application: str) -> None:
    head = maria.get(f"/seeker/applications/{application}").html.main.header.text
    assert "applied on Nov 23, 2:00 p.m." in head
    assert ".." not in head


def test_a_move_that_the_coder_does_not_see_is_not_told(app: Flask, olive: TestApp, application: str) -> None:
    move(olive, application, "screening")
    move(olive, application, "reference")
    move(olive, application, "reference")
    assert letters_about(app) == [f"In review: {TITLE}"]
    move(olive, application, "screening")
    move(olive, application, "offer")
    assert letters_about(app) == [f"In review: {TITLE}", f"Offer: {TITLE}"]


def test_a_letter_names_the_job_as_it_was_applied_to(
    app: Flask, olive: TestApp, application: str, now: datetime
) -> None:
    """A title that staff has yet to read must not reach a coder by mail either."""
    with app.app_context():
        job, dev = db.session.get_one(Job, 1), cast.person("dev")
        lifecycle.remove(job, "A fee.", by=dev, now=now)
        lifecycle.restore(job, by=dev, now=now)
        facts = factories.job_facts(title="Pay first at pay.example")
        revisions.edit(job, facts, by=cast.person("olive"), version=job.version, now=now)
        db.session.commit()
    move(olive, application, "interview")
    assert letters_about(app) == [f"Interviewing: {TITLE}"]


def test_every_move_is_kept_with_who_made_it_and_when(app: Flask, olive: TestApp, application: str) -> None:
    for stage in ("screening", "interview", "interview"):
        move(olive, application, stage)
    with app.app_context():
        changes = db.session.scalars(db.select(StageChange).order_by(StageChange.id)).all()
        assert [(one.before, one.after) for one in changes] == [
            (None, "applied"),
            ("applied", "screening"),
            ("screening", "interview"),
        ]
        olive_id = cast.person("olive").id
        assert [one.by_id for one in changes[1:]] == [olive_id, olive_id]
        moved = db.session.scalars(db.select(TrailEntry.facts).where(TrailEntry.act == "moved")).all()
        assert moved[-1] == {"before": "screening", "after": "interview"}


def test_the_stages_are_those_of_the_word_list() -> None:
    assert [stage.value for stage in Stage] == list(STAGES)
    assert [stage.value for stage in ACTIVE] == [stage.id for stage in STAGES.values() if stage.group == "active"]


@pytest.mark.parametrize("stage", ["declined", "withdrawn", "closed_unfilled", "nonsense", ""])
def test_a_move_leads_to_a_stage_of_the_list_and_to_no_other(
    app: Flask, olive: TestApp, application: str, stage: str
) -> None:
    assert move(olive, application, stage).status_int == 422
    assert stage_of(app) == "applied"
    assert letters_about(app) == []


# A no


def test_a_no_has_a_reason_that_the_coder_reads(app: Flask, olive: TestApp, maria: TestApp, application: str) -> None:
    form = form_to(olive.get(f"/employer/applications/{application}"), "/decline")
    form["reason"] = "rr_state"
    assert "is told, with your reason" in form.submit().follow()
    words = "Not selected: we cannot hire in your state"
    assert letters_about(app) == [f"{words}: {TITLE}"]
    assert words in letter_to(app, "maria@example.com", "Not selected")
    assert words in maria.get(f"/seeker/applications/{application}")


@pytest.mark.parametrize("reason", ["", "nonsense", "x" * 500])
def test_a_no_without_a_reason_of_the_list_is_none(app: Flask, olive: TestApp, application: str, reason: str) -> None:
    form = form_to(olive.get(f"/employer/applications/{application}"), "/decline")
    page = send(form, reason=reason)
    assert page.status_int == 422
    assert page.html.find(id="reason-e") is not None
    assert stage_of(app) == "applied"
    assert letters_about(app) == []


def test_every_reason_reads_as_a_sentence(app: Flask, application: str, now: datetime) -> None:
    with app.app_context():
        kept, olive = db.session.scalars(db.select(Application)).one(), cast.person("olive")
        for reason in DECLINE_REASONS:
            pipeline.decline(kept, reason, by=olive, now=now)
            assert pipeline.public_stage(kept).startswith("Not selected: ")
            pipeline.move(kept, Stage.SCREENING, by=olive, now=now + timedelta(seconds=1))
            assert pipeline.public_stage(kept) == "In review", "a no that was taken back leaves no reason behind"


def test_a_second_no_gives_no_other_reason_behind_the_coders_back(app: Flask, application: str, now: datetime) -> None:
    with app.app_context():
        kept, olive = db.session.scalars(db.select(Application)).one(), cast.person("olive")
        pipeline.decline(kept, "rr_filled", by=olive, now=now)
        with pytest.raises(RuleBroken, match="told another reason already"):
            pipeline.decline(kept, "rr_state", by=olive, now=now)
        assert kept.decline_reason == "rr_filled"


# Taking it back


def test_a_withdrawn_application_is_gone_for_the_employer_and_stays_for_the_coder(
    app: Flask, olive: TestApp, maria: TestApp, application: str
) -> None:
    page = maria.get(f"/seeker/applications/{application}")
    assert page.text.count("rather not say") == 1
    form = form_to(page, "/withdraw")
    form["reason"] = "pay"
    page = form.submit().follow()
    assert "The employer can no longer read it" in page
    assert page.html.find(id="stands").text == "Withdrawn"
    assert "cv.docx" in page
    for path in ("", "/move", "/decline", "/resume"):
        if path:
            token = form_with(olive.get("/employer"), "csrf_token")["csrf_token"].value
            page = olive.post(f"/employer/applications/{application}{path}", {"csrf_token": token}, status=410)
        else:
            page = olive.get(f"/employer/applications/{application}", status=410)
        assert "The applicant withdrew on Nov 23." in page, "a letter led here"
        assert not any(word in page for word in ("Maria", "maria@", "cv.docx", "Texas")), path
    for address in ("/employer/applicants", "/employer/jobs/1/applicants", "/employer"):
        assert "Maria" not in olive.get(address).html.main.text, address
    assert subjects_to(app, "olive@example.com")[0] == f"Maria Ortega applied to {TITLE}", "no letter tells of it"
    with app.app_context():
        assert db.session.scalars(db.select(Application.withdraw_reason)).one() == "pay"


@pytest.mark.parametrize("reason", ["", "nonsense"])
def test_a_reason_for_withdrawing_may_be_left_out(app: Flask, maria: TestApp, application: str, reason: str) -> None:
    form = form_to(maria.get(f"/seeker/applications/{application}"), "/withdraw")
    answer = send(form, reason=reason)
    assert answer.status_int == (303 if reason == "" else 422)
    assert stage_of(app) == ("withdrawn" if reason == "" else "applied")


def test_a_second_press_of_withdraw_is_answered_like_the_first(app: Flask, maria: TestApp, application: str) -> None:
    form = form_to(maria.get(f"/seeker/applications/{application}"), "/withdraw")
    assert send(form, reason="pay").status_int == 303
    assert "The employer can no longer read it" in form.submit(status=303).follow()
    with app.app_context():
        assert db.session.scalars(db.select(Application.withdraw_reason)).one() == "pay"


def test_a_withdrawn_application_is_moved_by_nobody(app: Flask, application: str, now: datetime) -> None:
    with app.app_context():
        kept, olive = db.session.scalars(db.select(Application)).one(), cast.person("olive")
        pipeline.withdraw(kept, None, by=cast.person("maria"), now=now)
        with pytest.raises(RuleBroken, match="was withdrawn"):
            pipeline.move(kept, Stage.OFFER, by=olive, now=now)
        with pytest.raises(RuleBroken, match="was withdrawn"):
            pipeline.decline(kept, "rr_pay", by=olive, now=now)


def test_another_coder_finds_nothing(app: Flask, visit: Visit, application: str) -> None:
    ned = cast.signed_in(app, visit, "ned")
    ned.get(f"/seeker/applications/{application}", status=404)
    ned.get(f"/seeker/applications/{application}/resume", status=404)
    token = form_with(ned.get("/account"), "csrf_token")["csrf_token"].value
    ned.post(f"/seeker/applications/{application}/withdraw", {"csrf_token": token}, status=404)
    assert stage_of(app) == "applied"


# Who reads it


def test_a_download_leaves_a_trace_that_the_coder_sees(
    app: Flask, olive: TestApp, maria: TestApp, application: str, now: datetime, set_clock: SetClock
) -> None:
    assert "Nobody has taken it out yet" in maria.get(f"/seeker/applications/{application}")
    set_clock(now + timedelta(minutes=5))
    answer = form_to(olive.get(f"/employer/applications/{application}"), "/resume").submit()
    assert answer.body.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = maria.get(f"/seeker/applications/{application}")
    assert "Taken out by Sunrise Clinic" in page
    with app.app_context():
        kept = db.session.scalars(db.select(Application)).one()
        assert db.session.scalars(queries.resume_reads(kept)).all() == [now + timedelta(minutes=5)]


def test_the_resume_is_behind_a_button_and_not_a_link(olive: TestApp, application: str) -> None:
    olive.get(f"/employer/applications/{application}/resume", status=405)


def test_another_employer_finds_nothing(app: Flask, visit: Visit, application: str, now: datetime) -> None:
    with app.app_context():
        proving.prove_by_staff(db.session.get_one(Employer, 2), by=cast.person("dev"), now=now)
        db.session.commit()
    hank = cast.signed_in(app, visit, "hank")
    token = form_with(hank.get("/employer"), "csrf_token")["csrf_token"].value
    hank.get(f"/employer/applications/{application}", status=404)
    hank.get("/employer/jobs/1/applicants", status=404)
    for verb in ("move", "decline", "resume"):
        path = f"/employer/applications/{application}/{verb}"
        hank.post(path, {"csrf_token": token, "stage": "hired", "reason": "rr_pay"}, status=404)
    assert "Maria" not in hank.get("/employer/applicants").html.main.text
    assert stage_of(app) == "applied"


@pytest.mark.parametrize("ending", ["suspend", "forget"])
def test_an_employer_that_is_no_longer_proved_reads_nothing(
    app: Flask, visit: Visit, olive: TestApp, maria: TestApp, application: str, now: datetime, ending: str
) -> None:
    page = olive.get(f"/employer/applications/{application}")
    with app.app_context():
        sunrise, olive_now = db.session.get_one(Employer, 1), cast.person("olive")
        if ending == "suspend":
            proving.suspend(sunrise, "It asked for a fee.", by=cast.person("dev"), now=now)
        else:
            proving.forget_proof(sunrise, by=olive_now, now=now)
        db.session.commit()
        kept = db.session.scalars(db.select(Application)).one()
        assert not permissions.can_open(olive_now, kept)
    olive.get(f"/employer/applications/{application}", status=403)
    olive.get("/employer/applicants", status=403)
    olive.get("/employer/jobs/1/applicants", status=403)
    form_to(page, "/resume").submit(status=403)
    form_to(page, "/move").submit(status=403)
    assert "Maria" not in olive.get("/employer").html.main.text
    maria.get(f"/seeker/applications/{application}", status=200)


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        ("suspend", "Our staff has suspended Sunrise Clinic"),
        ("forget", "Sunrise Clinic is not proved at this moment"),
        ("remove", "Our staff has taken this job down."),
        ("pause", "Sunrise Clinic has paused this job."),
        ("restore", "Our staff is reading this job once more"),
    ],
)
def test_who_applied_reads_why_the_job_is_off_the_board_and_nobody_else_does(
    app: Flask, visit: Visit, maria: TestApp, application: str, now: datetime, ending: str, why: str
) -> None:
    address = maria.get("/jobs/1").location
    with app.app_context():
        sunrise, job = db.session.get_one(Employer, 1), db.session.get_one(Job, 1)
        olive, dev = cast.person("olive"), cast.person("dev")
        if ending == "suspend":
            proving.suspend(sunrise, "It asked for a fee.", by=dev, now=now)
        elif ending == "forget":
            proving.forget_proof(sunrise, by=olive, now=now)
        elif ending == "pause":
            lifecycle.pause(job, by=olive, now=now)
        else:
            lifecycle.remove(job, "It asks for a fee.", by=dev, now=now)
        if ending == "restore":
            lifecycle.restore(job, by=dev, now=now)
        db.session.commit()
    for path in (address, "/jobs/1"):
        assert why in maria.get(path, status=404), path
        for stranger in (visit(), cast.signed_in(app, visit, "ned"), cast.signed_in(app, visit, "olive")):
            page = stranger.get(path, status=404)
            assert "There is no such page" in page
            assert TITLE not in page
    assert why in maria.get(address, status=404).click("See what you sent")


def test_a_reviewer_reads_and_moves_nothing(app: Flask, visit: Visit, application: str, now: datetime) -> None:
    with app.app_context():
        rita = cast.make_account("Rita Reader")
        db.session.add(EmployerMember(employer_id=1, account_id=rita.id, role=Role.REVIEWER, joined_at=now))
        db.session.commit()
    browser = cast.signed_in(app, visit, "rita")
    page = browser.get(f"/employer/applications/{application}")
    assert "Decline with this reason" not in page
    token = form_with(page, "csrf_token")["csrf_token"].value
    for verb in ("move", "decline"):
        browser.post(f"/employer/applications/{application}/{verb}", {"csrf_token": token}, status=403)


def test_the_desk_counts_applicants_by_where_they_stand(app: Flask, olive: TestApp, application: str) -> None:
    page = olive.get("/employer")
    assert "Maria Ortega" in page.html.find(class_="todo").text
    move(olive, application, "interview")
    page = olive.get("/employer")
    assert "Maria Ortega" not in page.html.find(class_="todo").text


def test_applicants_are_those_of_the_job(app: Flask, olive: TestApp, application: str, now: datetime) -> None:
    with app.app_context():
        sunrise, ned = db.session.get_one(Employer, 1), db.session.get_one(Seeker, 2)
        other = factories.open_job(sunrise, cast.person("olive"), now, title="Other job")
        pipeline.apply(other, ned, Papers(), folder=app.config["DATA_DIR"], now=now)
        db.session.commit()
        number = other.id
    assert "Ned Noone" not in olive.get("/employer/jobs/1/applicants")
    assert "Maria Ortega" not in olive.get(f"/employer/jobs/{number}/applicants")
    both = olive.get("/employer/applicants")
    assert both.text.index("Ned Noone") < both.text.index("Maria Ortega"), "the newest stand first"
    page = press(olive.get(f"/employer/applications/{application}"), "/move")
    assert "Maria Ortega" in page


def test_an_application_without_a_resume_has_none_to_take_out(app: Flask, olive: TestApp, now: datetime) -> None:
    with app.app_context():
        ned, job = db.session.get_one(Seeker, 2), db.session.get_one(factories.Job, 1)
        key = pipeline.apply(job, ned, Papers(), folder=app.config["DATA_DIR"], now=now).key
        db.session.commit()
    page = olive.get(f"/employer/applications/{key}")
    token = form_with(page, "csrf_token")["csrf_token"].value
    olive.post(f"/employer/applications/{key}/resume", {"csrf_token": token}, status=403)
