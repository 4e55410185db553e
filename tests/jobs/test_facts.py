"""What a job says, as data and as rows: nothing is lost on the way there and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from webtest import TestApp

from careercenter import vocabulary
from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.columns import facts_of, write_facts
from careercenter.jobs.facts import JobFacts, Office, Pay, Quota, as_data, from_data
from careercenter.jobs.models import Job, JobTerm
from tests import cast, factories
from tests.statements import counted_statements

Visit = Callable[[], TestApp]


def terms(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(vocabulary.word_list(name))), unique=True, max_size=4).map(tuple)


def term(name: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(list(vocabulary.word_list(name)))


def text(most: int) -> st.SearchStrategy[str]:
    """What a form lets through: no control characters."""
    return st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=most)


amounts = st.integers(0, 2_000_000_000)
cities = text(80).filter(bool)
all_facts = st.builds(
    JobFacts,
    title=text(200),
    description=text(300),
    title_id=term("job_titles"),
    requisition=text(60),
    employment=term("employment_types"),
    workplace=term("workplaces"),
    state_rule=term("state_rules"),
    states=terms("states"),
    work_location=term("work_locations"),
    office=st.none() | st.builds(Office, cities, term("states"), st.sampled_from(["", "45402", "45402-1234"])),
    pay=st.none() | st.builds(Pay, amounts, amounts, st.sampled_from(["hour", "year", "percent_collections"])),
    credentials_required=st.lists(terms("credentials").filter(bool), max_size=3).map(tuple),
    credentials_preferred=terms("credentials"),
    apprentice_ok=st.sampled_from([None, True, False]),
    specialties=terms("specialties"),
    code_sets=terms("code_sets"),
    settings=terms("settings"),
    tools=terms("tools"),
    years=st.none() | st.integers(0, 40),
    quota=st.none()
    | st.builds(Quota, st.just("wt_em"), st.none() | st.floats(0, 500), st.none() | st.integers(0, 100).map(float)),
    benefits=terms("benefits"),
    benefits_note=text(100),
    questions=terms("screening_questions"),
    apply_url=st.none() | st.just("https://jobs.example.org/17"),
    closing_date=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)


@given(all_facts)
def test_facts_come_back_from_data_as_they_were(facts: JobFacts) -> None:
    assert from_data(json.loads(json.dumps(as_data(facts)))) == facts


def test_facts_come_back_from_the_rows_as_they_were(context: None, now: datetime) -> None:
    people = cast.make_cast()
    job = lifecycle.draft(people.sunrise, JobFacts("Coder"), by=people.olive, now=now)
    db.session.commit()

    @settings(max_examples=80, deadline=None)
    @given(all_facts)
    def rewrite(facts: JobFacts) -> None:
        write_facts(job, facts, version=2, now=now)
        db.session.commit()
        db.session.expire_all()
        assert as_rows(facts_of(job)) == as_rows(facts)

    rewrite()


def as_rows(facts: JobFacts) -> dict[str, Any]:
    """The facts, with lists as sets: rows that stay keep their place, so an order is not promised."""
    data = as_data(facts)
    return {name: sorted(value) if isinstance(value, list) else value for name, value in _flat(data)}


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        yield name, [sorted(line) for line in value] if name == "credentials_required" else value


def test_a_row_of_a_term_that_stays_is_the_same_row(context: None, now: datetime) -> None:
    people = cast.make_cast()
    job = factories.draft_job(people.sunrise, people.olive, now, tools=("epic", "meditech"))
    db.session.commit()
    before = dict(db.session.execute(sa.select(JobTerm.term, JobTerm.id).where(JobTerm.kind == "tool")).all())
    write_facts(job, factories.job_facts(tools=("athena", "epic")), version=2, now=now)
    db.session.commit()
    after = dict(db.session.execute(sa.select(JobTerm.term, JobTerm.id).where(JobTerm.kind == "tool")).all())
    assert set(after) == {"athena", "epic"}
    assert after["epic"] == before["epic"]


def test_what_is_not_said_is_null_or_empty_in_the_data() -> None:
    data = as_data(JobFacts("Coder"))
    assert {name for name, value in data.items() if value} == {"title"}
    assert data["apprentice_ok"] is None
    assert data["years"] is None


def test_money_stands_in_dollars_in_the_data() -> None:
    assert as_data(JobFacts("Coder", pay=Pay(3150, 4000, "hour")))["pay"] == {"min": 31.5, "max": 40.0, "unit": "hour"}


def test_no_years_needed_is_another_thing_than_years_not_said() -> None:
    assert as_data(JobFacts("Coder", years=0))["years"] == 0
    assert from_data({"title": "Coder", "years": 0}).years == 0


@pytest.mark.parametrize("who", [None, "maria"])
def test_a_page_of_twenty_jobs_takes_few_statements(
    app: Flask, visit: Visit, now: datetime, set_clock: Callable[[datetime], None], who: str | None
) -> None:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        for _ in range(21):
            factories.open_job(people.sunrise, people.olive, now)
    browser = cast.signed_in(app, visit, who) if who else visit()
    browser.get("/jobs")
    with counted_statements(app) as statements:
        page = browser.get("/jobs")
    assert page.text.count('class="job-title"') == 20
    assert len(statements) <= (6 if who is None else 9), statements


def test_a_jobs_address_is_its_number_and_its_title(context: None, now: datetime) -> None:
    people = cast.make_cast()
    job = factories.draft_job(people.sunrise, people.olive, now, title="  Code & “Décor”, 3M™  ")
    assert job.slug == "code-decor-3mtm"
    assert Job(title="☂").slug == "untitled"
    assert len(Job(title="word " * 50).slug) <= 80
