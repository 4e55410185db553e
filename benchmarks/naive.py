"""The same answers in plain SQL: words by LIKE, and one GROUP BY a group of filters."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from benchmarks.distances import miles
from benchmarks.plain_sql import AGES, COLUMNS, KINDS, PAY_BANDS, US_ONLY, Counts, choosing, matching
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import states_searched
from careercenter.jobs.models import Job, JobTerm, TermKind

INSIDE = sa.table("inside", sa.column("job_id"))


def prepare(criteria: JobCriteria) -> None:
    """The jobs inside the radius, as a site would keep them by its columns of degrees: not a part of the time."""
    db.session.execute(sa.text("DROP TABLE IF EXISTS inside"))
    db.session.execute(sa.text("CREATE TEMPORARY TABLE inside (job_id INTEGER PRIMARY KEY)"))
    if criteria.near:
        offices = db.session.execute(sa.select(Job.id, Job.office_city, Job.office_state, Job.office_zip))
        away = {job: miles(criteria.near, *office) for job, *office in offices}
        rows = [{"job_id": job} for job, far in away.items() if far is not None and far < criteria.miles]
        if rows:
            db.session.execute(sa.insert(INSIDE), rows)


def answer(criteria: JobCriteria, now: datetime) -> tuple[float, int, Counts]:
    """Seconds, how many jobs match, and how many each further choice would leave."""
    prepare(criteria)
    begun = time.perf_counter()
    total = db.session.scalar(_jobs(criteria, now).with_only_columns(sa.func.count())) or 0
    counts = _counts(criteria, now)
    return time.perf_counter() - begun, total, counts


def _jobs(criteria: JobCriteria, now: datetime) -> sa.Select[Job]:
    jobs = matching(replace(criteria, near="", radius=None), now)
    return jobs.where(Job.id.in_(sa.select(INSIDE.c.job_id))) if criteria.near else jobs


def _counts(criteria: JobCriteria, now: datetime) -> Counts:
    found: Counts = {}
    for name in KINDS:
        jobs = _jobs(choosing(criteria, name, ()), now)
        found[name] = _terms(jobs, TermKind(name))
    for name, column in COLUMNS.items():
        jobs = _jobs(choosing(criteria, name, ()), now)
        rows = jobs.with_only_columns(column, sa.func.count()).where(column.is_not(None)).group_by(column)
        found[name] = dict(db.session.execute(rows).all())
    found["state"] = _states(_jobs(replace(criteria, state=()), now))
    flags = {"apprentice": Job.apprentice_ok.is_(True), "us_only": Job.work_location.in_(US_ONLY)}
    for name, is_so in flags.items():
        found[name] = _sums(_jobs(choosing(criteria, name, False), now), {"1": is_so})
    pay = {dollars: Job.hourly_high >= int(dollars) * 100 for dollars in PAY_BANDS}
    found["pay_min"] = _sums(_jobs(replace(criteria, pay_min=None), now), pay)
    ages = {str(days): Job.published_at > now - timedelta(days=days) for days in AGES}
    found["posted"] = _sums(_jobs(replace(criteria, posted=None), now), ages)
    return found


def _terms(jobs: sa.Select[Job], kind: TermKind) -> dict[str, int]:
    rows = (
        sa.select(JobTerm.term, sa.func.count(JobTerm.job_id.distinct()))
        .where(JobTerm.kind == kind, JobTerm.job_id.in_(jobs.with_only_columns(Job.id)))
        .group_by(JobTerm.term)
    )
    return dict(db.session.execute(rows).all())


def _sums(jobs: sa.Select[Job], conditions: dict[str, Any]) -> dict[str, int]:
    sums = [sa.func.coalesce(sa.func.sum(sa.case((is_so, 1), else_=0)), 0) for is_so in conditions.values()]
    row = db.session.execute(jobs.with_only_columns(*sums)).one()
    return dict(zip(conditions, map(int, row), strict=True))


def _states(jobs: sa.Select[Job]) -> dict[str, int]:
    """One GROUP BY over all that the rule of states asks about a job."""
    listed = sa.select(sa.func.aggregate_strings(JobTerm.term, " ")).where(
        JobTerm.job_id == Job.id, JobTerm.kind == TermKind.STATE
    )
    asked = jobs.with_only_columns(
        Job.state_rule, Job.workplace, Job.office_state, listed.scalar_subquery().label("listed")
    ).subquery()
    counts: Counter[str] = Counter()
    rows = db.session.execute(sa.select(*asked.c, sa.func.count().label("jobs")).group_by(*asked.c))
    for row in rows:
        found = states_searched(row.state_rule, row.workplace, row.office_state, tuple((row.listed or "").split()))
        counts.update(dict.fromkeys(found, row.jobs))
    return dict(counts)
