"""The search, held against a slow reading of the same words: which jobs, and in which order."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from urllib.parse import parse_qs

import pytest
import sqlalchemy as sa

from benchmarks.distances import miles
from benchmarks.tiers import Look, place_in_order
from careercenter import vocabulary
from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.criteria import JobCriteria, parse
from careercenter.jobs.facts import JobFacts, Office, Pay, Quota
from careercenter.jobs.models import Job
from careercenter.jobs.search import search
from careercenter.jobs.terms import SHARED_TITLES
from careercenter.jobs.words import Wanted
from careercenter.vocabulary.normalising import tokens
from tests import cast, factories
from tests.jobs.chance import POOL, QUERIES, Posted, board, criteria_by_chance

TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}
IN_THE_US = {"us_only_residence", "us_only_performance", "us_citizen", "clearance"}
HOURS = {"hour": 1, "day": 8, "week": 40, "month": 2080 / 12, "year": 2080}
PIECES = {"chart", "encounter", "record", "page"}


def ids(criteria: JobCriteria, now: datetime) -> list[int]:
    db.session.commit()  # the search sees what is committed
    return search(criteria, now).ids


# The slow reading


def found_by_reading(posted: list[Posted], criteria: JobCriteria, now: datetime) -> list[int]:
    fitting = (one for one in posted if fits(one, criteria, now))
    return [one.id for one in sorted(fitting, key=order(criteria, posted))]


def fits(one: Posted, criteria: JobCriteria, now: datetime) -> bool:
    facts, words = one.facts, criteria.words
    said = {
        "title": {facts.title_id},
        "credential": set(facts.credentials),
        "specialty": set(facts.specialties),
        "code_set": set(facts.code_sets),
        "setting": set(facts.settings),
        "tool": set(facts.tools),
        "workplace": {facts.workplace},
        "employment": {facts.employment},
        "employer": {one.slug},
    }
    hourly = hourly_high(facts)
    return (
        all(has(one, thing) for thing in words.wanted)
        and not any(has(one, thing) for thing in words.unwanted)
        and all(said[name] & set(getattr(criteria, name)) for name in said if getattr(criteria, name))
        and (not criteria.state or criteria.closed or let_in(criteria, facts))
        and (not criteria.near or ((away := miles_to(criteria, facts)) is not None and away < criteria.miles))
        and (criteria.pay_min is None or (hourly is not None and hourly >= criteria.pay_min))
        and (criteria.posted is None or now - one.published_at < timedelta(days=criteria.posted))
        and (not criteria.apprentice or facts.apprentice_ok is True)
        and (not criteria.us_only or facts.work_location in IN_THE_US)
    )


def let_in(criteria: JobCriteria, facts: JobFacts) -> bool:
    return any(may_live_in(state, facts) for state in criteria.state)


def miles_to(criteria: JobCriteria, facts: JobFacts) -> float | None:
    return miles(criteria.near, facts.office.city, facts.office.state, facts.office.zip) if facts.office else None


def has(one: Posted, thing: Wanted) -> bool:
    """The words stand in one of the texts or in the employer's name, or the job bears a term that they name."""
    texts = [*texts_of(one.facts), one.employer]
    return stand(thing, texts) or bears(one.facts, thing)


def stand(thing: Wanted, texts: list[str]) -> bool:
    return any(all(any(stands(phrase, text) for text in texts) for phrase in way.phrases) for way in thing.ways)


def bears(facts: JobFacts, thing: Wanted) -> bool:
    return bool({(word_list, term) for word_list, terms in borne(facts).items() for term in terms} & named(thing))


def named(thing: Wanted) -> set[tuple[str, str]]:
    return {term for way in thing.ways for term in way.terms}


def stands(phrase: tuple[str, ...], text: str) -> bool:
    have = tokens(text)
    return any(tuple(have[start : start + len(phrase)]) == phrase for start in range(len(have)))


def texts_of(facts: JobFacts) -> list[str]:
    """Everything that the page says of a job in words."""
    names = [
        words
        for name, terms in borne(facts).items()
        if name not in ("work_types", "benefits", "states", "apprentices", "trades")
        for term in vocabulary.word_list(name).values()
        if term.id in terms
        for words in (term.label, term.short)
    ]
    city = facts.office.city if facts.office else ""
    return [facts.title, facts.description, facts.benefits_note, facts.requisition, city, *names]


