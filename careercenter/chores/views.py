"""Staff's page of the chores: what ran last, what runs next, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, render_template

from careercenter import clock
from careercenter.chores import queries
from careercenter.chores.models import ChoreRun
from careercenter.chores.timetable import CHORES, Chore
from careercenter.db import db
from careercenter.doors import staff_only
from careercenter.web import Page

bp = Blueprint("chores", __name__)


@dataclass(frozen=True)
class Line:
    """One chore on the page. `done` and `failed` count the last day."""

    chore: Chore
    last: ChoreRun | None
    last_failure: ChoreRun | None
    done: int
    failed: int
    next_at: datetime | None


@bp.get("/staff/chores")
@staff_only
def index() -> Page:
    now = clock.now()
    lease = db.session.scalar(queries.timekeeper())
    return render_template(
        "chores/index.html",
        lines=[_line(chore, now) for chore in CHORES],
        lease=lease,
        running=lease is not None and lease.until > now,
        runs=db.session.scalars(queries.runs().where(ChoreRun.done + ChoreRun.failed > 0).limit(20)).all(),
        now=now,
    )


def _line(chore: Chore, now: datetime) -> Line:
    last = db.session.scalar(queries.last_run(chore.name))
    done, failed = db.session.execute(queries.done_since(chore.name, now - timedelta(days=1))).one()
    return Line(
        chore=chore,
        last=last,
        last_failure=db.session.scalar(queries.last_failure(chore.name)),
        done=done,
        failed=failed,
        next_at=chore.when.get_next_fire_time(last.started_at if last else None, now),
    )
