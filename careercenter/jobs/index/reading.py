"""What the index holds of a job, read from the tables in a few statements: times, comparable pay and terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from careercenter.employers.models import Employer
from careercenter.gazetteer import Point, office_point
from careercenter.jobs.facts import states_searched
from careercenter.jobs.models import Job, JobTerm, TermKind
from careercenter.jobs.queries import is_open_at_some_time
from careercenter.jobs.terms import GROUPS, US_ONLY
from careercenter.moments import moment

KINDS = {group.kind: group.name for group in GROUPS if group.kind is not None}
IN_COLUMNS = [group for group in GROUPS if group.column]
SAID: Sequence[Any] = (  # the columns of which few combinations occur
    Job.pay_low.is_not(None).label("pay_stated"),
    Job.apprentice_ok,
    Job.work_location,
    *(getattr(Job, group.column) for group in IN_COLUMNS),
)

ALIKE = 2_000  # different answers kept while reading, since many jobs say the same
NOT_COMPARABLE = -1
PAY_STATED = "pay_stated"  # a group that is counted and never asked for


class Line(NamedTuple):
    """
    A job as its own row tells it. Times are `moments`. `hourly` is the upper end of its pay in cents an hour and
    `both_ends` the sum of both, each NOT_COMPARABLE where nothing can be compared. `quota` counts records an hour,
    `accuracy` percent; each is None where it is not stated. `employer` is an address, `terms` are pairs of group and term,
    `states` those whose people it lets in, `office` is where the office lies.
    """

    job_id: int
    published: int
    expires: int
    hourly: int
    both_ends: int
    quota: float | None
    accuracy: float | None
    employer: str
    terms: tuple[tuple[str, str], ...]
    states: tuple[str, ...]
    office: Point | None


class Carried(NamedTuple):
    """The jobs that carry a term in rows of `job_term`."""

    group: str
    term: str
    jobs: array[int]


class Reading:
    """The listed jobs, or those of these numbers that are listed. Rows are read as they are asked for, never all at once."""

    def __init__(self, connection: Connection, only: Sequence[int] | None = None) -> None:
        self.connection = connection.execution_options(yield_per=1_000)
        self.only = only

    def lines(self) -> Iterator[Line]:
        """In the order of publication."""
        chosen = is_open_at_some_time()
        if self.only is not None:
            chosen = sa.and_(chosen, Job.id.in_(self.only))
        let_in = lru_cache(ALIKE)(_let_in)
        terms_of = lru_cache(ALIKE)(_terms)
        point_of = lru_cache(ALIKE)(office_point)
        for row in self.connection.execute(_job_rows(chosen)):
            hourly = NOT_COMPARABLE if row.hourly_high is None else row.hourly_high
            both_ends = NOT_COMPARABLE if row.hourly_high is None else (row.hourly_low or 0) + hourly
            states = let_in(row.state_rule, row.where_done, row.office_state, row.states)
            said = terms_of(row[-len(SAID) :])
            office = point_of(row.office_city, row.office_state, row.office_zip)
            published, expires = moment(row.published_at), moment(row.expires_at)
            quota, accuracy = row.quota_per_hour, row.quota_accuracy
            yield Line(row.id, published, expires, hourly, both_ends, quota, accuracy, row.slug, said, states, office)

    def carried(self) -> Iterator[Carried]:
        """Those of jobs that are not listed are among them: to leave them out here would cost a look at each job's row."""
        for kind, term, jobs in self.connection.execute(_term_rows(self.only)):
            yield Carried(KINDS[kind], term, array("I", map(int, jobs.split(","))))


def _let_in(rule: str | None, workplace: str | None, office: str | None, named: str | None) -> tuple[str, ...]:
    return states_searched(rule, workplace, office, tuple(map(intern, named.split(","))) if named else ())


def _terms(said: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    """What a job's own columns say, as terms."""
    pay_stated, apprentice_ok, work_location, *terms = said
    found = [(group.name, intern(term)) for group, term in zip(IN_COLUMNS, terms, strict=True) if term is not None]
    if pay_stated:
        found.append((PAY_STATED, "1"))
    if apprentice_ok:
        found.append(("apprentice", "1"))
    if work_location in US_ONLY:
        found.append(("us_only", "1"))
    return tuple(found)


def _term_rows(only: Sequence[int] | None) -> sa.Select[*tuple[Any, ...]]:
    numbers = sa.func.aggregate_strings(sa.cast(JobTerm.job_id, sa.String), ",")
    rows = sa.select(JobTerm.kind, JobTerm.term, numbers).where(JobTerm.kind.in_(KINDS))
    if only is not None:
        rows = rows.where(JobTerm.job_id.in_(only))
    return rows.group_by(JobTerm.kind, JobTerm.term)


def _job_rows(chosen: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    states = sa.select(sa.func.aggregate_strings(JobTerm.term, ",")).where(
        JobTerm.job_id == Job.id, JobTerm.kind == TermKind.STATE
    )
    return (
        sa.select(
            Job.id,
            Job.published_at,
            Job.expires_at,
            Job.hourly_low,
            Job.hourly_high,
            Job.quota_per_hour,
            Job.quota_accuracy,
            Job.office_city,
            Job.office_zip,
            Employer.slug,
            Job.state_rule,
            Job.workplace.label("where_done"),
            Job.office_state,
            states.scalar_subquery().label("states"),
            *SAID,
        )
        .join(Employer, Employer.id == Job.employer_id)
        .where(chosen)
        .order_by(Job.published_at, Job.id)
    )
