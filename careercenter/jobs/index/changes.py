"""
The counter of changes: which jobs' public faces have changed, in the order in which that was committed.

The database keeps it itself, by triggers on `job` and `employer` (migration `20261124_job_changes`), so that no verb, no
import and no statement typed by hand can forget it. On SQLite writers stand in a queue; on PostgreSQL the triggers run as
the transaction commits and one after the other, since plain sequence numbers can become visible out of order.
"""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from careercenter.jobs.models import JobChange


class Change(NamedTuple):
    """One change by its number and the random mark it was written with: a restored backup has the number, not the mark."""

    seq: int
    mark: int


NONE_YET = Change(0, 0)
LAST = sa.select(JobChange.seq, JobChange.mark).order_by(JobChange.seq.desc()).limit(1)


def newest(connection: Connection) -> Change:
    row = connection.execute(LAST).first()
    return Change(*row) if row is not None else NONE_YET


def since(connection: Connection, last: Change, most: int) -> list[int] | None:
    """The jobs changed after that, each once. None when there are too many, or when nobody knows: read them all."""
    rows = connection.execute(
        sa.select(JobChange.seq, JobChange.mark, JobChange.job_id)
        .where(JobChange.seq >= last.seq)
        .order_by(JobChange.seq)
        .limit(most + 2)
    ).all()
    if not rows or (rows[0].seq, rows[0].mark) != last or len(rows) > most + 1:
        return None
    return list(dict.fromkeys(row.job_id for row in rows[1:]))
