"""The search and its counts in plain SQL: slow, written for reading, and owing nothing to the index."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, and_, exists, func, not_, or_, select

from benchmarks.distances import miles
from benchmarks.tiers import Look, place_in_order
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import ALL_STATES
from careercenter.jobs.models import Job, JobTerm, TermKind
from careercenter.jobs.queries import open_jobs
from careercenter.jobs.terms import SHARED_TITLES
from careercenter.jobs.words import Wanted
from careercenter.vocabulary import JOB_TITLES, STATES, WORK_LOCATIONS

Rules = list[sa.ColumnElement[bool]]
Counts = dict[str, dict[str, int]]

KINDS = ("credential", "specialty", "code_set", "setting", "tool")
COLUMNS: dict[str, Any] = {
    "title": Job.title_id,
    "workplace": Job.workplace,
    "employment": Job.employment,
    "employer": Employer.slug,
}
US_ONLY = tuple(term.id for term in WORK_LOCATIONS.values() if term.group == "us")
PAY_BANDS = ("15", "20", "25", "30", "35", "40", "50")  # dollars
CODERS = tuple(term.id for term in JOB_TITLES.values() if term.group == "coding")
AGES = (1, 3, 7, 14, 30)  # days


def ids(criteria: JobCriteria, now: datetime) -> list[int]:
    """The open jobs that match, in the order asked for."""
    found = list(db.session.scalars(matching(criteria, now).order_by(*_order(criteria)).with_only_columns(Job.id)))
    if criteria.order == "relevance" and criteria.words.wanted:
        found = _by_relevance(found, criteria, now)
    elif criteria.order == "distance":
        away = _miles(criteria)
        found.sort(key=away.__getitem__)
    if criteria.closed:
        let_in = {*db.session.scalars(select(Job.id).where(_open_to_any(criteria)))}
        found.sort(key=lambda job: job not in let_in)
    return found


def counts(criteria: JobCriteria, now: datetime) -> Counts:
    """For every value of every name how many jobs match with it, that name's own choice left out; zeros are left out."""
    found: Counts = {}
    for name in KINDS:
        jobs = matching(choosing(criteria, name, ()), now).with_only_columns(Job.id)
        found[name] = _pairs(
            select(JobTerm.term, func.count(JobTerm.job_id.distinct()))
            .where(JobTerm.kind == TermKind(name), JobTerm.job_id.in_(jobs))
            .group_by(JobTerm.term)
        )
    for name, column in COLUMNS.items():
        among = matching(choosing(criteria, name, ()), now)
        found[name] = _pairs(among.with_only_columns(column, func.count()).where(column.is_not(None)).group_by(column))
    anywhere = matching(replace(criteria, state=()), now)
    found["state"] = _nonzero({state: _count(anywhere.where(_open_to(state))) for state in STATES})
    for flag in ("apprentice", "us_only"):
        found[flag] = _nonzero({"1": _count(matching(choosing(criteria, flag, True), now))})
    found["pay_min"] = {
        dollars: _count(matching(replace(criteria, pay_min=int(dollars) * 100), now)) for dollars in PAY_BANDS
    }
    found["posted"] = {str(days): _count(matching(replace(criteria, posted=days), now)) for days in AGES}
    return found


def choosing(criteria: JobCriteria, name: str, chosen: object) -> JobCriteria:
    """The same search with another choice under one name."""
    changed: dict[str, Any] = {name: chosen}
    return replace(criteria, **changed)


def matching(criteria: JobCriteria, now: datetime) -> Select[Job]:
    return open_jobs(now).where(*_words(criteria), *_terms(criteria), *_facts(criteria, now))


def _pairs(query: Select[Any, int]) -> dict[str, int]:
    return dict(db.session.execute(query).all())


def _count(query: Select[Job]) -> int:
    return db.session.scalar(query.with_only_columns(func.count())) or 0


def _nonzero(found: dict[str, int]) -> dict[str, int]:
    return {value: count for value, count in found.items() if count}


def _words(criteria: JobCriteria) -> Rules:
    words = criteria.words
    return [*(_has(thing) for thing in words.wanted), *(not_(_has(thing)) for thing in words.unwanted)]


def _terms(criteria: JobCriteria) -> Rules:
    """Several values of one name are OR, different names are AND."""
    kinds = [_has_term(TermKind(name), getattr(criteria, name)) for name in KINDS if getattr(criteria, name)]
    columns = [column.in_(getattr(criteria, name)) for name, column in COLUMNS.items() if getattr(criteria, name)]
    states = [_open_to_any(criteria)] if criteria.state and not criteria.closed else []
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
    if criteria.near:
        rules.append(Job.id.in_([job for job, away in _miles(criteria).items() if away < criteria.miles]))
    return rules


def _miles(criteria: JobCriteria) -> dict[int, float]:
    """How far each office is from the place; those that lie nowhere are left out."""
    offices = db.session.execute(select(Job.id, Job.office_city, Job.office_state, Job.office_zip))
    found = {job: miles(criteria.near, *office) for job, *office in offices}
    return {job: away for job, away in found.items() if away is not None}


def _has(thing: Wanted) -> sa.ColumnElement[bool]:
    """The words are there, or a term that they name."""
    return or_(*(and_(*map(_has_words, way.phrases)) for way in thing.ways), _bears(thing))


def _bears(thing: Wanted, lists: Collection[str] = ()) -> sa.ColumnElement[bool]:
    """The job carries a term that the words name, of these word lists or of any."""
    by_list: dict[str, list[str]] = {}
    for word_list, term in (one for way in thing.ways for one in way.terms):
        by_list.setdefault(word_list, []).append(term)
    known = lists or BEARERS
    return or_(sa.false(), *(BEARERS[name](tuple(terms)) for name, terms in by_list.items() if name in known))


