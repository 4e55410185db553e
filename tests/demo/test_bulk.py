"""The large board: the columns that life would write, the same for the same seed, and as uneven as real postings."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from sqlalchemy import func, select

from careercenter.accounts.models import Account
from careercenter.alerts.models import SavedSearch
from careercenter.db import db
from careercenter.demo.bulk import filling, jobs
from careercenter.demo.bulk.people import Run
from careercenter.employers.models import Employer
from careercenter.jobs.columns import facts_of, write_facts
from careercenter.jobs.criteria import parse
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.models import Job
from careercenter.jobs.queries import count, open_jobs
from careercenter.jobs.search import how_many
from careercenter.vocabulary.normalising import search_words

WRITTEN_BY_LIFE = {"id", "employer_id", "posted_by_id", "state", "version", "source", "external_id", "published_at",
    "listed_until", "expires_at", "ended_at", "reason", "warned_days", "created_at", "updated_at"}  # fmt: skip


def run_at(now: datetime, seed: int = 7) -> Run:
    return Run(seed, 1, "hash", now)


def fill(now: datetime, *, job_count: int = 0, seekers: int = 0, searches: int = 0, seed: int = 7) -> None:
    filling.fill(
        run_at(now, seed), job_count=job_count, seeker_count=seekers, search_count=searches, done=lambda _size: None
    )


def test_rows_are_those_that_write_facts_would_write(context: None, now: datetime) -> None:
    fill(now, job_count=2_000)
    names = [column.name for column in Job.__table__.columns if column.name not in WRITTEN_BY_LIFE]
    for job in db.session.scalars(select(Job).where(Job.id % 40 == 0)):
        in_life = Job()
        write_facts(in_life, facts_of(job), version=1, now=now)
        assert {name: getattr(job, name) for name in names} == {name: getattr(in_life, name) for name in names}
        said = [(row.kind, row.term, row.line) for row in in_life.terms]
        assert sorted(said) == sorted((row.kind, row.term, row.line) for row in job.terms)
        assert facts_of(in_life) == facts_of(job)
        assert len(job.words) > len(job.description)


def test_the_words_of_a_description_are_those_of_the_whole_text(now: datetime) -> None:
    run, market = run_at(now), filling.Market()
    chance = run.chance("words")
    names = {"employer": lambda _chance: "Aldcombe Clinic", "campus": market.place, "person": market.person}
    for _ in range(300):
        drawn = jobs.draw(market, names, ("Boise", "ID", "83702"), chance)
        assert drawn.described.words == search_words(drawn.described.text)


def test_the_board_is_open_and_of_the_last_29_days(context: None, now: datetime) -> None:
    fill(now, job_count=600)
    assert db.session.scalar(count(open_jobs(now))) == 600
    first, last, end = db.session.execute(
        select(func.min(Job.published_at), func.max(Job.published_at), func.min(Job.expires_at))
    ).one()
    assert now - timedelta(days=29) <= first < now - timedelta(days=28)
    assert last > now - timedelta(days=1)
    assert end > now


def test_the_same_seed_makes_the_same_board(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(seed: int) -> dict[str, list[dict[str, Any]]]:
        kept: dict[str, list[dict[str, Any]]] = {}

        def keep(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[int]]:
            for table, batch in rows.items():
                kept.setdefault(table, []).extend(batch)
            return {table: list(range(len(batch))) for table, batch in rows.items()}

        monkeypatch.setattr(filling, "write", keep)
        fill(now, job_count=600, seekers=60, searches=120, seed=seed)
        for row in kept["saved_search"]:
            row.pop("unsubscribe_token")  # the one thing that must not be guessed
        return kept

    assert drawn(7) == drawn(7)
    assert drawn(7)["job"] != drawn(8)["job"]


def test_words_are_as_uneven_as_in_real_postings(now: datetime) -> None:
    """A few words stand in most jobs, most words in fewer than one of a hundred."""
    run, market = run_at(now), filling.Market()
    chance, seen = run.chance("jobs"), Counter[str]()
    for number in range(1_500):
        campus = market.place(chance)
        names = {"employer": lambda _chance: "Us", "campus": lambda _c, c=campus: c, "person": market.person}
        drawn = jobs.draw(market, names, ("Boise", "ID", "83702"), chance)
        seen.update(set(drawn.described.words.split()))
        assert 600 < len(drawn.described.text) < 2_000, number
    shares = [times / 1_500 for _word, times in seen.most_common()]
    assert shares[5] > 0.7
    assert sum(share > 0.7 for share in shares) < 60
    assert sum(share < 0.01 for share in shares) > len(shares) * 0.5


def test_seekers_and_searches_are_whole(context: None, now: datetime) -> None:
    fill(now, job_count=400, seekers=120, searches=400)
    assert db.session.scalar(select(func.count(Account.id))) == 120 + db.session.scalar(select(func.count(Employer.id)))
    found = []
    for saved in db.session.scalars(select(SavedSearch)):
        criteria, dropped = parse(parse_qs(saved.criteria))
        assert dropped == []
        assert criteria.query_string() == saved.criteria
        assert saved.next_slot_at > now > saved.created_at
        if saved.id % 8 == 0:
            found.append(how_many(criteria, now))
    assert 1 < sum(found) / len(found) < 40  # of 400 jobs: some dozens of 2,000


def test_facts_are_complete_enough_to_be_believed(now: datetime) -> None:
    run, market = run_at(now), filling.Market()
    chance = run.chance("jobs")
    names = {"employer": lambda _chance: "Us", "campus": market.place, "person": market.person}
    drawn: list[JobFacts] = [jobs.draw(market, names, ("Boise", "ID", "83702"), chance).facts for _ in range(1_000)]
    assert 0.9 < sum(one.pay is not None for one in drawn) / 1_000 <= 1
    assert 0.55 < sum(one.workplace == "remote" for one in drawn) / 1_000 < 0.75
    assert all(one.states for one in drawn if one.state_rule == "include_list")
    hours = [one.pay.low for one in drawn if one.pay and one.pay.unit == "hour"]
    assert 2_400 < sum(hours) / len(hours) < 3_400
