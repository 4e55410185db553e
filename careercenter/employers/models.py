"""Who is hiring, who may act for them, and how we know that they are who they say."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.accounts.models import Account
from careercenter.db import UTC, Dated, Model, stored_enum

PROOF_LIFE = INVITATION_LIFE = timedelta(days=7)  # of the links in their letters


class Proof(StrEnum):
    """How an employer was proved: a letter to its own domain, our staff's word, or the operator's import of its feed."""

    DOMAIN = "domain"
    STAFF = "staff"
    FEED = "feed"


class Employer(Dated, Model):
    """
    `domain` is the host name of the website without "www", in lower case. `proved_at` opens the public board to its
    jobs; `suspended_at` shuts it. `proof` is how it was proved or, before that, how alone it can be. `words` are the
    search words of its name.
    """

    __tablename__ = "employer"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    words: Mapped[str] = mapped_column(String(400), default="")
    kind: Mapped[str | None] = mapped_column(String(40))
    website: Mapped[str] = mapped_column(String(300), default="")
    domain: Mapped[str] = mapped_column(String(253), default="", index=True)
    city: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[str | None] = mapped_column(String(2))
    about: Mapped[str] = mapped_column(Text, default="")
    proof: Mapped[Proof | None] = mapped_column(stored_enum(Proof))
    proved_at: Mapped[UTC | None]
    suspended_at: Mapped[UTC | None]

    members: Mapped[list[EmployerMember]] = relationship(
        viewonly=True, order_by="EmployerMember.joined_at, EmployerMember.id"
    )

    @property
    def is_proved(self) -> bool:
        """The same rule as `queries.is_public`, for an employer at hand."""
        return self.proved_at is not None and self.suspended_at is None

    @property
    def waits_for_staff(self) -> bool:
        """Its name was changed. A letter to its domain proves no name, so our staff looks at the new one first."""
        return self.proved_at is None and self.proof is Proof.STAFF

    @property
    def opens_once(self) -> str:
        """What must happen before coders see its approved jobs, in words; empty while they see them."""
        if self.suspended_at is not None:
            return f"the suspension of {self.name} is lifted"
        return "" if self.is_proved else f"{self.name} is proved"


class Role(StrEnum):
    """An owner may do everything, a recruiter all but the team and the proof, a reviewer reads."""

    OWNER = "owner"
    RECRUITER = "recruiter"
    REVIEWER = "reviewer"


POSTERS = (Role.OWNER, Role.RECRUITER)  # who may write and close jobs and move applicants


class EmployerMember(Model):
    __tablename__ = "employer_member"
    __table_args__ = (UniqueConstraint("employer_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(stored_enum(Role))
    joined_at: Mapped[UTC]

    employer: Mapped[Employer] = relationship()
    account: Mapped[Account] = relationship()


class DomainProof(Model):
    """A letter on its way to an address at the employer's domain. Its link proves that somebody there reads it."""

    __tablename__ = "domain_proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[UTC]
    expires_at: Mapped[UTC] = mapped_column(index=True)

    employer: Mapped[Employer] = relationship()


class Invitation(Model):
    """An open invitation to join an employer's team; it ends when it is accepted, withdrawn or run out."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("employer_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role] = mapped_column(stored_enum(Role))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[UTC]
    expires_at: Mapped[UTC] = mapped_column(index=True)

    employer: Mapped[Employer] = relationship()
    invited_by: Mapped[Account] = relationship()
