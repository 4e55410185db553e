"""Saving a search, pausing it, stopping it, starting it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.alerts import queries
from careercenter.alerts.models import SavedSearch, SearchStatus
from careercenter.alerts.slots import next_slot
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.describing import in_words
from careercenter.outbox import recall
from careercenter.outbox.models import Kind
from careercenter.rules import RuleBroken

MOST = 20  # saved searches of one account


def save(account: Account, criteria: JobCriteria, *, now: datetime) -> SavedSearch:
    """
    Saves the search with what it shows now: only jobs published later are new. The same search again wakes the one
    that is there. Raises RuleBroken for a twenty-first.
    """
    kept = criteria.filters_alone()
    text = kept.query_string()
    known = db.session.scalar(
        select(SavedSearch).where(SavedSearch.account_id == account.id, SavedSearch.criteria == text)
    )
    if known is not None:
        if known.status is not SearchStatus.ACTIVE:
            resume(known, now=now)
        return known
    _leave_room(account)
    saved = SavedSearch(
        account_id=account.id,
        name=in_words(kept)[:160],
        criteria=text,
        status=SearchStatus.ACTIVE,
        next_slot_at=next_slot(account.time_zone, now),
        created_at=now,
        updated_at=now,
    )
    db.session.add(saved)
    trail.record(account, "saved search", saved, now=now)
    return saved


def pause(saved: SavedSearch, *, now: datetime) -> None:
    """No letter of it from this moment on, not even one that is on the wire."""
    _silence([saved], SearchStatus.PAUSED, now=now)


def resume(saved: SavedSearch, *, now: datetime) -> None:
    """
    Active again, after a pause or a stop. What was published meanwhile is told, up to sixty days back. Raises
    RuleBroken when a stopped one would be the twenty-first.
    """
    account = db.session.get_one(Account, saved.account_id)
    if saved.status is SearchStatus.UNSUBSCRIBED:
        _leave_room(account)
    saved.status, saved.next_slot_at, saved.updated_at = SearchStatus.ACTIVE, next_slot(account.time_zone, now), now


def stop(searches: Iterable[SavedSearch], *, now: datetime) -> None:
    """No more letters for these, from this moment on. Works as often as it is pressed."""
    _silence(searches, SearchStatus.UNSUBSCRIBED, now=now)


def forget(saved: SavedSearch, *, by: Account, now: datetime) -> None:
    """It is gone, and with it what it was sent: saved again, it begins anew."""
    stop([saved], now=now)
    trail.record(by, "forgot search", saved, now=now)
    db.session.delete(saved)


def _leave_room(account: Account) -> None:
    going_on = queries.searches_of(account).order_by(None).subquery()
    if (db.session.scalar(select(func.count()).select_from(going_on)) or 0) >= MOST:
        raise RuleBroken(f"You keep {MOST} searches already. Stop one first.")


def _silence(searches: Iterable[SavedSearch], status: SearchStatus, *, now: datetime) -> None:
    """Letters on their way are written anew for the searches that remain, and cancelled where none does."""
    told = set()
    for saved in searches:
        if saved.status is SearchStatus.ACTIVE:
            told.add(saved.account)
        saved.status, saved.updated_at = status, now
    for account in told:
        if db.session.scalar(queries.active_searches_of(account).limit(1)) is not None:
            recall.write_anew(account.id, Kind.DIGEST, now=now)
        else:
            recall.cancel(account.id, Kind.DIGEST, reason="Its searches were stopped.", now=now)
