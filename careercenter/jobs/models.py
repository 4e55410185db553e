"""The listings: a job, the vocabulary terms it carries, and the texts of it that wait or have been public."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.accounts.models import Account
from careercenter.db import UTC, Dated, Model, stored_enum
from careercenter.employers.models import Employer
from careercenter.slugs import slug


class JobState(StrEnum):
    """What people decided (d17). Time is decided by `open_jobs(now)`, never by a state."""

    DRAFT = "draft"
    PENDING_REVIEW = "pending_review"
    REFUSED = "refused"
    LIVE = "live"
    PAUSED = "paused"
    FILLED = "filled"
    CLOSED = "closed"
    EXPIRED = "expired"
    REMOVED = "removed"


UNREAD = (JobState.DRAFT, JobState.PENDING_REVIEW, JobState.REFUSED)
LISTED = (JobState.LIVE, JobState.PAUSED)  # in these its time runs
ENDED = (JobState.FILLED, JobState.CLOSED, JobState.EXPIRED)
WARN_DAYS = (7, 1)  # days before the end on which an employer is written to
EARLY = timedelta(hours=1)  # a warning may come so much sooner, and never later because a beat fell just before it


class Job(Dated, Model):
    """
    What an employer posts. The columns hold the text that is (or was last) public; a change of a published job
    waits as a JobRevision.

    `pay_low`, `pay_high`: hundredths as in facts.Pay; `hourly_low`, `hourly_high`: the same in cents an hour, None
    where the unit can't be compared. `listed_until` is the end of the listing period; `expires_at` is that or the
    closing date, whichever comes first. `ended_at` is when it was filled, closed or marked expired. `words` and
    `title_words` are search tokens. `version` counts changes of the text, so that nobody approves what they did not read.
    """

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index("ix_job_open", "state", "expires_at", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="RESTRICT"), index=True)
    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    state: Mapped[JobState] = mapped_column(stored_enum(JobState), default=JobState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)

    title: Mapped[str] = mapped_column(String(200))
    title_id: Mapped[str | None] = mapped_column(String(40))
    requisition: Mapped[str] = mapped_column(String(60), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    employment: Mapped[str | None] = mapped_column(String(40))
    workplace: Mapped[str | None] = mapped_column(String(40))
    state_rule: Mapped[str | None] = mapped_column(String(40))
    work_location: Mapped[str | None] = mapped_column(String(40))
    office_city: Mapped[str] = mapped_column(String(80), default="")
    office_state: Mapped[str | None] = mapped_column(String(2))
    office_zip: Mapped[str] = mapped_column(String(10), default="")
    pay_low: Mapped[int | None]
    pay_high: Mapped[int | None]
    pay_unit: Mapped[str | None] = mapped_column(String(40))
    hourly_low: Mapped[int | None]
    hourly_high: Mapped[int | None]
    apprentice_ok: Mapped[bool | None]
    years: Mapped[int | None]
    quota_work_type: Mapped[str | None] = mapped_column(String(40))
    quota_per_hour: Mapped[float | None]
    quota_accuracy: Mapped[float | None]
    benefits_note: Mapped[str] = mapped_column(Text, default="")
    apply_url: Mapped[str | None] = mapped_column(String(600))
    closing_date: Mapped[date | None]
    words: Mapped[str] = mapped_column(Text, default="", deferred=True)  # long, and the index alone reads it
    title_words: Mapped[str] = mapped_column(String(600), default="")

    source: Mapped[str | None] = mapped_column(String(160))
    external_id: Mapped[str | None] = mapped_column(String(200))
    published_at: Mapped[UTC | None]
    listed_until: Mapped[UTC | None]
    expires_at: Mapped[UTC | None]
    ended_at: Mapped[UTC | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    warned_days: Mapped[int | None]

    employer: Mapped[Employer] = relationship(lazy="joined", innerjoin=True)
    posted_by: Mapped[Account | None] = relationship()
    terms: Mapped[list[JobTerm]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="JobTerm.line, JobTerm.id"
    )

    @property
    def slug(self) -> str:
        return slug(self.title)

    @property
    def last_day(self) -> date | datetime | None:
        """
        The last day on which one can or could apply, the same on every page and in every letter. A closing date is
        that day itself: `expires_at` is its very end in Honolulu, which is the next morning nearly everywhere.
        """
        if self.state in (JobState.FILLED, JobState.CLOSED):
            return self.ended_at
        ends_early = self.expires_at and (self.listed_until is None or self.expires_at < self.listed_until)
        return self.closing_date if self.closing_date is not None and ends_early else self.expires_at

    @property
    def is_approved(self) -> bool:
        """Whether staff has approved the text that it carries. One that was taken down must be read again."""
        return self.published_at is not None and self.state not in UNREAD

    @property
    def is_listed(self) -> bool:
        """Its time runs, whether coders see it or it is paused."""
        return self.state in LISTED

    @property
    def waits_for_proof(self) -> bool:
        """Approved, and hidden until its employer is proved and not suspended."""
        return self.state is JobState.LIVE and not self.employer.is_proved

    def has_run_out(self, now: datetime) -> bool:
        """The same rule as `queries.due_to_expire`, for a job at hand."""
        return self.is_listed and self.expires_at is not None and self.expires_at <= now

    def is_open(self, now: datetime) -> bool:
        """The same rule as `queries.open_jobs`, for a job at hand."""
        return (
            self.state is JobState.LIVE
            and self.published_at is not None
            and self.expires_at is not None
            and self.published_at <= now < self.expires_at
            and self.employer.is_proved
        )

    def closed_since(self, now: datetime) -> datetime | None:
        """Since when a published job takes no more applications; None while it does or was never public."""
        if self.published_at is None or self.published_at > now:
            return None
        if self.state in ENDED:
            return self.ended_at
        return self.expires_at if self.state is JobState.LIVE and self.has_run_out(now) else None


class TermKind(StrEnum):
    """What a term of a job is about. The values are those of the query string where it has one."""

    CREDENTIAL = "credential"
    SPECIALTY = "specialty"
    CODE_SET = "code_set"
    SETTING = "setting"
    TOOL = "tool"
    STATE = "state"
    BENEFIT = "benefit"
    QUESTION = "question"


class JobTerm(Model):
    """
    One vocabulary id of a job. For credentials `line` is the number of the required line it belongs to (each line is
    met by any of its credentials) and 0 for a preferred one; for all other kinds it is 0.
    """

    __tablename__ = "job_term"
    __table_args__ = (
        UniqueConstraint("job_id", "kind", "term", "line"),
        Index("ix_job_term_kind_term", "kind", "term", "job_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    kind: Mapped[TermKind] = mapped_column(stored_enum(TermKind))
    term: Mapped[str] = mapped_column(String(40))
    line: Mapped[int] = mapped_column(default=0)


class RevisionState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"


class JobRevision(Model):
    """
    A text of a job that was published before: one that waits for review, one sent back with its reason, or, kept
    for its history, one that staff has published. `facts` is `facts.as_data`.
    """

    __tablename__ = "job_revision"
    __table_args__ = (Index("ix_job_revision_job_state", "job_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    state: Mapped[RevisionState] = mapped_column(stored_enum(RevisionState))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[UTC]
    decided_at: Mapped[UTC | None]

    job: Mapped[Job] = relationship()


class RenewLink(Model):
    """The link in a warning letter that renews one job with one button. It outlives the job's end by two weeks."""

    __tablename__ = "renew_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[UTC] = mapped_column(index=True)
    used_at: Mapped[UTC | None]

    job: Mapped[Job] = relationship()
    account: Mapped[Account] = relationship()


class JobChange(Model):
    """
    A listed job's public face changed, or began or ceased to be. Triggers write these rows and nothing else does: the
    numbers grow in the order of the commits. `mark` is random, so that a restored backup is not taken for what it was.
    """

    __tablename__ = "job_change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int]
    mark: Mapped[int] = mapped_column(BigInteger)
