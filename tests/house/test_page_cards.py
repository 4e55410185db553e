"""What a shared link shows: every public page of the board says in Open Graph what it is, and where its picture lies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.models import Job
from tests import cast, factories

Visit = Callable[[], TestApp]
JOB = "/jobs/1-coder-risk-adjustment-r-d-b"
PAGES = ("/", "/jobs", JOB, "/employers/sunrise-clinic", "/jobs/in/texas", "/jobs/browse")


@pytest.fixture(autouse=True)
def job(app: Flask, peopled: None, now: datetime) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(Employer, 1), None, now, title='Coder "risk adjustment" R&D <b>')


def card(browser: TestApp, address: str) -> dict[str, str]:
    page = browser.get(address)
    said = {tag["property"]: tag["content"] for tag in page.html.head.find_all("meta", property=True)}
    assert page.html.head.find("meta", attrs={"name": "description"})["content"] == said["og:description"]
    assert page.html.head.find("meta", attrs={"name": "twitter:card"})["content"] == "summary_large_image"
    return said


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_it_is(visit: Visit, address: str) -> None:
    said = card(visit(), address)
    assert said["og:url"] == f"http://localhost{address}"
    assert 10 < len(said["og:title"]) < 80
    assert 40 < len(said["og:description"]) < 260
    assert said["og:type"] == "website"


def test_the_picture_is_there_and_has_the_size_it_says(visit: Visit) -> None:
    said = card(visit(), "/")
    picture = visit().get(urlsplit(said["og:image"]).path)
    assert picture.content_type == "image/png"
    size = (int.from_bytes(picture.body[16:20], "big"), int.from_bytes(picture.body[20:24], "big"))
    assert size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert len(picture.body) < 80_000


def test_a_job_is_shared_with_its_employer_place_and_pay(app: Flask, visit: Visit, now: datetime) -> None:
    said = card(visit(), JOB)
    assert said["og:title"] == 'Coder "risk adjustment" R&D <b>'
    assert said["og:description"] == "Sunrise Clinic. Remote from FL, OH and TX. $26.00–$31.00 an hour"
    with app.app_context():
        lifecycle.close(db.session.get_one(Job, 1), by=cast.person("olive"), now=now)
        db.session.commit()
    assert card(visit(), JOB)["og:description"].startswith("No longer open. Sunrise Clinic")
