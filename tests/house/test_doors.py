"""
Every door of the site, asked three questions: signed out? somebody else's? does looking change anything?

The doors are read from the running site, so that a new one can't be forgotten.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp
from werkzeug.routing import Rule

from careercenter import clock
from careercenter.accounts import signin
from careercenter.accounts.models import Account
from careercenter.alerts import saving
from careercenter.applications import pipeline
from careercenter.applications.pipeline import Papers
from careercenter.db import SAFE_METHODS, db
from careercenter.employers import team
from careercenter.employers.models import Role
from careercenter.jobs import revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.outbox.models import OutgoingMail
from careercenter.seekers import resumes
from tests import cast, factories

Visit = Callable[[], TestApp]

# Doors that belong to whoever is signed in, or that show a person what they alone have: no stranger's thing is named in them.
OWN = {"home.desk", "employers.new", "seekers.profile"}


@pytest.fixture
def things(app: Flask, tmp_path: Path) -> dict[str, object]:
    """One of everything, of Sunrise Clinic and of Maria: the values for addresses that name a thing."""
    with app.app_context():
        people = cast.make_cast()
        now = clock.now()
        job = factories.open_job(people.sunrise, people.olive, now - timedelta(days=1))
        revisions.edit(job, factories.job_facts(title="Changed"), by=people.olive, version=job.version, now=now)
        resume = resumes.accept(
            people.maria_seeker, io.BytesIO(factories.pdf()), "maria.pdf", folder=tmp_path, by=people.maria, now=now
        )
        db.session.flush()
        application = pipeline.apply(job, people.maria_seeker, Papers(resume=resume), folder=tmp_path, now=now)
        pipeline.save_job(people.maria_seeker, job, now=now)
        saved = saving.save(people.maria, JobCriteria(credential=("cpc",)), now=now)
        team.invite(people.sunrise, "new@example.com", Role.REVIEWER, by=people.olive, now=now)
        signin.start(people.maria, now=now)
        db.session.commit()
        return {
            "job_id": job.id,
            "revision_id": _first_id(db.metadata.tables["job_revision"], "state = 'waiting'"),
            "member_id": _first_id(db.metadata.tables["employer_member"], f"account_id = {people.rex.id}"),
            "invitation_id": _first_id(db.metadata.tables["invitation"]),
            "employer_id": people.sunrise.id,
            "resume_id": resume.id,
            "search_id": saved.id,
            "session_id": _first_id(db.metadata.tables["account_session"]),
            "mail_id": db.session.scalar(sa.select(OutgoingMail.id)),
            "key": application.key,
            "slug": facts_of(job).title.lower().replace(" ", "-").replace(",", ""),
            "secret": saved.unsubscribe_token,
            "filename": "css/base.css",
            "trail": "credential/cpc/in/texas",
            "name": "pages",
        }


def doors(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def address(app: Flask, rule: Rule, things: dict[str, object]) -> str:
    adapter = app.url_map.bind("localhost")
    return adapter.build(rule.endpoint, {name: things[name] for name in rule.arguments}, force_external=False)


def is_public(app: Flask, rule: Rule) -> bool:
    return getattr(app.view_functions[rule.endpoint], "is_public", False)


def is_staff_only(app: Flask, rule: Rule) -> bool:
    return getattr(app.view_functions[rule.endpoint], "is_staff_only", False)


def ask(browser: TestApp, method: str, path: str) -> int:
    """The status of a request; unsafe ones carry a token of this browser, so that CSRF can't hide a missing lock."""
    if method == "GET":
        return int(browser.get(path, expect_errors=True).status_int)
    page = browser.get("/account/forgotten").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return int(browser.request(path, method=method, headers={"X-CSRFToken": token[1]}, expect_errors=True).status_int)


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def test_a_stranger_is_sent_to_sign_in_by_every_door_that_is_not_public(
    app: Flask, visit: Visit, things: dict[str, object]
) -> None:
    stranger = visit()
    for rule in doors(app):
        if is_public(app, rule):
            continue
        for method in methods(rule):
            response = stranger.request(address(app, rule, things), method=method, expect_errors=True)
            if method == "GET":
                assert response.status_int == 303, rule
                assert response.location.startswith("/account/sign-in"), rule
            else:
                assert response.status_int in (303, 400), (rule, response.status_int)  # 400: no token, no act


