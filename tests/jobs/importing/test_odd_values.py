"""Feeds that are well formed and say something else than they should, in any place: no value ends an import."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from careercenter.jobs.importing.dialects import lever
from careercenter.jobs.importing.facts import facts_from
from careercenter.jobs.importing.formats import open_feed
from careercenter.jobs.importing.identity import external_id, source_of
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed


def deep(times: int) -> Any:
    value: Any = "x"
    for _ in range(times):
        value = [value]
    return value


def places_in(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value of a document, by keys and numbers."""
    yield place
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield from places_in(one, (*place, step))


def put(document: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    changed = at = deepcopy(document)
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    return changed


def all_that_is_said(path: Path, dialect: str) -> Iterator[str]:
    try:
        feed = open_feed(path, dialect)
        yield source_of(feed, None)
        for row in feed.rows:
            facts = facts_from(row)
            yield from (row.problem, external_id(row, facts, ""), str(facts))
    except NotAFeed as refused:
        yield str(refused)


ODD = (5, True, -1, 10**400, 1e308, "x", "\ud800 x", "a\x00b", "https://[x", "9" * 400, "²", "9999-12-31")
ODDER = (None, {}, {"a": 1}, {"0": 5}, [], [None, 5, [], {}], deep(400))
BOARDS: dict[str, Any] = {
    "lever": [
        {
            "id": "1",
            "text": "Coder",
            "hostedUrl": "https://jobs.lever.co/harbor/1",
            "categories": {"location": "Dayton, OH", "commitment": "Full-time"},
            "lists": [{"text": "You have", "content": "<li>CPC</li>"}],
            "createdAt": 1773057600000,
            "salaryRange": {"min": 28, "max": 34, "interval": "per-hour", "currency": "USD"},
        }
    ],
    "greenhouse": {
        "jobs": [
            {
                "id": 1,
                "title": "Coder",
                "absolute_url": "https://boards.greenhouse.io/harbor/jobs/1",
                "location": {"name": "Dayton, OH"},
                "offices": [{"location": "Dayton"}],
                "metadata": [{"name": "Employment Type", "value": "Full-time"}],
                "pay_input_ranges": [{"min_cents": 2800, "max_cents": 3400, "title": "Hourly", "currency_type": "USD"}],
                "application_deadline": "2026-12-31",
            }
        ]
    },
    "ashby": {
        "jobs": [
            {
                "id": "1",
                "title": "Coder",
                "jobUrl": "https://jobs.ashbyhq.com/harbor/1",
                "address": {"postalAddress": {"addressLocality": "Dayton", "addressRegion": "OH"}},
                "compensation": {"summaryComponents": [{"compensationType": "Salary", "minValue": 1, "maxValue": 2}]},
            }
        ]
    },
    "usajobs": {
        "SearchResult": {
            "SearchResultItems": [
                {
                    "MatchedObjectId": "1",
                    "MatchedObjectDescriptor": {
                        "PositionTitle": "Coder",
                        "OrganizationName": "Veterans Health Administration",
                        "ApplyURI": ["https://www.usajobs.gov/job/1"],
                        "ApplicationCloseDate": "2026-12-31",
                        "PositionLocation": [{"CityName": "Dayton, Ohio", "CountrySubDivisionCode": "Ohio"}],
                        "PositionRemuneration": [{"MinimumRange": "1", "MaximumRange": "2", "RateIntervalCode": "PH"}],
                        "UserArea": {"Details": {"JobSummary": "Codes.", "MajorDuties": ["Code"]}},
                    },
                }
            ]
        }
    },
    "jobposting": {
        "@type": "JobPosting",
        "title": "Coder",
        "url": "https://harbor.example/1",
        "hiringOrganization": {"name": "Harbor"},
        "identifier": {"value": "1"},
        "validThrough": "2026-12-31",
        "jobLocation": [{"address": {"addressLocality": "Dayton", "addressRegion": "OH"}}],
        "baseSalary": {"currency": "USD", "value": {"minValue": 1, "maxValue": 2, "unitText": "HOUR"}},
        "experienceRequirements": {"monthsOfExperience": 24},
        "skills": ["Epic"],
    },
    "json-feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbor",
        "feed_url": "https://harbor.example/feed",
        "items": [{"id": "1", "url": "https://harbor.example/1", "title": "Coder", "date_published": "2026-03-09"}],
    },
}


@pytest.mark.parametrize("dialect", BOARDS)
def test_any_value_may_stand_anywhere_and_ends_no_import(save: Callable[..., Path], dialect: str) -> None:
    """Each value of a small feed is replaced by each odd one. What comes of it can be read, printed and told apart."""
    for place in places_in(BOARDS[dialect]):
        for odd in (*ODD, *ODDER):
            path = save(json.dumps(put(BOARDS[dialect], place, odd)))
            said = "".join(all_that_is_said(path, dialect))
            assert said.encode(), (place, odd)


def test_a_reader_that_stumbles_refuses_the_file_in_words(
    opened: Callable[..., Feed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lever, "board_name", lambda _key: 1 / 0)
    with pytest.raises(NotAFeed, match=r"no reader can read to its end.*ZeroDivisionError"):
        opened(BOARDS["lever"])


def test_a_row_that_a_reader_stumbles_over_stops_none_behind_it(
    read: Callable[..., list[ImportedRow]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lever, "dates", None)
    rows = read([{"text": "Coder", "categories": {}}] * 2, "lever")
    assert [row.problem[:34] for row in rows] == ["It can't be read: AttributeError: "] * 2