def borne(facts: JobFacts) -> dict[str, set[str | None]]:
    """The terms of a job by their word list."""
    return {
        "job_titles": {facts.title_id},
        "workplaces": {facts.workplace},
        "employment_types": {facts.employment},
        "work_types": {facts.quota.work_type if facts.quota else None},
        "credentials": {*facts.credentials},
        "specialties": {*facts.specialties},
        "code_sets": {*facts.code_sets},
        "settings": {*facts.settings},
        "tools": {*facts.tools},
        "benefits": {*facts.benefits},
        "apprentices": {"1"} if facts.apprentice_ok else set(),
        "trades": {"coding"} if is_a_coders(facts) else set(),
        "states": {state for state in vocabulary.STATES if may_live_in(state, facts)},
    }


def is_a_coders(facts: JobFacts) -> bool:
    """A rung of coding, or a title that says it of a job that something else shows to be of the trade."""
    ladder = vocabulary.JOB_TITLES.get(facts.title_id or "")
    if ladder and ladder.group == "coding":
        return True
    of_the_trade = ladder or facts.credentials or facts.code_sets or any(stands(n, facts.title) for n in SHARED_TITLES)
    titles = [facts.title, *((ladder.label,) if ladder else ())]
    return bool(of_the_trade) and any(stands((word,), title) for word in ("coder", "coding") for title in titles)


def may_live_in(state: str, facts: JobFacts) -> bool:
    """A territory is open only where it is named; a job that names no states is open to its office's, a remote one to all."""
    if facts.state_rule == "include_list":
        return state in facts.states
    if facts.state_rule is None and facts.workplace != "remote":
        return facts.office is not None and facts.office.state == state
    return state not in TERRITORIES and not (facts.state_rule == "exclude_list" and state in facts.states)


def hourly_high(facts: JobFacts) -> int | None:
    """Cents an hour at the upper end; None where nothing can be compared."""
    if facts.pay is None:
        return None
    if facts.pay.unit in HOURS:
        return round(facts.pay.high / HOURS[facts.pay.unit])
    if facts.pay.unit == "page" and facts.quota and facts.quota.work_type:
        return None  # the quota counts records of a kind, not their pages
    if facts.pay.unit in PIECES and facts.quota and facts.quota.per_hour:
        hourly = round(facts.pay.high * facts.quota.per_hour)
        return hourly if hourly <= 1_000_000 else None  # ten thousand dollars an hour is a slip of the pen
    return None


def order(criteria: JobCriteria, posted: list[Posted]) -> Any:
    things = [(thing, sum(has(one, thing) for one in posted)) for thing in criteria.words.wanted]

    def key(one: Posted) -> tuple[Any, ...]:
        return (criteria.closed and not let_in(criteria, one.facts), *inside(one))

    def inside(one: Posted) -> tuple[Any, ...]:
        newest = (-one.published_at.timestamp(), -one.id)
        if criteria.order == "pay":
            hourly = hourly_high(one.facts)
            return (hourly is None, -(hourly or 0), *newest)
        if criteria.order == "quota":
            quota = one.facts.quota.per_hour if one.facts.quota else None
            return (quota is None, quota or 0, *newest)
        if criteria.order == "distance":
            return (miles_to(criteria, one.facts), *newest)
        if criteria.order == "relevance" and criteria.words.wanted:
            looks = [look(one.facts, thing, having, len(posted)) for thing, having in things]
            shared = any(stands(name, one.facts.title) for name in SHARED_TITLES)
            return (*place_in_order(looks, on_ladder=one.facts.title_id is not None or shared), *newest)
        return newest

    return key


def look(facts: JobFacts, thing: Wanted, having: int, all_open: int) -> Look:
    ladder = vocabulary.JOB_TITLES.get(facts.title_id or "")
    texts = [facts.title, *((ladder.label, ladder.short) if ladder else ())]
    in_title = stand(thing, [facts.title])
    is_coding = ladder is not None and ladder.group == "coding" and ("trades", "coding") in named(thing)
    on_rung = (
        ("job_titles", facts.title_id) in named(thing) or is_coding or (ladder is not None and stand(thing, texts))
    )
    return Look(in_title, on_rung, bears(facts, thing), having, all_open)


