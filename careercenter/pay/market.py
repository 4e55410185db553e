"""
The pay of the open jobs of a search, group by group.

Counting 100,000 jobs takes a while, so an answer is kept until a job changes, runs out or begins: it is used again only
for the same change of the board and the very same jobs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pyroaring import BitMap

from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Change, PaidJobs, job_index
from careercenter.jobs.terms import LISTS
from careercenter.keeping import Kept
from careercenter.pay.figures import Figures, figures_of

GROUPS = ("specialty", "credential", "title", "setting", "workplace", "state")
AT_ONCE = 10  # rows of a group
MOST_KEPT = 64  # answers; some 150 rows each


@dataclass(frozen=True)
class Row:
    """One value of a group; `figures` is None where too few jobs say it, `total` counts the others too."""

    name: str
    value: str
    label: str
    figures: Figures | None
    total: int


@dataclass(frozen=True)
class Market:
    """`whole` is the search itself, `unstated` its jobs without comparable pay; rows stand with the best paid first."""

    whole: Figures | None
    unstated: int
    groups: dict[str, tuple[Row, ...]]

    def told(self, name: str) -> list[Row]:
        return [row for row in self.groups[name] if row.figures]

    def first_told(self, name: str) -> list[Row]:
        """Those with the most jobs, still with the best paid first: what is seen without unfolding."""
        told = self.told(name)
        common = sorted(told, key=lambda row: -row.figures.jobs if row.figures else 0)[:AT_ONCE]
        return [row for row in told if row in common]

    def rest_told(self, name: str) -> list[Row]:
        first = self.first_told(name)
        return [row for row in self.told(name) if row not in first]

    def untold(self, name: str) -> list[Row]:
        return [row for row in self.groups[name] if not row.figures]


_kept: Kept[tuple[Change, JobCriteria], tuple[BitMap, Market]] = Kept(MOST_KEPT)


def market(criteria: JobCriteria, now: datetime) -> Market:
    """The figures of what is committed at this moment."""
    criteria = criteria.filters_alone()
    paid = job_index().paid(criteria, now, by=GROUPS)
    key = paid.change, criteria
    there, known = _kept.get(key) or (None, None)
    if known is not None and there == paid.there:
        return known
    _there, fresh = _kept.keep(key, (paid.there, _count(paid)))
    return fresh


def narrowed(criteria: JobCriteria, row: Row) -> JobCriteria:
    """The same search for this row alone."""
    return replace(criteria, **{row.name: (row.value,)})  # type: ignore[arg-type]


def _count(paid: PaidJobs) -> Market:
    return Market(
        figures_of(paid.sample()),
        paid.total - len(paid.slots),
        {name: tuple(_rows(paid, name)) for name in GROUPS},
    )


def _rows(paid: PaidJobs, name: str) -> list[Row]:
    words = LISTS[name]
    order = {term: place for place, term in enumerate(words)}
    rows = [
        Row(name, term, words[term].short, figures_of(sample), paid.totals[name][term])
        for term, sample in paid.samples(name).items()
        if term in words
    ]
    return sorted(rows, key=lambda row: (-(row.figures.median if row.figures else 0), order[row.value]))
