"""A job as a card: the few lines that lists, letters and feeds show of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import pay, places
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.models import Job, JobTerm
from careercenter.vocabulary import SPECIALTIES, TOOLS


@dataclass(frozen=True)
class Card:
    """
    `pay` and `pay_unit` are as advertised, `pay_beside` is the converted figure with its `assumption`; all empty when
    pay is not stated. `marks` are what a coder wants to know at a glance.
    """

    id: int
    slug: str
    title: str
    employer: Employer
    facts: JobFacts
    pay: str
    pay_unit: str
    pay_beside: str
    assumption: str
    place: str
    marks: tuple[str, ...]
    published_at: datetime | None
    expires_at: datetime | None

    @property
    def pay_line(self) -> str:
        """The pay in one line: "$31.00–$38.50 an hour", or that it is not stated."""
        return f"{self.pay} {self.pay_unit}" if self.pay else "Pay not stated"


def with_terms(query: Select[Job]) -> Select[Job]:
    """Loads the terms of all the jobs of a list in one statement more."""
    return query.options(selectinload(Job.terms))


def card_of(job: Job) -> Card:
    return card(job, facts_of(job))


def cards_of(query: Select[Job]) -> dict[int, Card]:
    """By their numbers, the cards of these jobs. A list has 150 terms, which are read as plain rows: it only shows them."""
    jobs = db.session.scalars(query).all()
    terms: defaultdict[int, list[Any]] = defaultdict(list)
    rows = select(JobTerm.job_id, JobTerm.kind, JobTerm.term, JobTerm.line).order_by(JobTerm.line, JobTerm.id)
    for row in db.session.execute(rows.where(JobTerm.job_id.in_([job.id for job in jobs]))):
        terms[row.job_id].append(row)
    return {job.id: card(job, facts_of(job, terms[job.id])) for job in jobs}


def card(job: Job, facts: JobFacts) -> Card:
    """The card of a job that says this; facts may be a draft's or a revision's."""
    beside, assumption = pay.beside(facts.pay, facts.quota) or ("", "")
    return Card(
        id=job.id,
        slug=job.slug,
        title=facts.title,
        employer=job.employer,
        facts=facts,
        pay=pay.as_advertised(facts.pay) if facts.pay else "",
        pay_unit=pay.unit_phrase(facts.pay, facts.quota) if facts.pay else "",
        pay_beside=beside,
        assumption=assumption,
        place=places.place_line(facts),
        marks=_marks(facts),
        published_at=job.published_at,
        expires_at=job.expires_at,
    )


def _marks(facts: JobFacts) -> tuple[str, ...]:
    """Apprentices welcome, the first kinds of work, the first systems."""
    welcome = ["Apprentices welcome"] if facts.apprentice_ok else []
    return (*welcome, *SPECIALTIES.labels(facts.specialties)[:2], *TOOLS.labels(facts.tools)[:2])
