"""The file of words is only help: while it is locked, deleted or ahead, filters go on and nothing wrong is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Found, JobIndex, WordsAway, job_index, word_file
from careercenter.jobs.search import search
from tests import cast, factories

ZEBRA = JobCriteria(q="zebra")


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_file, "WAIT", 0.1)


@contextmanager
def another_writes(index: JobIndex) -> Iterator[None]:
    """Another process in the middle of writing the file."""
    writer = sqlite3.connect(index.words.file.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        writer.rollback()
        writer.close()


@pytest.fixture
def zebra(people: cast.Cast, now: datetime) -> int:
    return factories.open_job(people.sunrise, people.olive, now, title="Zebra coder").id


def test_a_locked_file_keeps_words_away_and_nothing_else(zebra: int, people: cast.Cast, now: datetime) -> None:
    index = job_index()
    assert search(ZEBRA, now).ids == [zebra]
    with another_writes(index):
        lion = factories.open_job(people.sunrise, people.olive, now, title="Lion coder").id
        assert search(JobCriteria(), now).ids == [lion, zebra]
        with pytest.raises(WordsAway):
            search(ZEBRA, now)
    assert search(JobCriteria(q="lion"), now).ids == [lion]
    assert search(ZEBRA, now).ids == [zebra]


def test_a_reader_is_told_to_come_back(
    app: Flask, peopled: None, visit: Callable[[], TestApp], now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now, title="Zebra coder")
        search(ZEBRA, now)
        index = job_index()
        with another_writes(index):
            factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now, title="Lion coder")
            visitor = visit()
            assert "Lion coder" in visitor.get("/jobs")
            away = visitor.get("/jobs?q=zebra", status=503)
    assert away.headers["Retry-After"] == "5"
    assert "filters" in away


def test_a_deleted_file_is_made_anew_with_the_next_change(zebra: int, people: cast.Cast, now: datetime) -> None:
    index = job_index()
    assert search(ZEBRA, now).ids == [zebra]
    index.words.file.path.unlink()
    lion = factories.open_job(people.sunrise, people.olive, now, title="Lion coder").id
    assert search(JobCriteria(q="coder"), now).ids == [lion, zebra]
    assert index.words.file.path.exists()


def test_a_file_that_another_process_has_brought_further_is_not_brought_back(
    zebra: int, people: cast.Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our look at the database and at the file, another process sees one more job and writes it."""
    here, other = job_index(), JobIndex(db.engine, job_index().words.file.path.parent)
    assert search(ZEBRA, now).ids == [zebra]
    factories.open_job(people.sunrise, people.olive, now, title="Lion coder")
    keep_up, states = here.words.keep_up, []

    def late(*seen: object) -> None:
        if not states:
            factories.open_job(people.sunrise, people.olive, now, title="Yak coder")
            other.find(ZEBRA, now, answer=Found)
            states.append(other.words.file.upto())
        keep_up(*seen)  # type: ignore[arg-type]

    monkeypatch.setattr(here.words, "keep_up", late)
    assert search(JobCriteria(q="yak"), now).total == 1
    assert here.words.file.upto() == states[0]