def test_the_search_agrees_with_a_slow_reading_of_the_board(people: cast.Cast, now: datetime) -> None:
    chance = Random(23)  # noqa: S311 - repeatable, and no secret
    employers = [people.sunrise, cast.make_employer("Lakeside Hospital", owner=people.olive)]
    posted = list(board(chance, employers, people.olive, now, size=70))
    db.session.commit()
    hits, touched = 0, set()
    for _ in range(400):
        criteria = criteria_by_chance(chance)
        expected = found_by_reading(posted, criteria, now)
        assert ids(criteria, now) == expected, criteria.query_string()
        if 0 < len(expected) < len(posted):
            hits += 1
            touched |= {name for name, _ in criteria.pairs()}
    assert hits > 200, "most of the searches find some and not all"
    assert touched == {
        *POOL,
        "q",
        "employer",
        "pay_min",
        "posted",
        "apprentice",
        "us_only",
        "near",
        "radius",
        "closed",
        "sort",
    }


def test_every_query_a_person_may_type_is_answered_as_it_reads(people: cast.Cast, now: datetime) -> None:
    posted = list(board(Random(7), [people.sunrise], people.olive, now, size=30))  # noqa: S311 - repeatable, and no secret
    for q in QUERIES:
        criteria = JobCriteria(q=q)
        assert ids(criteria, now) == found_by_reading(posted, criteria, now), q
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Job)) == 30


# May somebody be hired who lives there?

ELIGIBLE = [
    # workplace, rule, states, office's state: open to
    ("remote", "any_us", (), None, "TX OH DC"),
    ("remote", None, (), None, "TX OH DC"),
    ("remote", None, (), "OH", "TX OH DC"),
    ("remote", "include_list", ("TX", "PR"), None, "TX PR"),
    ("remote", "include_list", ("TX",), "OH", "TX"),
    ("remote", "exclude_list", ("TX",), None, "OH DC"),
    ("onsite", None, (), "OH", "OH"),
    ("onsite", None, (), "PR", "PR"),
    ("onsite", None, (), None, ""),
    ("onsite", "include_list", ("TX",), "OH", "TX"),
    ("hybrid", None, (), "OH", "OH"),
    ("hybrid", "exclude_list", ("TX",), "OH", "OH DC"),
    ("remote_after_training", None, (), "OH", "OH"),
    (None, None, (), "OH", "OH"),
    (None, None, (), None, ""),
    ("onsite", "any_us", (), "OH", "TX OH DC"),
    ("hybrid", "within_radius", (), "OH", "OH"),
    ("remote", "within_radius", (), "OH", "OH"),
]  # fmt: skip


def test_a_state_finds_the_jobs_that_may_hire_there(people: cast.Cast, now: datetime) -> None:
    jobs = {}
    for workplace, rule, states, office, open_to in ELIGIBLE:
        facts = JobFacts(
            "Coder", workplace=workplace, state_rule=rule, states=states, office=Office("", office) if office else None
        )
        job = lifecycle.draft(people.sunrise, facts, by=people.olive, now=now)
        lifecycle.submit(job, by=None, now=now)
        lifecycle.approve(job, by=None, version=job.version, listing=factories.LISTING, now=now)
        jobs[job.id] = (workplace, rule, states, office, open_to)
    for state in ("TX", "OH", "DC", "PR"):
        found = set(ids(JobCriteria(state=(state,)), now))
        for number, row in jobs.items():
            assert (number in found) is (state in row[4].split()), (state, row)


REACHES = [
    # At their upper end these pay 31 dollars an hour.
    (Pay(2600, 3100, "hour"), None),
    (Pay(24_800, 24_800, "day"), None),
    (Pay(124_000, 124_000, "week"), None),
    (Pay(537_333, 537_333, "month"), None),
    (Pay(6_448_000, 6_448_000, "year"), None),
    (Pay(250, 310, "chart"), Quota(None, 10.0, None)),
    (Pay(31, 31, "page"), Quota(None, 100.0, None)),
]
CANT_BE_COMPARED = [
    (Pay(250, 310, "chart"), None),
    (Pay(250, 310, "chart"), Quota(None, None, 95.0)),
    (Pay(31, 31, "page"), Quota("wt_em", 100.0, None)),
    (Pay(31_000, 31_000, "hcc_found"), Quota(None, 10.0, None)),
    (Pay(310, 310, "percent_collections"), None),
    (Pay(310_000, 310_000, "project"), None),
    (None, None),
]


