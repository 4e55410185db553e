"""search(criteria, now): the open jobs that match, and how many. Page, feeds, API, alerts and commands all come through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar, overload

from flask_sqlalchemy.pagination import Pagination

from careercenter.db import db
from careercenter.jobs.cards import with_terms
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Found, job_index
from careercenter.jobs.models import Job
from careercenter.jobs.queries import open_jobs

F = TypeVar("F", bound=Found)

JOBS_A_PAGE = 20  # wherever a list of jobs has pages: one list goes on in another


@overload
def search(
    criteria: JobCriteria, now: datetime, *, first: int = 0, most: int | None = None, after: datetime | None = None
) -> Found: ...
@overload
def search(
    criteria: JobCriteria,
    now: datetime,
    *,
    answer: type[F],
    first: int = 0,
    most: int | None = None,
    after: datetime | None = None,
) -> F: ...
def search(
    criteria: JobCriteria,
    now: datetime,
    *,
    answer: type[Found] = Found,
    first: int = 0,
    most: int | None = None,
    after: datetime | None = None,
) -> Found:
    """
    The jobs that match what is committed at this moment: the numbers of those from `first` on, at most `most` of them,
    in the order asked for; their total; `Counted` has the counts of all further choices too, `Explained` why each job stands
    where it stands. `after` keeps to jobs published later. Ties end at the job's number, so that pages never overlap.
    """
    return job_index().find(criteria, now, answer=answer, first=first, most=most, after=after)


def how_many(criteria: JobCriteria, now: datetime) -> int:
    return search(criteria, now, most=0).total


def in_order(ids: Sequence[int], now: datetime) -> list[Job]:
    """These jobs with their terms, in this order. One that ceased to be open since it was found is left out."""
    rows = {job.id: job for job in db.session.scalars(with_terms(open_jobs(now).where(Job.id.in_(ids))))}
    return [rows[number] for number in ids if number in rows]


class ResultPage(Pagination, Generic[F]):
    """One page of a search for the templates, with the whole answer, of the kind asked for, in `found`."""

    def __init__(self, criteria: JobCriteria, now: datetime, *, answer: type[F], page: int, per_page: int) -> None:
        self.criteria, self.now, self.answer = criteria, now, answer
        super().__init__(page=page, per_page=per_page, max_per_page=None, error_out=False)

    def _query_items(self) -> list[Any]:
        self.found = self._find()
        return in_order(self.found.ids, self.now)

    def _find(self) -> F:
        return search(self.criteria, self.now, answer=self.answer, first=self._query_offset, most=self.per_page)

    def _query_count(self) -> int:
        return self.found.total
