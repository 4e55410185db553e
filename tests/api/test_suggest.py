"""What a search field offers while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from webtest import TestApp

from careercenter import clock
from careercenter.jobs import suggesting
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.words import words_of
from tests import cast, factories
from tests.api.conftest import Valid
from tests.jobs.chance import QUERIES

Ask = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def jobs(app: Flask) -> None:
    now = clock.now() - timedelta(days=1)
    with app.app_context():
        people = cast.make_cast()
        lakeside = cast.make_employer('Lake "Side" <b>Health</b>', owner=people.olive)
        jobs = (
            JobFacts("Inpatient coder", title_id="inpatient_coder", tools=("encompass_360",), workplace="remote"),
            JobFacts("Coder", title_id="coder_2", credentials_required=(("cpc",),), specialties=("ip_drg",)),
        )
        for facts in (*jobs, jobs[1]):
            factories.imported_job(people.sunrise, facts, now)
        factories.imported_job(lakeside, jobs[1], now)


@pytest.fixture
def ask(visit: Callable[[], TestApp]) -> Ask:
    return lambda query: visit().get("/api/v1/suggest", {"q": query}).json["suggestions"]


@pytest.mark.parametrize(
    ("typed", "label", "query"),
    [
        ("inpat", "Inpatient MS-DRG", "Inpatient MS-DRG"),
        ("INPATIENT FAC", "Inpatient Facility Coder", "Inpatient Facility Coder"),
        ("3m", "Solventum 360 Encompass", "Solventum 360 Encompass"),
        ("solv", "Solventum 360 Encompass", "Solventum 360 Encompass"),
        ("cp", "CPC – Certified Professional Coder", "CPC"),
        ("remote solv", "Solventum 360 Encompass", "remote Solventum 360 Encompass"),
        ("tex", "Texas", "Texas"),
        ("sunr", "Sunrise Clinic", '"Sunrise Clinic"'),
        ("clin", "Sunrise Clinic", '"Sunrise Clinic"'),
    ],
)
def test_the_last_words_are_completed_by_names(ask: Ask, typed: str, label: str, query: str) -> None:
    found = [(one["label"], one["query"]) for one in ask(typed)]
    assert (label, query) in found, found


def test_a_former_name_is_said(ask: Ask) -> None:
    (first,) = [one for one in ask("3m enc") if one["kind"] == "tool"]
    assert first["also"].lower().startswith("3m enc")


def test_what_is_offered_finds_as_many_jobs_as_it_says(ask: Ask, visit: Callable[[], TestApp]) -> None:
    offered = [one for typed in ("in", "co", "re", "remote in", "cpc", "lake", "sun") for one in ask(typed)]
    assert len(offered) > 8
    for one in offered:
        assert visit().get("/api/v1/jobs", {"q": one["query"]}).json["total"] == one["jobs"] > 0, one
        assert (
            visit().get(urlsplit(one["url"])._replace(scheme="", netloc="").geturl()).forms["find"]["q"].value
            == one["query"]
        )


@pytest.mark.parametrize("typed", ["", "a", "zzzz", "meditech", "inpatient ", '"inpat', "-inpat", "coder -inpat"])
def test_nothing_is_offered_where_no_name_is_meant_or_none_has_a_job(ask: Ask, typed: str) -> None:
    assert ask(typed) == []


def test_cities_are_offered_for_the_place(visit: Callable[[], TestApp], valid: Valid) -> None:
    answer = visit().get("/api/v1/suggest?near=austi").json
    assert answer["suggestions"][0]["query"] == "Austin, TX"
    assert answer["suggestions"][0]["url"].endswith("/jobs?near=Austin,+TX")
    assert valid("Suggestions", answer)
    for typed in ("", "x", "%", "\x00", "zzzzzz", "A" * 9_000, "austin, t"):
        assert len(visit().get("/api/v1/suggest", {"near": typed}).json["suggestions"]) <= suggesting.MOST


def test_each_name_finds_its_own_term() -> None:
    """Or a suggestion would search for something else than it says."""
    for group in suggesting.FILTERS:
        for term in group.word_list.active:
            said = suggesting.own_name(group.word_list.name, term)
            (wanted,) = words_of(said).wanted
            assert (group.word_list.name, term.id) in wanted.terms


def test_the_document_describes_it(visit: Callable[[], TestApp], valid: Valid) -> None:
    answer = visit().get("/api/v1/suggest?q=inpat")
    assert valid("Suggestions", answer.json)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    visit().get("/api/v1/suggest?q=inpat", headers={"If-None-Match": answer.headers["ETag"]}, status=304)


def test_no_query_breaks_it(ask: Ask) -> None:
    for query in [*QUERIES, "\x00", "%", "_", "%%", "x" * 5_000, "a b " * 900, "😀 coder", "'; --", "<b>"]:
        assert len(ask(query)) <= suggesting.MOST
