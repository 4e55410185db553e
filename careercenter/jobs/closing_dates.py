"""The last day to apply. It has ended when it has ended everywhere in the fifty states, so nobody is a few hours too late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LAST_ZONE = ZoneInfo("Pacific/Honolulu")


def today(now: datetime) -> date:
    """The earliest day that is still good as a closing date."""
    return now.astimezone(LAST_ZONE).date()


def has_passed(day: date | None, now: datetime) -> bool:
    """Whether nobody can apply any more; never where no day is named."""
    return day is not None and day < today(now)


def end_of(day: date) -> datetime:
    """The moment from which on the day has passed. Some feeds write the last day that there is, and mean "never"."""
    after = day + timedelta(days=1) if day < date.max else day
    return datetime.combine(after, time(), tzinfo=LAST_ZONE)
