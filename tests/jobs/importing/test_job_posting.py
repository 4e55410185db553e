"""schema.org JobPosting, in pages and in JSON of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.reading.hints import PayField

Read = Callable[..., list[ImportedRow]]

GOOD: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Outpatient Coder",
    "description": "<p>CPC required.</p>",
    "identifier": {"@type": "PropertyValue", "name": "Harbor", "value": "OC-9"},
    "datePosted": "2026-03-09",
    "validThrough": "2026-12-31T23:59",
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "hiringOrganization": {"@type": "Organization", "name": "Harbor Clinic"},
    "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": [{"@type": "State", "name": "Ohio"}, {"@type": "State", "name": "Texas"}],
    "jobLocation": {
        "@type": "Place",
        "address": {"addressLocality": "Dayton", "addressRegion": "OH", "postalCode": "45402", "addressCountry": "US"},
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "USD",
        "value": {"@type": "QuantitativeValue", "minValue": 26, "maxValue": 31.5, "unitText": "HOUR"},
    },
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24},
    "qualifications": ["RHIT", {"description": "Two years of coding"}],
    "url": "https://harbor.example/jobs/9",
}


def page(*scripts: str) -> str:
    inside = "\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!doctype html>\n<html><head>\n{inside}\n</head><body><p>Coder</p></body></html>"


def test_a_page_names_everything(opened: Callable[..., Feed]) -> None:
    feed = opened(page(json.dumps(GOOD)))
    (row,) = feed.rows
    assert (feed.dialect, feed.key) == ("jobposting", "harbor.example")
    assert (row.where, row.title, row.employer, row.external_id) == (
        "line 3",
        "Outpatient Coder",
        "Harbor Clinic",
        "OC-9",
    )
    assert row.posted == date(2026, 3, 9)
    assert row.sections[0] == ("Qualifications", "- RHIT\n- Two years of coding")
    hints = row.hints
    assert (hints.remote, hints.live_in, hints.employment) == (True, ("Ohio", "Texas"), "FULL_TIME; CONTRACTOR")
    assert (hints.city, hints.state, hints.zip, hints.country) == ("Dayton", "OH", "45402", "US")
    assert hints.pay == PayField("26", "31.5", "HOUR", "USD")
    assert (hints.months_of_experience, hints.closing_date) == (24, date(2026, 12, 31))


def test_a_graph_points_at_its_employer_and_place_by_id(read: Read) -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": "#us", "name": "Harbor Clinic"},
            {"@type": "Place", "@id": "#here", "address": {"@id": "#street"}},
            {"@type": "PostalAddress", "@id": "#street", "addressLocality": "Dayton", "addressRegion": "OH"},
            {
                "@type": "https://schema.org/JobPosting",
                "title": "Coder",
                "hiringOrganization": {"@id": "#us"},
                "jobLocation": [{"@id": "#here"}],
            },
        ],
    }
    (row,) = read(page(json.dumps(graph)))
    assert (row.title, row.employer, row.hints.city) == ("Coder", "Harbor Clinic", "Dayton")


def test_a_list_of_postings_and_a_carousel(read: Read) -> None:
    listed = {
        "@type": "ItemList",
        "itemListElement": [{"item": {**GOOD, "title": "A"}}, {"item": {**GOOD, "title": "B"}}],
    }
    assert [(row.where, row.title) for row in read([GOOD, listed])] == [
        ("item 1", "Outpatient Coder"),
        ("item 2", "A"),
        ("item 3", "B"),
    ]


def test_several_in_one_script_are_told_apart(read: Read) -> None:
    assert [row.where for row in read(page(json.dumps([GOOD, GOOD])))] == ["line 3, item 1", "line 3, item 2"]


def test_a_broken_script_is_a_refused_row_beside_the_good_ones(read: Read) -> None:
    good, broken = read(page('{"@type": "JobPosting", "title": ', json.dumps(GOOD), '{"@type": "WebSite", '))
    assert good.title == "Outpatient Coder"
    assert (broken.where, broken.title) == ("line 3", "")
    assert broken.problem.startswith("Its JSON-LD can't be read")


@pytest.mark.parametrize(
    "script",
    ["//<![CDATA[\n{}\n//]]>", "<!-- {} -->", "{};", "\n\n  {}\n"],
)
def test_what_pages_put_around_the_json(read: Read, script: str) -> None:
    assert read(page(script.replace("{}", json.dumps(GOOD))))[0].title == "Outpatient Coder"


def test_raw_line_ends_inside_a_text_are_borne(read: Read) -> None:
    assert (
        read(page('{"@type": "JobPosting", "title": "Coder", "description": "One\nTwo"}'))[0].description == "One\nTwo"
    )


@pytest.mark.parametrize(
    ("salary", "pay", "text"),
    [
        ({"currency": "USD", "value": 30, "unitText": "HOUR"}, PayField("30", "30", "HOUR", "USD"), ""),
        ({"currency": "EUR", "minValue": "100", "maxValue": ""}, PayField("100", "", "", "EUR"), ""),
        ([{"value": {"value": "55,000", "unitText": "YEAR"}}], PayField("55,000", "55,000", "YEAR", ""), ""),
        ("$30 an hour", None, "$30 an hour"),
        (None, None, ""),
    ],
)
def test_pay_in_its_many_forms(read: Read, salary: Any, pay: PayField | None, text: str) -> None:
    (row,) = read({**GOOD, "baseSalary": salary})
    assert (row.hints.pay, row.hints.pay_text) == (pay, text)


def test_a_posting_of_one_word_fields(read: Read) -> None:
    (row,) = read(
        {
            "@type": "JobPosting",
            "name": "Coder",
            "hiringOrganization": "Harbor",
            "jobLocation": "Dayton, OH",
            "identifier": 4,
        }
    )
    assert (row.title, row.employer, row.external_id, row.hints.place) == ("Coder", "Harbor", "4", "Dayton, OH")
