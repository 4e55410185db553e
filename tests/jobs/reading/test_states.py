"""In which states one may live while working, where the posting says so."""

from __future__ import annotations

import pytest

from careercenter.jobs.reading.hints import NO_HINTS, Hints
from careercenter.jobs.reading.statements import Statements
from careercenter.jobs.reading.states import state_rule


@pytest.mark.parametrize(
    ("text", "rule", "states"),
    [
        ("You must reside in TX, FL or GA.", "include_list", ("FL", "GA", "TX")),
        ("Must live in Ohio", "include_list", ("OH",)),
        (
            "Candidates must be located in one of the following states: Texas, Ohio, Iowa.",
            "include_list",
            ("IA", "OH", "TX"),
        ),
        ("We hire in these states:\n- Texas\n- Ohio", "include_list", ("OH", "TX")),
        ("Remote in ID, OR, WA, UT", "include_list", ("ID", "OR", "UT", "WA")),
        ("Texas residents only", "include_list", ("TX",)),
        ("We cannot hire in CA or NY.", "exclude_list", ("CA", "NY")),
        ("Remote, but not eligible to be hired in CA, NY, WA.", "exclude_list", ("CA", "NY", "WA")),
        ("Open to candidates in all states except Alaska and Hawaii.", "exclude_list", ("AK", "HI")),
        ("We do not hire in the following states:\n- California\n- Colorado", "exclude_list", ("CA", "CO")),
        (
            "If you are located in Montana or Iowa, you will not be eligible for employment.",
            "exclude_list",
            ("IA", "MT"),
        ),
        ("Applicants must live in the continental United States.", "exclude_list", ("AK", "HI")),
        ("Work from anywhere in the US.", "any_us", ()),
        ("100% remote within the USA", "any_us", ()),
        ("Remote nationwide", "any_us", ()),
        ("You must live within 50 miles of Dayton.", "within_radius", ()),
    ],
)
def test_the_posting_says_where_one_may_live(text: str, rule: str, states: tuple[str, ...]) -> None:
    assert state_rule(NO_HINTS, Statements(text)) == (rule, states)


@pytest.mark.parametrize(
    "text",
    [
        "Our offices are in Dayton, OH, Austin, TX and Miami, FL.",
        "Based in Dayton, OH",
        "An active license in Texas or Ohio",
        "For candidates in Colorado the pay range is $30 to $35.",
        "California residents have a right to our privacy notice.",
        "We serve patients in Ohio, Indiana and Kentucky.",
        "If you live in Utah, you will come to our office.",
        "Remote, with teams in New York, San Francisco and Toronto",
        "Jobs in all 50 states",
        "We celebrate any state holiday.",
        "US and Puerto Rico residents only",
    ],
)
def test_states_that_are_no_limit(text: str) -> None:
    assert state_rule(NO_HINTS, Statements(text)) == (None, ())


def test_the_field_of_schema_org_counts_first() -> None:
    text = Statements("You must live in Ohio.")
    assert state_rule(Hints(live_in=("Texas, USA", "Florida, USA")), text) == ("include_list", ("FL", "TX"))
    assert state_rule(Hints(live_in=("USA",)), text) == ("any_us", ())
