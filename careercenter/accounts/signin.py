"""Sessions: a row a device, so that signing out, a new password or a lost laptop ends them on the server."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import OperationalError

from careercenter.accounts import devices, passwords
from careercenter.accounts.models import Account, AccountSession
from careercenter.accounts.tokens import hashed, new_secret
from careercenter.db import aside, db

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=24)
REMEMBERED = timedelta(days=30)
STAFF_IDLE = timedelta(minutes=30)
STAFF_LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)  # how exactly `last_seen_at` is kept


def check(email: str, password: str) -> Account | None:
    """
    The confirmed account of this address and password; None otherwise, after the same time.

    The account is held from then on, so that a password that was changed in between opens nothing, and a change that
    comes now also ends the session that is about to begin.
    """
    account = db.session.scalar(
        select(Account).where(Account.email == email.lower(), Account.confirmed_at.is_not(None))
    )
    if not passwords.matches(account, password) or account is None:
        return None
    matched = account.password_hash
    db.session.refresh(account, with_for_update=True)
    if account.password_hash != matched:
        return None
    passwords.strengthen(account, password)
    return account


class Cookie(NamedTuple):
    """What the device keeps of a session: its secret, for as long as given or until the browser is closed."""

    secret: str
    max_age: timedelta | None


def start(account: Account, *, now: datetime, remember: bool = False, agent: str = "") -> Cookie:
    """Opens a session. Staff are never remembered. `agent` is the User-Agent."""
    remember = remember and not account.is_staff
    _idle, longest = _lives(account, remembered=remember)
    secret = new_secret()
    db.session.add(
        AccountSession(
            token_hash=hashed(secret),
            account_id=account.id,
            remembered=remember,
            agent=devices.named(agent),
            created_at=now,
            last_seen_at=now,
            expires_at=now + longest,
        )
    )
    return Cookie(secret, REMEMBERED if remember else None)


def session_of(secret: str, *, now: datetime) -> AccountSession | None:
    """
    The open session of a cookie's token, unless it has run out or was idle for too long. Its age is measured anew,
    since its owner may have joined the staff after it began.
    """
    session = db.session.scalar(
        select(AccountSession).where(AccountSession.token_hash == hashed(secret), AccountSession.expires_at > now)
    )
    if session is None:
        return None
    idle, longest = _lives(session.account, remembered=session.remembered)
    return session if now - session.last_seen_at <= idle and now - session.created_at < longest else None


def touch(session: AccountSession, *, now: datetime, looking: bool) -> None:
    """
    Notes that the session is in use, at most once a minute.

    While a page is only looked at, in a transaction of its own; a busy database is no reason to refuse the page.
    """
    if now - session.last_seen_at < SEEN_EVERY:
        return
    seen = update(AccountSession).where(AccountSession.id == session.id).values(last_seen_at=now)
    if not looking:
        db.session.execute(seen)
        return
    with suppress(OperationalError), aside() as other:
        other.execute(seen)


def sessions_of(account: Account, *, now: datetime) -> Select[AccountSession]:
    return (
        select(AccountSession)
        .where(AccountSession.account_id == account.id, AccountSession.expires_at > now)
        .order_by(AccountSession.last_seen_at.desc(), AccountSession.id)
    )


def end(secret: str) -> None:
    db.session.execute(delete(AccountSession).where(AccountSession.token_hash == hashed(secret)))


def end_all(account: Account, *, but: str | None = None) -> None:
    """Ends every session of the account, except the one whose token is given."""
    keep = hashed(but) if but else ""
    db.session.execute(
        delete(AccountSession).where(AccountSession.account_id == account.id, AccountSession.token_hash != keep)
    )


def _lives(account: Account, *, remembered: bool) -> tuple[timedelta, timedelta]:
    """For how long a session may be idle, and how long it may last."""
    if account.is_staff:
        return STAFF_IDLE, STAFF_LONGEST
    return (REMEMBERED, REMEMBERED) if remembered else (IDLE, LONGEST)