def _has_words(phrase: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """The tokens stand together in one of the job's texts, or in the employer's name. Tokens hold no wildcard."""
    pattern = f"% {' '.join(phrase)} %"
    return or_(Job.words.like(pattern), Employer.words.like(pattern))


def _has_term(kind: TermKind, terms: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return exists().where(JobTerm.job_id == Job.id, JobTerm.kind == kind, JobTerm.term.in_(terms))


def _open_to(state: str) -> sa.ColumnElement[bool]:
    """The rule of `facts.states_searched`, in SQL."""
    listed = _has_term(TermKind.STATE, (state,))
    not_remote = or_(Job.workplace.is_(None), Job.workplace != "remote")
    by_office = or_(Job.state_rule == "within_radius", and_(Job.state_rule.is_(None), not_remote))
    rules = [and_(Job.state_rule == "include_list", listed), and_(by_office, Job.office_state == state)]
    if state in ALL_STATES:
        rules += [
            Job.state_rule == "any_us",
            and_(Job.state_rule == "exclude_list", not_(listed)),
            and_(Job.state_rule.is_(None), Job.workplace == "remote"),
        ]
    return or_(*rules)


def _open_to_any(criteria: JobCriteria) -> sa.ColumnElement[bool]:
    return or_(*(_open_to(state) for state in criteria.state))


def _order(criteria: JobCriteria) -> list[sa.ColumnElement[Any]]:
    newest: list[sa.ColumnElement[Any]] = [Job.published_at.desc(), Job.id.desc()]
    first: dict[str, sa.ColumnElement[Any]] = {
        "pay": Job.hourly_high.desc().nulls_last(),
        "quota": Job.quota_per_hour.asc().nulls_last(),
    }
    return [first[criteria.order], *newest] if criteria.order in first else newest


def _by_relevance(newest: list[int], criteria: JobCriteria, now: datetime) -> list[int]:
    """The newest first, put into tiers by looking at each job for each thing."""

    def having(rule: sa.ColumnElement[bool]) -> set[int]:
        return set(db.session.scalars(open_jobs(now).where(rule).with_only_columns(Job.id)))

    shared = (Job.title_words.like(f"% {' '.join(name)} %") for name in SHARED_TITLES)
    everything, laddered = having(sa.true()), having(or_(Job.title_id.is_not(None), *shared))
    titles = dict(db.session.execute(open_jobs(now).with_only_columns(Job.id, Job.title_words)).all())
    sets = [
        (
            _titled(thing, titles),
            having(or_(_on_rung(thing), and_(Job.title_id.is_not(None), _in_title(thing)))),
            having(_bears(thing)),
            having(_has(thing)),
        )
        for thing in criteria.words.wanted
    ]

    def key(job: int) -> tuple[int, int]:
        looks = [
            Look(job in titled, job in rung, job in facts, len(holding), len(everything))
            for titled, rung, facts, holding in sets
        ]
        return place_in_order(looks, on_ladder=job in laddered)

    return sorted(newest, key=key)


def _titled(thing: Wanted, titles: dict[int, str]) -> set[int]:
    """The jobs that say it in their own title, which stands before the names of their rung."""
    own = {job: words.split(" | ")[0] for job, words in titles.items()}
    return {
        job
        for job, words in own.items()
        if any(all(f" {' '.join(phrase)} " in words for phrase in way.phrases) for way in thing.ways)
    }


def _in_title(thing: Wanted) -> sa.ColumnElement[bool]:
    """The title says it, or the rung."""
    return or_(*(and_(*map(_says, way.phrases)) for way in thing.ways))


def _on_rung(thing: Wanted) -> sa.ColumnElement[bool]:
    coders = CODERS if any(("trades", "coding") in way.terms for way in thing.ways) else ()
    return or_(_bears(thing, ("job_titles",)), func.coalesce(Job.title_id, "").in_(coders))


def _says(phrase: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return Job.title_words.like(f"% {' '.join(phrase)} %")


def _is_a_coders() -> sa.ColumnElement[bool]:
    """A rung of coding, or a title that says it of a job that something else shows to be of the trade."""
    credited = exists().where(JobTerm.job_id == Job.id, JobTerm.kind.in_((TermKind.CREDENTIAL, TermKind.CODE_SET)))
    of_the_trade = or_(Job.title_id.is_not(None), credited, *map(_says, SHARED_TITLES))
    said = or_(_says(("coder",)), _says(("coding",)))
    return or_(func.coalesce(Job.title_id, "").in_(CODERS), and_(said, of_the_trade))


# Which rows or columns bear the terms of a word list.
BEARERS: dict[str, Callable[[tuple[str, ...]], sa.ColumnElement[bool]]] = {
    "job_titles": lambda terms: func.coalesce(Job.title_id, "").in_(terms),
    "workplaces": lambda terms: func.coalesce(Job.workplace, "").in_(terms),
    "employment_types": lambda terms: func.coalesce(Job.employment, "").in_(terms),
    "work_types": lambda terms: func.coalesce(Job.quota_work_type, "").in_(terms),
    "credentials": lambda terms: _has_term(TermKind.CREDENTIAL, terms),
    "specialties": lambda terms: _has_term(TermKind.SPECIALTY, terms),
    "code_sets": lambda terms: _has_term(TermKind.CODE_SET, terms),
    "settings": lambda terms: _has_term(TermKind.SETTING, terms),
    "tools": lambda terms: _has_term(TermKind.TOOL, terms),
    "benefits": lambda terms: _has_term(TermKind.BENEFIT, terms),
    "apprentices": lambda _terms: Job.apprentice_ok.is_(True),
    "trades": lambda _terms: _is_a_coders(),
    "states": lambda terms: or_(*map(_open_to, terms)),
}
