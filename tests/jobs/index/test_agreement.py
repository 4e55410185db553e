"""Two processes, one board that changes, and a slow reading in SQL: every answer is the same, at once and everywhere."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from flask import Flask

from benchmarks import plain_sql
from careercenter.alerts import queries as alert_queries
from careercenter.alerts.models import SavedSearch
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.index import Counted
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.search import search
from careercenter.jobs.spelling import corrected
from tests import cast, factories
from tests.jobs.chance import board, criteria_by_chance, facts_by_chance

ROOT = Path(__file__).parents[3]
EVERY = 4  # searches between two changes of the board
PAGE = 100  # the most that the API gives at once; the board stays below it


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The site by the server it is shipped with, in two processes of its own, on the same database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {
        **os.environ,
        "CAREERCENTER_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "CAREERCENTER_DATA_DIR": str(app.config["DATA_DIR"]),
        "CAREERCENTER_PUBLIC_URL": f"http://localhost:{port}",
    }
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            _read(address)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def test_page_feeds_api_and_alerts_agree_with_sql_in_every_process(
    app: Flask, context: None, site: str, pytestconfig: pytest.Config
) -> None:
    chance = Random(31)  # noqa: S311 - repeatable, and no secret
    now = datetime.now(UTC) - timedelta(hours=5)  # so that no day ends while the test runs
    people = cast.make_cast()
    employers = [people.sunrise, cast.make_employer("Lakeside Hospital", owner=people.olive)]
    list(board(chance, employers, people.olive, now, size=60))
    saved = SavedSearch(
        account_id=people.maria.id, name="", criteria="", next_slot_at=now,
        created_at=now - timedelta(days=8), updated_at=now,
    )  # fmt: skip
    db.session.add(saved)
    db.session.commit()
    answers = 0
    for number in range(pytestconfig.getoption("--searches")):
        if number % EVERY == 0:
            chance.choice(CHANGES)(chance, people, employers)
            db.session.commit()
        criteria = criteria_by_chance(chance)
        query = criteria.query_string()
        moment = datetime.now(UTC)
        ids, counts = plain_sql.ids(criteria, moment), plain_sql.counts(criteria, moment)
        db.session.rollback()
        here = search(criteria, moment, answer=Counted)
        assert (here.ids, here.total, _values(here.counts)) == (ids, len(ids), _values(counts)), query
        feed = json.loads(_read(f"{site}/jobs.json?{query}"))
        assert [_number(item["url"]) for item in feed["items"]] == ids[: len(feed["items"])], query
        shown, shown_counts = ids, counts
        correction = None if ids else corrected(criteria, moment)
        if correction:  # what the page and the API say that they show
            shown = plain_sql.ids(correction.criteria, moment)
            shown_counts = plain_sql.counts(correction.criteria, moment)
        there = json.loads(_read(f"{site}/api/v1/jobs?{query}&per_page={PAGE}"))
        assert (there["corrected"] is None) is (correction is None), query
        assert [job["id"] for job in there["jobs"]] == shown, query
        assert (there["total"], _values(there["facets"])) == (len(shown), _values(shown_counts)), query
        page = _read(f"{site}/jobs?{query}")
        assert re.findall(r'class="job-title"><a href="/jobs/(\d+)-', page) == [str(job) for job in shown[:20]], query
        saved.criteria = criteria.filters_alone().query_string()
        news = plain_sql.ids(criteria.filters_alone(), moment)
        dates = dict(db.session.execute(sa.select(Job.id, Job.published_at)).all())
        assert alert_queries.news(saved, moment) == [job for job in news if dates[job] > saved.created_at], query
        db.session.rollback()
        answers += bool(ids)
    assert answers > pytestconfig.getoption("--searches") / 2, "most searches find something"


def _read(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - an address of this test's own
        return str(answer.read(), "utf-8")


def _number(url: str) -> int:
    return int(re.search(r"/jobs/(\d+)-", url)[1])


def _values(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {name: {value: count for value, count in values.items() if count} for name, values in counts.items()}


# What may happen to a board between two searches


def _live(chance: Random) -> Job:
    return chance.choice(list(db.session.scalars(sa.select(Job).where(Job.state == JobState.LIVE).order_by(Job.id))))


def post(chance: Random, people: cast.Cast, employers: list[Employer]) -> None:
    if db.session.scalar(sa.select(sa.func.count(Job.id)).where(Job.state == JobState.LIVE)) < PAGE - 5:
        list(board(chance, employers, people.olive, datetime.now(UTC) - timedelta(minutes=1), size=1))


def edit(chance: Random, people: cast.Cast, _employers: list[Employer]) -> None:
    job, now = _live(chance), datetime.now(UTC)
    revision = revisions.edit(job, facts_by_chance(chance), by=people.olive, version=job.version, now=now)
    if revision is not None:
        revisions.approve_revision(revision, by=people.dev, version=revision.version, now=now)


def close(chance: Random, people: cast.Cast, _employers: list[Employer]) -> None:
    lifecycle.close(_live(chance), by=people.olive, now=datetime.now(UTC))


def reopen(chance: Random, people: cast.Cast, _employers: list[Employer]) -> None:
    ended = list(db.session.scalars(sa.select(Job).where(Job.state == JobState.CLOSED).order_by(Job.id)))
    if ended:
        lifecycle.renew(chance.choice(ended), by=people.olive, listing=factories.LISTING, now=datetime.now(UTC))


def run_out(chance: Random, _people: cast.Cast, _employers: list[Employer]) -> None:
    """Time alone: the row says so, and no verb and no chore has run."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    db.session.execute(sa.update(Job).where(Job.id == _live(chance).id).values(expires_at=past))


def backdate(chance: Random, people: cast.Cast, employers: list[Employer]) -> None:
    """As an import does."""
    list(board(chance, employers, people.olive, datetime.now(UTC) - timedelta(days=9, hours=5), size=1))


def rename(chance: Random, _people: cast.Cast, employers: list[Employer]) -> None:
    chance.choice(employers).words = chance.choice((" sunrise clinic ", " lakeside hospital ", " zebra health "))


def suspend(chance: Random, _people: cast.Cast, employers: list[Employer]) -> None:
    employers[1].suspended_at = None if employers[1].suspended_at else datetime.now(UTC)


Change = Callable[[Random, cast.Cast, list[Employer]], Any]
CHANGES: tuple[Change, ...] = (post, post, post, edit, edit, close, reopen, run_out, backdate, rename, suspend)
