"""What can be one person's pay in dollars, and which unit a bare figure must have."""

from __future__ import annotations

from careercenter.jobs.facts import Pay

# Least and most of each unit that can be one person's pay in dollars; outside them the figure means something else.
LIMITS = {
    "hour": (5, 1_000),
    "day": (40, 10_000),
    "week": (150, 30_000),
    "month": (500, 150_000),
    "year": (8_000, 2_000_000),
    "chart": (0.05, 500),
    "encounter": (0.05, 500),
    "record": (0.05, 500),
    "page": (0.01, 50),
    "hcc_found": (0.05, 500),
    "project": (20, 500_000),
}
MINIMUM_WAGE = 7.25  # dollars an hour, 29 U.S.C. 206(a)(1)
HOURLY_MOST = 150  # dollars; more may be a day's or a visit's pay
YEARLY_LEAST = 15_000  # dollars; less may be a month's pay
LONELY_LEAST = 20_000  # dollars that a single figure without a unit must reach to be a year's pay
WIDEST = 5  # a range whose upper end is over five times the lower is not one person's pay


def plausible(low: float, high: float, unit: str) -> Pay | None:
    """The pay of these amounts, or None where they can't be one person's pay by this unit."""
    least, most = LIMITS[unit]
    if not least <= low <= high <= most or high > low * WIDEST:
        return None
    return Pay(round(low * 100), round(high * 100), unit)


def guessed_unit(low: float, high: float) -> str | None:
    """The unit that a figure without one can only have: the year or the hour."""
    if low >= YEARLY_LEAST:
        return "year"
    return "hour" if low >= MINIMUM_WAGE and high <= HOURLY_MOST else None
