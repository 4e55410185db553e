"""Links in letters: 256 random bits, kept as a hash, for one purpose, used once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, or_, select, update

from careercenter.accounts.models import Account, AccountToken, TokenPurpose
from careercenter.db import changed, db
from careercenter.rules import RuleBroken

LIFE = {
    TokenPurpose.CONFIRM: timedelta(hours=24),
    TokenPurpose.RESET: timedelta(hours=1),
    TokenPurpose.CHANGE_ADDRESS: timedelta(hours=24),
    TokenPurpose.KEEP_ADDRESS: timedelta(days=7),
}


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def issue(account: Account, purpose: TokenPurpose, *, now: datetime, subject: str = "") -> str:
    """
    A new link of this purpose, as the text that goes into the address. Asking again voids the one before, but for the
    way back to an address: each stays open for whoever reads that address.
    """
    db.session.flush()
    if purpose is not TokenPurpose.KEEP_ADDRESS:
        db.session.execute(
            delete(AccountToken).where(AccountToken.account_id == account.id, AccountToken.purpose == purpose)
        )
    secret = new_secret()
    db.session.add(
        AccountToken(
            token_hash=hashed(secret),
            purpose=purpose,
            account_id=account.id,
            subject=subject,
            created_at=now,
            expires_at=now + LIFE[purpose],
        )
    )
    return secret


def live(secret: str, purpose: TokenPurpose, *, now: datetime) -> Select[AccountToken]:
    """The link, if it is known, unused and not run out."""
    return select(AccountToken).where(
        AccountToken.token_hash == hashed(secret),
        AccountToken.purpose == purpose,
        AccountToken.used_at.is_(None),
        AccountToken.expires_at > now,
    )


def use(token: AccountToken, *, now: datetime) -> None:
    """Spends the link. Raises RuleBroken when another request spent it a moment before."""
    unused = (AccountToken.id == token.id, AccountToken.used_at.is_(None))
    if not changed(update(AccountToken).where(*unused).values(used_at=now)):
        raise RuleBroken("This link has been used already.")


def void(account: Account) -> None:
    """
    Links that wait lead nowhere any more: the account has changed since they went out. The ways back to addresses it
    had stay open, since whoever made the change may not be the owner.
    """
    db.session.execute(
        delete(AccountToken).where(
            AccountToken.account_id == account.id, AccountToken.purpose != TokenPurpose.KEEP_ADDRESS
        )
    )


def void_since(way_back: AccountToken) -> None:
    """Voids this way back to an address and every link made after it; ways further back stay open."""
    db.session.execute(
        delete(AccountToken).where(
            AccountToken.account_id == way_back.account_id,
            or_(AccountToken.purpose != TokenPurpose.KEEP_ADDRESS, AccountToken.id >= way_back.id),
        )
    )
