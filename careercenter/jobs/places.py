"""Where the work may be done, in words. Plain functions over facts; no database."""

from __future__ import annotations

from careercenter.jobs.facts import ALL_BUT_THESE, ALL_STATES, REMOTE, JobFacts, Office, states_eligible
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
        return "states not stated" if facts.workplace == REMOTE else None
    return f"{STATES.label(state)} included" if verdict else f"closed to {STATES.label(state)}"


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
    if facts.state_rule == ALL_BUT_THESE and len(shut) <= FEW:
        return f"from any state but {in_words(shut)}"
    if len(eligible) <= FEW:
        return f"from {in_words(list(eligible))}"
    return f"from {len(eligible)} states"


def in_words(codes: list[str]) -> str:
    """CA and NY; CA, NV and NY."""
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"
