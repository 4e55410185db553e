"""The aggregators' feed: strict XML whatever is in it, every job written here, and nothing that the page does not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from defusedxml import ElementTree as Xml
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.feeds import indeed_file, xml
from careercenter.jobs import lifecycle
from careercenter.jobs.facts import Office, Pay
from careercenter.jobs.models import Job
from tests import cast
from tests.factories import ONSITE, post
from tests.statements import counted_statements

Visit = Callable[[], TestApp]
ODD = 'Coder & Söhne ]]> </description><b>"x"</b> 👩‍💻 \x07\ufffe {{7*7}} &amp; <![CDATA['
pytestmark = pytest.mark.usefixtures("peopled")


def jobs(browser: TestApp) -> list[dict[str, str]]:
    answer = browser.get("/feeds/indeed.xml")
    assert answer.content_type == "application/xml"
    root = Xml.fromstring(answer.body, forbid_dtd=True)
    assert root.tag == "source"
    assert root.findtext("publisher") == "CareerCenter"
    assert root.findtext("publisherurl") == "http://localhost/"
    assert datetime.fromisoformat(root.findtext("lastBuildDate")).tzinfo is not None
    found = [{part.tag: part.text for part in job} for job in root.findall("job")]
    assert all(text and text.strip() for job in found for text in job.values()), "no element is empty"
    return found


def test_no_job_is_sound_too(visit: Visit) -> None:
    assert jobs(visit()) == []


def test_a_job_says_what_its_page_says(app: Flask, visit: Visit, now: datetime) -> None:
    number = post(app, now, requisition="R-17", benefits_note="Dental & <vision>.")
    [job] = jobs(visit())
    description = job.pop("description")
    assert job == {
        "title": "Outpatient Coder, family practice",
        "date": "2026-11-23T20:00:00+00:00",
        "referencenumber": str(number),
        "requisitionid": "R-17",
        "url": f"http://localhost/jobs/{number}-outpatient-coder-family-practice",
        "company": "Sunrise Clinic",
        "sourcename": "CareerCenter",
        "country": "US",
        "salary": "USD 26.00 - 31.00 per hour",
        "jobtype": "fulltime",
        "category": "Evaluation and Management",
        "experience": "2+ years",
        "expirationdate": "2026-12-23T20:00:00+00:00",
        "remotetype": "Fully remote",
        "lastactivitydate": "2026-11-23T20:00:00+00:00",
    }
    for words in ("Remote from FL, OH and TX", "twelve family doctors", "Dental &amp; &lt;vision&gt;."):
        assert words in description, words
    assert visit().get(job["url"].removeprefix("http://localhost"), status=200)


@pytest.mark.parametrize(
    ("said", "gives"),
    [
        (ONSITE, {"city": "Dayton", "state": "OH", "postalcode": "45402"}),
        ({**ONSITE, "workplace": "hybrid"}, {"remotetype": "Hybrid remote"}),
        ({"office": Office("Dayton", "OH")}, {"city": "Dayton", "remotetype": "Fully remote"}),
        ({"pay": Pay(175, 225, "chart")}, {"salary": "USD 1.75 - 2.25 per chart"}),
        ({"pay": Pay(6_200_000, 6_200_000, "year")}, {"salary": "USD 62000.00 per year"}),
        ({"pay": Pay(450, 600, "percent_collections")}, {"salary": "4.5–6% of collections"}),
        ({"employment": "c1099"}, {"jobtype": "contract"}),
        ({"years": 0}, {"experience": "No experience needed"}),
        ({"requisition": ""}, {"requisitionid": "1"}),
    ],
)
def test_a_fact_is_told_in_its_element(
    app: Flask, visit: Visit, now: datetime, said: dict[str, Any], gives: dict[str, str]
) -> None:
    post(app, now, **said)
    [job] = jobs(visit())
    assert {name: job.get(name) for name in gives} == gives


def test_what_is_not_said_is_left_out(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now, pay=None, years=None, employment=None, workplace=None, office=None, specialties=())
    [job] = jobs(visit())
    assert not job.keys() & {"salary", "experience", "jobtype", "remotetype", "category", "city", "state", "postalcode"}


def test_it_is_sound_whatever_employers_write(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        db.session.get_one(Employer, 1).name = f"Clinic {ODD}"
        db.session.commit()
    post(app, now, title=ODD, description=f"{ODD} **bold** " * 4, requisition=ODD[:60], benefits_note=ODD)
    answer = visit().get("/feeds/indeed.xml")
    assert answer.body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    [job] = jobs(visit())
    assert job["title"] == ODD.replace("\x07\ufffe", "")
    assert job["company"] == f"Clinic {job['title']}"
    assert "<strong>bold</strong>" in job["description"]


def test_it_is_written_once_for_all_readers_and_whatever_they_add(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    first = visit().get("/feeds/indeed.xml")
    with counted_statements(app) as seen:
        again = visit().get("/feeds/indeed.xml?anything=1")
    assert seen == []
    assert (again.body, again.headers["ETag"]) == (first.body, first.headers["ETag"])
    assert int(first.headers["Content-Length"]) == len(first.body)
    folder = app.config["DATA_DIR"] / "feeds"
    [file] = folder.iterdir()
    post(app, now, title="Another")
    assert [job["title"] for job in jobs(visit())][1:] == ["Another"]
    assert [one == file for one in folder.iterdir()] == [False], "the one before it is gone"


def test_who_comes_while_it_is_written_is_told_when_to_come_again(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    with indeed_file._writing:
        answer = visit().get("/feeds/indeed.xml", status=503)
    assert answer.headers["Retry-After"] == str(indeed_file.WAIT)
    assert "ETag" not in answer.headers
    assert len(jobs(visit())) == 1


def test_only_open_jobs_that_were_written_here(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    kept, imported, closed, run_out = (post(app, now, title=f"Number {number}") for number in range(4))
    with app.app_context():
        lifecycle.close(db.session.get_one(Job, closed), by=cast.person("olive"), now=now)
        db.session.execute(sa.update(Job).where(Job.id == imported).values(source="feed.example", external_id="7"))
        db.session.execute(sa.update(Job).where(Job.id == run_out).values(expires_at=now))
        db.session.commit()
    assert [job["referencenumber"] for job in jobs(visit())] == [str(kept)]


def test_it_is_written_job_by_job(app: Flask, visit: Visit, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "PIECE", 100)
    jobs(visit())  # the index may have begun, or not yet, in an earlier test
    post(app, now)
    with counted_statements(app) as few:
        jobs(visit())
    for number in range(12):
        post(app, now, title=f"Number {number}")
    with counted_statements(app) as many:
        assert len(jobs(visit())) == 13
    assert len(many) == len(few)
