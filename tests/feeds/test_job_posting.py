"""The structured data of a job's page: by Google's rules, only what the page shows, and nothing once the job has ended."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.facts import ALL_STATES, Office, Pay, Quota
from tests import cast, factories
from tests.factories import LISTING, ONSITE
from tests.feeds.schemas import JOB_POSTING

Visit = Callable[[], TestApp]
pytestmark = pytest.mark.usefixtures("peopled")
BARE: dict[str, Any] = {
    "description": "", "employment": None, "workplace": None, "state_rule": None, "states": (), "pay": None, "years": None,
    "quota": None, "office": None,
}  # fmt: skip
TWELVE = ("AL", "AZ", "FL", "GA", "ID", "IN", "KS", "NC", "OH", "SC", "TN", "TX")


def page_of(app: Flask, visit: Visit, now: datetime, **over: Any) -> TestResponse:
    """The page of an open job that says this; as an import brings it, so that anything may be left out."""
    with app.app_context():
        sunrise = db.session.get_one(cast.Employer, 1)
        job = lifecycle.draft(sunrise, factories.job_facts(**over), by=None, now=now)
        lifecycle.submit(job, by=None, now=now)
        lifecycle.approve(job, by=None, version=job.version, listing=LISTING, now=now)
        db.session.commit()
        return visit().get(f"/jobs/{job.id}-{job.slug}")


def data_of(page: TestResponse) -> dict[str, Any]:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    data = json.loads(found)
    assert wrongs(data) == []
    return dict(data)


def wrongs(data: object) -> list[str]:
    """What the rules have to say against it."""
    return [error.message for error in JOB_POSTING.iter_errors(data)]


def test_what_every_posting_must_say(app: Flask, visit: Visit, now: datetime) -> None:
    data = data_of(page_of(app, visit, now, requisition="R-17"))
    assert (data["@context"], data["@type"]) == ("https://schema.org/", "JobPosting")
    assert data["title"] == "Outpatient Coder, family practice"
    assert "<p>You will code office visits" in data["description"]
    assert data["datePosted"] == "2026-11-23T20:00:00+00:00"
    assert data["validThrough"] == "2026-12-23T20:00:00+00:00"
    assert data["hiringOrganization"] == {
        "@type": "Organization",
        "name": "Sunrise Clinic",
        "sameAs": "https://www.sunriseclinic.example",
    }
    assert data["identifier"] == {"@type": "PropertyValue", "name": "Sunrise Clinic", "value": "R-17"}
    assert data["employmentType"] == "FULL_TIME"
    assert data["directApply"] is True


def test_remote_from_everywhere_is_the_whole_country(app: Flask, visit: Visit, now: datetime) -> None:
    data = data_of(page_of(app, visit, now, state_rule="any_us", states=()))
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert data["applicantLocationRequirements"] == {"@type": "Country", "name": "USA"}
    assert "jobLocation" not in data
    every = data_of(page_of(app, visit, now, state_rule="include_list", states=ALL_STATES))
    assert every["applicantLocationRequirements"] == {"@type": "Country", "name": "USA"}


def test_remote_from_twelve_states_names_each(app: Flask, visit: Visit, now: datetime) -> None:
    data = data_of(page_of(app, visit, now, states=TWELVE))
    places = data["applicantLocationRequirements"]
    assert [place["@type"] for place in places] == ["State"] * 12
    assert {"@type": "State", "name": "Texas, USA"} in places
    assert "jobLocation" not in data


def test_remote_from_all_but_one_state_names_the_others(app: Flask, visit: Visit, now: datetime) -> None:
    data = data_of(page_of(app, visit, now, state_rule="exclude_list", states=("CA",)))
    names = {place["name"] for place in data["applicantLocationRequirements"]}
    assert len(names) == 50
    assert "California, USA" not in names


@pytest.mark.parametrize("workplace", ["hybrid", "onsite", "remote_after_training"])
def test_what_is_not_remote_all_the_time_has_a_place_and_no_telecommute(
    app: Flask, visit: Visit, now: datetime, workplace: str
) -> None:
    data = data_of(page_of(app, visit, now, **{**ONSITE, "workplace": workplace}))
    assert "jobLocationType" not in data
    assert "applicantLocationRequirements" not in data
    assert data["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Dayton",
        "addressRegion": "OH",
        "postalCode": "45402",
        "addressCountry": "US",
    }


@pytest.mark.parametrize(
    ("employment", "google"),
    [
        ("prn", "PER_DIEM"),
        ("w2_pt", "PART_TIME"),
        ("c1099", "CONTRACTOR"),
        ("temp_to_perm", ["TEMPORARY", "FULL_TIME"]),
    ],
)
def test_the_employment_is_in_googles_words(
    app: Flask, visit: Visit, now: datetime, employment: str, google: object
) -> None:
    assert data_of(page_of(app, visit, now, employment=employment))["employmentType"] == google


@pytest.mark.parametrize(
    ("pay", "value"),
    [
        (Pay(2600, 3100, "hour"), {"minValue": 26.0, "maxValue": 31.0, "unitText": "HOUR"}),
        (Pay(2850, 2850, "hour"), {"value": 28.5, "unitText": "HOUR"}),
        (Pay(6_200_000, 7_000_000, "year"), {"minValue": 62000.0, "maxValue": 70000.0, "unitText": "YEAR"}),
        (Pay(24_000, 28_000, "day"), {"minValue": 240.0, "maxValue": 280.0, "unitText": "DAY"}),
    ],
)
def test_the_pay_is_the_employers_own(
    app: Flask, visit: Visit, now: datetime, pay: Pay, value: dict[str, object]
) -> None:
    salary = data_of(page_of(app, visit, now, pay=pay))["baseSalary"]
    assert salary["currency"] == "USD"
    assert salary["value"] == {"@type": "QuantitativeValue", **value}


@pytest.mark.parametrize("unit", ["chart", "encounter", "percent_collections", "project", "hcc_found"])
def test_pay_by_the_piece_has_no_word_there_and_no_converted_figure(
    app: Flask, visit: Visit, now: datetime, unit: str
) -> None:
    page = page_of(app, visit, now, pay=Pay(175, 225, unit), quota=Quota("wt_em", 14.0, None))
    assert "baseSalary" not in data_of(page)


def test_an_application_on_another_site_is_no_direct_one(app: Flask, visit: Visit, now: datetime) -> None:
    data = data_of(page_of(app, visit, now, apply_url="https://jobs.sunriseclinic.example/17"))
    assert "directApply" not in data


@pytest.mark.parametrize(
    ("years", "says"),
    [
        (0, "no requirements"),
        (2, {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24}),
        (None, None),
    ],
)
def test_experience_is_told_in_months_or_not_at_all(
    app: Flask, visit: Visit, now: datetime, years: int | None, says: object
) -> None:
    assert data_of(page_of(app, visit, now, years=years)).get("experienceRequirements") == says


def test_the_least_that_a_job_says_has_no_empty_key(app: Flask, visit: Visit, now: datetime) -> None:
    for over in ({**BARE, "office": Office("Dayton")}, {**BARE, "office": Office(state="OH")}):
        data = data_of(page_of(app, visit, now, **over))
        assert None not in list(values(data))
        assert "" not in list(values(data))


def values(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for one in data.values():
            yield from values(one)
    elif isinstance(data, list):
        for one in data:
            yield from values(one)
    else:
        yield data


FULL: list[dict[str, Any]] = [
    {"state_rule": "any_us", "states": ()},
    {"states": TWELVE},
    {**ONSITE, "workplace": "hybrid"},
    {**ONSITE, "employment": "prn", "pay": Pay(3200, 3600, "hour")},
    {"pay": Pay(175, 225, "chart"), "years": 5, "requisition": "R-17"},
    {"pay": Pay(6_200_000, 7_000_000, "year"), "closing_date": date(2026, 12, 1)},
]


@pytest.mark.parametrize("over", FULL)
def test_everything_marked_up_is_to_be_seen_on_the_page(
    app: Flask, visit: Visit, now: datetime, over: dict[str, Any]
) -> None:
    page = page_of(app, visit, now, **over)
    data, seen = data_of(page), " ".join(page.html.main.get_text(" ").split())
    assert data["title"] in seen
    assert data["hiringOrganization"]["name"] in seen
    words = " ".join(re.sub(r"<[^>]+>", " ", data["description"]).split())
    assert words in seen
    if data["identifier"]["value"] == "R-17":
        assert "R-17" in seen
    for amount in (data.get("baseSalary") or {"value": {}})["value"].values():
        if isinstance(amount, float):
            assert f"${amount:,.2f}" in seen or f"${amount:,.0f}" in seen
    if "jobLocation" in data:
        address = data["jobLocation"]["address"]
        assert f"{address['addressLocality']}, {address['addressRegion']}" in seen
    months = (data.get("experienceRequirements") or {}).get("monthsOfExperience", 0)
    assert not months or f"{months // 12} years" in seen
    until = datetime.fromisoformat(data["validThrough"])
    assert "Dec 23" in seen if until.day == 23 else "Dec 1" in seen
    assert "Nov 23" in seen


@pytest.mark.parametrize("end", [lifecycle.fill, lifecycle.close])
def test_a_job_that_ended_has_none(app: Flask, visit: Visit, now: datetime, end: Callable[..., None]) -> None:
    page = page_of(app, visit, now)
    assert data_of(page)
    with app.app_context():
        end(db.session.get_one(factories.Job, 1), by=cast.person("olive"), now=now)
        db.session.commit()
    assert "ld+json" not in visit().get(page.request.path)


def test_a_list_has_none(app: Flask, visit: Visit, now: datetime) -> None:
    page_of(app, visit, now)
    for address in ("/", "/jobs", "/employers/sunrise-clinic"):
        assert "ld+json" not in visit().get(address)


def test_a_title_that_stands_for_the_description_is_text(app: Flask, visit: Visit, now: datetime) -> None:
    data = data_of(page_of(app, visit, now, title="Coder <svg onload=alert(1)> & auditor", description=""))
    assert data["description"] == "<p>Coder &lt;svg onload=alert(1)&gt; &amp; auditor</p>"


def test_nothing_that_an_employer_writes_ends_the_script(app: Flask, visit: Visit, now: datetime) -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028 <![CDATA["
    page = page_of(app, visit, now, title=evil, description=f"{evil} " * 3, requisition="</script>")
    assert "<script>alert" not in page
    assert data_of(page)["title"] == evil
    assert data_of(page)["identifier"]["value"] == "</script>"


LONG = "Senior " * 27 + "coder"
FIXTURES: dict[str, dict[str, Any]] = {
    "remote from everywhere": {"state_rule": "any_us", "states": ()},
    "remote, states not stated": {"state_rule": None, "states": ()},
    "remote from twelve states": {"states": TWELVE},
    "remote from Puerto Rico too": {"states": ("TX", "PR", "DC")},
    "remote with an office": {"office": Office("Dayton", "OH", "45402-1234")},
    "hybrid": {**ONSITE, "workplace": "hybrid"},
    "PRN by the hour": {"employment": "prn", "pay": Pay(3200, 3600, "hour")},
    "by the chart": {"pay": Pay(175, 225, "chart"), "quota": Quota("wt_em", 14.0, 95.0)},
    "applied for elsewhere": {"apply_url": "https://jobs.sunriseclinic.example/17?a=1&b=2"},
    "signs and pictures": {"title": "R&D coder <b>\u2028👩‍💻</b>", "description": "Code R&D <script> 👩‍💻 " * 9},
    "a long title": {"title": LONG[:200]},
    "next to nothing": {**BARE, "office": Office(state="OH")},
}


@pytest.mark.parametrize("said", FIXTURES.values(), ids=FIXTURES)
def test_every_kind_of_job_keeps_the_rules(app: Flask, visit: Visit, now: datetime, said: dict[str, Any]) -> None:
    data = data_of(page_of(app, visit, now, **said))  # holds it against the schema
    assert ("jobLocationType" in data) == (said.get("workplace", "remote") == "remote")
    assert data["title"] == said.get("title", "Outpatient Coder, family practice").strip()


def test_an_employer_of_a_feed_is_named_as_the_feed_names_it(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        client = cast.make_employer("Confidential client of R & D Staffing", owner=None, proof=cast.Proof.FEED)
        client.website = ""
        job = factories.open_job(client, cast.person("olive"), now)
        address = f"/jobs/{job.id}-{job.slug}"
    data = data_of(visit().get(address))
    assert data["hiringOrganization"] == {"@type": "Organization", "name": "Confidential client of R & D Staffing"}


@pytest.mark.parametrize("over", [{}, {"workplace": "hybrid"}, {"workplace": "travel"}])
def test_a_job_without_any_place_has_none(app: Flask, visit: Visit, now: datetime, over: dict[str, Any]) -> None:
    assert "ld+json" not in page_of(app, visit, now, **{**BARE, **over})


def test_a_job_that_ran_out_by_the_clock_has_none(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    page = page_of(app, visit, now)
    set_clock(now + LISTING - timedelta(microseconds=1))
    assert data_of(visit().get(page.request.path))["validThrough"] == "2026-12-23T20:00:00+00:00"
    set_clock(now + LISTING)
    ended = visit().get(page.request.path)
    assert "ld+json" not in ended
    assert ended.headers["X-Robots-Tag"] == "noindex"


def test_a_renewed_job_keeps_the_day_on_which_it_was_posted(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    page = page_of(app, visit, now)
    later = now + timedelta(days=20)
    set_clock(later)
    with app.app_context():
        job = db.session.get_one(factories.Job, 1)
        lifecycle.renew(job, by=cast.person("olive"), listing=LISTING, now=later)
        db.session.commit()
    data = data_of(visit().get(page.request.path))
    assert (data["datePosted"], data["validThrough"]) == ("2026-11-23T20:00:00+00:00", "2027-01-12T20:00:00+00:00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"directApply": False},
        {"title": None},
        {"applicantLocationRequirements": {"@type": "Country", "name": "Texas"}},
        {"applicantLocationRequirements": [{"@type": "State", "name": "Texas"}]},
        {"jobLocationType": None},
        {"validThrough": "2026-12-23T20:00:00"},
        {"employmentType": "full time"},
        {"baseSalary": {"@type": "MonetaryAmount", "currency": "USD", "value": {"value": 2.0, "unitText": "CHART"}}},
        {"url": "https://elsewhere.example"},
    ],
)
def test_the_rules_refuse_what_google_refuses(app: Flask, visit: Visit, now: datetime, wrong: dict[str, Any]) -> None:
    data = data_of(page_of(app, visit, now)) | wrong
    assert wrongs({key: value for key, value in data.items() if value is not None or key == "title"})
