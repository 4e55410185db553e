"""What machines read of every open job of the demo board keeps the rules."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from jsonschema import Draft202012Validator
from webtest import TestApp

from careercenter import clock
from careercenter.db import db
from careercenter.demo.board import Board
from careercenter.jobs.queries import open_jobs
from tests.feeds.schemas import JOB_POSTING


def test_the_structured_data_of_every_open_job(
    app: Flask, visit: Callable[[], TestApp], load: Callable[[datetime], Board]
) -> None:
    with app.app_context():
        load(clock.now())
        pages = {f"/jobs/{job.id}-{job.slug}": job.title for job in db.session.scalars(open_jobs(clock.now()))}
    assert len(pages) > 30
    for address, title in pages.items():
        [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', visit().get(address).text)
        data = json.loads(found)
        assert [error.message for error in JOB_POSTING.iter_errors(data)] == [], address
        assert data["title"] == title


def test_the_coding_of_every_open_job(
    app: Flask, visit: Callable[[], TestApp], load: Callable[[datetime], Board]
) -> None:
    with app.app_context():
        load(clock.now())
    browser = visit()
    schema = Draft202012Validator(browser.get("/api/v1/coding.schema.json").json)
    answer = browser.get("/api/v1/jobs?per_page=100").json
    assert 30 < answer["total"] <= 100
    for job in answer["jobs"]:
        assert [error.message for error in schema.iter_errors(job["coding"])] == [], job["url"]
        assert job["coding"]["credentials_preferred"] == job["credentials_preferred"]
    items = browser.get("/jobs.json").json["items"]
    assert len(items) == min(50, answer["total"])
    for item in items:
        assert item["_coding"].pop("about") == schema.schema["$id"]
        assert [error.message for error in schema.iter_errors(item["_coding"])] == [], item["url"]
