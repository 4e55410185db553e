"""
When letters go out: named periods in the account's own zone, found from the rows and never from a scheduler.

A weekly slot is Monday, 8 in the morning. A local time turns into one moment: in a gap of daylight time it moves on by
the gap, in a fold it is the first of the two (RFC 5545, section 3.3.5).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select

from careercenter.accounts.models import Account
from careercenter.alerts.models import SavedSearch, SearchStatus

HOUR = time(8)
LATEST = timedelta(days=3)  # after this a missed letter waits for the next slot
FARTHEST = timedelta(days=9)  # no slot is so far ahead, whatever a zone does in its week


def due(now: datetime) -> Select[Account]:
    """Accounts with a saved search whose slot has come, or was set by a clock that had run ahead."""
    come = or_(SavedSearch.next_slot_at <= now, SavedSearch.next_slot_at > now + FARTHEST)
    waiting = select(SavedSearch.account_id).where(SavedSearch.status == SearchStatus.ACTIVE, come)
    return select(Account).where(Account.id.in_(waiting)).order_by(Account.id)


def last_slot(zone: str, now: datetime) -> datetime:
    """The latest weekly slot that has come, in UTC."""
    monday = _monday(now.astimezone(ZoneInfo(zone)).date())
    slot = moment(zone, monday)
    return slot if slot <= now else moment(zone, monday - timedelta(days=7))


def next_slot(zone: str, now: datetime) -> datetime:
    """The first weekly slot still ahead, in UTC."""
    monday = _monday(now.astimezone(ZoneInfo(zone)).date())
    slot = moment(zone, monday)
    return slot if slot > now else moment(zone, monday + timedelta(days=7))


def moment(zone: str, day: date) -> datetime:
    """Eight o'clock of this day in the zone, as one moment in UTC."""
    return datetime.combine(day, HOUR, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def period(slot: datetime, zone: str) -> str:
    """The name of a slot's week, such as 2026-W48 (ISO 8601)."""
    year, week, _ = slot.astimezone(ZoneInfo(zone)).isocalendar()
    return f"{year}-W{week:02d}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
