"""
Calling letters back that have not gone out: their reader wants them no more, or reads at another address.

A worker that has one of them in hand finds that the epoch moved on and drops its line before the final dot.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import case, update

from careercenter.db import db
from careercenter.outbox.models import Kind, MailState, OutgoingMail

NOT_OUT = (MailState.PLANNED, MailState.SENDING)


def write_anew(account_id: int, kind: Kind, *, now: datetime) -> None:
    """What is planned stays so, and what is on the wire is planned again: it is written when it is next sent."""
    _call_back(OutgoingMail.account_id == account_id, OutgoingMail.kind == kind, now=now)


def cancel(account_id: int, kind: Kind, *, reason: str, now: datetime) -> None:
    """Nothing of this kind goes out any more that has not."""
    mine = (OutgoingMail.account_id == account_id, OutgoingMail.kind == kind)
    _call_back(*mine, now=now, state=MailState.CANCELLED, reason=reason)


def readdress(account_id: int, before: str, to: str, *, now: datetime) -> None:
    """
    Notices and digests follow a person to a new address. Account letters stay where they are: each is about the one
    address that it goes to.
    """
    mine = (OutgoingMail.account_id == account_id, OutgoingMail.to_address == before)
    _call_back(*mine, OutgoingMail.kind != Kind.ACCOUNT, now=now, to_address=to)


def _call_back(*which: Any, now: datetime, **changes: Any) -> None:
    """A letter that rests after a try goes on resting; one in hand is free at once."""
    in_hand = OutgoingMail.state == MailState.SENDING
    values = {
        "state": MailState.PLANNED,
        "epoch": OutgoingMail.epoch + 1,
        "lease_until": case((in_hand, None), else_=OutgoingMail.lease_until),
        "updated_at": now,
        **changes,
    }
    db.session.execute(update(OutgoingMail).where(*which, OutgoingMail.state.in_(NOT_OUT)).values(values))
