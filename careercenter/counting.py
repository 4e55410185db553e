"""Numbers and lengths of time as people say them."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 job, 2 jobs."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span(length: timedelta) -> str:
    """5 minutes, 24 hours, 7 days: rounded up, in minutes below two hours and in days above two days."""
    if length < 2 * HOUR and length != HOUR:
        return counted(max(1, ceil(length / MINUTE)), "minute")
    return counted(ceil(length / HOUR), "hour") if length <= 2 * DAY else counted(ceil(length / DAY), "day")
