"""Who did what, when: one row an act, kept in the transaction of the act itself and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from careercenter.db import UTC, Model, db


class TrailEntry(Model):
    """`actor_id` is None for what a chore did; `thing` and `thing_id` name the record, which may be gone since."""

    __tablename__ = "trail_entry"
    __table_args__ = (Index("ix_trail_entry_thing", "thing", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[UTC]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    act: Mapped[str] = mapped_column(String(60))
    thing: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def record(actor: Any, act: str, thing: Model, *, now: datetime, **facts: Any) -> None:
    """
    Notes that the actor did this to the thing. `actor` is an Account, or None for a chore.

    Facts are ids, states and reasons, never a person's words or address: the trail outlives what it speaks of.
    """
    db.session.flush()  # a new thing gets its number
    db.session.add(
        TrailEntry(
            at=now,
            actor_id=actor.id if actor is not None else None,
            act=act,
            thing=thing.__tablename__,
            thing_id=thing.id,  # type: ignore[attr-defined]
            facts=facts,
        )
    )
