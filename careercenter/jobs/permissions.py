"""What a person may do with a job: their role in its employer, and whether its state has the move."""

from __future__ import annotations

from typing import Any

from careercenter.employers.permissions import can_post
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.moves import MOVES, By, Move, may


def can_edit(account: Any, job: Job) -> bool:
    return job.state is not JobState.REMOVED and can_post(account, job.employer)


def can_move(account: Any, job: Job, move: Move) -> bool:
    """Whether this person may make this move now: a member who posts makes the employer's moves, staff its own."""
    return may(move, job) and _is_theirs(account, job, MOVES[move].by)


def _is_theirs(account: Any, job: Job, by: By) -> bool:
    if by is By.STAFF:
        return account.is_authenticated and bool(account.is_staff)
    return by is By.EMPLOYER and can_post(account, job.employer)
