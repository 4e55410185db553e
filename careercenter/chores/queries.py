"""Runs of chores."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select

from careercenter.chores.models import ChoreRun, Timekeeper


def runs() -> Select[ChoreRun]:
    return select(ChoreRun).order_by(ChoreRun.started_at.desc(), ChoreRun.id.desc())


def last_run(name: str) -> Select[ChoreRun]:
    return runs().where(ChoreRun.name == name).limit(1)


def last_failure(name: str) -> Select[ChoreRun]:
    return runs().where(ChoreRun.name == name, ChoreRun.failed > 0).limit(1)


def done_since(name: str, since: datetime) -> Select[int, int]:
    """Units done and failed since then."""
    return select(func.coalesce(func.sum(ChoreRun.done), 0), func.coalesce(func.sum(ChoreRun.failed), 0)).where(
        ChoreRun.name == name, ChoreRun.started_at >= since
    )


def timekeeper() -> Select[Timekeeper]:
    return select(Timekeeper).where(Timekeeper.id == 1)
