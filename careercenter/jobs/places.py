"""Where the work may be done, in words. Plain functions over facts; no database."""

from __future__ import annotations

from collections.abc import Iterable

from careercenter.counting import counted
from careercenter.jobs.facts import (
    ALL_BUT_THESE,
    ALL_STATES,
    NEAR_OFFICE,
    REMOTE,
    JobFacts,
    Office,
    searched_by,
    states_eligible,
)
from careercenter.sentences import both, either
from careercenter.vocabulary import STATES, WORKPLACES

FEW = 5  # states named one by one; more are counted


def place_line(facts: JobFacts) -> str:
    """One line for a card: "Remote from 31 states", "Hybrid, Dayton, OH", "Remote, states not stated"."""
    if facts.workplace == REMOTE:
        return f"Remote {_from_where(facts)}"
    where = office_line(facts.office)
    if facts.workplace is None:
        return where or "Workplace not stated"
    word = WORKPLACES[facts.workplace].label
    return f"{word}, {where}" if where else word


def office_line(office: Office | None) -> str:
    if office is None:
        return ""
    return ", ".join(part for part in (office.city, office.state or "") if part)


def open_to(facts: JobFacts, state: str | None) -> bool | None:
    """Whether somebody in this state may be hired; None when the posting does not say."""
    eligible = states_eligible(facts)
    return state in eligible if eligible else None


def eligibility(facts: JobFacts, state: str | None) -> str | None:
    """The sentence for a reader of this state: "Texas included", "closed to Texas", or None when there is nothing to say."""
    verdict = open_to(facts, state)
    if state not in STATES or (facts.is_open_to_every_state and verdict):
        return None
    if verdict is None:
        return None  # the line of the place says it already
    return f"{STATES.label(state)} included" if verdict else f"closed to {STATES.label(state)}"


def closed_because(facts: JobFacts, states: Iterable[str]) -> str:
    """
    Why nobody of these states may be hired: "Hires in 12 states, not in Texas", "Not in Ohio: excluded by the employer",
    "On site in Denver, CO". "" where the job is open to one of them, or the search takes it so.
    """
    asked = STATES.known(states)
    if not asked or any(state in searched_by(facts) for state in asked):
        return ""
    named = either(STATES.labels(asked))
    if facts.follows_office:
        return _by_the_office(facts)
    if facts.state_rule == ALL_BUT_THESE and all(state in facts.states for state in asked):
        return f"Not in {named}: excluded by the employer"
    if not facts.state_rule:
        return "States not stated"
    eligible = states_eligible(facts)
    where = both(eligible) if 0 < len(eligible) <= FEW else counted(len(eligible), "state")
    if facts.is_open_to_every_state:
        where = "the 50 states and DC"
    return f"Hires in {where}, not in {named}"


def _by_the_office(facts: JobFacts) -> str:
    where = office_line(facts.office)
    if facts.state_rule == NEAR_OFFICE:
        return f"You must live near the office in {where}" if where else "You must live near the office"
    word = WORKPLACES.label(facts.workplace) or "Office"
    return f"{word} in {where}" if where else f"{word}, place not stated"


def shut_out(facts: JobFacts, state: str | None) -> str:
    """The warning for somebody who will live in this state; empty where the job is open to it or does not say."""
    if state not in STATES or open_to(facts, state) is not False:
        return ""
    return f"{STATES.label(state)} is not one of the states in which you may live for this job."


def _from_where(facts: JobFacts) -> str:
    if facts.is_open_to_every_state:
        return "from any state"
    eligible = states_eligible(facts)
    if not eligible:
        return "in the US, states not stated"
    shut = [state for state in ALL_STATES if state not in eligible]
    if not shut:
        return "from any state"
    if facts.state_rule == ALL_BUT_THESE and len(shut) <= FEW:
        return f"from any state but {both(shut)}"
    if len(eligible) <= FEW:
        return f"from {both(eligible)}"
    return f"from {len(eligible)} states"
