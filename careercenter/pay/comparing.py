"""One job's pay against the open jobs that are like it: the same title and kind of work, else the same title, else the same work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.index import job_index
from careercenter.jobs.likeness import title_and_work
from careercenter.jobs.pay import Converted
from careercenter.pay.figures import Figures, figures_of
from careercenter.pay.percentiles import Ordered

LEAST_FOR_TENTHS = 20  # comparable jobs, below which they are counted one by one


@dataclass(frozen=True)
class Comparison:
    """
    `below` and `above` count the comparable jobs with a lower and a higher middle of the range. `like` says in what they
    are like this one, `passed_over` what would have been closer and had too few jobs.
    """

    figures: Figures
    below: int
    above: int
    like: str
    passed_over: tuple[str, ...]
    criteria: JobCriteria

    @property
    def standing(self) -> str:
        """Where the job stands: "Higher than 4 of 5 comparable jobs"; of many, "Higher than about 7 of 10 comparable jobs"."""
        every = self.figures.jobs
        if self.below == every:
            return f"Higher than all {every:,} comparable jobs"
        if self.above == every:
            return f"Lower than all {every:,} comparable jobs"
        if not self.below and not self.above:
            return f"The same as all {every:,} comparable jobs"
        if every < LEAST_FOR_TENTHS:
            return (
                f"Higher than {self.below} of {every} comparable jobs"
                if self.below
                else f"Lower than {self.above} of {every} comparable jobs"
            )
        tenths = round(10 * self.below / every)
        if tenths == 0:
            return "Higher than fewer than 1 of 10 comparable jobs"
        if tenths == 10:
            return "Higher than more than 9 of 10 comparable jobs"
        return f"Higher than about {tenths} of 10 comparable jobs"


def comparison(job_id: int, facts: JobFacts, pay: Converted, now: datetime) -> Comparison | None:
    """None when there are too few comparable jobs, however loosely one takes the word. The job itself is never one of them."""
    passed_over: list[str] = []
    for like, criteria in _likes(facts):
        sample = job_index().paid(criteria, now, but=job_id).sample()
        if (figures := figures_of(sample)) is not None:
            ordered, here = Ordered(sample.both_ends), pay.low + pay.high
            return Comparison(figures, ordered.below(here), ordered.above(here), like, tuple(passed_over), criteria)
        passed_over.append(like)
    return None


def _likes(facts: JobFacts) -> Iterator[tuple[str, JobCriteria]]:
    """From the closest likeness to the loosest."""
    both = title_and_work(facts)
    if both.title and both.specialty:
        yield "the same title and kind of work", both
    if both.title:
        yield "the same title", both.without("specialty")
    if both.specialty:
        yield "the same kind of work", both.without("title")
