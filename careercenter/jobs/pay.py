"""Pay in words, and as cents an hour where units can be compared. Plain functions over facts; no database."""

from __future__ import annotations

from dataclasses import dataclass

from careercenter.jobs.facts import Pay, Quota
from careercenter.vocabulary import PAY_UNITS, WORK_TYPES

HOURS_A_YEAR = 2_080  # 52 weeks of 40 hours, the federal convention (5 U.S.C. 5504 uses 2,087 for its own staff)
HOURS = {"hour": 1.0, "day": 8.0, "week": 40.0, "month": HOURS_A_YEAR / 12, "year": float(HOURS_A_YEAR)}
PERCENT = "percent_collections"
MOST_HOURLY = 10_000_00  # cents; a piece rate times a quota beyond this is a slip of the pen and compares with nothing


@dataclass(frozen=True)
class Hourly:
    """Pay in cents an hour, with the assumption it rests on as people read it ("at 2,080 hours a year")."""

    low: int
    high: int
    assumption: str


def hourly(pay: Pay | None, quota: Quota | None = None) -> Hourly | None:
    """
    The pay by the hour. Time units by 8 hours a day, 40 a week, 2,080 a year; piece rates by the employer's own
    quota. None where nothing can be compared: a share of collections, a project, a piece rate without a sane quota.
    """
    if pay is None:
        return None
    if pay.unit in HOURS:
        hours = HOURS[pay.unit]
        return Hourly(round(pay.low / hours), round(pay.high / hours), _time_assumption(pay.unit))
    if PAY_UNITS[pay.unit].group == "piece" and PAY_UNITS[pay.unit].facts.get("to_hourly") and quota and quota.per_hour:
        low, high = round(pay.low * quota.per_hour), round(pay.high * quota.per_hour)
        assumption = f"at {quota.per_hour:g} {quota_unit(quota)} an hour"
        return Hourly(low, high, assumption) if high <= MOST_HOURLY else None
    return None


def yearly_range(hourly: Hourly) -> tuple[int, int]:
    """Low and high in cents a year of 2,080 hours."""
    return hourly.low * HOURS_A_YEAR, hourly.high * HOURS_A_YEAR


def yearly(pay: Pay | None) -> tuple[int, int] | None:
    """Low and high in cents a year at 2,080 hours, for pay by the hour; None for any other unit."""
    return (pay.low * HOURS_A_YEAR, pay.high * HOURS_A_YEAR) if pay is not None and pay.unit == "hour" else None


def as_advertised(pay: Pay) -> str:
    """The amounts as the employer wrote them: "$31.00–$38.50", "$62,000", "4.5–6 %"."""
    if pay.unit == PERCENT:
        low, high = (f"{amount / 100:g}" for amount in (pay.low, pay.high))
        return f"{low}%" if low == high else f"{low}–{high}%"
    return amounts(pay.low, pay.high)


def unit_phrase(pay: Pay) -> str:
    """What follows the amounts: "an hour", "a chart", "of collections"."""
    return str(PAY_UNITS[pay.unit].facts["phrase"]).removeprefix("% ")


def in_full(pay: Pay) -> str:
    return f"{as_advertised(pay)} {unit_phrase(pay)}"


def amounts(low: int, high: int) -> str:
    """A range of cents in dollars: cents are shown below $1,000."""
    small = high < 100_000
    first, last = (f"${cents / 100:,.2f}" if small else f"${cents / 100:,.0f}" for cents in (low, high))
    return first if first == last else f"{first}–{last}"


def beside(pay: Pay | None, quota: Quota | None) -> tuple[str, str] | None:
    """The converted figure that stands beside the advertised one, and its assumption; None where there is none."""
    if pay is None:
        return None
    if (year := yearly(pay)) is not None:
        return f"{amounts(*year)} a year", f"at {HOURS_A_YEAR:,} hours"
    converted = hourly(pay, quota)
    return (f"{amounts(converted.low, converted.high)} an hour", converted.assumption) if converted else None


def quota_unit(quota: Quota) -> str:
    """What the quota counts, in the plural: charts unless its work type says otherwise."""
    return f"{WORK_TYPES.fact(quota.work_type, 'unit') or 'chart'}s"


def _time_assumption(unit: str) -> str:
    return {"hour": "as advertised", "day": "at 8 hours a day", "week": "at 40 hours a week"}.get(
        unit, f"at {HOURS_A_YEAR:,} hours"
    )
