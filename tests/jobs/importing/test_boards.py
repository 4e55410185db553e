"""Greenhouse, Lever, Ashby, USAJOBS and JSON Feed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.reading.hints import PayField

Read = Callable[..., list[ImportedRow]]
ODD = ("a text", 7, None, [])


def test_greenhouse(opened: Callable[..., Feed]) -> None:
    job = {
        "id": 401,
        "title": "Inpatient Coder",
        "absolute_url": "https://boards.greenhouse.io/harborclinic/jobs/401",
        "location": {"name": "Dayton, OH"},
        "content": "&lt;p&gt;CCS required.&lt;/p&gt;",
        "first_published": "2026-03-09T08:00:00-05:00",
        "requisition_id": "R-4",
        "metadata": [{"name": "Employment Type", "value": "Full-time"}, {"name": "Workplace Type", "value": "Hybrid"}],
        "pay_input_ranges": [
            {"min_cents": 5200000, "max_cents": 6100050, "currency_type": "USD", "title": "Annual Salary"}
        ],
        "application_deadline": "2026-12-31",
    }
    feed = opened({"jobs": [job, {"title": "Auditor"}, *ODD]})
    good, little, *odd = feed.rows
    assert (feed.publisher, feed.key) == ("Harborclinic", "harborclinic")
    assert (good.where, good.title, good.external_id, good.requisition) == ("job 1", "Inpatient Coder", "401", "R-4")
    assert (good.hints.place, good.hints.workplace, good.hints.employment) == ("Dayton, OH", "Hybrid", "Full-time")
    assert good.hints.pay == PayField("52000.00", "61000.50", "Annual Salary", "USD")
    assert (good.posted, good.hints.closing_date) == (date(2026, 3, 9), date(2026, 12, 31))
    assert (little.title, little.external_id, little.hints.pay) == ("Auditor", "", None)
    assert {row.problem for row in odd} == {"It is not an object."}


def test_one_job_of_greenhouse(read: Read) -> None:
    (row,) = read({"id": 4, "title": "Coder", "absolute_url": "https://harbor.example/4", "company_name": "Harbor"})
    assert (row.title, row.employer) == ("Coder", "Harbor")


def test_lever(opened: Callable[..., Feed]) -> None:
    job = {
        "id": "a-b-c",
        "text": "Risk Adjustment Coder",
        "hostedUrl": "https://jobs.lever.co/harbor-clinic/a-b-c",
        "applyUrl": "https://jobs.lever.co/harbor-clinic/a-b-c/apply",
        "categories": {"location": "Remote - US", "commitment": "Full Time"},
        "workplaceType": "remote",
        "description": "<div>CRC required.</div>",
        "lists": [{"text": "Duties", "content": "<li>Code</li><li>Query</li>"}],
        "additional": "<p>We pay well.</p>",
        "salaryRange": {"min": 28, "max": 34, "interval": "per-hour-wage", "currency": "USD"},
        "createdAt": 1773057600000,
    }
    feed = opened([job, {"text": "Auditor", "categories": None, "lists": ["odd"]}, *ODD])
    good, little, *odd = feed.rows
    assert (feed.publisher, feed.key) == ("Harbor Clinic", "harbor-clinic")
    assert good.sections == (("Duties", "<li>Code</li><li>Query</li>"), ("More", "<p>We pay well.</p>"))
    assert good.hints.pay == PayField("28", "34", "per-hour-wage", "USD")
    assert (good.hints.workplace, good.hints.employment, good.posted) == ("remote", "Full Time", date(2026, 3, 9))
    assert (little.title, little.hints.place) == ("Auditor", "")
    assert {row.problem for row in odd} == {"It is not an object."}


def test_ashby(opened: Callable[..., Feed]) -> None:
    job = {
        "id": "x-1",
        "title": "Coding Auditor",
        "jobUrl": "https://jobs.ashbyhq.com/Harbor%20Clinic/x-1",
        "location": "Dayton",
        "address": {"postalAddress": {"addressLocality": "Dayton", "addressRegion": "Ohio"}},
        "isRemote": True,
        "employmentType": "FullTime",
        "descriptionHtml": "<p>CPMA required.</p>",
        "isListed": True,
        "publishedAt": "2026-03-09T10:00:00Z",
        "compensation": {
            "compensationTierSummary": "$62K – $71K",
            "summaryComponents": [
                {"compensationType": "EquityPercentage", "minValue": 1, "maxValue": 2},
                {
                    "compensationType": "Salary",
                    "interval": "1 YEAR",
                    "minValue": 62000,
                    "maxValue": 71000,
                    "currencyCode": "USD",
                },
            ],
        },
    }
    feed = opened({"jobs": [job, {**job, "isListed": False}, {"title": "Coder"}, *ODD]})
    good, unlisted, little, *odd = feed.rows
    assert (feed.publisher, feed.key) == ("Harbor Clinic", "Harbor Clinic")
    assert (good.hints.remote, good.hints.city, good.hints.state) == (True, "Dayton", "Ohio")
    assert (good.hints.pay, good.hints.pay_text) == (PayField("62000", "71000", "1 YEAR", "USD"), "$62K – $71K")
    assert unlisted.problem == "Its board does not list it (isListed is false)."
    assert (little.title, little.hints.remote) == ("Coder", None)
    assert {row.problem for row in odd} == {"It is not an object."}


def test_usajobs(opened: Callable[..., Feed]) -> None:
    job: dict[str, Any] = {
        "PositionID": "CB-26-4",
        "PositionTitle": "Medical Records Technician (Coder)",
        "PositionURI": "https://www.usajobs.gov/job/4",
        "ApplyURI": ["https://www.usajobs.gov/apply/4"],
        "PositionLocationDisplay": "Dayton, Ohio",
        "PositionLocation": [
            {"CityName": "Dayton, Ohio", "CountrySubDivisionCode": "Ohio", "CountryCode": "United States"}
        ],
        "OrganizationName": "Bureau of Coding",
        "DepartmentName": "Department of Charts",
        "PositionSchedule": [{"Name": "Full-time", "Code": "1"}],
        "PositionOfferingType": [{"Name": "Permanent", "Code": "15317"}],
        "QualificationSummary": "One year of coding.",
        "PositionRemuneration": [{"MinimumRange": "44117.0", "MaximumRange": "57354.0", "RateIntervalCode": "PA"}],
        "PublicationStartDate": "2026-03-09",
        "ApplicationCloseDate": "2026-03-20",
        "UserArea": {
            "Details": {"JobSummary": "You code charts.", "MajorDuties": ["Code", "Audit"], "RemoteIndicator": True}
        },
    }
    several = {**job, "PositionLocation": [{}, {}], "PositionLocationDisplay": "Multiple Locations", "UserArea": "odd"}
    items = [{"MatchedObjectId": "900", "MatchedObjectDescriptor": one} for one in (job, several, {})]
    feed = opened({"SearchResult": {"SearchResultItems": [*items, "odd", {}]}})
    good, wide, empty, *odd = feed.rows
    assert (good.title, good.employer, good.external_id) == (
        "Medical Records Technician (Coder)",
        "Bureau of Coding",
        "900",
    )
    assert good.sections == (("Qualifications", "One year of coding."), ("Duties", "Code\n\nAudit"))
    assert (good.hints.city, good.hints.state, good.hints.remote) == ("Dayton", "Ohio", True)
    assert good.hints.pay == PayField("44117.0", "57354.0", "year", "USD")
    assert (good.hints.employment, good.hints.closing_date) == ("Full-time; Permanent", date(2026, 3, 20))
    assert (wide.hints.place, wide.hints.city) == ("Multiple Locations", "")
    assert empty.title == ""
    assert {row.problem for row in odd} == {"It has no MatchedObjectDescriptor."}


@pytest.mark.parametrize("items", [None, []])
def test_usajobs_without_results(read: Read, items: Any) -> None:
    assert read({"SearchResult": {"SearchResultItems": items}}) == []


def test_json_feed(opened: Callable[..., Feed]) -> None:
    item = {
        "id": "https://harbor.example/jobs/1",
        "title": "Coder",
        "url": "https://harbor.example/jobs/1",
        "content_html": "<p>CPC required.</p>",
        "date_published": "2026-03-09T10:00:00Z",
    }
    with_posting = {
        "id": 2,
        "title": "Auditor",
        "_jobposting": {
            "@type": "JobPosting",
            "hiringOrganization": {"name": "Harbor Clinic"},
            "jobLocationType": "TELECOMMUTE",
            "description": "CPMA",
        },
    }
    feed = opened(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Harbor's jobs",
            "feed_url": "https://harbor.example/jobs.json",
            "items": [item, with_posting, *ODD],
        }
    )
    good, posting, *odd = feed.rows
    assert (feed.publisher, feed.key) == ("Harbor's jobs", "https://harbor.example/jobs.json")
    assert (good.title, good.employer, good.description) == ("Coder", "", "<p>CPC required.</p>")
    assert (posting.employer, posting.external_id, posting.hints.remote) == ("Harbor Clinic", "2", True)
    assert posting.description == "CPMA"
    assert {row.problem for row in odd} == {"It is not an object."}
