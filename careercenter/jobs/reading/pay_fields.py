"""Pay from the fields that a feed has for it."""

from __future__ import annotations

import re

from careercenter.jobs.facts import Pay
from careercenter.jobs.reading.hints import PayField
from careercenter.jobs.reading.pay_limits import guessed_unit, plausible
from careercenter.jobs.reading.pay_words import UNIT_BEFORE

# What a feed's field of the unit may say; one that stands nowhere here gives no pay at all.
FIELD_UNITS = {
    "hour": ("hour", "hr", "ph", "per-hour-wage", "1 hour", "hours"),
    "year": ("year", "annum", "pa", "yr", "per-year-salary", "1 year", "years"),
    "month": ("month", "pm", "mon", "per-month-salary", "1 month"),
    "week": ("week", "wk", "per-week-wage", "1 week"),
    "day": ("day", "pd", "per-day-wage", "1 day"),
}
NOT_KNOWN = re.compile(r"bi-?weekly|semi|shift|visit|piece|quarter|school")


def pay_of_field(field: PayField, *, is_abroad: bool) -> Pay | None:
    """The pay of a feed's fields; None for another currency, for an unknown unit, and for dollars from abroad that name no currency."""
    if field.currency.upper() not in ("", "USD", "US$", "$", "DOLLARS") or (is_abroad and not field.currency):
        return None
    ends = [amount for amount in (_number(field.low), _number(field.high)) if amount]
    if not ends:
        return None
    unit = _field_unit(field.unit) if field.unit else guessed_unit(min(ends), max(ends))
    return plausible(min(ends), max(ends), unit) if unit else None


def _number(said: str) -> float | None:
    bare = said.replace("$", "").replace(",", "").strip()
    try:
        value = float(bare.rstrip("kK")) * (1_000 if bare[-1:] in ("k", "K") else 1)
    except ValueError:
        return None
    return value if 0 < value < 1e9 else None


def _field_unit(said: str) -> str | None:
    unit_words = " ".join(re.sub(r"[^a-z0-9-]+", " ", said.lower()).split())
    if NOT_KNOWN.search(unit_words):
        return None
    by_name = next((unit for unit, names in FIELD_UNITS.items() if unit_words in names), None)
    return by_name or next((unit for unit, pattern in UNIT_BEFORE.items() if pattern.search(unit_words)), None)
