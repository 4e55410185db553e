"""Rows become jobs: once each, of the right employer, whole or not at all, and what people decided stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from careercenter.db import db
from careercenter.employers.models import Employer, EmployerMember, Proof
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import Pay, from_data
from careercenter.jobs.importing import changes, readings, writing
from careercenter.jobs.importing.outcomes import Outcome, RowResult
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed
from careercenter.jobs.importing.writing import Import, Orders
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.jobs.queries import open_jobs
from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.revisions import waiting_revision
from careercenter.outbox.models import OutgoingMail
from tests import cast
from tests.factories import job_facts

LISTING = timedelta(days=30)
TEXT = "You code inpatient charts in Epic. CCS required. $28 - $34 per hour. This is a fully remote position."
Run = Callable[..., list[RowResult]]


@pytest.fixture
def run(context: None, now: datetime) -> Run:
    """One import of some rows, at `now` unless a later time is said."""

    def take_in(*rows: ImportedRow, at: datetime = now, publish: bool = False, **over: Any) -> list[RowResult]:
        feed = Feed("csv", rows, **{"publisher": "", "key": "harbor", **over.pop("feed", {})})
        importing = Import(feed, Orders(over.pop("employer", None), publish, LISTING, at))
        results = [importing.written(reading) for reading in importing.readings()]
        db.session.commit()
        return results

    return take_in


def row(number: int = 1, **over: Any) -> ImportedRow:
    said = {
        "title": "Inpatient Coder",
        "employer": "Harbor Hospital",
        "external_id": f"IC-{number}",
        "description": TEXT,
    }
    return ImportedRow(f"line {number + 1}", **{**said, **over})


def outcomes(results: list[RowResult]) -> list[str]:
    return [result.outcome.value for result in results]


def the_job() -> Job:
    return db.session.scalars(sa.select(Job)).one()


def count(model: type[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_a_row_becomes_a_job_that_waits_for_review(run: Run) -> None:
    assert outcomes(run(row())) == ["imported"]
    job = the_job()
    facts = facts_of(job)
    assert (job.state, job.source, job.external_id) == (JobState.PENDING_REVIEW, "csv:harbor", "IC-1")
    assert (facts.title_id, facts.workplace, facts.pay) == ("inpatient_coder", "remote", Pay(2800, 3400, "hour"))
    assert (facts.credentials_required, facts.tools) == ((("ccs",),), ("epic",))
    assert (job.employer.name, job.employer.proof, count(EmployerMember)) == ("Harbor Hospital", None, 0)
    assert (job.posted_by_id, job.published_at) == (None, None)


def test_published_jobs_are_on_the_board_at_once_without_letters(run: Run, now: datetime) -> None:
    assert outcomes(run(row(), publish=True)) == ["imported"]
    job = the_job()
    assert (job.state, job.published_at, job.expires_at) == (JobState.LIVE, now, now + LISTING)
    assert job.employer.proof is Proof.FEED
    assert db.session.scalars(open_jobs(now)).all() == [job]
    assert count(OutgoingMail) == 0


@pytest.mark.parametrize("publish", [False, True])
def test_the_same_feed_again_changes_nothing(run: Run, now: datetime, publish: bool) -> None:
    rows = [row(1), row(2, external_id="", url="https://harbor.example/2"), row(3, external_id="")]
    first = run(*rows, publish=publish)
    before = [(job.version, job.updated_at, job.expires_at) for job in db.session.scalars(sa.select(Job))]
    again = run(*rows, publish=publish, at=now + timedelta(days=2))
    assert (outcomes(first), outcomes(again)) == (["imported"] * 3, ["unchanged"] * 3)
    assert [(job.version, job.updated_at, job.expires_at) for job in db.session.scalars(sa.select(Job))] == before


def test_jobs_are_told_apart_by_source_and_id(run: Run, now: datetime) -> None:
    run(row())
    assert outcomes(run(row(), feed={"key": "another"})) == ["imported"]
    people = cast.make_cast()
    assert outcomes(run(row(), employer=people.sunrise)) == ["imported"]
    assert sorted(db.session.scalars(sa.select(Job.source))) == ["csv:another", "csv:harbor", "csv:sunrise-clinic"]


def test_without_an_id_two_places_are_two_jobs(run: Run) -> None:
    bare = row(external_id="")
    rows = [bare, replace(bare, where="line 3", hints=Hints(place="Dayton, OH"))]
    assert outcomes(run(*rows)) == ["imported", "imported"]


def test_a_very_long_id_is_kept_as_its_fingerprint(run: Run) -> None:
    long = row(external_id="x" * 5_000)
    assert outcomes(run(long)) + outcomes(run(long)) == ["imported", "unchanged"]
    assert len(the_job().external_id or "") < 100


class TestTwiceInOneFile:
    def test_the_very_same_row_is_unchanged(self, run: Run) -> None:
        assert outcomes(run(row(), replace(row(), where="line 9"))) == ["imported", "unchanged"]

    def test_another_job_under_the_same_id_is_refused(self, run: Run) -> None:
        first, second = run(row(), replace(row(), where="line 9", title="Auditor"))
        assert (first.outcome, second.outcome) == (Outcome.IMPORTED, Outcome.REFUSED)
        assert second.reason == "It has the same id as line 2."
        assert the_job().title == "Inpatient Coder"


class TestEmployers:
    def test_an_unclaimed_one_of_the_same_name_is_taken_whatever_its_capitals(self, run: Run) -> None:
        larkspur = cast.make_employer("Larkspur Feed", owner=None)
        run(row(employer="LARKSPUR feed"), row(2, employer=" Larkspur  Feed "))
        assert {job.employer_id for job in db.session.scalars(sa.select(Job))} == {larkspur.id}

    @pytest.mark.parametrize("name", ["Sunrise Clinic", "Harbor Billing"])
    def test_one_that_has_people_here_is_never_meant_by_its_name(self, run: Run, name: str) -> None:
        """Harbor is not proved: whoever takes a name gains nothing by it. Sunrise is: a feed gains nothing by its badge."""
        people = cast.make_cast()
        run(row(employer=name), row(2, employer=name.upper()), publish=True)
        run(row(3, employer=name), publish=True)
        (theirs,) = {job.employer for job in db.session.scalars(sa.select(Job))}
        assert theirs not in (people.sunrise, people.harbor)
        assert (theirs.name, theirs.proof, theirs.slug[-2:]) == (name, Proof.FEED, "-2")
        assert (people.sunrise.proof, people.harbor.proof) == (Proof.DOMAIN, None)

    def test_one_that_has_people_here_is_not_proved_by_a_feed_even_when_it_is_named(self, run: Run) -> None:
        people = cast.make_cast()
        (refused,) = run(row(), employer=people.harbor, publish=True)
        assert refused.outcome is Outcome.REFUSED
        assert "must prove it first" in refused.reason
        assert (people.harbor.proof, count(Job)) == (None, 0)
        assert outcomes(run(row(), employer=people.harbor)) == ["imported"], "it may wait for review"

    def test_new_ones_are_made_once(self, run: Run) -> None:
        run(row(), row(2), row(3, employer="harbor hospital"))
        assert count(Employer) == 1

    def test_the_named_one_counts_before_the_rows_own(self, run: Run) -> None:
        people = cast.make_cast()
        run(row(), employer=people.sunrise)
        assert the_job().employer_id == people.sunrise.id

    def test_the_publisher_stands_in(self, run: Run) -> None:
        run(row(employer=""), feed={"publisher": "Harbor &amp; Sons"})
        assert the_job().employer.name == "Harbor & Sons"

    def test_a_row_of_nobody_is_refused(self, run: Run) -> None:
        (result,) = run(row(employer=""))
        assert result.outcome is Outcome.REFUSED
        assert "names no employer" in result.reason

    def test_trust_in_a_proved_employer_stays_what_it_was(self, run: Run) -> None:
        people = cast.make_cast()
        run(row(), employer=people.sunrise, publish=True)
        assert people.sunrise.proof is Proof.DOMAIN

    def test_a_job_stays_with_its_employer(self, run: Run) -> None:
        run(row())
        assert outcomes(run(row(employer="Another Name"))) == ["unchanged"]
        assert the_job().employer.name == "Harbor Hospital"


class TestChangedRows:
    changed = row(description=TEXT.replace("$28 - $34", "$30 - $36"))

    def test_before_publication_the_job_is_rewritten(self, run: Run) -> None:
        run(row())
        assert outcomes(run(self.changed)) == ["updated"]
        assert facts_of(the_job()).pay == Pay(3000, 3600, "hour")
        assert count(JobRevision) == 0

    def test_afterwards_it_waits_for_review_once(self, run: Run) -> None:
        run(row(), publish=True)
        (result,) = run(self.changed)
        assert (result.outcome, result.note) == (Outcome.UPDATED, changes.WAITS)
        assert facts_of(the_job()).pay == Pay(2800, 3400, "hour")
        waiting = waiting_revision(the_job())
        assert waiting is not None
        assert from_data(waiting.facts).pay == Pay(3000, 3600, "hour")
        assert outcomes(run(self.changed)) == ["unchanged"]

    def test_a_feed_that_goes_back_takes_its_change_back(self, run: Run) -> None:
        run(row(), publish=True)
        run(self.changed)
        (result,) = run(row())
        assert (result.outcome, result.note) == (Outcome.UPDATED, changes.TAKEN_BACK)
        assert waiting_revision(the_job()) is None
        assert outcomes(run(row())) == ["unchanged"]

    def test_a_change_of_the_employer_is_not_overwritten(self, run: Run, now: datetime) -> None:
        people = cast.make_cast()
        run(row(), publish=True)
        job = the_job()
        revisions.edit(job, replace(facts_of(job), title="Lead Coder"), by=people.olive, version=job.version, now=now)
        (result,) = run(self.changed)
        assert (result.outcome, result.note) == (Outcome.UNCHANGED, changes.EDITED)
        waiting = waiting_revision(job)
        assert waiting is not None
        assert waiting.facts["title"] == "Lead Coder"
        assert outcomes(run(row())) == ["unchanged"]
        assert waiting_revision(job) is waiting

    def test_no_two_texts_of_a_job_have_one_number(self, run: Run) -> None:
        run(row(), publish=True)
        run(self.changed)
        run(self.changed, publish=True)
        run(replace(self.changed, hints=Hints(months_of_experience=36)))
        numbers = list(db.session.scalars(sa.select(JobRevision.version)))
        assert len(numbers) == len(set(numbers)) == 3
        assert the_job().version == max(numbers)

    def test_with_publish_it_is_public_at_once(self, run: Run) -> None:
        run(row(), publish=True)
        run(self.changed)
        assert outcomes(run(self.changed, publish=True)) == ["updated"]
        assert facts_of(the_job()).pay == Pay(3000, 3600, "hour")
        assert waiting_revision(the_job()) is None
        assert outcomes(run(self.changed, publish=True)) == ["unchanged"]
        published = sa.select(JobRevision).where(JobRevision.state == RevisionState.PUBLISHED)
        assert len(db.session.scalars(published).all()) == 2

    def test_what_nobody_relies_on_is_public_at_once(self, run: Run) -> None:
        run(row(), publish=True)
        assert outcomes(run(row(hints=Hints(months_of_experience=36)))) == ["updated"]
        assert the_job().years == 3
        assert waiting_revision(the_job()) is None

    def test_the_order_of_terms_is_no_change(self) -> None:
        one = job_facts(credentials_required=(("cpc", "ccs"), ("rhit",)), tools=("epic", "solventum_360"))
        other = job_facts(credentials_required=(("rhit",), ("ccs", "cpc")), tools=("solventum_360", "epic"))
        assert writing.same_facts(one, other)
        assert not writing.same_facts(one, replace(other, years=3))


class TestWhatPeopleDecided:
    @pytest.mark.parametrize("verb", ["fill", "close"])
    def test_an_ended_job_is_not_reopened(self, run: Run, now: datetime, verb: str) -> None:
        people = cast.make_cast()
        run(row(), publish=True)
        getattr(lifecycle, verb)(the_job(), by=people.olive, now=now)
        before = the_job().state
        (result,) = run(replace(TestChangedRows.changed), publish=True)
        assert (result.outcome, result.note) == (Outcome.UNCHANGED, writing.NOT_REOPENED)
        assert (the_job().state, facts_of(the_job()).pay) == (before, Pay(2800, 3400, "hour"))

    def test_a_removed_job_stays_removed(self, run: Run, now: datetime) -> None:
        people = cast.make_cast()
        run(row(), publish=True)
        lifecycle.remove(the_job(), "It asked for a fee.", by=people.dev, now=now)
        assert outcomes(run(row(), publish=True)) == ["unchanged"]
        assert the_job().state is JobState.REMOVED

    def test_a_refused_job_comes_back_only_with_another_text(self, run: Run, now: datetime) -> None:
        people = cast.make_cast()
        run(row())
        job = the_job()
        lifecycle.refuse(job, "Name the states.", by=people.dev, version=job.version, now=now)
        assert outcomes(run(row())) == ["unchanged"]
        assert job.state is JobState.REFUSED
        assert outcomes(run(TestChangedRows.changed)) == ["updated"]
        assert job.state is JobState.PENDING_REVIEW

    def test_a_paused_job_stays_paused(self, run: Run, now: datetime) -> None:
        people = cast.make_cast()
        run(row(), publish=True)
        lifecycle.pause(the_job(), by=people.olive, now=now)
        assert outcomes(run(row(), publish=True)) == ["unchanged"]
        assert the_job().state is JobState.PAUSED


class TestTime:
    def test_past_its_closing_date_a_job_waits_for_review(self, run: Run) -> None:
        (result,) = run(row(hints=Hints(closing_date=date(2026, 3, 9))), publish=True)
        assert (result.outcome, result.note) == (Outcome.IMPORTED, writing.CLOSED)
        assert the_job().state is JobState.PENDING_REVIEW

    def test_a_job_that_waited_is_published_by_a_later_run(self, run: Run) -> None:
        run(row())
        (result,) = run(row(), publish=True)
        assert (result.outcome, result.note) == (Outcome.UPDATED, writing.PUBLISHED)
        assert the_job().state is JobState.LIVE

    def test_a_job_that_ran_out_is_listed_again(self, run: Run, now: datetime) -> None:
        run(row(), publish=True)
        later = now + timedelta(days=31)
        (result,) = run(row(), publish=True, at=later)
        assert (result.outcome, result.note) == (Outcome.UPDATED, writing.RENEWED)
        assert the_job().expires_at == later + LISTING

    def test_without_publish_a_job_that_ran_out_stays_off(self, run: Run, now: datetime) -> None:
        run(row(), publish=True)
        assert outcomes(run(row(), at=now + timedelta(days=31))) == ["unchanged"]


class TestRowsThatFail:
    def test_rows_without_a_title_or_with_a_problem_are_refused(self, run: Run) -> None:
        results = run(row(title=" <b> </b> "), ImportedRow("line 7", problem="It is not an object."))
        assert [result.reason for result in results] == [readings.NO_TITLE, "It is not an object."]
        assert count(Job) == 0

    def test_a_failing_row_leaves_nothing_and_harms_no_other(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        submit = lifecycle.submit

        def break_one(job: Job, **rest: Any) -> None:
            if job.title == "Auditor":
                db.session.execute(sa.text("INSERT INTO job (id) VALUES (NULL)"))
            submit(job, **rest)

        monkeypatch.setattr(lifecycle, "submit", break_one)
        results = run(row(1), row(2, title="Auditor", employer="Lost Clinic"), row(3))
        assert outcomes(results) == ["imported", "refused", "imported"]
        assert results[1].reason == "The database refuses it: IntegrityError."
        assert sorted(db.session.scalars(sa.select(Job.external_id))) == ["IC-1", "IC-3"]
        assert [employer.name for employer in db.session.scalars(sa.select(Employer))] == ["Harbor Hospital"]
        monkeypatch.undo()
        again = run(row(1), row(2, title="Auditor", employer="Lost Clinic"), row(3))
        assert outcomes(again) == ["unchanged", "imported", "unchanged"]

    def test_a_row_that_nobody_foresaw_how_to_keep_is_one_refused_row(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        submit = lifecycle.submit

        def break_one(job: Job, **over: Any) -> None:
            if job.external_id == "IC-2":
                raise OverflowError("date value out of range")
            submit(job, **over)

        monkeypatch.setattr(lifecycle, "submit", break_one)
        results = run(row(1), row(2), row(3))
        assert outcomes(results) == ["imported", "refused", "imported"]
        assert results[1].reason == "It can't be read: OverflowError: date value out of range"
        assert count(Job) == 2

    def test_a_text_that_nobody_foresaw_is_one_refused_row(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        read = readings.facts_from

        def break_one(one: ImportedRow) -> Any:
            if one.where == "line 3":
                raise ZeroDivisionError("division by zero")
            return read(one)

        monkeypatch.setattr(readings, "facts_from", break_one)
        results = run(row(1), row(2), row(3))
        assert outcomes(results) == ["imported", "refused", "imported"]
        assert results[1].reason == "It can't be read: ZeroDivisionError: division by zero"

    @pytest.mark.usefixtures("context")
    def test_a_file_that_breaks_off_says_after_which_row(self) -> None:
        def rows() -> Iterator[ImportedRow]:
            yield row(1)
            raise NotAFeed("a gzip file that can't be unpacked: EOF")

        feed = Feed("csv", rows(), key="harbor")
        importing = Import(feed, Orders(None, False, LISTING, cast.LONG_AGO))
        *_, last = (importing.written(reading) for reading in importing.readings())
        assert (last.row.where, last.outcome) == ("after line 2", Outcome.REFUSED)
        assert last.reason.startswith("The file breaks off")

    def test_odd_values_are_cut_to_what_the_board_holds(self, run: Run) -> None:
        long = row(title="C" * 900, employer="H" * 900, requisition="R" * 900, url="http://harbor.example/" + "x" * 900)
        assert outcomes(run(long)) == ["imported"]
        job = the_job()
        assert (len(job.title), len(job.employer.name), len(job.requisition)) == (200, 160, 60)
        assert job.apply_url is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://harbor.example/apply?id=4", "https://harbor.example/apply?id=4"),
        ("http://harbor.example/apply", "https://harbor.example/apply"),
        ("javascript:alert(1)", None),
        ("https://harbor.example@evil.example/", None),
        ("mailto:jobs@harbor.example", None),
        ("https://localhost/apply", None),
    ],
)
def test_where_one_applies_is_an_encrypted_web_address(run: Run, url: str, kept: str | None) -> None:
    run(row(apply_url=url))
    assert the_job().apply_url == kept
