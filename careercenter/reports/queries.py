"""Sets of reports: those that wait for staff, and the jobs that they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select

from careercenter.jobs.models import Job, JobState
from careercenter.reports.models import JobReport


def open_reports() -> Select[JobReport]:
    """Those that nobody has answered. A job that was taken down answers its reports, until it is put back."""
    return (
        select(JobReport)
        .join(Job, Job.id == JobReport.job_id)
        .where(JobReport.dismissed_at.is_(None), Job.state != JobState.REMOVED)
    )


def reported_jobs() -> Select[Job]:
    """The jobs with open reports, those with most of them first, then those that wait longest."""
    waiting = _waiting()
    return (
        select(Job)
        .join(waiting, waiting.c.job_id == Job.id)
        .order_by(waiting.c.count.desc(), waiting.c.first_at, Job.id)
    )


def open_reports_of(jobs: Iterable[Job]) -> Select[JobReport]:
    """The open reports of these jobs, the newest first."""
    return (
        open_reports()
        .where(JobReport.job_id.in_([job.id for job in jobs]))
        .order_by(JobReport.created_at.desc(), JobReport.id.desc())
    )


def report_of(job: Job, reporter_hash: str) -> Select[JobReport]:
    return select(JobReport).where(JobReport.job_id == job.id, JobReport.reporter_hash == reporter_hash)


def _waiting() -> Any:
    return (
        open_reports()
        .with_only_columns(
            JobReport.job_id, func.count().label("count"), func.min(JobReport.created_at).label("first_at")
        )
        .group_by(JobReport.job_id)
        .subquery()
    )
