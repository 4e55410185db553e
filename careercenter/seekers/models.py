"""Who is looking: what a coder holds and has worked with, as data."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.accounts.models import Account
from careercenter.db import UTC, Dated, Model, stored_enum


class Seeker(Dated, Model):
    """
    `state` is the home state (USPS code), from which eligibility is told. `years` are years of paid coding, None when
    not said.
    """

    __tablename__ = "seeker"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    headline: Mapped[str] = mapped_column(String(160), default="")
    state: Mapped[str | None] = mapped_column(String(2))
    years: Mapped[int | None]

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
    terms: Mapped[list[SeekerTerm]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="SeekerTerm.id"
    )

    def ids(self, kind: SeekerTermKind) -> list[str]:
        return [term.term for term in self.terms if term.kind is kind]

    @property
    def credentials(self) -> list[str]:
        """Credentials held, as the seeker says."""
        return self.ids(SeekerTermKind.CREDENTIAL)


class SeekerTermKind(StrEnum):
    CREDENTIAL = "credential"
    SPECIALTY = "specialty"
    TOOL = "tool"


class SeekerTerm(Model):
    """One vocabulary id of a profile. Credentials are claimed, not checked."""

    __tablename__ = "seeker_term"
    __table_args__ = (UniqueConstraint("seeker_id", "kind", "term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"))
    kind: Mapped[SeekerTermKind] = mapped_column(stored_enum(SeekerTermKind))
    term: Mapped[str] = mapped_column(String(40))


class ResumeKind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"


class Resume(Model):
    """A résumé file. `key` is its random name in the store, `filename` what its owner called it, `size` bytes."""

    __tablename__ = "resume"

    id: Mapped[int] = mapped_column(primary_key=True)
    seeker_id: Mapped[int] = mapped_column(ForeignKey("seeker.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    filename: Mapped[str] = mapped_column(String(160))
    kind: Mapped[ResumeKind] = mapped_column(stored_enum(ResumeKind))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[UTC]
