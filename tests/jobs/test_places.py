"""Where the work may be done, in one line, and what it means to a reader of one state."""

from __future__ import annotations

from typing import Any

import pytest

from careercenter.jobs.facts import ALL_STATES, JobFacts, Office, states_eligible
from careercenter.jobs.places import closed_because, eligibility, office_line, open_to, place_line, shut_out
from careercenter.sentences import both
from careercenter.vocabulary import STATES

DAYTON = Office("Dayton", "OH", "45402")


def facts(**over: Any) -> JobFacts:
    return JobFacts("Coder", **over)


REMOTE_LIST = {"workplace": "remote", "state_rule": "include_list"}
REMOTE_BUT = {"workplace": "remote", "state_rule": "exclude_list"}


@pytest.mark.parametrize(
    ("job", "line"),
    [
        (facts(workplace="remote", state_rule="any_us"), "Remote from any state"),
        (facts(workplace="remote"), "Remote in the US, states not stated"),
        (facts(workplace="remote", office=DAYTON), "Remote in the US, states not stated"),
        (facts(**REMOTE_LIST, states=("TX",)), "Remote from TX"),
        (facts(**REMOTE_LIST, states=("TX", "FL")), "Remote from FL and TX"),
        (facts(**REMOTE_LIST, states=("TX", "FL", "OH", "GA", "NC")), "Remote from FL, GA, NC, OH and TX"),
        (facts(**REMOTE_LIST, states=("TX", "FL", "OH", "GA", "NC", "SC")), "Remote from 6 states"),
        (facts(**REMOTE_BUT, states=("PR",)), "Remote from any state"),
        (facts(**REMOTE_BUT, states=("CA",)), "Remote from any state but CA"),
        (facts(**REMOTE_BUT, states=("CA", "NY")), "Remote from any state but CA and NY"),
        (facts(**REMOTE_BUT, states=("CA", "NY", "WA", "CO", "NJ", "MA")), "Remote from 45 states"),
        (facts(workplace="hybrid", office=DAYTON), "Hybrid, Dayton, OH"),
        (facts(workplace="onsite", office=Office("Dayton")), "On site, Dayton"),
        (facts(workplace="onsite"), "On site"),
        (facts(office=DAYTON), "Dayton, OH"),
        (facts(), "Workplace not stated"),
    ],
)
def test_the_place_is_one_line(job: JobFacts, line: str) -> None:
    assert place_line(job) == line


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (facts(workplace="remote", state_rule="any_us"), None),
        (facts(workplace="remote"), None),
        (facts(**REMOTE_LIST, states=("TX",)), "Texas included"),
        (facts(**REMOTE_LIST, states=("OH",)), "closed to Texas"),
        (facts(**REMOTE_BUT, states=("TX",)), "closed to Texas"),
        (facts(**REMOTE_BUT, states=("CA",)), "Texas included"),
        (facts(workplace="onsite", office=DAYTON), "closed to Texas"),
        (facts(workplace="onsite", office=Office("Austin", "TX")), "Texas included"),
        (facts(workplace="onsite"), None),
    ],
)
def test_a_reader_from_texas_is_told(job: JobFacts, told: str | None) -> None:
    assert eligibility(job, "TX") == told


@pytest.mark.parametrize(
    ("job", "states", "because"),
    [
        (facts(**REMOTE_LIST, states=("CA", "NY")), ("TX",), "Hires in CA and NY, not in Texas"),
        (facts(**REMOTE_LIST, states=("TX", "FL", "OH", "GA", "NC", "SC")), ("CA",), "Hires in 6 states, not in California"),
        (facts(**REMOTE_LIST, states=("CA", "NY")), ("OH", "TX"), "Hires in CA and NY, not in Ohio or Texas"),
        (facts(**REMOTE_LIST, states=("CA", "TX")), ("OH", "TX"), ""),
        (facts(**REMOTE_BUT, states=("TX",)), ("TX",), "Not in Texas: excluded by the employer"),
        (facts(**REMOTE_BUT, states=("TX",)), ("PR",), "Hires in 50 states, not in Puerto Rico"),
        (facts(workplace="remote", state_rule="any_us"), ("PR",), "Hires in the 50 states and DC, not in Puerto Rico"),
        (facts(workplace="remote"), ("TX",), ""),
        (facts(workplace="remote"), ("GU",), "States not stated"),
        (facts(workplace="onsite", office=Office("Denver", "CO")), ("TX",), "On site in Denver, CO"),
        (facts(workplace="hybrid", office=DAYTON), ("TX",), "Hybrid in Dayton, OH"),
        (facts(workplace="onsite", office=DAYTON), ("OH",), ""),
        (facts(workplace="onsite"), ("TX",), "On site, place not stated"),
        (facts(office=DAYTON), ("TX",), "Office in Dayton, OH"),
        (facts(workplace="hybrid", state_rule="within_radius", office=DAYTON), ("TX",), "You must live near the office in Dayton, OH"),
        (facts(**REMOTE_LIST, states=("CA",)), (), ""),
        (facts(**REMOTE_LIST, states=("CA",)), ("ZZ",), ""),
    ],
)  # fmt: skip
def test_a_job_that_is_closed_to_some_states_says_why(job: JobFacts, states: tuple[str, ...], because: str) -> None:
    assert closed_because(job, states) == because


@pytest.mark.parametrize("state", [None, "", "ZZ"])
def test_a_reader_of_no_known_state_is_told_nothing(state: str | None) -> None:
    assert eligibility(facts(**REMOTE_LIST, states=("TX",)), state) is None


def test_any_state_means_the_fifty_and_washington_and_no_territory() -> None:
    assert len(ALL_STATES) == 51
    anywhere = states_eligible(facts(workplace="remote", state_rule="any_us"))
    assert set(anywhere) == set(STATES) - {"AS", "GU", "MP", "PR", "VI"}
    assert open_to(facts(workplace="remote", state_rule="any_us"), "PR") is False
    assert open_to(facts(**REMOTE_LIST, states=("PR",)), "PR") is True
    assert eligibility(facts(workplace="remote", state_rule="any_us"), "PR") == "closed to Puerto Rico"


def test_only_who_is_shut_out_is_warned() -> None:
    ohio = facts(**REMOTE_LIST, states=("OH",))
    assert shut_out(ohio, "TX") == "Texas is not one of the states in which you may live for this job."
    assert shut_out(ohio, "OH") == shut_out(ohio, None) == shut_out(ohio, "ZZ") == ""
    assert shut_out(facts(workplace="remote"), "TX") == "", "the job does not say"


def test_the_office_does_not_open_a_job_that_is_remote_or_names_its_states() -> None:
    assert states_eligible(facts(workplace="remote", office=DAYTON)) == ()
    assert states_eligible(facts(workplace="hybrid", state_rule="include_list", states=("TX",), office=DAYTON)) == (
        "TX",
    )


def test_a_job_within_reach_of_its_office_is_open_to_the_offices_state() -> None:
    assert states_eligible(facts(workplace="hybrid", state_rule="within_radius", office=DAYTON)) == ("OH",)


def test_an_office_is_as_much_as_is_known_of_it() -> None:
    assert office_line(None) == ""
    assert office_line(Office(zip="45402")) == ""
    assert office_line(Office("Dayton")) == "Dayton"
    assert office_line(Office(state="OH")) == "OH"


def test_states_are_listed_as_people_list_them() -> None:
    assert [both(states) for states in (["TX"], ["CA", "NY"], ["CA", "NV", "NY"])] == [
        "TX",
        "CA and NY",
        "CA, NV and NY",
    ]
