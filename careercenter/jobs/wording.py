"""What a job says, fact by fact in words."""

from __future__ import annotations

from collections.abc import Callable

from careercenter.jobs import pay, places
from careercenter.jobs.facts import JobFacts, states_eligible
from careercenter.sentences import either
from careercenter.vocabulary import (
    BENEFITS,
    CODE_SETS,
    CREDENTIALS,
    EMPLOYMENT_TYPES,
    JOB_TITLES,
    SETTINGS,
    SPECIALTIES,
    TOOLS,
    WORK_LOCATIONS,
    WORKPLACES,
    WordList,
)


def credential_lines(facts: JobFacts) -> str:
    """CCS or CIC; CPC."""
    return "; ".join(either(_short(CREDENTIALS, line)) for line in facts.credentials_required)


def quota_line(facts: JobFacts) -> str:
    """2.2 charts an hour, 95% accuracy."""
    if facts.quota is None:
        return ""
    accuracy = f"{facts.quota.accuracy:g}% accuracy" if facts.quota.accuracy is not None else ""
    return ", ".join(filter(None, (per_hour_line(facts), accuracy)))


def per_hour_line(facts: JobFacts) -> str:
    """2.2 charts an hour."""
    if facts.quota is None or facts.quota.per_hour is None:
        return ""
    return f"{facts.quota.per_hour:g} {pay.quota_unit(facts.quota)} an hour"


def _short(word_list: WordList, ids: tuple[str, ...]) -> list[str]:
    return [word_list[term].short for term in ids if term in word_list]


APPRENTICES = {True: "welcome", False: "not for this job", None: ""}
TEXTS = frozenset({"Description", "Benefits, in words"})
SAYINGS: dict[str, Callable[[JobFacts], str]] = {
    "Title": lambda facts: facts.title,
    "Ladder": lambda facts: JOB_TITLES.label(facts.title_id),
    "Description": lambda facts: facts.description,
    "Pay": lambda facts: pay.in_full(facts.pay) if facts.pay else "",
    "Workplace": lambda facts: WORKPLACES.label(facts.workplace),
    "Office": lambda facts: places.office_line(facts.office),
    "States": lambda facts: ", ".join(states_eligible(facts)),
    "Credentials required": credential_lines,
    "Credentials preferred": lambda facts: ", ".join(_short(CREDENTIALS, facts.credentials_preferred)),
    "Employment": lambda facts: EMPLOYMENT_TYPES.label(facts.employment),
    "Apply at": lambda facts: facts.apply_url or "here",
    "Closing date": lambda facts: facts.closing_date.isoformat() if facts.closing_date else "",
    "Years": lambda facts: "" if facts.years is None else str(facts.years),
    "Apprentices": lambda facts: APPRENTICES[facts.apprentice_ok],
    "Kinds of work": lambda facts: ", ".join(SPECIALTIES.labels(facts.specialties)),
    "Code sets": lambda facts: ", ".join(CODE_SETS.labels(facts.code_sets)),
    "Settings": lambda facts: ", ".join(SETTINGS.labels(facts.settings)),
    "Systems": lambda facts: ", ".join(TOOLS.labels(facts.tools)),
    "Where the work may be done": lambda facts: WORK_LOCATIONS.label(facts.work_location),
    "Quota": quota_line,
    "Benefits": lambda facts: ", ".join(BENEFITS.labels(facts.benefits)),
    "Benefits, in words": lambda facts: facts.benefits_note,
}
