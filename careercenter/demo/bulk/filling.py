"""The large board from first to last: employers, seekers, jobs, saved searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from careercenter.accounts.models import Account
from careercenter.alerts.saving import MOST
from careercenter.alerts.slots import next_slot
from careercenter.db import db
from careercenter.demo.bulk import jobs, people, searches
from careercenter.demo.bulk.chance import Deck
from careercenter.demo.bulk.market import Market
from careercenter.demo.bulk.people import Hirer, Run
from careercenter.demo.bulk.writing import Rows, gathered, write

BATCH = 500
FEWEST_EMPLOYERS, MOST_EMPLOYERS, JOBS_EACH = 300, 2_000, 50

Done = Callable[[int], object]


@dataclass(frozen=True)
class Seeking:
    account_id: int
    zone: str


def new_run(seed: int, *, password_hash: str, now: datetime) -> Run:
    """The next run with this seed on this board."""
    number = 1
    while True:
        run = Run(seed, number, password_hash, now)
        ours = Account.email.endswith(f"@{run.tag}.bulk.example", autoescape=True)
        if db.session.scalar(sa.select(Account.id).where(ours).limit(1)) is None:
            db.session.rollback()
            return run
        number += 1


def fill(run: Run, *, job_count: int, seeker_count: int, search_count: int, done: Done) -> None:
    """Writes it batch by batch, each committed; `done` is told how many jobs, seekers and searches each batch had."""
    market = Market()
    hirers = _add_employers(run, market, job_count)
    seeking = _add_seekers(run, market, seeker_count, done)
    if hirers:
        _add_jobs(run, market, hirers, job_count, done)
    if seeking:
        _add_searches(run, market, seeking, search_count, done)


def _add_employers(run: Run, market: Market, job_count: int) -> list[Hirer]:
    count = min(job_count, MOST_EMPLOYERS, max(FEWEST_EMPLOYERS, job_count // JOBS_EACH))
    chance, hirers = run.chance("employers"), []
    for first, size in _batches(count):
        drawn = [people.employer(run, market, first + place, place=place, chance=chance) for place in range(size)]
        numbers = write(gathered(row for _, rows in drawn for row in rows))
        hirers += [
            one.with_numbers(numbers["employer"][place], numbers["account"][place])
            for place, (one, _) in enumerate(drawn)
        ]
    return hirers


def _add_seekers(run: Run, market: Market, count: int, done: Done) -> list[Seeking]:
    chance, seeking = run.chance("seekers"), []
    for first, size in _batches(count):
        drawn = [people.seeker(run, market, first + place, place=place, chance=chance) for place in range(size)]
        numbers = write(gathered(row for _, rows in drawn for row in rows))
        seeking += [Seeking(account_id, zone) for account_id, (zone, _) in zip(numbers["account"], drawn, strict=True)]
        done(size)
    return seeking


def _add_jobs(run: Run, market: Market, hirers: list[Hirer], count: int, done: Done) -> None:
    """Few employers have many jobs. The age of a job is spread evenly over the last 29 days."""
    chance, deck = run.chance("jobs"), Deck(hirers, steepness=0.7)
    for _, size in _batches(count):
        rows: Rows = {"job": [], "job_term": []}
        for place in range(size):
            hirer = deck.draw(chance)
            drawn = jobs.draw(market, hirer.names, hirer.office, chance)
            published_at = run.now - chance.random() * jobs.PUBLISHED
            rows["job"].append(
                jobs.row(drawn, job_id=place, employer=hirer.employer_id, by=hirer.owner_id, published_at=published_at)
            )
            rows["job_term"] += jobs.terms(drawn, place)
        write(rows)
        done(size)


def _add_searches(run: Run, market: Market, seeking: list[Seeking], count: int, done: Done) -> None:
    chance = run.chance("searches")
    slots = {one.zone: next_slot(one.zone, run.now) for one in seeking}
    kept: dict[int, set[str]] = {}
    for _, size in _batches(count):
        rows: list[dict[str, Any]] = []
        while len(rows) < size:
            one, wanted = chance.choice(seeking), searches.criteria(market, chance)
            known = kept.setdefault(one.account_id, set())
            text = wanted.query_string()
            if text in known or len(known) == MOST:
                continue
            known.add(text)
            rows.append(
                searches.row(
                    wanted, account_id=one.account_id, next_slot_at=slots[one.zone], now=run.now, chance=chance
                )
            )
        write({"saved_search": rows})
        done(size)


def _batches(count: int) -> Iterator[tuple[int, int]]:
    """The first number of each batch, and its size."""
    return ((first, min(BATCH, count - first)) for first in range(0, count, BATCH))
