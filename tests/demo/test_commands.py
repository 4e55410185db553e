"""`flask demo` as people and scripts call it."""

from __future__ import annotations

import json
from datetime import datetime

from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from careercenter.accounts.models import Account
from careercenter.alerts.models import SavedSearch
from careercenter.db import db
from careercenter.demo import content
from careercenter.jobs.models import Job
from careercenter.seekers.models import Seeker
from tests import cast, factories


def flask(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def test_load_prints_a_line_for_each_sign_in(app: Flask) -> None:
    done = flask(app, "demo", "load")
    assert done.exit_code == 0
    with app.app_context():
        accounts = db.session.scalars(select(Account)).all()
        assert all(sum(account.email in line for line in done.output.splitlines()) == 1 for account in accounts)
    assert "Maria Ortega, CPC-A, Texas" in done.output
    assert "Victor Hale, Sparrowgate Billing (not proved yet)" in done.output
    assert max(map(len, done.output.splitlines())) < 160


def test_load_as_json_has_what_a_script_needs(app: Flask) -> None:
    made = json.loads(flask(app, "demo", "load", "--json").output)
    assert made.keys() >= {"accounts", "employers", "jobs", "saved_searches"}
    by_person = {account["person"]: account for account in made["accounts"]}
    assert {account["role"] for account in made["accounts"]} == {"staff", "seeker", "owner", "recruiter", "reviewer"}
    assert by_person["maria"]["seeker_id"]
    assert by_person["maria"]["employer_id"] is None
    assert len(by_person["ellen"]["memberships"]) == 2
    assert by_person["naomi"]["seeker_id"]
    assert by_person["naomi"]["employer_id"]
    assert all(account["password"] for account in made["accounts"])
    assert {job["state"] for job in made["jobs"]} >= {"live", "draft", "pending_review", "removed"}
    with app.app_context():
        for job in made["jobs"]:
            assert db.session.get_one(Job, job["id"]).slug == job["slug"]


def test_a_second_load_is_refused_and_changes_nothing(app: Flask) -> None:
    flask(app, "demo", "load")
    with app.app_context():
        before = db.session.scalar(select(func.count(Account.id)))
    again = flask(app, "demo", "load")
    assert again.exit_code == 1
    assert "for an empty database only" in again.stderr
    assert again.stdout == ""
    with app.app_context():
        assert db.session.scalar(select(func.count(Account.id))) == before


def test_if_empty_says_and_does_nothing_on_a_board_with_people(app: Flask) -> None:
    assert "maria.ortega" in flask(app, "demo", "load", "--if-empty").output
    again = flask(app, "demo", "load", "--if-empty")
    assert again.exit_code == 0
    assert again.output == ""


def test_bulk_adds_to_what_is_there_as_often_as_it_is_called(app: Flask) -> None:
    flask(app, "demo", "load")
    for _ in range(2):
        done = flask(app, "demo", "bulk", "--jobs", "700", "--seekers", "40", "--searches", "90")
        assert done.exit_code == 0, done.output
    assert "@s1r2.bulk.example" in done.output
    with app.app_context():
        assert db.session.scalar(select(func.count(Seeker.id))) == 8 + 80
        assert db.session.scalar(select(func.count(SavedSearch.id))) == len(content.searches()) + 180
        assert db.session.scalar(select(func.count(Job.id))) == len(content.postings()) + 1400


def test_more_searches_than_seekers_may_keep_are_bad_use(app: Flask) -> None:
    done = flask(app, "demo", "bulk", "--seekers", "2", "--searches", "50")
    assert done.exit_code == 2
    assert "ask for more seekers" in done.stderr


def test_life_goes_on_after_a_bulk(app: Flask, now: datetime) -> None:
    """Numbers go on where the bulk ended, on both databases."""
    flask(app, "demo", "bulk", "--jobs", "20", "--seekers", "3")
    with app.app_context():
        people = cast.make_cast()
        job = factories.open_job(people.sunrise, people.olive, now)
        assert job.id == db.session.scalar(select(func.max(Job.id))) == 21
