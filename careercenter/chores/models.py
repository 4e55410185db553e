"""What ran, and which process keeps the timetable."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from careercenter.db import UTC, Model


class ChoreRun(Model):
    """One run of one chore: how many units it did and how many failed, with the first failure in words."""

    __tablename__ = "chore_run"
    __table_args__ = (Index("ix_chore_run_name_started", "name", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[UTC]
    ended_at: Mapped[UTC | None]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(300), default="")


class Timekeeper(Model):
    """
    The one process that keeps the timetable. It renews its lease at every beat; when it stops, another takes over.

    Two of them would be harmless, since every chore is safe to run twice; the lease spares the work.
    """

    __tablename__ = "clock_lease"  # its first name; a table is not renamed for a word

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(40))
    until: Mapped[UTC]
