"""The new text of a job that a feed had before: written at once, or kept waiting while the approved text stays public."""

from __future__ import annotations

from datetime import datetime

from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import JobFacts, as_data, from_data
from careercenter.jobs.models import Job, JobState

WAITS = "Its new text waits for review."
TAKEN_BACK = "Its new text is no longer asked for: the feed says what is public."
EDITED = "A change that its employer made waits for review; the feed's is left out."


def put_text(job: Job, facts: JobFacts, *, publish: bool, now: datetime) -> tuple[bool, str]:
    """
    Makes the job say this. Returns whether anything changed, and what there is to say about it.

    While staff has yet to read it a job is simply rewritten; one that staff had sent back is sent in again. Afterwards
    the operator's --publish stands for the review, and without it a material change waits.
    """
    if not job.is_approved:
        revisions.rewrite(job, facts, by=None, now=now)
        if job.state is JobState.REFUSED:
            lifecycle.submit(job, by=None, now=now)
        return True, ""
    if publish or not revisions.is_material(facts_of(job), facts):
        take_back(job, now=now)
        revisions.rewrite(job, facts, by=None, now=now)
        lifecycle.keep_published(job, by=None, now=now)
        return True, ""
    return _ask(job, facts, now=now)


def take_back(job: Job, *, now: datetime) -> str:
    """What the feed had asked for is forgotten, since it says again what is public."""
    waiting = revisions.waiting_revision(job)
    if waiting is None or waiting.by_id is not None:
        return ""
    revisions.take_back(waiting, by=None, now=now)
    return TAKEN_BACK


def _ask(job: Job, facts: JobFacts, *, now: datetime) -> tuple[bool, str]:
    """Keeps the text for review, unless just this text waits already or a person's change does."""
    waiting = revisions.waiting_revision(job)
    if waiting is not None and waiting.by_id is not None:
        return False, EDITED
    if waiting is not None and from_data(waiting.facts) == from_data(as_data(facts)):
        return False, WAITS
    revisions.keep_waiting(job, facts, by=None, now=now)
    return True, WAITS
