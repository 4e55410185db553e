"""A job handed on: a link that says nothing about the reader, a letter of one's own, and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.jobs.models import JobState
from tests import cast, factories

Visit = Callable[[], TestApp]


@pytest.fixture
def post(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> Callable[[JobState], str]:
    set_clock(now)

    def post_(state: JobState) -> str:
        with app.app_context():
            people = cast.make_cast()
            begun = now - timedelta(days=1)
            job = factories.job_in(state, people.sunrise, people.olive, begun, title="Coder & Auditor?")
            db.session.commit()
            return f"/jobs/{job.id}-{job.slug}"

    return post_


def test_the_link_is_the_jobs_own_address(visit: Visit, post: Callable[[JobState], str]) -> None:
    address = post(JobState.LIVE)
    page = visit().get(address + "?utm_source=somebody").html
    assert page.select_one("#link")["value"] == f"http://localhost{address}"
    letter = urlsplit(page.select_one("#share a[href^=mailto]")["href"])
    said = parse_qs(letter.query)
    assert letter.path == "", "the reader says to whom"
    assert said["subject"] == ["Coder & Auditor?, Sunrise Clinic"]
    assert said["body"][0].endswith(f"\r\n\r\nhttp://localhost{address}")


def test_what_needs_script_is_hidden_until_script_shows_it(visit: Visit, post: Callable[[JobState], str]) -> None:
    page = visit().get(post(JobState.LIVE)).html
    buttons = page.select("#share button")
    assert {button["data-share"] for button in buttons} == {"copy", "send", "print"}
    assert all(button.has_attr("hidden") for button in buttons)


def test_a_job_that_ended_is_not_handed_on(visit: Visit, post: Callable[[JobState], str]) -> None:
    page = visit().get(post(JobState.CLOSED))
    assert page.html.select_one("#share") is None
    assert "share.js" not in page
