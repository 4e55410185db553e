"""Pay in words, and as cents an hour where units can be compared. Plain functions over facts; no database."""

from __future__ import annotations

from dataclasses import dataclass

from careercenter.jobs.facts import Pay, Quota
from careercenter.vocabulary import PAY_UNITS, WORK_TYPES

HOURS_A_YEAR = 2_080  # 52 weeks of 40 hours, the federal convention (5 U.S.C. 5504 uses 2,087 for its own staff)
HOURS = {"hour": 1.0, "day": 8.0, "week": 40.0, "month": HOURS_A_YEAR / 12, "year": float(HOURS_A_YEAR)}
HOURLY_BY_TIME = {
    "hour": "as advertised",
    "day": "at 8 hours a day",
    "week": "at 40 hours a week",
    "month": f"at {HOURS_A_YEAR:,} hours",
    "year": f"at {HOURS_A_YEAR:,} hours",
}
YEARLY_BY_TIME = {
    "hour": f"at {HOURS_A_YEAR:,} hours",
    "day": "at 260 days",
    "week": "at 52 weeks",
    "month": "at 12 months",
    "year": "as advertised",
}
PERCENT = "percent_collections"
BY_QUOTA = "x * per_hour"  # the vocabulary's rule for what an employer's quota counts
MOST_HOURLY = 10_000_00  # cents; a piece rate times a quota beyond this is a slip of the pen and compares with nothing


@dataclass(frozen=True)
class Converted:
    """Pay in cents of another unit, with the assumption it rests on as people read it ("at 2,080 hours")."""

    low: int
    high: int
    assumption: str


def hourly(pay: Pay | None, quota: Quota | None = None, own: float | None = None) -> Converted | None:
    """
    The pay by the hour. Time units by 8 hours a day, 40 a week, 2,080 a year; piece rates by the employer's own quota,
    or by the reader's own figure where there is no quota. None where nothing can be compared.
    """
    if pay is None:
        return None
    if pay.unit in HOURS:
        hours = HOURS[pay.unit]
        return Converted(round(pay.low / hours), round(pay.high / hours), HOURLY_BY_TIME[pay.unit])
    if (pace := _pace(pay, quota, own)) is None:
        return None
    per_hour, assumption = pace
    low, high = round(pay.low * per_hour), round(pay.high * per_hour)
    return Converted(low, high, assumption) if high <= MOST_HOURLY else None


def yearly(pay: Pay | None, quota: Quota | None = None, own: float | None = None) -> Converted | None:
    """The pay by the year of 2,080 hours, straight from the advertised figure; None where `hourly` is None."""
    by_the_hour = hourly(pay, quota, own)
    if pay is None or by_the_hour is None:
        return None
    if pay.unit in HOURS:
        units = HOURS_A_YEAR / HOURS[pay.unit]
        return Converted(round(pay.low * units), round(pay.high * units), YEARLY_BY_TIME[pay.unit])
    return Converted(
        by_the_hour.low * HOURS_A_YEAR,
        by_the_hour.high * HOURS_A_YEAR,
        f"{by_the_hour.assumption}, {HOURS_A_YEAR:,} hours",
    )


def takes_own_pace(pay: Pay | None, quota: Quota | None) -> bool:
    """A piece rate that only the reader's own figure can compare, since the employer states no quota that would."""
    return pay is not None and bool(_counted_by(pay)) and _pace(pay, quota, None) is None


def why_not(pay: Pay | None, quota: Quota | None = None, own: float | None = None) -> str:
    """Why pay that is stated can't be compared; empty where it can, or where none is stated."""
    if pay is None or hourly(pay, quota, own) is not None:
        return ""
    if pay.unit == PERCENT:
        return "A share of collections can’t be compared by the hour."
    if not _counted_by(pay):
        return f"Pay {PAY_UNITS[pay.unit].label} can’t be compared by the hour."
    if _pace(pay, quota, own) is None:
        return f"No number of {own_unit(pay)} an hour is stated, so this can’t be compared by the hour."
    return f"At this pace it would be over {amounts(MOST_HOURLY, MOST_HOURLY)} an hour, so it is not compared."


def as_advertised(pay: Pay) -> str:
    """The amounts as the employer wrote them: "$31.00–$38.50", "$62,000", "4.5–6 %"."""
    if pay.unit == PERCENT:
        low, high = (f"{amount / 100:g}" for amount in (pay.low, pay.high))
        return f"{low}%" if low == high else f"{low}–{high}%"
    return amounts(pay.low, pay.high)


def unit_phrase(pay: Pay, quota: Quota | None = None) -> str:
    """
    What follows the amounts: "an hour", "a chart", "of collections". A piece that the quota counts by its own word goes
    by that word, as the converted line does: "a report", at 45 reports an hour.
    """
    if quota and quota.work_type and quota.per_hour and _counted_by(pay) == BY_QUOTA:
        word = quota_unit(quota).removesuffix("s")
        return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
    return str(PAY_UNITS[pay.unit].facts["phrase"]).removeprefix("% ")


def in_full(pay: Pay) -> str:
    return f"{as_advertised(pay)} {unit_phrase(pay)}"


def amounts(low: int, high: int) -> str:
    """A range of cents in dollars: cents are shown below $1,000."""
    small = high < 100_000
    first, last = (f"${cents / 100:,.2f}" if small else f"${cents / 100:,.0f}" for cents in (low, high))
    return first if first == last else f"{first}–{last}"


def conversions(pay: Pay | None, quota: Quota | None, own: float | None = None) -> list[tuple[str, str]]:
    """The hour and the year, whichever was not advertised, each in words with its assumption; empty where none can be had."""
    figures = [(hourly(pay, quota, own), "hour"), (yearly(pay, quota, own), "year")]
    return [
        (f"{amounts(figure.low, figure.high)} {PAY_UNITS[unit].facts['phrase']}", figure.assumption)
        for figure, unit in figures
        if figure is not None and pay is not None and pay.unit != unit
    ]


def beside(pay: Pay | None, quota: Quota | None) -> tuple[str, str] | None:
    """The one converted figure that stands beside the advertised one in a list; None where there is none."""
    return next(iter(conversions(pay, quota)), None)


def quota_unit(quota: Quota) -> str:
    """What the quota counts, in the plural: charts unless its work type says otherwise."""
    return f"{WORK_TYPES.fact(quota.work_type, 'unit') or 'chart'}s"


def own_unit(pay: Pay) -> str:
    """What a reader counts for this piece rate, in the plural: charts, encounters, records, pages."""
    return f"{pay.unit}s"


def _counted_by(pay: Pay) -> str:
    """The rule by which a piece rate becomes an hourly one; empty for a rate that has none."""
    unit = PAY_UNITS[pay.unit]
    return str(unit.facts["to_hourly"] or "") if unit.group == "piece" else ""


def _pace(pay: Pay, quota: Quota | None, own: float | None) -> tuple[float, str] | None:
    """
    How many pieces an hour, and whose figure it is. A quota for a kind of record counts charts or the like, never pages;
    one that names no kind counts what is paid for.
    """
    rule = _counted_by(pay)
    if rule and quota and quota.per_hour and (rule == BY_QUOTA or not quota.work_type):
        unit = quota_unit(quota) if rule == BY_QUOTA else own_unit(pay)
        return quota.per_hour, f"at {quota.per_hour:g} {unit} an hour"
    if rule and own:
        return own, f"at {own:g} {own_unit(pay)} an hour, your entry"
    return None
