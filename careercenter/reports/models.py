"""What readers say is wrong with a job."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.db import UTC, Model
from careercenter.jobs.models import Job


class JobReport(Model):
    """
    One reader, one job, once. `reason` is an id of the word list `report_reasons`. `reporter_hash` tells readers apart:
    of an account, or of one browser on one day; `account_id` is empty for a stranger. No employer ever reads this table.
    """

    __tablename__ = "job_report"
    __table_args__ = (UniqueConstraint("job_id", "reporter_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    reporter_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[UTC] = mapped_column(index=True)
    dismissed_at: Mapped[UTC | None] = mapped_column(index=True)

    job: Mapped[Job] = relationship(lazy="raise")
