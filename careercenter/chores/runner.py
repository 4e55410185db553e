"""Running a chore: one unit, one commit; a failure stops only itself; every run leaves a row."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from careercenter import clock
from careercenter.chores.models import ChoreRun, Timekeeper
from careercenter.chores.timetable import CHORES, Chore
from careercenter.db import changed, db
from careercenter.logs import log

MOST_ROUNDS = 10_000  # a chore that finds new work for ever is a fault, not a reason to run for ever
LEASE = timedelta(seconds=60)


def run(chore: Chore, now: datetime, *, dry_run: bool = False) -> ChoreRun:
    """
    Does what is due at `now` until nothing more is. Each unit is looked up again when its turn comes.

    A dry run takes every unit back and leaves no row. Gives the record of the run.
    """
    record = ChoreRun(name=chore.name, started_at=clock.now(), done=0, failed=0, note="")
    tried: set[object] = set()
    for _ in range(MOST_ROUNDS):
        keys = [key for key in chore.due.keys(now) if key not in tried]
        db.session.rollback()
        if not keys:
            break
        for key in keys:
            tried.add(key)
            _one(chore, key, now, record, dry_run=dry_run)
    record.ended_at = clock.now()
    if not dry_run:
        db.session.add(record)
        db.session.commit()
    return record


def _one(chore: Chore, key: object, now: datetime, record: ChoreRun, *, dry_run: bool) -> None:
    try:
        unit = chore.due.again(key, now)
        if unit is None:
            db.session.rollback()
            return
        if not (dry_run and chore.lasting):
            chore.do(unit, now)
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
        record.done += 1
    except Exception as error:  # the next unit must have its turn
        db.session.rollback()
        record.failed += 1
        record.note = record.note or f"{type(error).__name__}: {error}"[:300]
        log.exception("chore failed", chore=chore.name, unit=str(key))


def beat(chore: Chore, owner: str) -> None:
    """One beat of the timekeeper: runs the chore if this process is the one."""
    try:
        if hold_timetable(owner, clock.now()):
            run(chore, clock.now())
    except Exception:  # a database that is away for a while must not stop the timekeeper
        log.exception("beat failed", chore=chore.name)
    finally:
        db.session.remove()


def hold_timetable(owner: str, now: datetime) -> bool:
    """Whether this process keeps the timetable: it held the lease before, or the one who did has stopped renewing it."""
    taken = changed(
        update(Timekeeper)
        .where(Timekeeper.id == 1, (Timekeeper.owner == owner) | (Timekeeper.until <= now))
        .values(owner=owner, until=now + LEASE)
    )
    if not taken and db.session.get(Timekeeper, 1) is None:
        db.session.add(Timekeeper(id=1, owner=owner, until=now + LEASE))
        db.session.commit()
        return True
    db.session.commit()
    return bool(taken)


def names() -> list[str]:
    return [chore.name for chore in CHORES]
