"""How far it is from a place to an office, by the package `zipcodes` itself: its table, its formula, nothing of the site."""

from __future__ import annotations

from functools import cache
from statistics import fmean

import zipcodes


@cache
def miles(near: str, city: str, state: str | None, zip_code: str) -> float | None:
    """`near` is "78701" or "Austin, TX". To a tenth of a mile, since the mean of a city may be rounded; None when nobody knows."""
    here = _zip(near) if near.isdigit() else _city(*near.split(", "))
    there = _zip(zip_code[:5]) or _city(city, state)
    if here is None or there is None:
        return None
    return round(float(zipcodes.haversine(here[1], here[0], there[1], there[0])), 1)


def _zip(code: str) -> tuple[float, float] | None:
    rows = zipcodes.matching(code) if code else []
    return (float(rows[0]["lat"]), float(rows[0]["long"])) if rows else None


def _city(city: str, state: str | None) -> tuple[float, float] | None:
    rows = zipcodes.filter_by(city=city, state=state, active=True) if city and state else []
    if not rows:
        return None
    return fmean(float(row["lat"]) for row in rows), fmean(float(row["long"]) for row in rows)
