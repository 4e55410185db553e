"""
What may be said of the pay of a group of jobs, and when nothing may be said.

A job counts with the middle of its range by the hour. A group speaks when it holds at least LEAST_JOBS jobs of at least
LEAST_EMPLOYERS employers: of two, each could work out the other's pay from the figures. This is the only place that knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import floor

from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Sample, job_index
from careercenter.jobs.pay import HOURS_A_YEAR
from careercenter.moments import time_of
from careercenter.pay.percentiles import LOWER, MIDDLE, UPPER, Ordered

LEAST_JOBS = 5
LEAST_EMPLOYERS = 3
TOO_FEW = "Too few jobs to say"


@dataclass(frozen=True)
class Figures:
    """
    Cents an hour. `is_one_sided` when more than half of the jobs are one employer's; `first` and `last` are the
    publications between which all of them lie.
    """

    lower: int
    median: int
    upper: int
    jobs: int
    employers: int
    is_one_sided: bool
    first: datetime
    last: datetime


def may_speak(jobs: int, employers: int) -> bool:
    """Whether anything may be said of so many jobs of so many employers."""
    return jobs >= LEAST_JOBS and employers >= LEAST_EMPLOYERS


def figures_of(sample: Sample) -> Figures | None:
    """None when too few jobs or too few employers stand behind it."""
    if not may_speak(sample.jobs, len(sample.employers)):
        return None
    ordered = Ordered(sample.both_ends)
    lower, median, upper = (cents(ordered.percentile(share)) for share in (LOWER, MIDDLE, UPPER))
    return Figures(
        lower,
        median,
        upper,
        sample.jobs,
        len(sample.employers),
        2 * max(sample.employers.values()) > sample.jobs,
        time_of(sample.first),
        time_of(sample.last),
    )


def figures_for(criteria: JobCriteria, now: datetime) -> Figures | None:
    """Of the open jobs of a search."""
    return figures_of(job_index().paid(criteria.filters_alone(), now).sample())


def cents(both_ends: Fraction) -> int:
    """The middle of a range of which both ends are added up; half a cent is rounded up."""
    return floor(both_ends / 2 + Fraction(1, 2))


def by_the_year(cents_an_hour: int) -> int:
    return cents_an_hour * HOURS_A_YEAR
