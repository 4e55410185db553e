"""What the board asks for in the middle, by the kind of record: so many an hour, and so much accuracy. Pay's rule says when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import floor

from careercenter.jobs.index import Stated, job_index
from careercenter.pay.figures import may_speak
from careercenter.pay.percentiles import MIDDLE, Ordered


@dataclass(frozen=True)
class Middle:
    """The median, to the hundredth, and of how many jobs."""

    figure: float
    jobs: int


@dataclass(frozen=True)
class Middles:
    """Each None where too few jobs or too few employers stand behind it."""

    per_hour: Middle | None
    accuracy: Middle | None


def middles(work_type: str, now: datetime, *, but: int) -> Middles:
    """Of the open jobs of this kind of record, without the job `but`. One kind is counted in one unit."""
    asked = job_index().quotas(work_type, now, but=but)
    return Middles(_middle(asked.per_hour), _middle(asked.accuracy))


def _middle(stated: Stated) -> Middle | None:
    if not may_speak(stated.jobs, len(stated.employers)):
        return None
    hundredths: Counter[int] = Counter()
    for figure, jobs in stated.figures.items():
        hundredths[round(figure * 100)] += jobs
    return Middle(floor(Ordered(hundredths).percentile(MIDDLE) + Fraction(1, 2)) / 100, stated.jobs)
