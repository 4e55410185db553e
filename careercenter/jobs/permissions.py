"""What a person may do with a job: their role in its employer, and whether its state has the move."""

from __future__ import annotations

from typing import Any

from careercenter.employers.permissions import can_post, can_read
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.moves import Move, may


def can_see(account: Any, job: Job) -> bool:
    """Its own people and staff see a job in every state."""
    return bool(getattr(account, "is_staff", False)) or can_read(account, job.employer)


def can_edit(account: Any, job: Job) -> bool:
    return job.state is not JobState.REMOVED and can_post(account, job.employer)


def can_move(account: Any, job: Job, move: Move) -> bool:
    """Whether a member may make this move now."""
    return may(move, job) and can_post(account, job.employer)


def can_review(account: Any, job: Job) -> bool:
    return bool(getattr(account, "is_staff", False)) and job.state is JobState.PENDING_REVIEW
