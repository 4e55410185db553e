"""The lives of the jobs, walked with the verbs of jobs/lifecycle and jobs/revisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from careercenter.accounts.models import Account
from careercenter.demo.board import Board
from careercenter.demo.content import Posting, facts_of
from careercenter.demo.hiring import STAFF
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.closing_dates import today
from careercenter.jobs.facts import JobFacts

LISTING = timedelta(days=30)  # whatever this site's own setting is: the days in the content files rest on it
TO_SUBMIT, TO_REVIEW = 0.4, 0.8  # days, where the content names only what came of it


def plan(board: Board, posting: Posting) -> None:
    """
    Each act on its day, those of one day in the order of ACTS. Writing and sending for review come before the first
    day that is named, where they are not named themselves.
    """
    life = dict(posting.life)
    if not life.keys() <= {"draft", "submit"}:
        life.setdefault("submit", max(life.values()) + TO_REVIEW)
    life.setdefault("draft", max(life.values()) + TO_SUBMIT)
    for act in (act for act in ACTS if act in life):
        board.diary.note(life[act], partial(ACTS[act], board, posting))
    for change in posting.revisions:
        board.diary.note(change["day"], partial(_edit, board, posting, change))
        if "published" in change:
            board.diary.note(change["published"], partial(_publish_change, board, posting))


def _facts(board: Board, row: Mapping[str, Any]) -> JobFacts:
    return facts_of(row, today=today(board.now))


def _poster(board: Board, posting: Posting) -> Account:
    return board.people[posting.by or ""]


def _draft(board: Board, posting: Posting, now: datetime) -> None:
    by = _poster(board, posting) if posting.by else None
    job = lifecycle.draft(board.employers[posting.employer], _facts(board, posting.row), by=by, now=now)
    if posting.source is not None:
        job.source, job.external_id = posting.source
    board.jobs[posting.key] = job


def _submit(board: Board, posting: Posting, now: datetime) -> None:
    by = _poster(board, posting) if posting.by else None
    lifecycle.submit(board.jobs[posting.key], by=by, now=now)


def _approve(board: Board, posting: Posting, now: datetime) -> None:
    job = board.jobs[posting.key]
    lifecycle.approve(job, by=board.people[STAFF], version=job.version, listing=LISTING, now=now)


def _refuse(board: Board, posting: Posting, now: datetime) -> None:
    job = board.jobs[posting.key]
    lifecycle.refuse(job, posting.reason, by=board.people[STAFF], version=job.version, now=now)


def _pause(board: Board, posting: Posting, now: datetime) -> None:
    lifecycle.pause(board.jobs[posting.key], by=_poster(board, posting), now=now)


def _renew(board: Board, posting: Posting, now: datetime) -> None:
    lifecycle.renew(board.jobs[posting.key], by=_poster(board, posting), listing=LISTING, now=now)


def _fill(board: Board, posting: Posting, now: datetime) -> None:
    lifecycle.fill(board.jobs[posting.key], by=_poster(board, posting), now=now)


def _close(board: Board, posting: Posting, now: datetime) -> None:
    lifecycle.close(board.jobs[posting.key], by=_poster(board, posting), now=now)


def _expire(board: Board, posting: Posting, now: datetime) -> None:
    lifecycle.expire(board.jobs[posting.key], now)


def _remove(board: Board, posting: Posting, now: datetime) -> None:
    lifecycle.remove(board.jobs[posting.key], posting.reason, by=board.people[STAFF], now=now)


def _edit(board: Board, posting: Posting, change: Mapping[str, Any], now: datetime) -> None:
    job = board.jobs[posting.key]
    facts = _facts(board, {**posting.row, **change["says"]})
    revisions.edit(job, facts, by=_poster(board, posting), version=job.version, now=now)


def _publish_change(board: Board, posting: Posting, now: datetime) -> None:
    waiting = revisions.waiting_revision(board.jobs[posting.key])
    if waiting is not None:
        revisions.approve_revision(waiting, by=board.people[STAFF], version=waiting.version, now=now)


ACTS = {
    "draft": _draft,
    "submit": _submit,
    "approve": _approve,
    "refuse": _refuse,
    "pause": _pause,
    "renew": _renew,
    "fill": _fill,
    "close": _close,
    "expire": _expire,
    "remove": _remove,
}
