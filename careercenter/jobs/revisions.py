"""Changes of a job: written at once, or kept waiting while the approved text stays public."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.jobs import letters
from careercenter.jobs.facts import JobFacts, as_data, from_data
from careercenter.jobs.lifecycle import Outdated, WrongState, is_material, set_end
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.jobs.text import facts_of, write_facts


def edit(job: Job, facts: JobFacts, *, by: Account, version: int, now: datetime) -> JobRevision | None:
    """
    Changes what the job says, or keeps the change waiting: then the revision is returned.

    `version` is the one that the person read; raises Outdated when it is no longer the last.
    """
    if job.state is JobState.REMOVED:
        raise WrongState("Our staff took this job down; it can't be changed until they put it back.")
    waiting = waiting_revision(job)
    if version != (waiting.version if waiting else job.version):
        raise Outdated
    before = facts_of(job)
    if waiting is not None and facts == before:
        db.session.delete(waiting)  # taken back: the text is the public one again
        trail.record(by, "took revision back", job, now=now)
        return None
    if job.published_at is not None and (waiting is not None or is_material(before, facts)):
        return _keep_waiting(job, waiting, facts, by=by, now=now)
    write_facts(job, facts, now=now)
    set_end(job)
    trail.record(by, "edited", job, now=now)
    return None


def approve_revision(revision: JobRevision, *, by: Account, version: int, now: datetime) -> None:
    """The waiting text becomes the public one; the job's state and its first publication stay as they are."""
    _check_waiting(revision, version)
    job = revision.job
    write_facts(job, from_data(revision.facts), now=now)
    set_end(job)
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
    return db.session.scalar(
        select(JobRevision).where(JobRevision.job_id == job.id, JobRevision.state == RevisionState.WAITING)
    )


def _keep_waiting(job: Job, waiting: JobRevision | None, facts: JobFacts, *, by: Account, now: datetime) -> JobRevision:
    if waiting is None:
        waiting = JobRevision(job=job, state=RevisionState.WAITING, version=job.version)
    waiting.facts, waiting.by_id, waiting.created_at = as_data(facts), by.id, now
    waiting.version += 1
    db.session.add(waiting)
    trail.record(by, "asked for revision", job, now=now)
    return waiting


def _check_waiting(revision: JobRevision, version: int) -> None:
    if revision.state is not RevisionState.WAITING or revision.version != version:
        raise Outdated
