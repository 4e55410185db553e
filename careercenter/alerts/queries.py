"""Sets of saved searches and of what they have sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qs

from sqlalchemy import Select, select

from careercenter.accounts.models import Account
from careercenter.alerts.models import AlertedJob, SavedSearch, SearchStatus, UnsubscribeLink, searches_of_link
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria, parse
from careercenter.jobs.search import search
from careercenter.outbox.models import Kind, OutgoingMail

OLDEST = timedelta(days=60)  # a job older than this is no news, even to a search that never saw it


def kept_searches_of(account: Account) -> Select[SavedSearch]:
    """All saved searches of the account; at the end those that it has stopped, which can be started again."""
    return (
        select(SavedSearch)
        .where(SavedSearch.account_id == account.id)
        .order_by(SavedSearch.status == SearchStatus.UNSUBSCRIBED, SavedSearch.created_at, SavedSearch.id)
    )


def searches_of(account: Account) -> Select[SavedSearch]:
    """Those that it has not stopped."""
    return kept_searches_of(account).where(SavedSearch.status != SearchStatus.UNSUBSCRIBED)


def stopped_searches_of(account: Account) -> Select[SavedSearch]:
    return kept_searches_of(account).where(SavedSearch.status == SearchStatus.UNSUBSCRIBED)


def active_searches_of(account: Account) -> Select[SavedSearch]:
    return searches_of(account).where(SavedSearch.status == SearchStatus.ACTIVE)


def searches_for(account: Account, slot: datetime) -> Select[SavedSearch]:
    """The active searches that a letter of this slot speaks for: a search saved after the slot waits for the next."""
    return active_searches_of(account).where(SavedSearch.created_at < slot)


def criteria_of(saved: SavedSearch) -> JobCriteria:
    """The stored criteria, read by the same parser as a page's query string."""
    criteria, _dropped = parse(parse_qs(saved.criteria))
    return criteria


def news(saved: SavedSearch, now: datetime) -> list[int]:
    """
    The open jobs that match and that this search has not been sent: published after it was saved, within 60 days.

    No window of time decides, so an edit, a late commit or a lost run loses nothing.
    """
    found = search(criteria_of(saved), now, after=max(saved.created_at, now - OLDEST))
    sent = set(db.session.scalars(select(AlertedJob.job_id).where(AlertedJob.saved_search_id == saved.id)))
    return [number for number in found.ids if number not in sent]


def digests_of(account: Account) -> Select[OutgoingMail]:
    """The account's digests, newest first, those with nothing to say included."""
    return (
        select(OutgoingMail)
        .where(OutgoingMail.account_id == account.id, OutgoingMail.kind == Kind.DIGEST)
        .order_by(OutgoingMail.not_before.desc(), OutgoingMail.id.desc())
    )


def searches_by_link(token: str) -> Select[SavedSearch]:
    """What a link stops: the one search whose token it is, or those that the letter of the token carried."""
    carried = (
        select(searches_of_link.c.saved_search_id)
        .join(UnsubscribeLink, UnsubscribeLink.id == searches_of_link.c.unsubscribe_link_id)
        .where(UnsubscribeLink.token == token)
    )
    return (
        select(SavedSearch)
        .where((SavedSearch.unsubscribe_token == token) | SavedSearch.id.in_(carried))
        .order_by(SavedSearch.id)
    )
