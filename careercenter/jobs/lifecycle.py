"""
The life of a job: the verbs that walk the table of moves (d17, jobs/moves.py).

A state is set in this file and in no other. Time is not a state: `queries.open_jobs` compares `expires_at` with now, so
a job is off the board the moment it runs out, whether or not a chore has labelled it yet. An edit never changes the
state; a material edit of a job that was published before waits as a revision while the approved text stays public.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import update

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.accounts.tokens import hashed, new_secret
from careercenter.db import changed, db
from careercenter.employers.models import Employer
from careercenter.jobs import letters, queries
from careercenter.jobs.closing_dates import end_of, has_passed
from careercenter.jobs.columns import facts_of, write_facts
from careercenter.jobs.completeness import missing
from careercenter.jobs.facts import JobFacts, as_data, from_data
from careercenter.jobs.models import EARLY, UNREAD, WARN_DAYS, Job, JobRevision, JobState, RenewLink, RevisionState
from careercenter.jobs.moves import MOVES, Move, may
from careercenter.rules import RuleBroken
from careercenter.vocabulary import JOB_STATES

SECOND_PRESS = timedelta(hours=1)  # so long the same words of the same person are the same job
RENEW_AFTER_END = timedelta(days=14)  # how long the link in a warning letter still renews


class WrongState(RuleBroken):
    """The job is not in a state from which this move leads."""


class Outdated(RuleBroken):
    """The text was changed by somebody else since it was read."""

    def __init__(self) -> None:
        super().__init__("The text was changed while you were reading it. Load the page again and look at the new one.")


def draft(employer: Employer, facts: JobFacts, *, by: Account | None, now: datetime) -> Job:
    """A new job, seen by its employer alone. One row from the first word to the archive."""
    job = Job(
        employer=employer,
        posted_by_id=by.id if by else None,
        state=JobState.DRAFT,
        created_at=now,
    )
    write_facts(job, facts, version=1, now=now)
    db.session.add(job)
    trail.record(by, "drafted", job, now=now)
    return job


def draft_once(employer: Employer, facts: JobFacts, *, by: Account, now: datetime) -> Job:
    """A new job, or the one that the same person has just made of the same words: then they pressed twice."""
    just_made = queries.jobs_of(employer).where(
        Job.posted_by_id == by.id,
        Job.title == facts.title,
        Job.state.in_(UNREAD),
        Job.created_at > now - SECOND_PRESS,
    )
    same = (job for job in db.session.scalars(just_made) if facts_of(job) == facts)
    return next(same, None) or draft(employer, facts, by=by, now=now)


def duplicate(job: Job, *, by: Account, now: datetime) -> Job:
    """A new draft that says the same, from a job in any state. Its number of requisition and closing date stay behind."""
    return draft(job.employer, replace(facts_of(job), requisition="", closing_date=None), by=by, now=now)


def set_end(job: Job) -> None:
    """A closing date ends the listing early, never late."""
    if job.listed_until is not None:
        job.expires_at = min(job.listed_until, end_of(job.closing_date)) if job.closing_date else job.listed_until


def submit(job: Job, *, by: Account | None, now: datetime) -> None:
    """
    Asks staff to look at it. An employer's job must say what `completeness.missing` asks for (RuleBroken otherwise);
    an operator's import, which has no person behind it, comes as it is.
    """
    if by is not None and (lacking := missing(facts_of(job), now=now)):
        raise RuleBroken("Something is still missing: " + " ".join(lacking.values()))
    _move(job, Move.SUBMIT, by=by, now=now)
    job.reason = ""


def approve(job: Job, *, by: Account | None, version: int, listing: timedelta, now: datetime) -> None:
    """Staff has read this version: it is public from now on, for the length of a listing or until its closing date."""
    if version != job.version:
        raise Outdated
    check_closing_date(facts_of(job), now)
    _move(job, Move.APPROVE, by=by, now=now)
    _list(job, listing=listing, now=now)
    keep_published(job, by=by, now=now)
    if by is not None:  # who imports a feed publishes all of it; nobody wants a letter for each of its jobs
        letters.approved(job, now=now)


def check_closing_date(facts: JobFacts, now: datetime) -> None:
    """Raises RuleBroken for a text whose closing date has passed: nobody could apply any more."""
    if has_passed(facts.closing_date, now):
        raise RuleBroken("Its closing date has passed. Send it back and ask for a new one.")


def refuse(job: Job, reason: str, *, by: Account, version: int, now: datetime) -> None:
    """Staff sends it back with a reason, which the employer reads by mail and on the desk."""
    if version != job.version:
        raise Outdated
    _move(job, Move.REFUSE, by=by, now=now)
    job.reason = reason
    letters.refused(job, reason, now=now)


def pause(job: Job, *, by: Account, now: datetime) -> None:
    _move(job, Move.PAUSE, by=by, now=now)


def resume(job: Job, *, by: Account, now: datetime) -> None:
    """Back on the board until the end it had. Raises RuleBroken when that end has passed: then it must be renewed."""
    _check(job, Move.RESUME)
    if job.has_run_out(now):
        raise RuleBroken("Its time ran out while it was paused. Renew it instead.")
    _move(job, Move.RESUME, by=by, now=now)


def renew(job: Job, *, by: Account | None, listing: timedelta, now: datetime) -> None:
    """A whole new listing period from now; the date of first publication stays, a closing date in its way does not."""
    _move(job, Move.RENEW, by=by, now=now)
    if (dropped := dropped_by_renewal(job, listing=listing, now=now)) is not None:
        job.closing_date = None
        _drop_from_waiting(job, dropped)
    job.ended_at = None
    _list(job, listing=listing, now=now)


def dropped_by_renewal(job: Job, *, listing: timedelta, now: datetime) -> date | None:
    """The closing date that a renewal takes away, since it has passed or would end the new period early."""
    if job.closing_date is None or end_of(job.closing_date) >= now + listing:
        return None
    return job.closing_date


def fill(job: Job, *, by: Account, now: datetime) -> None:
    _move(job, Move.FILL, by=by, now=now)
    job.ended_at = now


def close(job: Job, *, by: Account, now: datetime) -> None:
    """Closed with a text that staff has not approved, it was never published: it is not shown, and not renewed."""
    approved = job.is_approved
    _move(job, Move.CLOSE, by=by, now=now)
    job.ended_at = now
    if not approved:
        job.published_at = None


def expire(job: Job, now: datetime) -> None:
    """Labels a job whose time has run out and tells its employer. The board has not shown it since `expires_at`."""
    _move(job, Move.EXPIRE, by=None, now=now)
    job.ended_at = job.expires_at
    letters.expired(job, now=now)


def remove(job: Job, reason: str, *, by: Account, now: datetime) -> None:
    """Staff takes it down. Its page is answered as if it had never been."""
    _move(job, Move.REMOVE, by=by, now=now, reason=reason)
    job.reason = reason
    letters.removed(job, reason, now=now)


def restore(job: Job, *, by: Account, now: datetime) -> None:
    """A job taken down goes back to review, with the change that waited when it was taken down."""
    _move(job, Move.RESTORE, by=by, now=now)
    job.reason = ""
    if (waiting := db.session.scalar(queries.waiting_revisions([job]))) is not None:
        write_facts(job, from_data(waiting.facts), version=waiting.version, now=now)
        db.session.delete(waiting)


def warn_expiring(job: Job, now: datetime) -> None:
    """Writes once for each of WARN_DAYS, the nearest one that has come, with a link that renews by one button."""
    end = job.expires_at or now
    lead = min(days for days in WARN_DAYS if end - now <= timedelta(days=days) + EARLY)
    job.warned_days = lead
    to = letters.poster(job)
    if to is None:
        return
    secret = new_secret()
    db.session.add(
        RenewLink(job_id=job.id, account_id=to.id, token_hash=hashed(secret), expires_at=end + RENEW_AFTER_END)
    )
    letters.expiring(job, lead, secret, to=to, now=now)


def renew_by_link(link: RenewLink, *, listing: timedelta, now: datetime) -> None:
    """
    Whoever was warned renews with one button, once; the links of the job's other warnings end with it. Raises RuleBroken
    when it was pressed a moment before.
    """
    spend = update(RenewLink).where(RenewLink.used_at.is_(None)).values(used_at=now)
    if not changed(spend.where(RenewLink.id == link.id)):
        raise RuleBroken("This link has been used already.")
    db.session.execute(spend.where(RenewLink.job_id == link.job_id))
    renew(link.job, by=link.account, listing=listing, now=now)


def _move(job: Job, move: Move, *, by: Account | None, now: datetime, **facts: str) -> None:
    _check(job, move)
    before, job.state, job.updated_at = job.state, MOVES[move].end, now
    trail.record(by, move.value, job, now=now, before=before.value, **facts)


def _check(job: Job, move: Move) -> None:
    if not may(move, job):
        raise WrongState(f"A job that is {JOB_STATES.label(job.state).lower()} can't be {MOVES[move].done}.")


def _list(job: Job, *, listing: timedelta, now: datetime) -> None:
    """Starts a listing period."""
    job.published_at = job.published_at or now
    job.listed_until = now + listing
    job.warned_days = None
    set_end(job)


def keep_published(job: Job, *, by: Account | None, now: datetime) -> None:
    """The text that goes public is a line of the job's history."""
    db.session.add(
        JobRevision(
            job=job,
            state=RevisionState.PUBLISHED,
            facts=as_data(facts_of(job)),
            version=job.version,
            by_id=by.id if by else None,
            created_at=now,
            decided_at=now,
        )
    )


def _drop_from_waiting(job: Job, closing_date: date) -> None:
    """A text that waits must not bring back, once it is approved, what the renewal took away."""
    waiting = db.session.scalar(queries.waiting_revisions([job]))
    if waiting is not None and waiting.facts["closing_date"] == closing_date.isoformat():
        waiting.facts = {**waiting.facts, "closing_date": None}
