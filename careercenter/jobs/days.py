"""Days as our sentences name them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def named(value: date | datetime, zone: str) -> str:
    """December 9; a moment is named by the calendar of this zone."""
    day = value.astimezone(ZoneInfo(zone)) if isinstance(value, datetime) else value
    return f"{day:%B} {day.day}"
