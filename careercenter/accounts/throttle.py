"""Tries are counted in the database, so that every process and every restart counts the same ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, func, select

from careercenter.accounts.models import Attempt
from careercenter.counting import span
from careercenter.db import db, one_at_a_time
from careercenter.rules import RuleBroken


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of one kind by one key within the time."""

    what: str
    most: int
    within: timedelta


SIGN_IN_BY_ADDRESS = Limit("sign_in_address", 10, timedelta(minutes=5))
SIGN_IN_BY_NETWORK = Limit("sign_in_network", 30, timedelta(minutes=5))
PASSWORD_BY_ACCOUNT = Limit("password_account", 10, timedelta(minutes=5))
# Letters that anybody may ask for, to anybody: who asks has a long pause, the address, which may be its owner's, a short one.
REGISTER_BY_NETWORK = Limit("register_network", 20, timedelta(hours=1))
REGISTER_BY_BOTH = Limit("register_both", 5, timedelta(days=1))
REGISTER_BY_ADDRESS = Limit("register_address", 3, timedelta(minutes=15))
RESET_BY_NETWORK = Limit("reset_network", 20, timedelta(hours=1))
RESET_BY_BOTH = Limit("reset_both", 5, timedelta(days=1))
RESET_BY_ADDRESS = Limit("reset_address", 3, timedelta(minutes=15))
# Letters that somebody with an account has us write to somebody else.
LETTER_TO_ADDRESS = Limit("letter_address", 5, timedelta(days=1))  # of all kinds and from everybody
ADDRESS_BY_ACCOUNT = Limit("address_account", 5, timedelta(days=1))
PROOF_BY_EMPLOYER = Limit("proof_employer", 5, timedelta(days=1))
PROOF_BY_ACCOUNT = Limit("proof_account", 10, timedelta(days=1))
INVITE_BY_EMPLOYER = Limit("invite_employer", 20, timedelta(days=1))
INVITE_BY_ACCOUNT = Limit("invite_account", 40, timedelta(days=1))
EMPLOYERS_BY_ACCOUNT = Limit("employers_account", 5, timedelta(days=1))
# Reports of jobs: staff read each of them.
REPORT_BY_NETWORK = Limit("report_network", 20, timedelta(days=1))
REPORT_BY_ACCOUNT = Limit("report_account", 10, timedelta(days=1))
UPLOAD_REFUSED = Limit("upload_refused", 10, timedelta(hours=1))
UPLOAD_AT_ONCE = Limit("upload_at_once", 1, timedelta(seconds=30))  # longer than one file may take

LONGEST = max(limit.within for limit in list(globals().values()) if isinstance(limit, Limit))  # of all above


class TooManyTries(RuleBroken):
    """The limit is reached, for as long as `pause` says."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(
            f"There were too many tries. Wait {span(wait)}, then go on.", pause=int(wait.total_seconds()) + 1
        )


def note(limit: Limit, key: str, *, now: datetime) -> int:
    """
    Counts one try and gives how many are left. Raises TooManyTries when none was left.

    A try that is refused is not counted, so a pause always ends.
    """
    key_hash = _hashed(limit, key)
    one_at_a_time(key_hash)
    this_key = (Attempt.what == limit.what, Attempt.key_hash == key_hash, Attempt.at > now - limit.within)
    count, oldest = db.session.execute(select(func.count(), func.min(Attempt.at)).where(*this_key)).one()
    if count >= limit.most:
        raise TooManyTries(oldest + limit.within - now)
    db.session.add(Attempt(what=limit.what, key_hash=key_hash, at=now))
    return limit.most - count - 1


def forget(limit: Limit, key: str) -> None:
    """A right password wipes the wrong ones before it."""
    db.session.execute(delete(Attempt).where(Attempt.what == limit.what, Attempt.key_hash == _hashed(limit, key)))


def take_back(limit: Limit, key: str) -> None:
    """The newest try does not count: it was a right one."""
    newest = select(func.max(Attempt.id)).where(Attempt.what == limit.what, Attempt.key_hash == _hashed(limit, key))
    db.session.execute(delete(Attempt).where(Attempt.id == newest.scalar_subquery()))


def network_of(address: str | None) -> str:
    """The network a request comes from: /24 of IPv4, /64 of IPv6, so that one household or one attacker is one key."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is None:
            return f"{int(ip) >> 64:x}/64"
        ip = ip.ipv4_mapped
    return f"{int(ip) >> 8:x}/24"


def _hashed(limit: Limit, key: str) -> str:
    return hashlib.sha256(f"{limit.what}:{key}".encode()).hexdigest()
