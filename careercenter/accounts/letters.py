"""The letters of an account. Each names its cause in the dedupe key."""

from __future__ import annotations

from datetime import datetime

from careercenter.accounts.models import Account, TokenPurpose
from careercenter.accounts.tokens import LIFE, hashed
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind


def confirm(account: Account, secret: str, *, then: str | None = None, now: datetime) -> None:
    _with_link("confirm", account.email, secret, account=account, now=now, life=LIFE[TokenPurpose.CONFIRM], then=then)


def reset(account: Account, secret: str, *, now: datetime) -> None:
    _with_link("reset", account.email, secret, account=account, now=now, life=LIFE[TokenPurpose.RESET])


def change_address(account: Account, email: str, secret: str, *, now: datetime) -> None:
    _with_link("change_address", email, secret, account=account, now=now, life=LIFE[TokenPurpose.CHANGE_ADDRESS])


def address_changed(account: Account, before: str, secret: str, *, now: datetime) -> None:
    _with_link("address_changed", before, secret, account=account, now=now, life=LIFE[TokenPurpose.KEEP_ADDRESS])


def already_here(account: Account, *, then: str | None = None, now: datetime) -> None:
    _plain("already_here", account.email, account=account, now=now, then=then)


def no_account(email: str, *, now: datetime) -> None:
    _plain("no_account", email, now=now)


def address_taken(email: str, *, now: datetime) -> None:
    _plain("address_taken", email, now=now)


def password_changed(account: Account, *, now: datetime) -> None:
    _plain("password_changed", account.email, account=account, now=now)


def _with_link(name: str, to: str, secret: str, *, account: Account, now: datetime, **facts: object) -> None:
    key = f"{name}:{hashed(secret)[:32]}"
    compose(f"accounts/{name}", to, kind=Kind.ACCOUNT, dedupe_key=key, now=now, account=account, secret=secret, **facts)


def _plain(name: str, to: str, *, now: datetime, account: Account | None = None, **facts: object) -> None:
    key = f"{name}:{hashed(to)[:32]}:{now.timestamp():.0f}"
    compose(f"accounts/{name}", to, kind=Kind.ACCOUNT, dedupe_key=key, now=now, account=account, email=to, **facts)
