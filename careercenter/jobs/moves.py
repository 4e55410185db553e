"""The moves of a job's life (d17): from which states each one leads, where to, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from careercenter.jobs.models import Job, JobState
from careercenter.vocabulary import JOB_MOVES, Term


class Move(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    REFUSE = "refuse"
    PAUSE = "pause"
    RESUME = "resume"
    RENEW = "renew"
    FILL = "fill"
    CLOSE = "close"
    EXPIRE = "expire"
    REMOVE = "remove"
    RESTORE = "restore"


class By(StrEnum):
    """Who makes a move."""

    EMPLOYER = "employer"
    STAFF = "staff"
    CHORE = "chore"


@dataclass(frozen=True)
class Step:
    """What a move does. `done` is what the job then is, after "can't be": paused, taken down."""

    starts: frozenset[JobState]
    end: JobState
    by: By
    done: str


def may(move: Move, job: Job) -> bool:
    """Whether the table allows this move from the job's present state. No text is renewed that staff has not approved."""
    if move is Move.RENEW and not job.is_approved:
        return False
    return job.state in MOVES[move].starts


def _step(term: Term) -> Step:
    facts = term.facts
    starts = frozenset(JobState(state) for state in facts["from"])
    return Step(starts, JobState(facts["to"]), By(facts["by"]), facts["done"])


MOVES = {move: _step(JOB_MOVES[move]) for move in Move}
