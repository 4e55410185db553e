"""Sets of applications: a seeker's own, an employer's own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from careercenter.applications.models import Application, SavedJob, StageChange
from careercenter.employers.models import Employer
from careercenter.jobs.models import Job
from careercenter.jobs.queries import shown_jobs
from careercenter.seekers.models import Seeker
from careercenter.trail import TrailEntry

RESUME_READ = "downloaded résumé"  # the act in the trail


def applications_of(seeker: Seeker) -> Select[Application]:
    return (
        select(Application)
        .where(Application.seeker_id == seeker.id)
        .options(joinedload(Application.job))
        .order_by(Application.moved_at.desc(), Application.id.desc())
    )


def applications_to(employer: Employer) -> Select[Application]:
    """Every application to a job of this employer, newest first."""
    return (
        select(Application)
        .join(Job, Job.id == Application.job_id)
        .where(Job.employer_id == employer.id)
        .options(joinedload(Application.job))
        .order_by(Application.applied_at.desc(), Application.id.desc())
    )


def application_to(job: Job, seeker: Seeker) -> Select[Application]:
    return select(Application).where(Application.job_id == job.id, Application.seeker_id == seeker.id)


def changes_of(application: Application) -> Select[StageChange]:
    return (
        select(StageChange)
        .where(StageChange.application_id == application.id)
        .order_by(StageChange.at.desc(), StageChange.id.desc())
    )


def resume_reads(application: Application) -> Select[datetime]:
    """When the employer took the résumé out, for the one whose résumé it is."""
    return (
        select(TrailEntry.at)
        .where(
            TrailEntry.thing == Application.__tablename__,
            TrailEntry.thing_id == application.id,
            TrailEntry.act == RESUME_READ,
        )
        .order_by(TrailEntry.at.desc())
    )


def saved_jobs(seeker: Seeker, now: datetime) -> Select[SavedJob]:
    """Of all that was saved, the jobs that the public may know of. One that is hidden comes back when its job does."""
    return saved_by(seeker).where(SavedJob.job_id.in_(shown_jobs(now).with_only_columns(Job.id)))


def saved_by(seeker: Seeker) -> Select[SavedJob]:
    return (
        select(SavedJob)
        .where(SavedJob.seeker_id == seeker.id)
        .options(joinedload(SavedJob.job))
        .order_by(SavedJob.saved_at.desc(), SavedJob.id.desc())
    )


def saved(seeker: Seeker, job: Job) -> Select[SavedJob]:
    return select(SavedJob).where(SavedJob.seeker_id == seeker.id, SavedJob.job_id == job.id)
