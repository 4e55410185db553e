"""One account a person, for every product of the site. There is no role column: what one is follows from what one has."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.clock import DEFAULT_ZONE
from careercenter.db import UTC, Dated, Model, stored_enum


class Account(Dated, Model):
    """
    `email` is stored in lower case and unique. Without `confirmed_at` somebody has only asked for an account.

    `time_zone` is an IANA name; it starts from the home state and is the person's own once `time_zone_chosen`.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_staff: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str] = mapped_column(String(50), default=DEFAULT_ZONE)
    time_zone_chosen: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[UTC | None]

    # What Flask-Login asks of the signed-in person.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


class AccountSession(Model):
    """A sign-in on one device. The cookie holds the token, this row its SHA-256; deleting the row signs out."""

    __tablename__ = "account_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    remembered: Mapped[bool] = mapped_column(default=False)
    agent: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[UTC]
    last_seen_at: Mapped[UTC]
    expires_at: Mapped[UTC] = mapped_column(index=True)

    account: Mapped[Account] = relationship()


class TokenPurpose(StrEnum):
    CONFIRM = "confirm"
    RESET = "reset"
    CHANGE_ADDRESS = "change_address"
    KEEP_ADDRESS = "keep_address"


class AccountToken(Model):
    """A link in a letter that may act once, for one purpose. `subject` is what it acts on, such as a new address."""

    __tablename__ = "account_token"
    __table_args__ = (Index("ix_account_token_account_purpose", "account_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[TokenPurpose] = mapped_column(stored_enum(TokenPurpose))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(254), default="")
    created_at: Mapped[UTC]
    expires_at: Mapped[UTC] = mapped_column(index=True)
    used_at: Mapped[UTC | None]

    account: Mapped[Account] = relationship()


class Attempt(Model):
    """One try at something that is throttled. `key_hash` says who or what tried, without naming them."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_what_key_at", "what", "key_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(30))
    key_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[UTC] = mapped_column(index=True)
