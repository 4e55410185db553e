"""A reader says what is wrong with a job; staff looks, and dismisses it or takes the job down."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from careercenter import trail
from careercenter.accounts import throttle
from careercenter.accounts.models import Account
from careercenter.db import changed, db
from careercenter.jobs.models import Job
from careercenter.reports import queries
from careercenter.reports.models import JobReport
from careercenter.rules import RuleBroken

KEPT = timedelta(days=180)  # words of readers may speak of people; a job's whole life is far shorter


def report(
    job: Job, reason: str, words: str, *, by: Account | None, visitor: str, network: str, now: datetime
) -> JobReport | None:
    """
    Keeps the report for staff; None when this reader has reported the job before: an account once, a stranger once a day
    by `visitor`, the secret of their browser. Raises RuleBroken where "something else" comes without words, and
    TooManyTries past the limits of an account or a network.
    """
    if reason == "other" and not words:
        raise RuleBroken("Say in a few words what is wrong.", field="words")
    reporter = _hash(f"account {by.id}" if by else f"visitor {visitor} {now:%Y-%m-%d}")
    if db.session.scalar(queries.report_of(job, reporter)) is not None:
        return None
    limit, key = (throttle.REPORT_BY_ACCOUNT, str(by.id)) if by else (throttle.REPORT_BY_NETWORK, network)
    throttle.note(limit, key, now=now)
    new = JobReport(
        job_id=job.id,
        account_id=by.id if by else None,
        reporter_hash=reporter,
        reason=reason,
        words=words,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:  # made a moment before, by the same person's other press
        return None
    trail.record(by, "reported job", job, now=now, report=new.id, reason=reason)
    return new


def dismiss(job: Job, *, by: Account, now: datetime) -> int:
    """The job may stay: answers all its open reports, and gives how many there were."""
    statement = update(JobReport).where(JobReport.job_id == job.id, JobReport.dismissed_at.is_(None))
    count = changed(statement.values(dismissed_at=now))
    if not count:
        raise RuleBroken("No report of this job waits any more.")
    trail.record(by, "dismissed reports", job, now=now, count=count)
    return count


def _hash(reporter: str) -> str:
    return hashlib.sha256(reporter.encode()).hexdigest()
