"""A letter on its way."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from careercenter.db import UTC, Dated, Model, stored_enum


class Kind(StrEnum):
    """
    What a letter promises. ACCOUNT (confirm, reset): at least once, soon, and sent again when in doubt.
    NOTICE (a job approved, an application received) and DIGEST: never twice.
    """

    ACCOUNT = "account"
    NOTICE = "notice"
    DIGEST = "digest"


class MailState(StrEnum):
    """
    planned → sending → intent → sent. `intent` is committed before the final dot, so a crash after it leaves doubt,
    never a second copy: `uncertain`. `empty` is a digest that had nothing to say.
    """

    PLANNED = "planned"
    SENDING = "sending"
    INTENT = "intent"
    SENT = "sent"
    EMPTY = "empty"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


NOT_DELIVERED = (MailState.UNCERTAIN, MailState.FAILED, MailState.EXPIRED, MailState.CANCELLED)


class OutgoingMail(Dated, Model):
    """
    One letter to one address. `dedupe_key` names its cause, so that the same cause never writes twice.

    `letter` is the folder of its templates. `not_before` is when it is wanted, a digest's slot, and never moves;
    until `lease_until` nobody takes it: one worker holds it, or the pause after a try is not over. `epoch` grows with
    each claim and fences a worker that woke up too late.
    The bodies of account letters are wiped once sent: their links are keys.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_state_priority", "state", "priority", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(stored_enum(Kind))
    letter: Mapped[str] = mapped_column(String(60))
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    to_address: Mapped[str] = mapped_column(String(254))
    state: Mapped[MailState] = mapped_column(stored_enum(MailState), default=MailState.PLANNED)
    priority: Mapped[int] = mapped_column(default=5)
    not_before: Mapped[UTC]
    expires_at: Mapped[UTC | None]
    attempts: Mapped[int] = mapped_column(default=0)
    epoch: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[UTC | None]
    subject: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str | None] = mapped_column(Text)
    html: Mapped[str | None] = mapped_column(Text)
    unsubscribe_url: Mapped[str | None] = mapped_column(String(200))
    reply_code: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    sent_at: Mapped[UTC | None]
