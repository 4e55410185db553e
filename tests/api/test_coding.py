"""The coding extension: one block, the same ids as the page, held against the schema that is handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from webtest import TestApp

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs.coding import CODED
from careercenter.jobs.terms import FILTERS
from careercenter.vocabulary import CREDENTIALS, STATES
from tests import factories

Visit = Callable[[], TestApp]
pytestmark = pytest.mark.usefixtures("peopled")


@pytest.fixture
def schema(visit: Visit) -> dict[str, Any]:
    answer = visit().get("/api/v1/coding.schema.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    visit().get("/api/v1/coding.schema.json", headers={"If-None-Match": answer.headers["ETag"]}, status=304)
    Draft202012Validator.check_schema(answer.json)
    return dict(answer.json)


@pytest.fixture
def coding(app: Flask, visit: Visit, now: datetime) -> dict[str, Any]:
    with app.app_context():
        factories.open_job(db.session.get_one(Employer, 1), None, now)
    return dict(visit().get("/api/v1/jobs/1").json["coding"])


def test_it_says_what_makes_a_job_one_for_coders(coding: dict[str, Any], schema: dict[str, Any]) -> None:
    assert list(Draft202012Validator(schema).iter_errors(coding)) == []
    assert coding["version"] == "1"
    assert coding["credentials_required"] == [["cpc", "ccs_p"]]
    assert (coding["states"], coding["specialties"], coding["tools"]) == (["FL", "OH", "TX"], ["em"], ["epic"])
    assert coding["pay"] == {"min": 26.0, "max": 31.0, "unit": "hour"}
    assert coding.keys() == {"version", *CODED} == set(schema["required"])


@pytest.mark.parametrize(
    "wrong", [{"version": "2"}, {"tools": ["abacus"]}, {"states": ["XX"]}, {"benefits": ["gold"]}, {"employer": "x"}]
)
def test_the_schema_refuses_what_it_does_not_know(
    coding: dict[str, Any], schema: dict[str, Any], wrong: dict[str, Any]
) -> None:
    assert list(Draft202012Validator(schema).iter_errors(coding | wrong))


def test_a_feed_carries_the_same_and_names_its_description(
    visit: Visit, coding: dict[str, Any], schema: dict[str, Any]
) -> None:
    [item] = visit().get("/jobs.json").json["items"]
    said = item["_coding"]
    assert said.pop("about") == schema["$id"] == "http://localhost/api/v1/coding.schema.json"
    assert said == coding


def test_the_ids_are_those_of_the_filters_with_their_words(visit: Visit, schema: dict[str, Any]) -> None:
    words = {name: {one["const"]: one["title"] for one in part["oneOf"]} for name, part in schema["$defs"].items()}
    assert words["credentials"] == {term.id: term.full_label for term in CREDENTIALS.values()}
    page = visit().get("/jobs").html
    offered = {option["value"] for option in page.select("select#state option") if option["value"]}
    assert offered <= words["states"].keys() == set(STATES)
    for group in FILTERS:
        assert words[group.word_list.name].keys() == set(group.word_list), group.name
