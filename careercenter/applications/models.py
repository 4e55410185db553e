"""A seeker answers a job."""

from __future__ import annotations

import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.db import UTC, Dated, Model, stored_enum
from careercenter.jobs.models import Job
from careercenter.seekers.models import ResumeKind, Seeker


class Stage(StrEnum):
    """Where an application stands for its employer: the ids of the word list `stages`."""

    APPLIED = "applied"
    SCREENING = "screening"
    ASSESSMENT = "assessment"
    INTERVIEW = "interview"
    REFERENCE = "reference"
    OFFER = "offer"
    HIRED = "hired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ACTIVE = (Stage.APPLIED, Stage.SCREENING, Stage.ASSESSMENT, Stage.INTERVIEW, Stage.REFERENCE, Stage.OFFER)


def random_key() -> str:
    """96 random bits: an application's address can't be guessed from another's."""
    return secrets.token_urlsafe(12)


class Application(Dated, Model):
    """
    One seeker, one job, once. `sent` is the copy of what was sent, word for word: profile, answers, note and the job
    as it read on that day; it never changes. The résumé is the application's own copy of the file.
    """

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("job_id", "seeker_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), unique=True, default=random_key)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="RESTRICT"))
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="RESTRICT"), index=True)
    stage: Mapped[Stage] = mapped_column(stored_enum(Stage), default=Stage.APPLIED)
    sent: Mapped[dict[str, Any]] = mapped_column(JSON)
    resume_key: Mapped[str | None] = mapped_column(String(40), unique=True)
    resume_filename: Mapped[str] = mapped_column(String(160), default="")
    resume_kind: Mapped[ResumeKind | None] = mapped_column(stored_enum(ResumeKind))
    applied_at: Mapped[UTC]
    moved_at: Mapped[UTC]
    decline_reason: Mapped[str | None] = mapped_column(String(40))
    withdraw_reason: Mapped[str | None] = mapped_column(String(40))

    job: Mapped[Job] = relationship()
    seeker: Mapped[Seeker] = relationship()

    @property
    def is_active(self) -> bool:
        return self.stage in ACTIVE

    @property
    def name(self) -> str:
        """The applicant's name as it was sent."""
        return str(self.sent["profile"]["name"])


class StageChange(Model):
    """One move of an application, kept for good."""

    __tablename__ = "stage_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    before: Mapped[Stage | None] = mapped_column(stored_enum(Stage, "stage_before"))
    after: Mapped[Stage] = mapped_column(stored_enum(Stage, "stage_after"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[UTC]


class SavedJob(Model):
    __tablename__ = "saved_job"
    __table_args__ = (UniqueConstraint("seeker_id", "job_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    saved_at: Mapped[UTC]

    job: Mapped[Job] = relationship()