def test_staffs_doors_are_shut_to_everybody_else(app: Flask, visit: Visit, things: dict[str, object]) -> None:
    with app.app_context():
        olive = cast.sign_in(visit(), _account("olive"))
    for rule in doors(app):
        if is_staff_only(app, rule):
            for method in methods(rule):
                assert ask(olive, method, address(app, rule, things)) == 403, (rule, method)


@pytest.mark.parametrize("who", ["hank", "ned"])
def test_nobody_opens_what_is_another_persons(app: Flask, visit: Visit, things: dict[str, object], who: str) -> None:
    """Hank owns another employer; Ned is another seeker. Every door that names a thing of Sunrise's or Maria's is shut."""
    with app.app_context():
        if who == "ned":
            cast.make_seeker(cast.make_account("Ned Noone"))
            db.session.commit()
        other = cast.sign_in(visit(), _account(who))
    for rule in doors(app):
        if is_public(app, rule) or is_staff_only(app, rule) or not rule.arguments or rule.endpoint in MEANT_FOR_ALL:
            continue
        for method in methods(rule):
            assert ask(other, method, address(app, rule, things)) in (403, 404), (rule, method)


MEANT_FOR_ALL = {"applications.new", "applications.save"}  # open jobs are for every coder


@pytest.mark.parametrize("who", ["olive", "maria", "dev"])
def test_looking_changes_nothing(app: Flask, visit: Visit, things: dict[str, object], who: str) -> None:
    with app.app_context():
        browser = cast.sign_in(visit(), _account(who))
    before = everything(app)
    for rule in doors(app):
        for method in ("GET", "HEAD", "OPTIONS"):
            if method in (rule.methods or ()):
                browser.request(address(app, rule, things), method=method, expect_errors=True)
    assert everything(app) == before


def test_unsafe_methods_without_a_token_are_refused(app: Flask, visit: Visit, things: dict[str, object]) -> None:
    with app.app_context():
        olive = cast.sign_in(visit(), _account("olive"))
    before = everything(app)
    for rule in doors(app):
        for method in methods(rule):
            if method in SAFE_METHODS or rule.endpoint.startswith("alerts.unsubscribe"):
                continue
            status = olive.request(address(app, rule, things), method=method, expect_errors=True).status_int
            assert status == (403 if is_staff_only(app, rule) else 400), rule
    assert everything(app) == before


def test_a_reviewer_reads_and_changes_nothing(app: Flask, visit: Visit, things: dict[str, object]) -> None:
    with app.app_context():
        cast.make_account("Rita Reader")
        team_row = db.metadata.tables["employer_member"]
        rita = _account("rita")
        db.session.execute(
            team_row.insert().values(employer_id=1, account_id=rita.id, role="reviewer", joined_at=cast.LONG_AGO)
        )
        db.session.commit()
        browser = cast.sign_in(visit(), rita)
    assert ask(browser, "GET", f"/employer/jobs/{things['job_id']}") == 200
    assert ask(browser, "GET", f"/employer/applications/{things['key']}") == 200
    for path in (
        f"/employer/jobs/{things['job_id']}/close",
        f"/employer/jobs/{things['job_id']}/edit",
        f"/employer/jobs/{things['job_id']}/duplicate",
        f"/employer/applications/{things['key']}/move",
        f"/employer/applications/{things['key']}/decline",
        f"/employer/team/{things['member_id']}/remove",
        "/employer/team/invite",
        "/employer/jobs/new",
        "/employer/page",
    ):
        assert ask(browser, "POST", path) == 403, path


def everything(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but for when a session was last seen."""
    with app.app_context():
        rows = {}
        for table in db.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "last_seen_at"]
            rows[table.name] = [
                tuple(row) for row in db.session.execute(sa.select(*columns).order_by(*table.primary_key))
            ]
        db.session.rollback()
        return rows


def _account(name: str) -> Account:
    account = db.session.scalar(sa.select(Account).where(Account.email == f"{name}@example.com"))
    assert account is not None
    return account


def _first_id(table: sa.Table, where: str = "1 = 1") -> int:
    found = db.session.scalar(sa.select(table.c.id).where(sa.text(where)).order_by(table.c.id))
    assert found is not None
    return int(found)
