"""The letters about a job, to the person who posted it; to an owner where that person is gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.employers import queries as employer_queries
from careercenter.jobs.models import Job, JobRevision
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind


def approved(job: Job, *, now: datetime) -> None:
    _to_poster("approved", job, f"{job.version}:{now:%Y-%m-%dT%H:%M:%S}", now=now)


def refused(job: Job, reason: str, *, now: datetime) -> None:
    _to_poster("refused", job, f"{job.version}:{now:%Y-%m-%dT%H:%M:%S}", now=now, reason=reason)


def removed(job: Job, reason: str, *, now: datetime) -> None:
    _to_poster("removed", job, f"{now:%Y-%m-%dT%H:%M:%S}", now=now, reason=reason)


def revision_approved(job: Job, revision: JobRevision, *, now: datetime) -> None:
    _to_poster("revision_approved", job, f"{revision.id}", now=now)


def revision_refused(job: Job, revision: JobRevision, reason: str, *, now: datetime) -> None:
    _to_poster("revision_refused", job, f"{revision.id}", now=now, reason=reason)


def expiring(job: Job, days: int, secret: str, *, to: Account, now: datetime) -> None:
    """With the link that renews by one button."""
    _write("expiring", job, f"{job.expires_at:%Y-%m-%d}:t-{days}", to=to, now=now, secret=secret)


def expired(job: Job, *, now: datetime) -> None:
    _to_poster("expired", job, f"{job.expires_at:%Y-%m-%dT%H:%M:%S}", now=now)


def poster(job: Job) -> Account | None:
    """Who answers for the job: the member who posted it, else the first owner; nobody for an unclaimed employer."""
    members = {member.account_id: member for member in db.session.scalars(employer_queries.members_of(job.employer))}
    if job.posted_by_id in members:
        return members[job.posted_by_id].account
    owner = db.session.scalar(employer_queries.owners_of(job.employer).limit(1))
    return owner.account if owner is not None else None


def _to_poster(name: str, job: Job, cause: str, *, now: datetime, **facts: Any) -> None:
    to = poster(job)
    if to is not None:
        _write(name, job, cause, to=to, now=now, **facts)


def _write(name: str, job: Job, cause: str, *, to: Account, now: datetime, **facts: Any) -> None:
    db.session.flush()
    key = f"job_{name}:{job.id}:{cause}"
    compose(f"jobs/{name}", to.email, kind=Kind.NOTICE, dedupe_key=key, now=now, account=to, job=job, **facts)
