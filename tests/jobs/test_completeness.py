"""What an employer must have said before staff looks at a job: each gap alone, beside the field it belongs to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careercenter.jobs.completeness import missing
from careercenter.jobs.facts import Office, Pay
from careercenter.jobs.forms import JobForm
from tests.factories import ONSITE, job_facts

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def test_a_complete_job_lacks_nothing() -> None:
    assert missing(job_facts(), now=NOW) == {}
    assert missing(job_facts(**ONSITE), now=NOW) == {}


@pytest.mark.parametrize(
    ("over", "fields"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "Outpatient Coder!"}, {"title"}),
        ({"title_id": None}, {"title_id"}),
        ({"description": "Coding. " * 19}, {"description"}),
        ({"employment": None}, {"employment"}),
        ({"workplace": None}, {"workplace"}),
        ({"state_rule": None, "states": ()}, {"state_rule"}),
        ({"states": ()}, {"states"}),
        ({"state_rule": "exclude_list", "states": ()}, {"states"}),
        ({**ONSITE, "state_rule": "include_list"}, {"states"}),
        ({"state_rule": "within_radius", "states": ()}, {"office_city", "office_state"}),
        ({**ONSITE, "office": None}, {"office_city", "office_state"}),
        ({**ONSITE, "office": Office("Dayton")}, {"office_state"}),
        ({**ONSITE, "office": Office(state="OH")}, {"office_city"}),
        ({"pay": None}, {"pay_low", "pay_high"}),
        ({"pay": Pay(3100, 2600, "hour")}, {"pay_high"}),
        ({"pay": Pay(0, 0, "hour")}, {"pay_high"}),
        ({"closing_date": date(2026, 11, 22)}, {"closing_date"}),
        ({"title": "", "pay": None, "employment": None}, {"title", "pay_low", "pay_high", "employment"}),
    ],
)
def test_each_gap_is_named_by_its_field_with_a_sentence(over: dict[str, Any], fields: set[str]) -> None:
    lacking = missing(job_facts(**over), now=NOW)
    assert set(lacking) == fields
    assert all(sentence.endswith(".") for sentence in lacking.values())
    assert all(hasattr(JobForm, name) for name in lacking), "a sentence needs a field to stand beside"


@pytest.mark.parametrize(
    "over",
    [
        {"description": "Coding. " * 20},
        {"closing_date": TODAY},
        {"pay": Pay(3100, 3100, "hour")},
        {"pay": Pay(0, 100, "hour")},
        {"state_rule": "any_us", "states": ()},
        {"credentials_required": (), "specialties": (), "tools": (), "quota": None, "years": None, "benefits": ()},
        {**ONSITE, "workplace": "hybrid"},
    ],
)
def test_the_least_that_is_enough(over: dict[str, Any]) -> None:
    assert missing(job_facts(**over), now=NOW) == {}
