"""Dates as feeds write them. Only the day counts; a date that can be read two ways is left unread, and so is a far one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
IN_WORDS = re.compile(r"(?:[a-z]+day,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
DAY_FIRST = re.compile(r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?")
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(NAMES, 1)}
PERIOD = re.compile(r"\s(?:to|through|until|–|—|-)\s", re.IGNORECASE)
MILLISECONDS = 100_000_000_000  # as seconds, this would be the year 5138


def day(said: Any) -> date | None:
    """
    The day that is meant: ISO 8601, RFC 5322, "April 21, 2026", or seconds or milliseconds since 1970.

    Of "7/15/2011" the month comes first, as in the United States; "7/4/2011" could be either and is read so too,
    since the board is for the United States. A day of another century is none: many feeds write 9999-12-31 for "never".
    """
    text = str(said).strip() if isinstance(said, str | int | float) else ""
    found = _day(text) if text and len(text) <= 80 else None
    return found if found is not None and 2000 <= found.year < 2100 else None


def last_day(period: Any) -> date | None:
    """The end of "September 19, 2025 to October 3, 2025"."""
    parts = PERIOD.split(str(period or ""))
    return day(parts[-1]) if len(parts) == 2 else None


def _day(text: str) -> date | None:
    if EPOCH.fullmatch(text):
        return _epoch(float(text))
    for pattern, order in ((ISO, "ymd"), (AMERICAN, "mdy"), (COMPACT, "ymd")):
        match = pattern.fullmatch(text) if pattern is COMPACT else pattern.match(text)
        if match:
            return _date(**dict(zip(order, match.groups(), strict=True)))
    return _in_words(text) or _mail_date(text)


def _in_words(text: str) -> date | None:
    for pattern, order in ((IN_WORDS, "mdy"), (DAY_FIRST, "dmy")):
        match = pattern.match(text)
        if match:
            return _date(**dict(zip(order, match.groups(), strict=True)))
    return None


def _mail_date(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _epoch(seconds: float) -> date | None:
    try:
        return datetime.fromtimestamp(seconds / 1000 if seconds > MILLISECONDS else seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _date(y: str, m: str, d: str) -> date | None:
    month = MONTHS.get(m[:3].lower()) if m.isalpha() else int(m)
    try:
        return date(int(y), month or 0, int(d))
    except ValueError:
        return None