def test_a_least_pay_is_met_by_the_upper_end_of_the_range_in_any_unit(people: cast.Cast, now: datetime) -> None:
    def post(pay: Pay | None, quota: Quota | None) -> int:
        job = lifecycle.draft(people.sunrise, JobFacts("Coder", pay=pay, quota=quota), by=people.olive, now=now)
        lifecycle.submit(job, by=None, now=now)
        lifecycle.approve(job, by=None, version=job.version, listing=factories.LISTING, now=now)
        return job.id

    unknown = {post(*row) for row in CANT_BE_COMPARED}
    reaching = {post(*row) for row in REACHES}
    assert set(ids(JobCriteria(pay_min=3100), now)) == reaching
    assert ids(JobCriteria(pay_min=3101), now) == []
    by_pay = ids(JobCriteria(sort="pay"), now)
    assert set(by_pay[: len(reaching)]) == reaching
    assert set(by_pay[len(reaching) :]) == unknown, "pay that can't be compared stands last, not nowhere"


def test_ties_are_stable_and_pages_never_overlap(people: cast.Cast, now: datetime) -> None:
    posted = list(board(Random(3), [people.sunrise], people.olive, now, size=40))  # noqa: S311 - repeatable, and no secret
    db.session.execute(sa.update(Job).values(published_at=now, hourly_high=3000))
    for sort in ("newest", "pay", "relevance"):
        criteria = JobCriteria(q="" if sort != "relevance" else "-nothing", sort=sort)
        whole = ids(criteria, now)
        assert whole == sorted((one.id for one in posted), reverse=True), sort
        pages = [job for first in range(0, 40, 7) for job in search(criteria, now, first=first, most=7).ids]
        assert pages == whole, sort


def test_a_better_match_comes_before_a_newer_job(people: cast.Cast, now: datetime) -> None:
    old = factories.open_job(people.sunrise, people.olive, now - timedelta(days=5), title="Zebra coder")
    new = factories.open_job(people.sunrise, people.olive, now, description="We code zebra charts. " * 10)
    assert ids(JobCriteria(q="zebra"), now) == [old.id, new.id]
    assert ids(JobCriteria(q="zebra", sort="newest"), now) == [new.id, old.id]


def test_a_phrase_never_reaches_from_one_text_into_the_next(people: cast.Cast, now: datetime) -> None:
    factories.open_job(people.sunrise, people.olive, now, title="Coder zebra", description="Stripes are coded. " * 10)
    assert ids(JobCriteria(q='"zebra stripes"'), now) == []
    assert len(ids(JobCriteria(q="zebra stripes"), now)) == 1


@pytest.mark.parametrize("q", ["CPC-A", "cpc-a", "CPC"])
def test_an_apprentices_credential_is_another_one(people: cast.Cast, now: datetime, q: str) -> None:
    full = factories.open_job(people.sunrise, people.olive, now, title="Coder", credentials_required=(("cpc",),))
    entry = factories.open_job(people.sunrise, people.olive, now, title="Coder", credentials_required=(("cpc_a",),))
    assert ids(JobCriteria(q=q), now) == ([full.id] if q == "CPC" else [entry.id])


def test_a_published_day_is_counted_to_the_second(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    day = timedelta(days=1)
    assert ids(JobCriteria(posted=1), now + day - timedelta(seconds=1)) == [job.id]
    assert ids(JobCriteria(posted=1), now + day) == []


def test_the_order_of_values_in_an_address_does_not_matter(people: cast.Cast, now: datetime) -> None:
    list(board(Random(5), [people.sunrise], people.olive, now, size=25))  # noqa: S311 - repeatable, and no secret
    queries = ["state=TX&state=OH&tool=epic", "tool=epic&state=OH&state=TX&state=TX"]
    answers = [ids(parse(parse_qs(query))[0], now) for query in queries]
    assert all(one == other for one, other in pairwise(answers))
    assert answers[0]
