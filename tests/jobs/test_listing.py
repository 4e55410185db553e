"""What is drawn once and kept: right for whoever reads it, at any time, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.models import Job
from tests import cast, factories
from tests.statements import counted_statements

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
MOST_STATEMENTS = 3


@pytest.fixture(autouse=True)
def job(app: Flask, peopled: None, now: datetime) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(Employer, 1), cast.person("olive"), now, title="Zebra coder")


def test_a_kept_page_costs_no_statement_and_carries_nobodys_token(app: Flask, visit: Visit) -> None:
    first = visit().get("/jobs?q=zebra")
    with counted_statements(app) as seen:
        second = visit().get("/jobs?q=zebra")
    assert seen == []
    assert second.body == first.body
    assert second.headers["ETag"] == first.headers["ETag"]
    for page in (first, second):
        assert "csrf_token" not in page.text
        assert "Set-Cookie" not in page.headers
        assert "Cookie" in page.headers["Vary"]


def test_a_list_asks_three_statements_at_most_and_none_for_cards_that_are_kept(app: Flask, visit: Visit) -> None:
    visit().get("/jobs.json")  # the index reads what has changed
    with counted_statements(app) as seen:
        visit().get("/jobs")
    assert 0 < len(seen) <= MOST_STATEMENTS
    with counted_statements(app) as seen:
        again = visit().get("/jobs?sort=pay")
    assert "Zebra coder" in again
    assert seen == []


def test_a_card_is_drawn_anew_when_its_job_or_its_employer_changes(app: Flask, visit: Visit, now: datetime) -> None:
    assert "Zebra coder" in visit().get("/jobs")
    with app.app_context():
        db.session.execute(sa.update(Job).values(title="Lion coder"))
        db.session.commit()
    assert "Lion coder" in visit().get("/jobs")
    with app.app_context():
        db.session.execute(sa.update(Employer).values(name="Heron Clinic"))
        db.session.commit()
    assert "Heron Clinic" in visit().get("/jobs")
    with app.app_context():
        lifecycle.close(db.session.scalars(sa.select(Job)).one(), by=cast.person("olive"), now=now)
        db.session.commit()
    assert "Lion coder" not in visit().get("/jobs")


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=3), "3 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_a_kept_card_says_how_old_its_job_is_now(
    visit: Visit, now: datetime, set_clock: SetClock, age: timedelta, words: str
) -> None:
    for before in (timedelta(), age / 2, age):
        set_clock(now + before)
        page = visit().get("/jobs")
    assert words in page


def test_a_kept_card_tells_each_reader_of_their_own_state_and_credentials(app: Flask, visit: Visit) -> None:
    strangers = visit().get("/jobs")
    texan = visit().get("/jobs?state=TX")
    assert "Texas included" not in strangers
    assert "Texas included" in texan
    assert "You hold" in cast.signed_in(app, visit, "maria").get("/jobs")
    assert "You hold" not in visit().get("/jobs?sort=pay")
