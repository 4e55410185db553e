"""Sets of jobs. Everything the public sees begins with `open_jobs`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from careercenter.employers.models import POSTERS, Employer, EmployerMember
from careercenter.employers.queries import is_public
from careercenter.jobs.models import (
    EARLY,
    ENDED,
    LISTED,
    WARN_DAYS,
    Job,
    JobRevision,
    JobState,
    JobTerm,
    RenewLink,
    RevisionState,
    TermKind,
)

KEPT_AFTER_END = timedelta(days=90)  # how long a closed job keeps its page; afterwards 410


def open_jobs(now: datetime) -> Select[Job]:
    """
    The only public set: live, published, not run out, of an employer that is proved and not suspended.

    Time is compared here, in the query; a stopped timekeeper shows no stale job.
    """
    return _with_employer().where(is_open_at_some_time(), Job.published_at <= now, Job.expires_at > now)


def is_open_at_some_time() -> ColumnElement[bool]:
    """`open_jobs` with any `now`: the rule but for the times, which are there and which the index compares in each answer."""
    return and_(is_public(), Job.state == JobState.LIVE, Job.published_at.is_not(None), Job.expires_at.is_not(None))


def shown_jobs(now: datetime) -> Select[Job]:
    """Jobs that have a page of their own: open ones, and those that ended in a way people may know of."""
    return _with_employer().where(
        is_public(), Job.published_at <= now, Job.state.in_((JobState.LIVE, *ENDED)), Job.expires_at.is_not(None)
    )


def all_jobs() -> Select[Job]:
    """Every job in every state, for staff; the last changed first."""
    return select(Job).order_by(Job.updated_at.desc(), Job.id.desc())


def jobs_like(words: str, state: JobState | None) -> Select[Job]:
    """Those of all jobs that have each of the words in the title, the employer's name or the requisition."""
    query = all_jobs() if state is None else all_jobs().where(Job.state == state)
    if words:
        query = query.join(Employer, Employer.id == Job.employer_id)
    texts = (Job.title, Employer.name, Job.requisition)
    return query.where(*(or_(*(text.icontains(word, autoescape=True) for text in texts)) for word in words.split()))


def jobs_of(employer: Employer) -> Select[Job]:
    """All jobs of an employer, whoever of its team posted them."""
    return all_jobs().where(Job.employer_id == employer.id)


def published_with(kind: TermKind, term: str) -> Select[int]:
    """A job that carried this term when it was public, however long ago."""
    return (
        select(Job.id)
        .join(JobTerm, JobTerm.job_id == Job.id)
        .where(JobTerm.kind == kind, JobTerm.term == term, Job.published_at.is_not(None))
        .limit(1)
    )


def awaiting_review() -> Select[Job]:
    return select(Job).where(Job.state == JobState.PENDING_REVIEW).order_by(Job.updated_at, Job.id)


def revisions_awaiting_review() -> Select[JobRevision]:
    """Changes of public texts. That of a job taken down waits until the job is put back."""
    return (
        select(JobRevision)
        .join(Job, Job.id == JobRevision.job_id)
        .where(JobRevision.state == RevisionState.WAITING, Job.state != JobState.REMOVED)
        .order_by(JobRevision.created_at, JobRevision.id)
    )


def waiting_revisions(jobs: Iterable[Job]) -> Select[JobRevision]:
    """The texts of these jobs that wait; a job has one at most."""
    return revisions_awaiting_review().where(JobRevision.job_id.in_([job.id for job in jobs]))


def published_revisions(job: Job) -> Select[JobRevision]:
    return (
        select(JobRevision)
        .where(JobRevision.job_id == job.id, JobRevision.state == RevisionState.PUBLISHED)
        .order_by(JobRevision.decided_at, JobRevision.id)
    )


def last_refused_revision(job: Job) -> Select[JobRevision]:
    """The newest text sent back, for its reason on the desk."""
    return (
        select(JobRevision)
        .where(JobRevision.job_id == job.id, JobRevision.state == RevisionState.REFUSED)
        .order_by(JobRevision.decided_at.desc(), JobRevision.id.desc())
        .limit(1)
    )


def due_to_expire(now: datetime) -> Select[Job]:
    """Jobs whose time has run out and that do not say so yet."""
    return select(Job).where(Job.state.in_(LISTED), Job.expires_at <= now).order_by(Job.id)


def expiring_unwarned(now: datetime) -> Select[Job]:
    """Live jobs of which one of WARN_DAYS has come without its letter."""
    due = [
        and_(
            Job.expires_at <= now + timedelta(days=days) + EARLY, or_(Job.warned_days.is_(None), Job.warned_days > days)
        )
        for days in WARN_DAYS
    ]
    return select(Job).where(Job.state == JobState.LIVE, Job.expires_at > now, or_(*due)).order_by(Job.id)


def renew_link(token_hash: str, now: datetime) -> Select[RenewLink]:
    """The link of a warning, if it is known, unused and not run out, and whom it was written to still posts there."""
    reader = (EmployerMember.employer_id == Job.employer_id) & (EmployerMember.account_id == RenewLink.account_id)
    return (
        select(RenewLink)
        .join(Job, Job.id == RenewLink.job_id)
        .join(EmployerMember, reader)
        .where(
            RenewLink.token_hash == token_hash,
            RenewLink.used_at.is_(None),
            RenewLink.expires_at > now,
            EmployerMember.role.in_(POSTERS),
        )
    )


def count(query: Select[Job]) -> Select[int]:
    return select(func.count()).select_from(query.with_only_columns(Job.id).order_by(None).subquery())


def _with_employer() -> Select[Job]:
    return select(Job).join(Employer, Employer.id == Job.employer_id)
