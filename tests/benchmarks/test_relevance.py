"""The judged set is well made, and the site's order is better on it than a plain one."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from statistics import mean

import pytest

from benchmarks import relevance
from careercenter.db import db
from careercenter.jobs.columns import term_rows
from careercenter.jobs.terms import FILTERS
from careercenter.jobs.words import words_of
from careercenter.vocabulary import JOB_TITLES
from tests import cast

LISTS = {group.kind: group.word_list for group in FILTERS if group.kind is not None}


def test_every_judgement_is_of_an_ad_and_every_term_is_of_the_vocabulary(now: datetime) -> None:
    ads, queries = relevance.ads(now), relevance.queries()
    names = [ad.name for ad in ads]
    assert len(names) == len(set(names)) >= 50
    assert len({one.query for one in queries}) == len(queries) >= 60
    for one in queries:
        assert set(one.grades) <= set(names), one.query
        assert {3} <= set(one.grades.values()) <= {1, 2, 3}, one.query
        assert words_of(one.query).wanted, one.query
    for ad in ads:
        assert ad.facts.title_id is None or ad.facts.title_id in JOB_TITLES, ad.name
        for kind, term, _line in term_rows(ad.facts):
            assert kind not in LISTS or term in LISTS[kind], (ad.name, term)
    traps = [name for name in names if name.startswith("x_")]
    assert len(traps) >= 15
    assert not set(traps) & {ad for one in queries for ad in one.grades}


def test_the_set_tries_more_than_the_easy_way() -> None:
    kinds = Counter(
        kind
        for one in relevance.queries()
        for kind, is_one in (
            ("exclusion", " -" in one.query),
            ("phrase", '"' in one.query),
            ("several", " " in one.query),
        )
        if is_one
    )
    assert kinds["exclusion"] >= 3
    assert kinds["phrase"] >= 1
    assert kinds["several"] >= 30


def test_ndcg_is_what_the_books_say() -> None:
    assert relevance.ndcg([3, 2, 0], {"a": 3, "b": 2}) == 1
    assert relevance.ndcg([0, 0], {"a": 3}) == 0
    assert relevance.ndcg([2, 3], {"a": 3, "b": 2}) == pytest.approx((3 + 7 / 1.584962) / (7 + 3 / 1.584962), abs=1e-5)


def test_our_order_beats_the_plain_ones(context: None, now: datetime) -> None:
    people = cast.make_cast()
    db.session.commit()
    results = relevance.judge(people.sunrise, now)
    ours, words, newest = (mean(one.scores[order] for one in results) for order in ("ours", "words", "newest"))
    assert ours >= 0.95
    assert ours >= words + 0.1
    assert ours >= newest + 0.2
