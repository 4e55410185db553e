"""
What a job says, as data: the one shape that the form, an import, a revision, the API and an application's copy share.

Ids are those of the vocabulary. What a posting does not say is None or empty, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from careercenter.vocabulary import (
    BENEFITS,
    CODE_SETS,
    CREDENTIALS,
    SCREENING_QUESTIONS,
    SETTINGS,
    SPECIALTIES,
    STATES,
    TOOLS,
)

ALL_STATES = tuple(
    code for code, state in STATES.items() if state.group == "state"
)  # the 50 and the District of Columbia
REMOTE = "remote"
# The rules of where one may live (vocabulary.STATE_RULES).
ANY_STATE, THESE_STATES, ALL_BUT_THESE, NEAR_OFFICE = "any_us", "include_list", "exclude_list", "within_radius"
NAMING_STATES = (THESE_STATES, ALL_BUT_THESE)
ORDER = {
    "states": STATES,
    "credentials_preferred": CREDENTIALS,
    "specialties": SPECIALTIES,
    "code_sets": CODE_SETS,
    "settings": SETTINGS,
    "tools": TOOLS,
    "benefits": BENEFITS,
    "questions": SCREENING_QUESTIONS,
}


@dataclass(frozen=True)
class Pay:
    """
    Pay as advertised. `low` and `high` are hundredths of the unit's amount: cents of a dollar, or hundredths of a
    percent for `percent_collections`. A single figure stands in both.
    """

    low: int
    high: int
    unit: str


@dataclass(frozen=True)
class Office:
    """Where on-site work is done. `state` is a USPS code."""

    city: str = ""
    state: str | None = None
    zip: str = ""


@dataclass(frozen=True)
class Quota:
    """What is expected: charts (or the work type's unit) an hour, and accuracy in percent. Either may be unsaid."""

    work_type: str | None = None
    per_hour: float | None = None
    accuracy: float | None = None


@dataclass(frozen=True)
class JobFacts:
    """
    Everything an employer says about one job.

    `credentials_required` is a list of lines, each met by any one of its ids: [["ccs", "cic"], ["cpc"]] asks for
    CCS or CIC, and for CPC. `state_rule` with `states` says where the person may live (d8); `apprentice_ok` and
    `years` are None when not said. `apply_url` is None when one applies here. `closing_date` is the last day to apply.
    """

    title: str
    description: str = ""
    title_id: str | None = None
    requisition: str = ""
    employment: str | None = None
    workplace: str | None = None
    state_rule: str | None = None
    states: tuple[str, ...] = ()
    work_location: str | None = None
    office: Office | None = None
    pay: Pay | None = None
    credentials_required: tuple[tuple[str, ...], ...] = ()
    credentials_preferred: tuple[str, ...] = ()
    apprentice_ok: bool | None = None
    specialties: tuple[str, ...] = ()
    code_sets: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    years: int | None = None
    quota: Quota | None = None
    benefits: tuple[str, ...] = ()
    benefits_note: str = ""
    questions: tuple[str, ...] = ()
    apply_url: str | None = None
    closing_date: date | None = None

    def __post_init__(self) -> None:
        """Terms stand in the order of their lists, however they came, so that equal facts are equal."""
        for name, word_list in ORDER.items():
            object.__setattr__(self, name, word_list.in_order(getattr(self, name)))
        lines = tuple(CREDENTIALS.in_order(line) for line in self.credentials_required)
        object.__setattr__(self, "credentials_required", lines)

    @property
    def credentials(self) -> tuple[str, ...]:
        """Every credential named, required ones first, each once."""
        required = (term for line in self.credentials_required for term in line)
        return tuple(dict.fromkeys([*required, *self.credentials_preferred]))

    @property
    def is_open_to_every_state(self) -> bool:
        return self.state_rule == ANY_STATE

    @property
    def follows_office(self) -> bool:
        """One lives in the office's own state: near the office, or where no rule is given and not all is remote."""
        return _follows_office(self.state_rule, self.workplace)


def states_eligible(facts: JobFacts) -> tuple[str, ...]:
    """
    The states in which the person may live while working; empty when the posting does not say.

    "Any state" means the 50 and the District of Columbia; a territory is open only where it is named. A job that is
    not fully remote and names no states, or asks people to live near the office, is open to the office's own state.
    """
    return _eligible(facts.state_rule, facts.workplace, facts.office.state if facts.office else None, facts.states)


def states_searched(
    state_rule: str | None, workplace: str | None, office_state: str | None, states: tuple[str, ...]
) -> tuple[str, ...]:
    """
    The states by which a search finds the job: those of `states_eligible`, and each of the fifty where a remote job says
    nothing about states. Such a job is labelled so.
    """
    if not state_rule and workplace == REMOTE:
        return ALL_STATES
    return _eligible(state_rule, workplace, office_state, states)


def searched_by(facts: JobFacts) -> tuple[str, ...]:
    """`states_searched` of these facts."""
    return states_searched(
        facts.state_rule, facts.workplace, facts.office.state if facts.office else None, facts.states
    )


def _eligible(
    state_rule: str | None, workplace: str | None, office_state: str | None, states: tuple[str, ...]
) -> tuple[str, ...]:
    if state_rule == ANY_STATE:
        return ALL_STATES
    if state_rule == THESE_STATES:
        return states
    if state_rule == ALL_BUT_THESE:
        return tuple(state for state in ALL_STATES if state not in states)
    return (office_state,) if office_state and _follows_office(state_rule, workplace) else ()


def _follows_office(state_rule: str | None, workplace: str | None) -> bool:
    return state_rule == NEAR_OFFICE or (not state_rule and workplace != REMOTE)


def as_data(facts: JobFacts) -> dict[str, Any]:
    """The facts as JSON: printed by the import and the API, kept by revisions and applications. Money in dollars."""
    return {
        "title": facts.title,
        "title_id": facts.title_id,
        "description": facts.description,
        "requisition": facts.requisition or None,
        "employment": facts.employment,
        "workplace": facts.workplace,
        "state_rule": facts.state_rule,
        "states": list(facts.states),
        "states_eligible": list(states_eligible(facts)),
        "work_location": facts.work_location,
        "office": {"city": facts.office.city or None, "state": facts.office.state, "zip": facts.office.zip or None}
        if facts.office
        else None,
        "pay": {"min": facts.pay.low / 100, "max": facts.pay.high / 100, "unit": facts.pay.unit} if facts.pay else None,
        "credentials_required": [list(line) for line in facts.credentials_required],
        "credentials_preferred": list(facts.credentials_preferred),
        "apprentice_ok": facts.apprentice_ok,
        "specialties": list(facts.specialties),
        "code_sets": list(facts.code_sets),
        "settings": list(facts.settings),
        "tools": list(facts.tools),
        "years": facts.years,
        "quota": {
            "work_type": facts.quota.work_type,
            "per_hour": facts.quota.per_hour,
            "accuracy": facts.quota.accuracy,
        }
        if facts.quota
        else None,
        "benefits": list(facts.benefits),
        "benefits_note": facts.benefits_note or None,
        "questions": list(facts.questions),
        "apply_url": facts.apply_url,
        "closing_date": facts.closing_date.isoformat() if facts.closing_date else None,
    }


def from_data(data: Mapping[str, Any]) -> JobFacts:
    """The facts that `as_data` wrote."""
    office, pay, quota = data.get("office"), data.get("pay"), data.get("quota")
    return JobFacts(
        title=data["title"],
        description=data.get("description") or "",
        title_id=data.get("title_id"),
        requisition=data.get("requisition") or "",
        employment=data.get("employment"),
        workplace=data.get("workplace"),
        state_rule=data.get("state_rule"),
        states=_ids(data.get("states")),
        work_location=data.get("work_location"),
        office=Office(office.get("city") or "", office.get("state"), office.get("zip") or "") if office else None,
        pay=Pay(round(pay["min"] * 100), round(pay["max"] * 100), pay["unit"]) if pay else None,
        credentials_required=tuple(tuple(line) for line in data.get("credentials_required") or ()),
        credentials_preferred=_ids(data.get("credentials_preferred")),
        apprentice_ok=data.get("apprentice_ok"),
        specialties=_ids(data.get("specialties")),
        code_sets=_ids(data.get("code_sets")),
        settings=_ids(data.get("settings")),
        tools=_ids(data.get("tools")),
        years=data.get("years"),
        quota=Quota(quota.get("work_type"), quota.get("per_hour"), quota.get("accuracy")) if quota else None,
        benefits=_ids(data.get("benefits")),
        benefits_note=data.get("benefits_note") or "",
        questions=_ids(data.get("questions")),
        apply_url=data.get("apply_url"),
        closing_date=date.fromisoformat(data["closing_date"]) if data.get("closing_date") else None,
    )


def _ids(values: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(values or ())
