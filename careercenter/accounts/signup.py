"""Asking for an account, confirming its address, changing the address."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from careercenter import trail
from careercenter.accounts import letters, passwords, throttle, tokens
from careercenter.accounts.models import Account, AccountToken, TokenPurpose
from careercenter.accounts.signin import end_all
from careercenter.db import db
from careercenter.outbox import recall
from careercenter.rules import RuleBroken

KEPT_UNCONFIRMED = timedelta(days=14)  # a request for an account that nobody confirms


def by_address(email: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email == email.lower()))


def register(email: str, *, wish: str, then: str | None = None, now: datetime) -> None:
    """
    Somebody asks for an account. Either way one letter goes to the address and the page says the same:
    to a new address a link that confirms it, to a known one how to sign in. `wish` is "work" or "hire"; `then` is the
    page of ours that the letter's link leads on to, in whichever browser it is opened.
    """
    account = by_address(email)
    if account is not None and account.confirmed_at is not None:
        letters.already_here(account, then=then, now=now)
        return
    account = account or _begun(email, now=now)
    secret = tokens.issue(account, TokenPurpose.CONFIRM, subject=wish, now=now)
    letters.confirm(account, secret, then=then, now=now)


def confirm(account: Account, *, name: str, password: str, now: datetime) -> None:
    """The address is theirs: the account gets its name and password. Raises RuleBroken for a weak password."""
    passwords.check_strength(password, email=account.email, name=name)
    account.name = name
    account.password_hash = passwords.hash_password(password)
    account.confirmed_at = account.updated_at = now
    trail.record(account, "confirmed address", account, now=now)


def make_staff(email: str, *, now: datetime) -> Account:
    """
    The account of this address, begun when there is none, belongs to the site's own people from now on. It logs in
    anew, since the sessions and links of staff are shorter.
    """
    account = by_address(email) or _begun(email, now=now)
    account.is_staff = True
    db.session.flush()
    end_all(account)
    tokens.void(account)
    trail.record(None, "made staff", account, now=now)
    return account


def change_profile(account: Account, *, name: str, time_zone: str, now: datetime) -> None:
    """A zone that the person picked is theirs: the home state no longer moves it."""
    account.time_zone_chosen = account.time_zone_chosen or time_zone != account.time_zone
    account.name, account.time_zone, account.updated_at = name, time_zone, now


def ask_reset(email: str, *, now: datetime) -> None:
    """A link for a new password goes to a known address; to an unknown one a letter that says there is no account."""
    account = by_address(email)
    if account is None or account.confirmed_at is None:
        letters.no_account(email, now=now)
        return
    letters.reset(account, tokens.issue(account, TokenPurpose.RESET, now=now), now=now)


def reset(account: Account, *, password: str, now: datetime) -> None:
    """A new password by a link from a letter. Ends every session; signs nobody in."""
    change_password(account, password=password, now=now)
    end_all(account)


def change_password(account: Account, *, password: str, now: datetime) -> None:
    """Raises RuleBroken for a weak one. The person is told by mail, and links that waited lead nowhere."""
    passwords.check_strength(password, email=account.email, name=account.name)
    tokens.void(account)
    account.password_hash = passwords.hash_password(password)
    account.updated_at = now
    trail.record(account, "changed password", account, now=now)
    letters.password_changed(account, now=now)


def ask_new_address(account: Account, email: str, *, now: datetime) -> None:
    """
    The new address must be confirmed by its own letter. Raises RuleBroken when it is the present one, and for too many
    letters a day.
    """
    if email == account.email:
        raise RuleBroken("This is your present address.", field="email")
    throttle.note(throttle.ADDRESS_BY_ACCOUNT, str(account.id), now=now)
    throttle.note(throttle.LETTER_TO_ADDRESS, email, now=now)
    if _taken(email):
        letters.address_taken(email, now=now)  # said to the owner of that address only
        return
    letters.change_address(
        account, email, tokens.issue(account, TokenPurpose.CHANGE_ADDRESS, subject=email, now=now), now=now
    )


def change_address(link: AccountToken, *, now: datetime) -> None:
    """The new address is confirmed. The old one is told, with a link that takes it back; its other links end."""
    account, email = link.account, link.subject
    if _taken(email):
        raise RuleBroken("Another account has this address by now.")
    tokens.use(link, now=now)
    tokens.void(account)
    _make_room(email)
    before = account.email
    _move(account, email, now=now)
    trail.record(account, "changed address", account, now=now)
    letters.address_changed(
        account, before, tokens.issue(account, TokenPurpose.KEEP_ADDRESS, subject=before, now=now), now=now
    )


def keep_address(link: AccountToken, *, now: datetime) -> None:
    """
    The old address is put back. Every session ends and so does every link made since: whoever changed the address
    may not have been the owner.
    """
    account, email = link.account, link.subject
    if _taken(email):
        raise RuleBroken("Another account has this address by now. Only a person can sort that out.")
    tokens.use(link, now=now)
    tokens.void_since(link)
    _make_room(email)
    _move(account, email, now=now)
    account.password_hash = None  # a new one by "forgotten password", which goes to the address put back
    end_all(account)
    trail.record(account, "kept address", account, now=now)


def _taken(email: str) -> bool:
    """Whether an account has this address. One that was only asked for gives way to whoever reads the address."""
    account = by_address(email)
    return account is not None and (account.confirmed_at is not None or account.is_staff)


def _make_room(email: str) -> None:
    only_asked_for = by_address(email)
    if only_asked_for is not None:
        db.session.delete(only_asked_for)
        db.session.flush()


def _move(account: Account, email: str, *, now: datetime) -> None:
    """Notices and digests that have not gone out come along."""
    recall.readdress(account.id, account.email, email, now=now)
    account.email, account.updated_at = email, now


def _begun(email: str, *, now: datetime) -> Account:
    """An account that has an address and nothing else yet."""
    account = Account(email=email.lower(), created_at=now, updated_at=now)
    db.session.add(account)
    return account
