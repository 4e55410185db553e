"""What the index holds of a job, read from the tables in a few statements: times, comparable pay and terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from sys import intern
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from careercenter.employers.models import Employer
from careercenter.gazetteer import Point, office_point
from careercenter.jobs.facts import states_searched
from careercenter.jobs.models import Job, JobState, JobTerm, TermKind
from careercenter.jobs.terms import GROUPS, US_ONLY

LISTED = sa.and_(
    Job.state == JobState.LIVE,
    Job.published_at.is_not(None),
    Job.expires_at.is_not(None),
    Employer.proved_at.is_not(None),
    Employer.suspended_at.is_(None),
)  # `queries.open_jobs` without its times, which each answer compares for itself
KINDS = {group.kind: group.name for group in GROUPS if group.kind is not None}
COLUMNS = (*((group.column, group.name) for group in GROUPS if group.column), ("slug", "employer"))

NOT_COMPARABLE = -1
PAY_STATED = "pay_stated"  # a group that is counted and never asked for


class Line(NamedTuple):
    """
    A job as its own row tells it. Times are microseconds since 1970 in UTC, `hourly` is the upper end of its pay in
    cents an hour or NOT_COMPARABLE, `terms` are pairs of group and term, `states` those whose people it lets in, `office`
    is where the office lies.
    """

    job_id: int
    published: int
    expires: int
    hourly: int
    terms: tuple[tuple[str, str], ...]
    states: tuple[str, ...]
    office: Point | None


class Carried(NamedTuple):
    """The jobs that carry a term in rows of `job_term`."""

    group: str
    term: str
    jobs: array[int]


def moment(time: datetime) -> int:
    """Microseconds since 1970 in UTC: whole numbers compare faster than datetimes and fit an array."""
    return round(time.timestamp() * 1_000_000)


class Reading:
    """The listed jobs, or those of these numbers that are listed. Rows are read as they are asked for, never all at once."""

    def __init__(self, connection: Connection, only: Sequence[int] | None = None) -> None:
        self.connection = connection.execution_options(yield_per=1_000)
        self.chosen = LISTED if only is None else sa.and_(LISTED, Job.id.in_(only))

    def lines(self) -> Iterator[Line]:
        """In the order of publication."""
        for row in self.connection.execute(_job_rows(self.chosen)):
            hourly = NOT_COMPARABLE if row.hourly_high is None else row.hourly_high
            named = tuple(map(intern, row.states.split(","))) if row.states else ()
            states = states_searched(row.state_rule, row.workplace, row.office_state, named)
            office = office_point(row.office_city, row.office_state, row.office_zip)
            yield Line(
                row.id, moment(row.published_at), moment(row.expires_at), hourly, tuple(_keys(row)), states, office
            )

    def carried(self) -> Iterator[Carried]:
        for kind, term, jobs in self.connection.execute(_term_rows(self.chosen)):
            yield Carried(KINDS[kind], term, array("I", map(int, jobs.split(","))))


def _keys(row: Any) -> Iterator[tuple[str, str]]:
    """What a job's own columns say, as terms."""
    for column, group in COLUMNS:
        if (term := getattr(row, column)) is not None:
            yield group, intern(term)
    if row.pay_low is not None:
        yield PAY_STATED, "1"
    if row.apprentice_ok:
        yield "apprentice", "1"
    if row.work_location in US_ONLY:
        yield "us_only", "1"


def _term_rows(chosen: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    numbers = sa.func.aggregate_strings(sa.cast(JobTerm.job_id, sa.String), ",")
    return (
        sa.select(JobTerm.kind, JobTerm.term, numbers)
        .join(Job, Job.id == JobTerm.job_id)
        .join(Employer, Employer.id == Job.employer_id)
        .where(chosen, JobTerm.kind.in_(KINDS))
        .group_by(JobTerm.kind, JobTerm.term)
    )


def _job_rows(chosen: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    columns = [getattr(Job, group.column) for group in GROUPS if group.column]
    states = sa.select(sa.func.aggregate_strings(JobTerm.term, ",")).where(
        JobTerm.job_id == Job.id, JobTerm.kind == TermKind.STATE
    )
    return (
        sa.select(
            Job.id,
            Job.published_at,
            Job.expires_at,
            Job.pay_low,
            Job.hourly_high,
            Job.state_rule,
            Job.office_city,
            Job.office_state,
            Job.office_zip,
            Job.work_location,
            Job.apprentice_ok,
            Employer.slug,
            states.scalar_subquery().label("states"),
            *columns,
        )
        .join(Employer, Employer.id == Job.employer_id)
        .where(chosen)
        .order_by(Job.published_at, Job.id)
    )
