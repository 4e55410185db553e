"""Asking for an account, confirming its address, changing the address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import select

from careercenter import trail
from careercenter.accounts import letters, passwords, tokens
from careercenter.accounts.models import Account, TokenPurpose
from careercenter.accounts.signin import end_all
from careercenter.db import db
from careercenter.rules import RuleBroken

KEPT_UNCONFIRMED = timedelta(days=14)  # a request for an account that nobody confirms


class AddressAct(Protocol):
    def __call__(self, account: Account, email: str, *, now: datetime) -> None: ...


def by_address(email: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email == email.lower()))


def register(email: str, *, wish: str, now: datetime) -> None:
    """
    Somebody asks for an account. Either way one letter goes to the address and the page says the same:
    to a new address a link that confirms it, to a known one how to sign in. `wish` is "work" or "hire".
    """
    account = by_address(email)
    if account is not None and account.confirmed_at is not None:
        letters.already_here(account, now=now)
        return
    account = account or _begun(email, now=now)
    letters.confirm(account, tokens.issue(account, TokenPurpose.CONFIRM, subject=wish, now=now), now=now)


def confirm(account: Account, *, name: str, password: str, now: datetime) -> None:
    """The address is theirs: the account gets its name and password. Raises RuleBroken for a weak password."""
    passwords.check_strength(password, email=account.email, name=name)
    account.name = name
    account.password_hash = passwords.hash_password(password)
    account.confirmed_at = account.updated_at = now
    trail.record(account, "confirmed address", account, now=now)


def make_staff(email: str, *, now: datetime) -> Account:
    """The account of this address, begun when there is none, belongs to the site's own people from now on."""
    account = by_address(email) or _begun(email, now=now)
    account.is_staff = True
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
    """Raises RuleBroken for a weak one. The person is told by mail."""
    passwords.check_strength(password, email=account.email, name=account.name)
    account.password_hash = passwords.hash_password(password)
    account.updated_at = now
    trail.record(account, "changed password", account, now=now)
    letters.password_changed(account, now=now)


def ask_new_address(account: Account, email: str, *, now: datetime) -> None:
    """The new address must be confirmed by its own letter. Raises RuleBroken when it is the present one."""
    if email == account.email:
        raise RuleBroken("This is your present address.", field="email")
    if by_address(email) is not None:
        letters.address_taken(email, now=now)  # said to the owner of that address only
        return
    letters.change_address(
        account, email, tokens.issue(account, TokenPurpose.CHANGE_ADDRESS, subject=email, now=now), now=now
    )


def change_address(account: Account, email: str, *, now: datetime) -> None:
    """The new address is confirmed. The old one is told, with a link that takes it back."""
    if by_address(email) is not None:
        raise RuleBroken("Another account has this address by now.")
    before, account.email, account.updated_at = account.email, email, now
    trail.record(account, "changed address", account, now=now)
    letters.address_changed(
        account, before, tokens.issue(account, TokenPurpose.KEEP_ADDRESS, subject=before, now=now), now=now
    )


def keep_address(account: Account, email: str, *, now: datetime) -> None:
    """The old address is put back, and every session ends: whoever changed it may not have been the owner."""
    if by_address(email) is not None:
        raise RuleBroken("Another account has this address by now. Write to us and a person will help.")
    account.email, account.updated_at = email, now
    account.password_hash = None  # a new one by "forgotten password", which goes to the address put back
    end_all(account)
    trail.record(account, "kept address", account, now=now)


def _begun(email: str, *, now: datetime) -> Account:
    """An account that has an address and nothing else yet."""
    account = Account(email=email.lower(), created_at=now, updated_at=now)
    db.session.add(account)
    return account
