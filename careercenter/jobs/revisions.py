"""Changes of a job: written at once, or kept waiting while the approved text stays public."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.jobs import letters, queries
from careercenter.jobs.columns import facts_of, write_facts
from careercenter.jobs.facts import JobFacts, as_data, from_data
from careercenter.jobs.lifecycle import Outdated, WrongState, check_closing_date, set_end
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.jobs.moves import Move, may

# What an applicant relies on: changes of these wait for staff once the job has been public (d17). Words that the employer
# writes freely are among them, as any of them could name another way to apply.
MATERIAL = (
    "title",
    "requisition",
    "description",
    "benefits_note",
    "pay",
    "workplace",
    "office",
    "state_rule",
    "states",
    "credentials_required",
    "employment",
    "apply_url",
)


def edit(job: Job, facts: JobFacts, *, by: Account, version: int, now: datetime) -> JobRevision | None:
    """
    Changes what the job says, or keeps the change waiting: then the revision is returned. What staff has yet to read,
    or to read again, is simply rewritten.

    `version` is the one that the person read; raises Outdated when it is no longer the last.
    """
    if job.state is JobState.REMOVED:
        raise WrongState("Our staff took this job down; it can't be changed until they put it back.")
    waiting = waiting_revision(job)
    if version != (waiting.version if waiting else job.version):
        raise Outdated
    before = facts_of(job)
    if waiting is not None and facts == before:
        take_back(waiting, by=by, now=now)
        return None
    if job.is_approved and (waiting is not None or is_material(before, facts)):
        return keep_waiting(job, facts, by=by, now=now)
    rewrite(job, facts, by=by, now=now)
    return None


def keep(job: Job, facts: JobFacts, *, by: Account, version: int, now: datetime) -> None:
    """A draft as far as it is written. Raises WrongState for one that was sent for review meanwhile."""
    if not may(Move.SUBMIT, job):
        raise WrongState(
            "This is no longer a draft: it was sent for review while you wrote. Your words still stand here, and "
            "“Change the job” keeps them."
        )
    edit(job, facts, by=by, version=version, now=now)


def rewrite(job: Job, facts: JobFacts, *, by: Account | None, now: datetime) -> None:
    """The job says this from now on, as a version that it never had before."""
    _put(job, facts, version=_next_version(job), now=now)
    trail.record(by, "edited", job, now=now)


def keep_waiting(job: Job, facts: JobFacts, *, by: Account | None, now: datetime) -> JobRevision:
    """The text waits for review, in place of one that waited already; the public one stays as it is."""
    number = _next_version(job)
    waiting = waiting_revision(job) or JobRevision(job=job, state=RevisionState.WAITING)
    waiting.facts, waiting.version, waiting.created_at = as_data(facts), number, now
    waiting.by_id = by.id if by is not None else None
    db.session.add(waiting)
    trail.record(by, "asked for revision", job, now=now)
    return waiting


def is_material(before: JobFacts, after: JobFacts) -> bool:
    """Whether an applicant would rely on what changed."""
    return any(getattr(before, name) != getattr(after, name) for name in MATERIAL)


def take_back(waiting: JobRevision, *, by: Account | None, now: datetime) -> None:
    """The waiting text is no longer asked for. Its number is spent: the public text goes on under a later one."""
    trail.record(by, "took revision back", waiting.job, now=now)
    waiting.job.version = _next_version(waiting.job)
    db.session.delete(waiting)


def approve_revision(revision: JobRevision, *, by: Account, version: int, now: datetime) -> None:
    """
    The waiting text becomes the public one; the job's state and its first publication stay as they are. Raises
    RuleBroken when its closing date has passed while it waited.
    """
    _check_waiting(revision, version)
    job, facts = revision.job, from_data(revision.facts)
    check_closing_date(facts, now)
    _put(job, facts, version=revision.version, now=now)
    revision.state, revision.decided_at = RevisionState.PUBLISHED, now
    trail.record(by, "approved revision", job, now=now, revision=revision.id)
    letters.revision_approved(job, revision, now=now)


def refuse_revision(revision: JobRevision, reason: str, *, by: Account, version: int, now: datetime) -> None:
    """The waiting text is sent back; the approved one stays public."""
    _check_waiting(revision, version)
    revision.state, revision.reason, revision.decided_at = RevisionState.REFUSED, reason, now
    trail.record(by, "refused revision", revision.job, now=now, revision=revision.id)
    letters.revision_refused(revision.job, revision, reason, now=now)


def waiting_revision(job: Job) -> JobRevision | None:
    return db.session.scalar(queries.waiting_revisions([job]))


def _put(job: Job, facts: JobFacts, *, version: int, now: datetime) -> None:
    """The job says this, and ends when this says."""
    write_facts(job, facts, version=version, now=now)
    set_end(job)


def _next_version(job: Job) -> int:
    """A number that no text of this job has had, sent back or not: who read an older one is found out."""
    last = db.session.scalar(select(func.max(JobRevision.version)).where(JobRevision.job_id == job.id))
    return max(job.version, last or 0) + 1


def _check_waiting(revision: JobRevision, version: int) -> None:
    if revision.state is not RevisionState.WAITING or revision.version != version:
        raise Outdated
