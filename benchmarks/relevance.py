"""
How good the first ten jobs of a search are: our order beside plain ones, on a judged set of our own (benchmarks/judged).

    python -m benchmarks.relevance [--json] [--worst N]

It makes a board of its own in a temporary folder, asks every query, and prints nDCG at 10 from one run: the mean over all
queries, 1 where every list is in the best order there is. The orders compared:

- `ours`: the site's search with its corrections;
- `words`: every ad that says a word of the query (in its text or by the labels of its facts), those with most different
  words first, then the newest (what a search by OR gives);
- `newest`: the ads that hold all words, the newest first (what most boards give).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import mean
from typing import Any
from zlib import crc32

import yaml
from flask_migrate import upgrade

from careercenter import clock, create_app
from careercenter.db import db
from careercenter.employers import team
from careercenter.employers.models import Employer, Proof
from careercenter.employers.team import EmployerFacts
from careercenter.jobs import lifecycle
from careercenter.jobs.columns import job_words
from careercenter.jobs.criteria import parse
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.search import search
from careercenter.jobs.spelling import corrected
from careercenter.vocabulary.normalising import tokens

JUDGED = Path(__file__).parent / "judged"
FIRST = 10
LISTS = ("specialties", "settings", "code_sets", "tools", "states")


@dataclass(frozen=True)
class Ad:
    name: str
    facts: JobFacts
    words: frozenset[str]
    published_at: datetime


@dataclass(frozen=True)
class Judged:
    """A query, and by an ad's name how good it is: 3 what was meant, 2 good, 1 near."""

    query: str
    grades: dict[str, int]


@dataclass(frozen=True)
class Result:
    query: str
    scores: dict[str, float]
    first: dict[str, list[str]]


def ads(now: datetime) -> list[Ad]:
    """The ads with ages that follow from their names, so that no order has them as the file has them."""
    return [_ad(row, now) for row in yaml.safe_load((JUDGED / "ads.yml").read_text(encoding="utf-8"))]


def queries() -> list[Judged]:
    rows = yaml.safe_load((JUDGED / "queries.yml").read_text(encoding="utf-8"))
    return [Judged(row["q"], {ad: grade for grade, named in row["ads"].items() for ad in named}) for row in rows]


def judge(employer: Employer, now: datetime) -> list[Result]:
    """Puts the ads on the board of this employer, and asks every query in every order. Commits."""
    board = ads(now)
    names = {_post(ad, employer): ad.name for ad in board}
    db.session.commit()
    orders: dict[str, Callable[[str], Sequence[str]]] = {
        "ours": lambda query: [names[job] for job in _ours(query, now)],
        "words": lambda query: _most_words(query, board),
        "newest": lambda query: _newest(query, board),
    }
    results = []
    for one in queries():
        first = {name: list(order(one.query)[:FIRST]) for name, order in orders.items()}
        scores = {name: ndcg([one.grades.get(ad, 0) for ad in found], one.grades) for name, found in first.items()}
        results.append(Result(one.query, scores, first))
    return results


def ndcg(found: Sequence[int], grades: dict[str, int]) -> float:
    """The gain of the first ten (2^grade - 1, less from place to place by a logarithm) over the best gain there is."""
    best = _gain(sorted(grades.values(), reverse=True)[:FIRST])
    return _gain(found[:FIRST]) / best if best else 1.0


def _gain(grades: Sequence[int]) -> float:
    gain: float = sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
    return gain


def _ours(query: str, now: datetime) -> list[int]:
    criteria, _dropped = parse({"q": [query]})
    found = search(criteria, now, most=FIRST)
    if not found.total and (correction := corrected(criteria, now)):
        found = search(correction.criteria, now, most=FIRST)
    return found.ids


def _most_words(query: str, board: list[Ad]) -> list[str]:
    wanted = set(tokens(query))
    having = [(len(wanted & ad.words), ad.published_at, ad.name) for ad in board]
    return [name for count, _age, name in sorted(having, reverse=True) if count]


def _newest(query: str, board: list[Ad]) -> list[str]:
    wanted = set(tokens(query))
    return [ad.name for ad in sorted(board, key=lambda ad: ad.published_at, reverse=True) if wanted <= ad.words]


def _ad(row: dict[str, Any], now: datetime) -> Ad:
    said = {**row.get("facts", {})}
    credentials = (tuple(said.pop("credentials")),) if "credentials" in said else ()
    lists: dict[str, Any] = {name: tuple(said.pop(name)) for name in LISTS if name in said}
    facts = JobFacts(row["title"], description=row["text"], credentials_required=credentials, **lists, **said)
    hours = crc32(row["name"].encode()) % (25 * 24)
    return Ad(row["name"], facts, frozenset(job_words(facts).split()), now - timedelta(hours=hours + 1))


def _post(ad: Ad, employer: Employer) -> int:
    job = lifecycle.draft(employer, ad.facts, by=None, now=ad.published_at)
    lifecycle.submit(job, by=None, now=ad.published_at)
    lifecycle.approve(job, by=None, version=job.version, listing=timedelta(days=30), now=ad.published_at)
    db.session.flush()
    return job.id


def _report(results: list[Result], worst: int) -> None:
    orders = list(results[0].scores)
    print(f"{len(results)} queries, nDCG@{FIRST}")
    for order in orders:
        print(f"  {order:8} {mean(one.scores[order] for one in results):.3f}")
    print(f"\nThe {worst} worst of ours")
    for one in sorted(results, key=lambda one: one.scores["ours"])[:worst]:
        print(f"  {one.scores['ours']:.3f}  {one.query:32} {' '.join(one.first['ours'])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print every query's scores and lists as JSON")
    parser.add_argument("--worst", type=int, default=10, help="queries to name, the worst first (10)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CAREERCENTER_DATA_DIR"] = folder
        os.environ["CAREERCENTER_DATABASE_URL"] = f"sqlite:///{folder}/board.sqlite3"
        results = _on_a_board_of_its_own()
    if asked.json:
        means = {order: round(mean(one.scores[order] for one in results), 4) for order in results[0].scores}
        rows = [{"q": one.query, "ndcg": one.scores, "first": one.first} for one in results]
        print(json.dumps({"ndcg": means, "queries": rows}, indent=1))
    else:
        _report(results, asked.worst)


def _on_a_board_of_its_own() -> list[Result]:
    app = create_app()
    with app.app_context():
        upgrade()
        now = clock.now()
        facts = EmployerFacts(
            "Judged Hospital", "direct_provider", "https://www.example.com", "Dayton", "OH", "A board to judge."
        )
        employer = team.create(facts, by=None, now=now)
        employer.proof, employer.proved_at = Proof.STAFF, now
        return judge(employer, now)


if __name__ == "__main__":
    main()
