"""What keeps the index right: the counter of changes, the file of words, the order of what comes late."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from pyroaring import BitMap

from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Counted, Found, JobIndex, broad, job_index
from careercenter.jobs.models import Job, JobChange
from careercenter.jobs.search import search
from tests import cast, factories

ZEBRA = JobCriteria(q="zebra")


@pytest.fixture
def people(context: None) -> cast.Cast:
    people = cast.make_cast()
    db.session.commit()
    return people


def found(index: JobIndex, criteria: JobCriteria, now: datetime) -> list[int]:
    return index.find(criteria, now, answer=Found).ids


@pytest.fixture
def other(app: Flask, people: cast.Cast) -> JobIndex:
    """An index of another process, as far as it can know: the same database and the same file."""
    return JobIndex(db.engine, job_index().words.file.path.parent)


def test_what_one_has_committed_the_other_finds_with_its_next_question(
    people: cast.Cast, other: JobIndex, now: datetime
) -> None:
    assert found(other, ZEBRA, now) == []
    job = factories.open_job(people.sunrise, people.olive, now, title="Zebra coder")
    assert found(other, ZEBRA, now) == search(ZEBRA, now).ids == [job.id]
    revision = revisions.edit(
        job, factories.job_facts(title="Lion coder"), by=people.olive, version=job.version, now=now
    )
    assert revision is not None
    revisions.approve_revision(revision, by=people.dev, version=revision.version, now=now)
    db.session.commit()
    assert found(other, ZEBRA, now) == search(ZEBRA, now).ids == []
    assert found(other, JobCriteria(q="lion"), now) == [job.id]
    lifecycle.close(job, by=people.olive, now=now)
    db.session.commit()
    assert found(other, JobCriteria(q="lion"), now) == search(JobCriteria(), now).ids == []


def test_what_is_not_committed_is_not_found(people: cast.Cast, now: datetime) -> None:
    job = factories.pending_job(people.sunrise, people.olive, now)
    lifecycle.approve(job, by=people.dev, version=job.version, listing=factories.LISTING, now=now)
    db.session.flush()
    assert search(JobCriteria(), now).total == 0
    db.session.rollback()
    assert search(JobCriteria(), now).total == 0


def test_what_was_not_asked_for_cannot_be_read(people: cast.Cast, now: datetime) -> None:
    """A plain answer has no number of hidden jobs that somebody could take for none."""
    texan = factories.open_job(people.sunrise, people.olive, now, state_rule="include_list", states=("TX",))
    californian = JobCriteria(state=("CA",))
    asked = search(californian, now, answer=Counted)
    assert (asked.total, asked.closed, asked.counts["state"]) == (0, 1, {"TX": 1})
    plain = search(JobCriteria(), now)
    assert {field.name for field in fields(plain)} == {"total", "ids", "versions"}
    assert (plain.ids, plain.versions) == ([texan.id], search(JobCriteria(), now, answer=Counted).versions)
    assert not hasattr(search(californian, now), "closed")
    assert not hasattr(asked, "standings")


def test_a_statement_typed_by_hand_is_noticed_too(people: cast.Cast, other: JobIndex, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    assert found(other, JobCriteria(), now) == [job.id]
    db.session.execute(sa.text("UPDATE job SET workplace = 'onsite' WHERE id = :id"), {"id": job.id})
    db.session.commit()
    assert found(other, JobCriteria(workplace=("onsite",)), now) == [job.id]
    db.session.execute(sa.text("UPDATE employer SET suspended_at = updated_at"))
    db.session.commit()
    assert found(other, JobCriteria(), now) == []


def test_a_draft_is_no_change_of_the_board(people: cast.Cast, now: datetime) -> None:
    factories.pending_job(people.sunrise, people.olive, now)
    db.session.commit()
    assert db.session.scalar(sa.select(sa.func.count(JobChange.seq))) == 0


def test_time_alone_hides_a_job_and_shows_it_to_nobody_early(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    end = now + factories.LISTING
    assert job.expires_at == end
    moments = [now - timedelta(seconds=1), now, end - timedelta(microseconds=1), end, now]
    assert [search(JobCriteria(), moment).total for moment in moments] == [0, 1, 1, 0, 1]


def test_a_job_with_an_older_date_takes_its_place_among_the_others(
    people: cast.Cast, other: JobIndex, now: datetime
) -> None:
    days = (9, 5, 1)
    first = [factories.open_job(people.sunrise, people.olive, now - timedelta(days=day)).id for day in days]
    assert found(other, JobCriteria(), now) == first[::-1]
    late = [factories.open_job(people.sunrise, people.olive, now - timedelta(days=day)).id for day in (7, 5, 12)]
    expected = [first[2], late[1], first[1], late[0], first[0], late[2]]
    assert found(other, JobCriteria(), now) == expected
    assert found(other, JobCriteria(posted=6), now) == expected[:3]
    pages = [other.find(JobCriteria(), now, answer=Found, first=at, most=2).ids for at in (0, 2, 4)]
    assert [number for page in pages for number in page] == expected


@pytest.mark.parametrize("harm", ["deleted", "spoilt"])
def test_the_file_of_words_is_made_anew(people: cast.Cast, now: datetime, harm: str) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, title="Zebra coder")
    assert search(ZEBRA, now).ids == [job.id]
    path = job_index().words.file.path
    if harm == "deleted":
        job_index().words.file.discard()
    else:
        path.write_bytes(b"no database " * 4_096)
    fresh = JobIndex(db.engine, path.parent)
    assert found(fresh, ZEBRA, now) == [job.id]


def test_a_restored_backup_is_not_taken_for_what_it_was(people: cast.Cast, other: JobIndex, now: datetime) -> None:
    """The numbers of the changes are the same ones, and what they changed is not."""
    job = factories.open_job(people.sunrise, people.olive, now, title="Zebra coder")
    assert found(other, ZEBRA, now) == [job.id]
    newest = db.session.scalars(sa.select(JobChange).order_by(JobChange.seq.desc())).first()
    assert newest is not None
    db.session.execute(
        sa.update(Job)
        .where(Job.id == job.id)
        .values(title="Lion coder", words=" lion coder ", title_words=" lion coder ")
    )
    db.session.execute(sa.delete(JobChange).where(JobChange.seq > newest.seq))
    newest.mark += 1
    db.session.commit()
    db.session.execute(sa.delete(JobChange).where(JobChange.seq > newest.seq))
    db.session.commit()
    assert found(other, ZEBRA, now) == []
    assert found(other, JobCriteria(q="lion"), now) == [job.id]


def test_a_word_in_many_jobs_is_kept_ready_and_extended_by_what_comes_later(
    people: cast.Cast, other: JobIndex, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broad, "FEWEST", 1)
    many = [factories.open_job(people.sunrise, people.olive, now, title="Zebra coder").id for _ in range(4)]
    one = factories.open_job(people.sunrise, people.olive, now, title="Lion coder").id
    assert found(other, ZEBRA, now) == many[::-1]
    kept = dict(other.words.file.execute("SELECT field, rows FROM broad WHERE word = 'zebra'"))
    of_jobs = BitMap(row for (row,) in other.words.file.execute("SELECT row FROM line WHERE job_id <= ?", [one]))
    assert {field: len(BitMap.deserialize(rows) & of_jobs) for field, rows in kept.items()} == {"words": 4, "title": 4}
    later = factories.open_job(people.sunrise, people.olive, now, title="Zebra auditor").id
    lifecycle.close(db.session.get_one(Job, many[0]), by=people.olive, now=now)
    db.session.commit()
    fresh = JobIndex(db.engine, other.words.file.path.parent)
    for index in (other, fresh):
        assert found(index, ZEBRA, now) == [later, *many[:0:-1]]
        assert found(index, JobCriteria(q="coder -zebra"), now) == [one]
        assert found(index, JobCriteria(q='"zebra auditor"'), now) == [later]


def say(job: Job, title: str) -> None:
    """Another title, by hand."""
    words = f" {title.lower()} "
    db.session.execute(sa.update(Job).where(Job.id == job.id).values(title=title, words=words, title_words=words))
    db.session.commit()


def held(index: JobIndex) -> tuple[int, int]:
    """How many texts the file has, and of how many jobs."""
    texts, jobs = index.words.file.execute(
        "SELECT (SELECT count(*) FROM text_docsize), (SELECT count(*) FROM line)"
    ).fetchone()
    return texts, jobs


def test_what_a_job_said_before_leaves_the_file_once_it_is_the_most_of_it(
    people: cast.Cast, other: JobIndex, now: datetime
) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, title="Zebra coder")
    ended = factories.open_job(people.sunrise, people.olive, now, title="Yak coder")
    lions = factories.open_job(people.sunrise, people.olive, now, title="Lion coder").id
    assert found(other, ZEBRA, now) == [job.id]
    for number in range(6):
        say(job, f"Herd{number} coder")
        assert found(other, JobCriteria(q=f"herd{number}"), now) == [job.id]
    lifecycle.close(ended, by=people.olive, now=now)
    db.session.commit()
    assert found(other, JobCriteria(), now) == [lions, job.id]
    assert held(other) == (9, 3)

    fresh = JobIndex(db.engine, other.words.file.path.parent)
    assert found(fresh, JobCriteria(q="coder"), now) == [lions, job.id]
    assert held(fresh) == (2, 2)
    assert {"herd5", "lion", "coder"} <= set(fresh.words.in_titles())
    assert {"zebra", "yak", "herd0"}.isdisjoint(fresh.words.in_titles())

    say(job, "Walrus coder")
    reopened = factories.open_job(people.sunrise, people.olive, now, title="Yak coder").id
    for index in (other, fresh, JobIndex(db.engine, other.words.file.path.parent)):
        assert found(index, JobCriteria(q="walrus"), now) == [job.id]
        assert found(index, JobCriteria(q="yak"), now) == [reopened]
        assert found(index, JobCriteria(q='"lion coder"'), now) == [lions]
        assert found(index, JobCriteria(q="herd5"), now) == []
        assert "walrus" in index.words.in_titles()


def test_the_files_of_older_releases_go_and_those_of_other_databases_stay(
    people: cast.Cast, other: JobIndex, now: datetime
) -> None:
    here = other.words.file.path
    layout, which = here.stem.split("-")[1:]
    older, newer = (here.with_name(f"words-{number}-{which}.db") for number in (int(layout) - 1, int(layout) + 1))
    stranger = here.with_name(f"words-{int(layout) - 1}-00000000.db")
    for path in (older, older.with_name(f"{older.name}-wal"), newer, stranger):
        path.write_bytes(b"of another time")
    found(other, ZEBRA, now)
    there = {path.name for path in here.parent.glob("words-*") if not path.name.startswith(here.name)}
    assert there == {newer.name, stranger.name}


@pytest.mark.parametrize("later", [0, 3], ids=["the day it is restored", "after as many changes again"])
def test_a_backup_of_an_older_day_is_read_anew(people: cast.Cast, other: JobIndex, now: datetime, later: int) -> None:
    """The counter has gone back, and what it counts from there on is another history."""
    job = factories.open_job(people.sunrise, people.olive, now, title="Lion coder")
    then = db.session.scalar(sa.select(sa.func.max(JobChange.seq)))
    assert then is not None
    say(job, "Zebra coder")
    say(job, "Zebra auditor")
    assert found(other, ZEBRA, now) == search(ZEBRA, now).ids == [job.id]
    say(job, "Lion coder")
    db.session.execute(sa.delete(JobChange).where(JobChange.seq > then))
    for number in range(later):
        db.session.add(JobChange(seq=then + 1 + number, mark=number, job_id=job.id))
    db.session.commit()
    for index in (other, job_index(), JobIndex(db.engine, other.words.file.path.parent)):
        assert found(index, ZEBRA, now) == []
        assert found(index, JobCriteria(q="lion"), now) == [job.id]
        assert index.upto is not None
        assert index.upto.seq == then + later
