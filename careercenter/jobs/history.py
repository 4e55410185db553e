"""What changed in a job, for applicants and for the staff who reads a revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from careercenter.db import db
from careercenter.jobs.facts import JobFacts, as_data, from_data
from careercenter.jobs.models import Job
from careercenter.jobs.queries import published_revisions
from careercenter.jobs.wording import SAYINGS, TEXTS

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
