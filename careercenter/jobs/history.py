"""What changed in a job, for applicants and for the staff who reads a revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from careercenter.db import db
from careercenter.jobs import pay, places
from careercenter.jobs.facts import JobFacts, as_data, from_data, states_eligible
from careercenter.jobs.models import Job
from careercenter.jobs.queries import published_revisions
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

NOT_STATED = "not stated"
READ_AND_POSTED = "Read by our staff, then posted"
FROM_FEED = "Taken over from the employer’s public feed"


@dataclass(frozen=True)
class Difference:
    """One thing a job says differently, in words. `is_text` marks a long text, of which only the fact is told."""

    label: str
    before: str
    after: str
    is_text: bool = False

    @property
    def sentence(self) -> str:
        if self.is_text:
            return f"{self.label} reworded"
        return f"{self.label}: {self.before}, now {self.after}"


@dataclass(frozen=True)
class Event:
    at: datetime
    sentences: tuple[str, ...]


def history(job: Job) -> list[Event]:
    """The public life of a job, newest first: when it was posted, and what was changed since."""
    revisions = db.session.scalars(published_revisions(job)).all()
    events = []
    for number, revision in enumerate(revisions):
        at = revision.decided_at or revision.created_at
        if number == 0:
            from_feed = job.source is not None and revision.by_id is None
            events.append(Event(at, (FROM_FEED if from_feed else READ_AND_POSTED,)))
            continue
        changed = differences(from_data(revisions[number - 1].facts), from_data(revision.facts))
        if changed:
            events.append(Event(at, tuple(one.sentence for one in changed)))
    return events[::-1]


def differences(before: JobFacts, after: JobFacts) -> list[Difference]:
    """What the second text says differently from the first."""
    changed = [
        Difference(label, old, new, is_text=label in TEXTS)
        for label, say in SAYINGS.items()
        if (old := say(before) or NOT_STATED) != (new := say(after) or NOT_STATED)
    ]
    if not changed and as_data(before) != as_data(after):
        changed.append(Difference("Other facts", NOT_STATED, NOT_STATED, is_text=True))
    return changed


def credential_lines(facts: JobFacts) -> str:
    """CCS or CIC; CPC."""
    return "; ".join(" or ".join(_short(CREDENTIALS, line)) for line in facts.credentials_required)


def _short(word_list: WordList, ids: tuple[str, ...]) -> list[str]:
    return [word_list[term].short for term in ids if term in word_list]


def quota_line(facts: JobFacts) -> str:
    """2.2 charts an hour, 95% accuracy."""
    if facts.quota is None:
        return ""
    parts = []
    if facts.quota.per_hour is not None:
        parts.append(f"{facts.quota.per_hour:g} {pay.quota_unit(facts.quota)} an hour")
    if facts.quota.accuracy is not None:
        parts.append(f"{facts.quota.accuracy:g}% accuracy")
    return ", ".join(parts)


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
