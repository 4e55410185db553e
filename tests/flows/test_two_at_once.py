"""Two people, or one twice, at the same moment: the second waits for the first, and then sees what it did."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter import trail
from careercenter.applications import pipeline
from careercenter.applications.models import Application, SavedJob, Stage
from careercenter.applications.pipeline import Papers
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.employers.models import Employer, EmployerMember, Role
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.seekers.models import Resume, Seeker
from tests import cast, factories
from tests.mailbox import letter_to, link_in
from tests.pages import form_to, form_with, send

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
Act = Callable[[], Any]
AtOnce = Callable[[Act, Act], tuple[Any, Any]]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> AtOnce:
    """Stops the first act where it leaves its trace, lets the second run until it ends or has to wait, and goes on."""

    def both(first: Act, second: Act) -> tuple[Any, Any]:
        record, stopped, go_on, answers = trail.record, threading.Event(), threading.Event(), {}

        def stopping(*args: Any, **kwargs: Any) -> None:
            if threading.current_thread() is one and not stopped.is_set():
                stopped.set()
                go_on.wait(10)
            record(*args, **kwargs)

        monkeypatch.setattr(trail, "record", stopping)
        one = threading.Thread(target=lambda: answers.update(first=first()))
        two = threading.Thread(target=lambda: answers.update(second=second()))
        one.start()
        assert stopped.wait(10)
        two.start()
        two.join(0.5)
        go_on.set()
        one.join(10)
        two.join(10)
        return answers["first"], answers["second"]

    return both


def clinic() -> Employer:
    return db.session.scalars(sa.select(Employer).where(Employer.name == "Sunrise Clinic")).one()


def pressing(form: Any, **values: str | list[str]) -> Act:
    """Sends a form; the answer is its status."""
    return lambda: send(form, **values).status_int


def kept(app: Flask, query: sa.Select[Any]) -> list[Any]:
    """What the database holds afterwards."""
    with app.app_context():
        return list(db.session.scalars(query))


def test_staff_publishes_only_the_text_that_it_has_read(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime
) -> None:
    with app.app_context():
        factories.pending_job(clinic(), cast.person("olive"), now, title="Read by staff")
        db.session.commit()
    edit = form_with(cast.signed_in(app, visit, "olive").get("/employer/jobs/1/edit"), "title")
    approve = form_to(cast.signed_in(app, visit, "dev").get("/staff/jobs/1"), "/approve")
    assert at_once(pressing(approve), pressing(edit, title="Read by nobody")) == (303, 303)
    assert kept(app, sa.select(Job.title)) == ["Read by staff"]
    waiting = kept(app, sa.select(JobRevision).where(JobRevision.state == RevisionState.WAITING))
    assert [revision.facts["title"] for revision in waiting] == ["Read by nobody"]


def test_staff_publishes_no_change_that_another_one_replaces(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime
) -> None:
    with app.app_context():
        job, olive = factories.open_job(clinic(), cast.person("olive"), now), cast.person("olive")
        revisions.edit(job, factories.job_facts(title="Read by staff"), by=olive, version=1, now=now)
        db.session.commit()
    [number] = kept(app, sa.select(JobRevision.id).where(JobRevision.state == RevisionState.WAITING))
    page = cast.signed_in(app, visit, "dev").get(f"/staff/revisions/{number}")
    edit = form_with(cast.signed_in(app, visit, "olive").get("/employer/jobs/1/edit"), "title")
    answers = at_once(pressing(edit, title="Read by nobody"), pressing(form_to(page, "/approve")))
    assert answers == (303, 422)
    assert kept(app, sa.select(Job.title)) == [factories.job_facts().title]


def test_two_changes_of_a_team_leave_one_that_waits(app: Flask, visit: Visit, at_once: AtOnce, now: datetime) -> None:
    with app.app_context():
        factories.open_job(clinic(), cast.person("olive"), now)
    olive, rex = (
        form_with(cast.signed_in(app, visit, name).get("/employer/jobs/1/edit"), "title") for name in ("olive", "rex")
    )
    assert at_once(pressing(olive, title="Olive's"), pressing(rex, title="Rex's")) == (303, 422)
    waiting = kept(app, sa.select(JobRevision).where(JobRevision.state == RevisionState.WAITING))
    assert [revision.facts["title"] for revision in waiting] == ["Olive's"]


def test_what_staff_takes_down_is_not_renewed_at_the_same_moment(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime
) -> None:
    with app.app_context():
        lifecycle.pause(factories.open_job(clinic(), cast.person("olive"), now), by=cast.person("olive"), now=now)
        db.session.commit()
    renew = form_to(cast.signed_in(app, visit, "olive").get("/employer/jobs/1"), "/renew")
    remove = form_to(cast.signed_in(app, visit, "dev").get("/staff/jobs/1"), "/remove")
    assert at_once(pressing(renew), pressing(remove, reason="It asks for a fee.")) == (303, 303)
    assert kept(app, sa.select(Job.state)) == [JobState.REMOVED]


def test_a_job_that_is_renewed_in_time_is_not_marked_as_expired(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime, set_clock: SetClock
) -> None:
    with app.app_context():
        factories.open_job(clinic(), cast.person("olive"), now)
    set_clock(later := now + factories.LISTING)
    renew = form_to(cast.signed_in(app, visit, "olive").get("/employer/jobs/1"), "/renew")

    def expire() -> int:
        with app.app_context():
            return runner.run(chore("expire-jobs"), later).done

    assert at_once(pressing(renew), expire) == (303, 0)
    assert kept(app, sa.select(Job.state)) == [JobState.LIVE]


def test_what_is_withdrawn_stays_withdrawn_whoever_moves_it_at_the_same_moment(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime
) -> None:
    with app.app_context():
        seekers = [db.session.scalars(sa.select(Seeker)).one(), cast.make_seeker(cast.person("rex"))]
        job = factories.open_job(clinic(), cast.person("olive"), now)
        keys = [pipeline.apply(job, one, Papers(), folder=app.config["DATA_DIR"], now=now).key for one in seekers]
        db.session.commit()
    olive = cast.signed_in(app, visit, "olive")
    moves = [form_with(olive.get(f"/employer/applications/{key}"), "stage") for key in keys]
    withdrawals = [
        form_with(cast.signed_in(app, visit, name).get(f"/seeker/applications/{key}"), "reason")
        for name, key in zip(("maria", "rex"), keys, strict=True)
    ]
    assert at_once(pressing(moves[0], stage="interview"), pressing(withdrawals[0])) == (303, 303)
    assert at_once(pressing(withdrawals[1]), pressing(moves[1], stage="interview")) == (303, 410)
    assert kept(app, sa.select(Application.stage)) == [Stage.WITHDRAWN, Stage.WITHDRAWN]


def test_two_owners_who_remove_each_other_leave_one(app: Flask, visit: Visit, at_once: AtOnce) -> None:
    with app.app_context():
        members = {
            name: db.session.scalars(
                sa.select(EmployerMember).where(EmployerMember.account_id == cast.person(name).id)
            ).one()
            for name in ("olive", "rex")
        }
        members["rex"].role = Role.OWNER
        db.session.commit()
        numbers = {name: member.id for name, member in members.items()}
    by_olive = form_to(cast.signed_in(app, visit, "olive").get("/employer/team"), f"/{numbers['rex']}/remove")
    by_rex = form_to(cast.signed_in(app, visit, "rex").get("/employer/team"), f"/{numbers['olive']}/remove")
    first, second = at_once(pressing(by_olive), pressing(by_rex))
    assert (first, second // 100) == (303, 4)
    left = sa.select(EmployerMember.id).where(EmployerMember.id.in_(numbers.values()))
    assert kept(app, left) == [numbers["olive"]]


def test_a_letter_proves_no_website_that_is_changed_at_the_same_moment(
    app: Flask, visit: Visit, at_once: AtOnce
) -> None:
    hank = cast.signed_in(app, visit, "hank")
    send(form_with(hank.get("/employer/proof"), "address"), address="office@harborbilling.example")
    prove = form_with(visit().get(link_in(letter_to(app, "office@harborbilling.example"))), "csrf_token")
    change = form_with(hank.get("/employer/page"), "website")
    assert at_once(pressing(change, website="https://sunriseclinic.example"), pressing(prove)) == (303, 409)
    assert kept(app, sa.select(Employer.proved_at).where(Employer.name == "Harbor Billing")) == [None]


def test_an_application_that_is_sent_twice_at_once_is_one_and_both_presses_show_it(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime
) -> None:
    with app.app_context():
        factories.open_job(clinic(), cast.person("olive"), now)
    maria = cast.signed_in(app, visit, "maria")
    forms = [form_with(maria.get("/jobs/1/apply"), "note") for _ in range(2)]
    for form in forms:
        form["file"] = ("cv.docx", factories.docx())
    answers = at_once(*(lambda form=form: form.submit(status=303).headers["Location"] for form in forms))
    [key] = kept(app, sa.select(Application.key))
    assert answers == (f"/seeker/applications/{key}",) * 2
    assert len(kept(app, sa.select(Resume.id))) == 1


def test_a_new_job_that_is_kept_twice_at_once_is_one(app: Flask, visit: Visit, at_once: AtOnce) -> None:
    olive = cast.signed_in(app, visit, "olive")
    forms = [form_with(olive.get("/employer/jobs/new"), "title") for _ in range(2)]
    for form in forms:
        form.action = "/employer/jobs/draft"
    assert at_once(*(pressing(form, title="Inpatient Coder") for form in forms)) == (303, 303)
    assert len(kept(app, sa.select(Job.id))) == 1


def test_a_profile_that_is_kept_twice_at_once_says_what_the_last_one_said(
    app: Flask, visit: Visit, at_once: AtOnce
) -> None:
    maria = cast.signed_in(app, visit, "maria")
    first, second = (form_with(maria.get("/seeker/profile"), "state") for _ in range(2))
    credentials = ["cpc", "ccs"]
    both = at_once(
        pressing(first, headline="First", credentials=credentials),
        pressing(second, headline="Second", credentials=credentials),
    )
    assert both == (303, 303)
    [seeker] = kept(app, sa.select(Seeker).options(sa.orm.selectinload(Seeker.terms)))
    assert (seeker.headline, sorted(seeker.credentials)) == ("Second", sorted(credentials))


def test_two_first_things_kept_at_once_begin_one_profile(
    app: Flask, visit: Visit, at_once: AtOnce, now: datetime
) -> None:
    with app.app_context():
        factories.open_job(clinic(), cast.person("olive"), now)
        slug = factories.open_job(clinic(), cast.person("olive"), now).slug
    rex = cast.signed_in(app, visit, "rex")
    saves = [form_to(rex.get(f"/jobs/{number}-{slug}"), "/save") for number in (1, 2)]
    assert at_once(pressing(saves[0]), pressing(saves[1])) == (303, 303)
    assert len(kept(app, sa.select(Seeker.id))) == 2, "Maria's and Rex's"
    assert sorted(kept(app, sa.select(SavedJob.job_id))) == [1, 2]


def test_two_employers_of_one_name_have_an_address_each(app: Flask, visit: Visit, at_once: AtOnce) -> None:
    forms = [form_with(cast.signed_in(app, visit, name).get("/employer/new"), "website") for name in ("maria", "rex")]
    said = {"name": "Lakeside Coding", "kind": "staffing", "city": "Reno", "state": "NV"}
    presses = [pressing(form, website="https://lakeside.example", **said) for form in forms]
    assert at_once(*presses) == (303, 303)
    slugs = kept(app, sa.select(Employer.slug).where(Employer.name == "Lakeside Coding"))
    assert sorted(slugs) == ["lakeside-coding", "lakeside-coding-2"]
