"""search(criteria, now): the open jobs that match. Page, feeds, alerts and commands all come through here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, and_, case, exists, func, not_, or_

from careercenter.employers.models import Employer
from careercenter.jobs.criteria import TERM_KINDS, JobCriteria
from careercenter.jobs.facts import ALL_STATES, REMOTE
from careercenter.jobs.models import Job, JobTerm, TermKind
from careercenter.jobs.queries import open_jobs
from careercenter.jobs.words import Wanted
from careercenter.vocabulary import (
    BENEFITS,
    CODE_SETS,
    CREDENTIALS,
    EMPLOYMENT_TYPES,
    JOB_TITLES,
    SETTINGS,
    SPECIALTIES,
    TOOLS,
    WORK_LOCATIONS,
    WORK_TYPES,
    WORKPLACES,
)

Rules = list[sa.ColumnElement[bool]]
COLUMNS: dict[str, Any] = {
    "title": Job.title_id,
    "workplace": Job.workplace,
    "employment": Job.employment,
    "employer": Employer.slug,
}
US_ONLY = tuple(term.id for term in WORK_LOCATIONS.values() if term.group == "us")


def search(criteria: JobCriteria, now: datetime) -> Select[Job]:
    """The open jobs that match, in the order asked for. Ties end at the job's number, so that pages never overlap."""
    return matching(open_jobs(now), criteria, now).order_by(*_order(criteria))


def matching(jobs: Select[Job], criteria: JobCriteria, now: datetime) -> Select[Job]:
    """Narrows a set of jobs (joined to their employers) to those that the criteria let through."""
    return jobs.where(*_words(criteria), *_terms(criteria), *_facts(criteria, now))


def _words(criteria: JobCriteria) -> Rules:
    words = criteria.words
    return [*(_has(thing) for thing in words.wanted), *(not_(_has(thing)) for thing in words.unwanted)]


def _terms(criteria: JobCriteria) -> Rules:
    """Several values of one name are OR, different names are AND."""
    kinds = [_has_term(kind, getattr(criteria, name)) for name, kind in TERM_KINDS.items() if getattr(criteria, name)]
    columns = [column.in_(getattr(criteria, name)) for name, column in COLUMNS.items() if getattr(criteria, name)]
    states = [or_(*(_open_to(state) for state in criteria.state))] if criteria.state else []
    return [*kinds, *columns, *states]


def _facts(criteria: JobCriteria, now: datetime) -> Rules:
    rules: Rules = []
    if criteria.pay_min is not None:
        rules.append(Job.hourly_high >= criteria.pay_min)
    if criteria.apprentice:
        rules.append(Job.apprentice_ok.is_(True))
    if criteria.us_only:
        rules.append(Job.work_location.in_(US_ONLY))
    if criteria.posted is not None:
        rules.append(Job.published_at > now - timedelta(days=criteria.posted))
    return rules


def _has(thing: Wanted) -> sa.ColumnElement[bool]:
    """The words are there, or a term that they name."""
    by_list: dict[str, list[str]] = {}
    for word_list, term in thing.terms:
        by_list.setdefault(word_list, []).append(term)
    terms = [BEARERS[name](tuple(ids)) for name, ids in by_list.items() if name in BEARERS]
    return or_(and_(*(_has_words(phrase) for phrase in thing.phrases)), *terms)


def _has_words(phrase: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """The tokens stand together in one of the job's texts, or in the employer's name. Tokens hold no wildcard."""
    pattern = f"% {' '.join(phrase)} %"
    return or_(Job.words.like(pattern), Employer.words.like(pattern))


def _has_term(kind: TermKind, terms: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return exists().where(JobTerm.job_id == Job.id, JobTerm.kind == kind, JobTerm.term.in_(terms))


def _open_to(state: str) -> sa.ColumnElement[bool]:
    """
    May somebody who lives there be hired? The rule of `facts.states_eligible`, in SQL; a remote job that states no
    limits is let through, and labelled so.
    """
    listed = _has_term(TermKind.STATE, (state,))
    not_remote = or_(Job.workplace.is_(None), Job.workplace != REMOTE)
    by_office = or_(Job.state_rule == "within_radius", and_(Job.state_rule.is_(None), not_remote))
    rules = [and_(Job.state_rule == "include_list", listed), and_(by_office, Job.office_state == state)]
    if state in ALL_STATES:
        rules += [
            Job.state_rule == "any_us",
            and_(Job.state_rule == "exclude_list", not_(listed)),
            and_(Job.state_rule.is_(None), Job.workplace == REMOTE),
        ]
    return or_(*rules)


def _order(criteria: JobCriteria) -> list[sa.ColumnElement[Any]]:
    newest: list[sa.ColumnElement[Any]] = [Job.published_at.desc(), Job.id.desc()]
    if criteria.order == "pay":
        return [Job.hourly_high.desc().nulls_last(), *newest]
    if criteria.order == "relevance" and criteria.words.wanted:
        return [case((and_(*(_in_title(thing) for thing in criteria.words.wanted)), 0), else_=1), *newest]
    return newest


def _in_title(thing: Wanted) -> sa.ColumnElement[bool]:
    ladder = [term for word_list, term in thing.terms if word_list == JOB_TITLES.name]
    words = and_(*(Job.title_words.like(f"% {' '.join(phrase)} %") for phrase in thing.phrases))
    return or_(words, func.coalesce(Job.title_id, "").in_(ladder)) if ladder else words


# Which rows or columns bear the terms of a word list.
BEARERS: dict[str, Callable[[tuple[str, ...]], sa.ColumnElement[bool]]] = {
    JOB_TITLES.name: lambda terms: func.coalesce(Job.title_id, "").in_(terms),
    WORKPLACES.name: lambda terms: func.coalesce(Job.workplace, "").in_(terms),
    EMPLOYMENT_TYPES.name: lambda terms: func.coalesce(Job.employment, "").in_(terms),
    WORK_TYPES.name: lambda terms: func.coalesce(Job.quota_work_type, "").in_(terms),
    CREDENTIALS.name: lambda terms: _has_term(TermKind.CREDENTIAL, terms),
    SPECIALTIES.name: lambda terms: _has_term(TermKind.SPECIALTY, terms),
    CODE_SETS.name: lambda terms: _has_term(TermKind.CODE_SET, terms),
    SETTINGS.name: lambda terms: _has_term(TermKind.SETTING, terms),
    TOOLS.name: lambda terms: _has_term(TermKind.TOOL, terms),
    BENEFITS.name: lambda terms: _has_term(TermKind.BENEFIT, terms),
}
