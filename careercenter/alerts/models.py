"""Saved searches, and the ledger of what each of them has been sent."""

from __future__ import annotations

import secrets
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careercenter.accounts.models import Account
from careercenter.db import UTC, Dated, Model, stored_enum


class Cadence(StrEnum):
    WEEKLY = "weekly"


class SearchStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    UNSUBSCRIBED = "unsubscribed"


def random_token() -> str:
    """128 random bits for a link that can do no more than stop letters, and start them again."""
    return secrets.token_urlsafe(16)


class SavedSearch(Dated, Model):
    """
    A search whose new jobs come by mail. `criteria` is the canonical query string. `next_slot_at` is a hint for the
    planner; the letter's key decides. `unsubscribe_token` is kept as it is, not hashed, since every letter prints it
    again and it must work for years; it can stop this search, start it again, and nothing else.
    """

    __tablename__ = "saved_search"
    __table_args__ = (
        UniqueConstraint("account_id", "criteria"),
        Index("ix_saved_search_due", "status", "next_slot_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(160))
    criteria: Mapped[str] = mapped_column(Text)
    cadence: Mapped[Cadence] = mapped_column(stored_enum(Cadence), default=Cadence.WEEKLY)
    status: Mapped[SearchStatus] = mapped_column(stored_enum(SearchStatus), default=SearchStatus.ACTIVE)
    next_slot_at: Mapped[UTC]
    unsubscribe_token: Mapped[str] = mapped_column(String(24), unique=True, default=random_token)

    account: Mapped[Account] = relationship()


class AlertedJob(Model):
    """This job was in that letter for this search: once, whatever happens to the job afterwards."""

    __tablename__ = "alerted_job"
    __table_args__ = (UniqueConstraint("saved_search_id", "job_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    saved_search_id: Mapped[int] = mapped_column(ForeignKey("saved_search.id", ondelete="CASCADE"))
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    outgoing_mail_id: Mapped[int] = mapped_column(ForeignKey("outgoing_mail.id", ondelete="CASCADE"), index=True)


searches_of_link = Table(
    "unsubscribe_link_search",
    Model.metadata,
    Column("unsubscribe_link_id", ForeignKey("unsubscribe_link.id", ondelete="CASCADE"), primary_key=True),
    Column("saved_search_id", ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True),
)


class UnsubscribeLink(Model):
    """
    The one-click link in the head of one digest: it stops the searches that this letter carried and no others.

    It remembers them itself and outlives the letter's row, since a letter may be opened years later.
    """

    __tablename__ = "unsubscribe_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(24), unique=True, default=random_token)
    outgoing_mail_id: Mapped[int | None] = mapped_column(
        ForeignKey("outgoing_mail.id", ondelete="SET NULL"), unique=True
    )

    searches: Mapped[list[SavedSearch]] = relationship(secondary=searches_of_link)
