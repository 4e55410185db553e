"""The board's people, employers, jobs and answers, read from the YAML files in board/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from careercenter.employers.models import Proof, Role
from careercenter.jobs.facts import ALL_BUT_THESE, ANY_STATE, THESE_STATES, JobFacts, from_data

FOLDER = Path(__file__).parent / "board"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RULES = {"any": ANY_STATE, "only": THESE_STATES, "but": ALL_BUT_THESE}
PAY, QUOTA = ("min", "max", "unit"), ("work_type", "per_hour", "accuracy")
WRAPPED = re.compile(r"(?<=\S)\n(?!\n|[-*#>] |\d+\. )")  # a line's end that is only the file's, not the writer's


@dataclass(frozen=True)
class Person:
    """Somebody with an account. Days are counted back from the load; `profile` is what a seeker says."""

    key: str
    name: str
    email: str
    joined: float
    is_staff: bool = False
    profile: Mapping[str, Any] | None = None
    resume: tuple[str, ...] = ()


@dataclass(frozen=True)
class Firm:
    """An employer: its facts, who owns it, who else acts for it, and how and when it was proved."""

    key: str
    name: str
    kind: str
    website: str
    city: str
    state: str
    about: str
    created: float
    owner: str | None = None
    team: Mapping[str, Role] = field(default_factory=dict)
    invited: str | None = None
    proof: Proof | None = None


@dataclass(frozen=True)
class Posting:
    """
    A job: what it says (`row`, read by `facts_of`), who posted it, and what became of it on which day. `revisions` are
    later changes, each with its day and, where staff has published it, the day of that.
    """

    key: str
    employer: str
    by: str | None
    life: Mapping[str, float]
    row: Mapping[str, Any]
    revisions: tuple[Mapping[str, Any], ...] = ()
    reason: str = ""
    source: tuple[str, str] | None = None


@dataclass(frozen=True)
class Answering:
    """An application: who to which job on which day, with what, and how it went on."""

    who: str
    job: str
    day: float
    answers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    resume: bool = True
    resume_read: float | None = None
    moves: tuple[Mapping[str, Any], ...] = ()
    withdrawn: tuple[str, float] | None = None


def people() -> list[Person]:
    return [Person(**{**row, "resume": tuple(row.get("resume", ()))}) for row in _read("people.yml")]


def firms() -> list[Firm]:
    return [
        Firm(
            **{
                **row,
                "about": unwrapped(row["about"]),
                "team": {who: Role(role) for who, role in row.get("team", {}).items()},
                "proof": Proof(row["proof"]) if "proof" in row else None,
            }
        )
        for row in _read("employers.yml")
    ]


def postings() -> list[Posting]:
    own = ("key", "employer", "by", "life", "reason", "source", "revisions")
    return [
        Posting(
            key=row["key"],
            employer=row["employer"],
            by=row.get("by"),
            life=row["life"],
            reason=unwrapped(row.get("reason", "")),
            source=tuple(row["source"]) if "source" in row else None,
            revisions=tuple(row.get("revisions", ())),
            row={name: value for name, value in row.items() if name not in own},
        )
        for row in _read("jobs/*.yml")
    ]


def answerings() -> list[Answering]:
    return [Answering(**row) for row in _read("applications.yml")]


def saved_jobs() -> list[Mapping[str, Any]]:
    return list(_read("saved_jobs.yml"))


def searches() -> list[Mapping[str, Any]]:
    return list(_read("searches.yml"))


def facts_of(row: Mapping[str, Any], *, today: date) -> JobFacts:
    """
    What a row of jobs/*.yml says. It is the job as data, but shorter: `states` is "any", or a list under `only` or
    `but`; `pay` is low, high and unit; `quota` is work type, pieces an hour and accuracy; `closes_in` is days from now.
    """
    states = row.get("states")
    rule, named = ("any", []) if states == "any" else next(iter(states.items())) if states else (None, [])
    return from_data(
        {
            **row,
            "description": unwrapped(row["description"]),
            "state_rule": RULES.get(rule, rule),
            "states": named,
            "pay": dict(zip(PAY, row["pay"], strict=True)) if "pay" in row else None,
            "quota": dict(zip(QUOTA, row["quota"], strict=True)) if "quota" in row else None,
            "closing_date": (today + timedelta(days=row["closes_in"])).isoformat() if "closes_in" in row else None,
        }
    )


def unwrapped(text: str) -> str:
    """A text as its writer meant it: the lines of the file joined again, paragraphs and lists kept."""
    return WRAPPED.sub(" ", text.strip())


def _read(pattern: str) -> Iterator[Any]:
    for path in sorted(FOLDER.glob(pattern)):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe loaders
