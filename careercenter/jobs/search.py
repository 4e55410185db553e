"""search(criteria, now): the open jobs that match, and how many. Page, feeds, API, alerts and commands all come through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination

from careercenter.db import db
from careercenter.jobs.cards import with_terms
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Found, job_index
from careercenter.jobs.models import Job
from careercenter.jobs.queries import open_jobs


def search(
    criteria: JobCriteria,
    now: datetime,
    *,
    first: int = 0,
    most: int | None = None,
    counted: bool = False,
    after: datetime | None = None,
) -> Found:
    """
    The jobs that match what is committed at this moment: the numbers of those from `first` on, at most `most` of them,
    in the order asked for; their total; with `counted` also the counts of all further choices. `after` keeps to jobs
    published later. Ties end at the job's number, so that pages never overlap.
    """
    return job_index().find(criteria, now, first=first, most=most, counted=counted, after=after)


def how_many(criteria: JobCriteria, now: datetime) -> int:
    return search(criteria, now, most=0).total


def in_order(ids: Sequence[int], now: datetime) -> list[Job]:
    """These jobs with their terms, in this order. One that ceased to be open since it was found is left out."""
    rows = {job.id: job for job in db.session.scalars(with_terms(open_jobs(now).where(Job.id.in_(ids))))}
    return [rows[number] for number in ids if number in rows]


class ResultPage(Pagination):
    """One page of a search for the templates, with the whole answer in `found`."""

    def __init__(
        self, criteria: JobCriteria, now: datetime, *, page: int, per_page: int, counted: bool = False
    ) -> None:
        self.criteria, self.now, self.counted = criteria, now, counted
        super().__init__(page=page, per_page=per_page, max_per_page=None, error_out=False)

    def _query_items(self) -> list[Any]:
        self.found = self._find()
        return in_order(self.found.ids, self.now)

    def _find(self) -> Found:
        return search(self.criteria, self.now, first=self._query_offset, most=self.per_page, counted=self.counted)

    def _query_count(self) -> int:
        return self.found.total
