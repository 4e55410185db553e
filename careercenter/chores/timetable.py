"""The timetable: each chore's name, its time, what is due, and what to do with one of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import current_app
from sqlalchemy import Select, and_, or_

from careercenter.alerts import digest, slots
from careercenter.chores.models import ChoreRun
from careercenter.db import db, for_change
from careercenter.jobs import lifecycle
from careercenter.jobs import queries as job_queries
from careercenter.operation import retention
from careercenter.outbox import delivery

RUNS = timedelta(days=30)
IDLE_RUNS = timedelta(days=2)  # runs that found nothing to do


class Due(Protocol):
    """What is due at a moment: keys to go through, and the thing of a key if it is still due when its turn comes."""

    def keys(self, now: datetime) -> Sequence[Hashable]: ...

    def again(self, key: Any, now: datetime) -> Any | None: ...


@dataclass(frozen=True)
class Rows:
    """Records of one table, by their number, through one query."""

    query: Callable[[datetime], Select[Any]]

    def keys(self, now: datetime) -> Sequence[int]:
        query = self.query(now)
        return db.session.scalars(query.with_only_columns(_model(query).id)).all()

    def again(self, key: int, now: datetime) -> Any | None:
        query = for_change(self.query(now))
        return db.session.scalar(query.where(_model(query).id == key))


@dataclass(frozen=True)
class Chore:
    """
    One line of the timetable. `do` is a verb that adds to the session and does not commit, so that a dry run can take
    every unit back; a chore whose deeds are `lasting` (a letter sent, a file deleted) is only listed by a dry run.
    """

    name: str
    says: str
    when: BaseTrigger
    due: Due
    do: Callable[[Any, datetime], None]
    lasting: bool = False


def every(**kwargs: int) -> BaseTrigger:
    return IntervalTrigger(timezone="UTC", **kwargs)


def cron(line: str) -> BaseTrigger:
    """Minute and hour of a day, in UTC. Local times are a matter of the rows, not of the scheduler."""
    minute, hour = line.split()
    return CronTrigger(minute=minute, hour=hour, timezone="UTC")


def data_folder() -> Path:
    return Path(current_app.config["DATA_DIR"])


OLD_RUNS = retention.Rule(
    "runs",
    ChoreRun,
    lambda now: or_(
        ChoreRun.started_at <= now - RUNS,
        and_(ChoreRun.started_at <= now - IDLE_RUNS, ChoreRun.done == 0, ChoreRun.failed == 0),
    ),
)
KEPT = retention.Rules((*retention.RULES, OLD_RUNS))

CHORES = (
    Chore(
        "deliver-mail",
        "Send the letters that wait",
        every(seconds=15),
        Rows(delivery.waiting),
        delivery.send,
        lasting=True,
    ),
    Chore(
        "expire-jobs",
        "Label jobs whose time has run out and tell their employers",
        cron("*/10 *"),
        Rows(job_queries.due_to_expire),
        lifecycle.expire,
    ),
    Chore(
        "warn-expiring",
        "Warn employers 7 days and 1 day before a job ends",
        cron("0 13"),
        Rows(job_queries.expiring_unwarned),
        lifecycle.warn_expiring,
    ),
    Chore("send-alerts", "Plan the digests whose hour has come", every(minutes=1), Rows(slots.due), digest.plan),
    Chore(
        "purge", "Delete what is kept no longer: sessions, links, old applications", cron("15 4"), KEPT, retention.purge
    ),
    Chore(
        "sweep-files",
        "Delete files that nothing speaks of any more",
        cron("45 4"),
        retention.StrayFiles(data_folder),
        retention.discard,
        lasting=True,
    ),
)


def chore(name: str) -> Chore | None:
    return next((one for one in CHORES if one.name == name), None)


def _model(query: Select[Any]) -> Any:
    return query.column_descriptions[0]["entity"]
