"""The few figures that the front page and the desks show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from careercenter.applications.models import ACTIVE, Application, Stage
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs.criteria import JobCriteria, parse
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.queries import count
from careercenter.jobs.search import how_many as matches
from careercenter.jobs.terms import FILTER_NAMED, LISTS
from careercenter.outbox.models import MailState, OutgoingMail

# Searches that coders make often, by the words on their chips.
OFTEN = (
    ("Fully remote", JobCriteria(workplace=("remote",))),
    ("Inpatient", JobCriteria(specialty=("ip_apr", "ip_drg", "ip_trauma"))),
    ("Risk adjustment", JobCriteria(specialty=("hcc_aca", "hcc_ma", "hcc_medicaid", "radv"))),
    ("Emergency department", JobCriteria(specialty=("ed_facility", "ed_profee", "ed_single_path"))),
    ("Auditing", JobCriteria(specialty=("audit_internal", "audit_payer"))),
    ("Apprentices welcome", JobCriteria(apprentice=True)),
)

WAYS_IN = ("credential", "specialty", "state")
MOST_CHIPS = 8  # of one way in


@dataclass(frozen=True)
class Chip:
    words: str
    criteria: JobCriteria
    count: int


@dataclass(frozen=True)
class WayIn:
    """The commonest values of one filter, each with its count among all open jobs."""

    heading: str
    chips: list[Chip]


def ways_in(counts: Mapping[str, Mapping[str, int]]) -> list[WayIn]:
    """By credential, kind of work and state, from the counts of one search without filters."""
    return [WayIn(FILTER_NAMED[name].by, _commonest(name, counts[name])) for name in WAYS_IN if counts[name]]


def _commonest(name: str, counts: Mapping[str, int]) -> list[Chip]:
    terms = LISTS[name]
    order = {term: place for place, term in enumerate(terms)}
    ranked = sorted(counts, key=lambda term: (-counts[term], order[term]))[:MOST_CHIPS]
    return [Chip(terms[term].short, parse({name: [term]})[0], counts[term]) for term in ranked]


def often_searched(now: datetime) -> list[Chip]:
    """Common searches that find something now."""
    chips = [Chip(words, criteria, matches(criteria, now)) for words, criteria in OFTEN]
    return [chip for chip in chips if chip.count]


def how_many(query: Select[Job]) -> int:
    return db.session.scalar(count(query)) or 0


def jobs_by_state(employer: Employer) -> dict[JobState, int]:
    return _counts(select(Job.state, func.count()).where(Job.employer_id == employer.id).group_by(Job.state))


def applications_by_stage(employer: Employer) -> dict[Stage, int]:
    """Applications under way, by stage."""
    return _counts(
        select(Application.stage, func.count())
        .join(Job, Job.id == Application.job_id)
        .where(Job.employer_id == employer.id, Application.stage.in_(ACTIVE))
        .group_by(Application.stage)
    )


def mails_by_state() -> dict[MailState, int]:
    return _counts(select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state))


def employers_unproved() -> int:
    return db.session.scalar(select(func.count()).select_from(Employer).where(Employer.proved_at.is_(None))) or 0


def _counts(query: Select[Any, int]) -> dict[Any, int]:
    return {row[0]: row[1] for row in db.session.execute(query)}
