"""The Monday letter: planned once, true at the moment it is sent, and no job in it twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask

from careercenter.alerts import digest, queries, saving, slots
from careercenter.alerts.models import AlertedJob, SavedSearch
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.models import Job
from careercenter.jobs.search import in_order, search
from careercenter.outbox.models import Kind, MailState, OutgoingMail
from careercenter.outbox.transport import letter_file
from tests import cast, factories
from tests.jobs.chance import board, criteria_by_chance
from tests.outbox.relay import free_port, use

WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
SLOT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # Monday, eight in the morning where Maria lives
BEFORE = SLOT - timedelta(days=5)
EVERYTHING = JobCriteria()
Post = Callable[..., Job]


@pytest.fixture
def post(people: cast.Cast) -> Post:
    """A job of Sunrise Clinic that is public from a moment on."""
    return lambda title, at=SLOT - DAY, **over: factories.open_job(
        people.sunrise, people.olive, at, title=title, **over
    )


def run(name: str, now: datetime) -> None:
    assert runner.run(chore(name), now).failed == 0  # type: ignore[arg-type]


def send_alerts(now: datetime) -> None:
    """What the clock does in this minute."""
    run("send-alerts", now)
    run("deliver-mail", now)


def digests() -> list[OutgoingMail]:
    return list(
        db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "digest").order_by(OutgoingMail.id))
    )


def only_digest() -> OutgoingMail:
    [letter] = digests()
    return letter


# Planning


def test_one_letter_is_planned_for_an_account_and_a_slot(people: cast.Cast, post: Post) -> None:
    post("New job")
    for criteria in (EVERYTHING, JobCriteria(tool=("epic",))):
        saving.save(people.maria, criteria, now=BEFORE)
    db.session.commit()
    run("send-alerts", SLOT - timedelta(seconds=1))
    assert digests() == []
    for minute in range(3):
        run("send-alerts", SLOT + timedelta(minutes=minute))
        digest.plan(people.maria, SLOT + timedelta(minutes=minute))
        db.session.commit()
    letter = only_digest()
    assert letter.dedupe_key == f"digest:{people.maria.id}:2026-W48"
    assert (letter.to_address, letter.state, letter.not_before) == ("maria@example.com", "planned", SLOT)
    assert letter.expires_at == SLOT + timedelta(days=3)
    waiting = set(db.session.scalars(sa.select(SavedSearch.next_slot_at)))
    assert waiting == {SLOT + WEEK}


def test_a_slot_up_to_three_days_past_is_made_up(people: cast.Cast, post: Post) -> None:
    post("New job")
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    db.session.commit()
    send_alerts(SLOT + timedelta(days=2, hours=23))
    assert "New job" in only_digest().text


def test_a_slot_more_than_three_days_past_waits_for_the_next_one(people: cast.Cast, post: Post) -> None:
    post("New job")
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    db.session.commit()
    send_alerts(SLOT + timedelta(days=3, seconds=1))
    assert digests() == []
    send_alerts(SLOT + WEEK)
    assert "New job" in only_digest().text


def test_a_letter_that_is_not_sent_within_three_days_is_not_sent_at_all(people: cast.Cast, post: Post) -> None:
    post("New job")
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    db.session.commit()
    run("send-alerts", SLOT)
    run("deliver-mail", SLOT + timedelta(days=3))
    assert only_digest().state == "expired"
    send_alerts(SLOT + WEEK)
    assert "New job" in digests()[-1].text, "its jobs are in the next one"


def test_a_search_saved_after_the_slot_waits_for_the_next_one(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, EVERYTHING, now=SLOT + timedelta(minutes=1))
    post("New job", at=SLOT + HOUR)
    db.session.commit()
    send_alerts(SLOT + 2 * HOUR)
    assert digests() == []
    send_alerts(SLOT + WEEK)
    assert "New job" in only_digest().text


def test_a_search_saved_after_the_slot_is_not_carried_by_a_letter_of_the_slot(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, JobCriteria(tool=("epic",)), now=BEFORE)
    saving.save(people.maria, JobCriteria(tool=("athena",)), now=SLOT + timedelta(minutes=1))
    post("Epic job")
    post("Athena job", at=SLOT + timedelta(minutes=30), tools=("athena",))
    db.session.commit()
    send_alerts(SLOT + HOUR)
    assert "Epic job" in only_digest().text
    assert "Athena job" not in only_digest().text


def test_a_second_try_still_speaks_for_its_own_slot(
    app: Flask, people: cast.Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The relay was away for an hour; a search saved meanwhile waits for the next slot all the same."""
    saving.save(people.maria, JobCriteria(tool=("epic",)), now=BEFORE)
    post("Epic job")
    db.session.commit()
    with monkeypatch.context() as away:
        use(app, free_port(), away)
        send_alerts(SLOT)
    assert only_digest().state == "planned"
    # Within the minute for which the letter rests: were its slot moved with it, this search would be before it.
    saving.save(people.maria, JobCriteria(tool=("athena",)), now=SLOT + timedelta(seconds=30))
    post("Athena job", at=SLOT + timedelta(seconds=40), tools=("athena",))
    db.session.commit()
    send_alerts(SLOT + HOUR)
    assert only_digest().state == "sent"
    assert "Epic job" in only_digest().text
    assert "Athena job" not in only_digest().text


def test_five_weeks_without_a_clock_are_made_up_by_one_letter(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    for week in range(5):
        post(f"Job of week {week}", at=SLOT + week * WEEK + DAY)
    db.session.execute(sa.update(Job).values(expires_at=SLOT + 20 * WEEK))
    db.session.commit()
    for minute in range(3):
        send_alerts(SLOT + 5 * WEEK + timedelta(minutes=minute))
    text = only_digest().text
    assert all(f"Job of week {week}" in text for week in range(5))


def test_moving_to_another_zone_brings_no_second_letter_of_the_week(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    post("New job")
    db.session.commit()
    send_alerts(SLOT)
    people.maria.time_zone = "Pacific/Honolulu"
    post("Another job", at=SLOT + HOUR)
    db.session.commit()
    for hour in range(24):
        send_alerts(SLOT + hour * HOUR)
    assert "Another job" not in only_digest().text


def test_each_account_has_its_own_slot(people: cast.Cast, post: Post) -> None:
    people.hank.time_zone = "Pacific/Honolulu"
    for account in (people.maria, people.hank):
        saving.save(account, EVERYTHING, now=BEFORE)
    post("New job")
    db.session.commit()
    send_alerts(SLOT)
    assert [letter.to_address for letter in digests()] == ["maria@example.com"]
    send_alerts(SLOT + 4 * HOUR)
    assert [letter.to_address for letter in digests()] == ["maria@example.com", "hank@example.com"]


# What stands in it


def test_only_jobs_published_after_the_search_was_saved_are_new(people: cast.Cast, post: Post) -> None:
    post("Seen when it was saved", at=BEFORE - HOUR)
    post("Published in the same instant", at=BEFORE)
    post("Published an instant later", at=BEFORE + timedelta(microseconds=1))
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    db.session.commit()
    send_alerts(SLOT)
    assert only_digest().subject == "1 new job: all jobs"
    assert "Published an instant later" in only_digest().text


def test_a_job_that_ends_between_planning_and_sending_is_not_in_it(people: cast.Cast, post: Post) -> None:
    """Expired, paused, filled, taken down, its employer suspended: all that is decided when the letter is written."""
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    gone = [post(f"Gone {number}") for number in range(4)]
    post("Still here")
    db.session.commit()
    run("send-alerts", SLOT)
    gone[0].expires_at = SLOT + timedelta(minutes=5)
    lifecycle.pause(gone[1], by=people.olive, now=SLOT)
    lifecycle.fill(gone[2], by=people.olive, now=SLOT)
    lifecycle.remove(gone[3], "Fraud.", by=people.dev, now=SLOT)
    db.session.commit()
    run("deliver-mail", SLOT + timedelta(minutes=5))
    assert only_digest().subject == "1 new job: all jobs"
    assert "Gone" not in only_digest().text


def test_a_job_published_between_planning_and_sending_is_in_it(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    db.session.commit()
    run("send-alerts", SLOT)
    post("Just published", at=SLOT + timedelta(minutes=1))
    run("deliver-mail", SLOT + timedelta(minutes=2))
    assert "Just published" in only_digest().text


def test_no_job_comes_twice_whatever_becomes_of_it(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    job = post("First title")
    db.session.commit()
    send_alerts(SLOT)
    assert only_digest().state == "sent"
    facts = replace(facts_of(job), title="Second title")
    revision = revisions.edit(job, facts, by=people.olive, version=job.version, now=SLOT + DAY)
    assert revision is not None
    revisions.approve_revision(revision, by=people.dev, version=revision.version, now=SLOT + DAY)
    lifecycle.pause(job, by=people.olive, now=SLOT + DAY)
    lifecycle.resume(job, by=people.olive, now=SLOT + 2 * DAY)
    lifecycle.renew(job, by=people.olive, listing=factories.LISTING, now=SLOT + 3 * DAY)
    db.session.commit()
    for week in (1, 2, 3):
        send_alerts(SLOT + week * WEEK)
    assert [letter.state for letter in digests()] == ["sent", "empty", "empty", "empty"]


def test_a_job_that_two_searches_find_stands_once(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, JobCriteria(tool=("epic",)), now=BEFORE)
    saving.save(people.maria, JobCriteria(credential=("cpc",)), now=BEFORE + HOUR)
    post("Found by both")
    post("Found by the second", tools=("athena",))
    db.session.commit()
    send_alerts(SLOT)
    letter = only_digest()
    assert letter.subject == "2 new jobs in 2 searches"
    for part in (letter.text, letter.html):
        assert part.count("Found by both") - ("Found by both," in part) == 1
    assert re.search(r"1 (job|more) is listed above", letter.text)
    assert db.session.scalar(sa.select(sa.func.count(AlertedJob.id))) == 3, "each search remembers what it was sent"


def test_twenty_five_jobs_are_shown_and_the_rest_is_a_link(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, JobCriteria(tool=("epic",)), now=BEFORE)
    for number in range(26):
        post(f"Job number {number:02}.", at=SLOT - timedelta(minutes=90 - number))
    db.session.commit()
    send_alerts(SLOT)
    letter = only_digest()
    shown = [number for number in range(26) if f"Job number {number:02}." in letter.text]
    assert shown == list(range(1, 26)), "the newest stand in it"
    assert letter.subject == "26 new jobs: Epic (Hyperspace, Resolute, HIM)" or letter.subject.startswith(
        "26 new jobs: "
    )
    assert "1 more is on the board." in letter.text
    assert "http://localhost/jobs?tool=epic" in letter.text
    assert "See all 26 on the board" in letter.html
    send_alerts(SLOT + WEEK)
    assert digests()[-1].state == "empty", "the one behind the link has been told too"


@pytest.mark.parametrize(("jobs", "subject"), [(1, "1 new job: CPC, Texas"), (25, "25 new jobs: CPC, Texas")])
def test_the_subject_counts_and_names_the_search(people: cast.Cast, post: Post, jobs: int, subject: str) -> None:
    saving.save(people.maria, JobCriteria(credential=("cpc",), state=("TX",)), now=BEFORE)
    for number in range(jobs):
        post(f"Job {number}")
    db.session.commit()
    send_alerts(SLOT)
    assert only_digest().subject == subject
    assert "on the board." not in only_digest().text


def test_a_search_whose_name_says_less_tells_which_filters_were_in_force(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, JobCriteria(credential=("cpc",), state=("TX",)), now=BEFORE).name = "Mine"
    post("Any coder")
    db.session.commit()
    send_alerts(SLOT)
    letter = only_digest()
    assert "In force: CPC, Texas. Weekly" in " ".join(letter.text.split())
    assert "In force: CPC, Texas. Weekly" in letter.html


def test_it_tells_which_filters_were_in_force_and_why_each_job_is_there(people: cast.Cast, post: Post) -> None:
    criteria = JobCriteria(
        q="family", credential=("ccs_p", "cpc"), state=("TX",), workplace=("remote",), pay_min=2500, tool=("epic",)
    )
    saving.save(people.maria, criteria, now=BEFORE)
    post("Family coder")
    db.session.commit()
    send_alerts(SLOT)
    text = " ".join(only_digest().text.split())
    assert 'you saved "“family”, CCS-P or CPC' in text
    assert "In force" not in text + (only_digest().html or ""), "its name says the same"
    assert 'Texas, from $25 an hour" on' in text
    why = text.split("Why: ")[1].split(" http")[0]
    for reason in ("“family”", "CPC", "open to Texas", "Fully remote", "up to $31.00 an hour"):
        assert reason in why, reason
    assert "$26.00–$31.00 an hour" in text
    assert "You get this because you saved a search." in text
    assert "Wednesday, November 18" in text, "the day on which it was saved, in the reader's zone"
    assert "Next letter: Monday, November 30" in text


def test_nothing_new_is_a_line_in_the_log_and_no_mail(people: cast.Cast, post: Post) -> None:
    post("Old job", at=BEFORE - DAY)
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    db.session.commit()
    send_alerts(SLOT)
    assert only_digest().state == "empty"
    assert not letter_file(only_digest().id).exists()
    assert db.session.scalars(queries.digests_of(people.maria)).all() == digests()


@pytest.mark.parametrize("ended", ["paused", "stopped"])
def test_a_search_that_is_paused_or_stopped_brings_nothing(people: cast.Cast, post: Post, ended: str) -> None:
    quiet = saving.save(people.maria, JobCriteria(tool=("epic",)), now=BEFORE)
    saving.save(people.maria, JobCriteria(tool=("athena",)), now=BEFORE)
    post("Epic job")
    post("Athena job", tools=("athena",))
    if ended == "paused":
        saving.pause(quiet, now=BEFORE + HOUR)
    else:
        saving.stop([quiet], now=BEFORE + HOUR)
    db.session.commit()
    send_alerts(SLOT)
    assert "Athena job" in only_digest().text
    assert "Epic job" not in only_digest().text


def test_a_search_stopped_between_planning_and_sending_brings_nothing(people: cast.Cast, post: Post) -> None:
    saved = saving.save(people.maria, EVERYTHING, now=BEFORE)
    post("New job")
    db.session.commit()
    run("send-alerts", SLOT)
    saving.stop([saved], now=SLOT)
    db.session.commit()
    run("deliver-mail", SLOT)
    assert only_digest().state == "cancelled"


def test_a_resumed_search_tells_what_was_published_meanwhile(people: cast.Cast, post: Post) -> None:
    saved = saving.save(people.maria, EVERYTHING, now=BEFORE)
    saving.pause(saved, now=BEFORE + HOUR)
    post("Published meanwhile")
    db.session.commit()
    send_alerts(SLOT)
    assert digests() == []
    saving.resume(saved, now=SLOT + DAY)
    db.session.commit()
    send_alerts(SLOT + DAY)
    assert digests() == [], "it writes from the next slot on"
    send_alerts(SLOT + WEEK)
    assert "Published meanwhile" in only_digest().text


def test_a_job_older_than_sixty_days_is_no_news(people: cast.Cast, post: Post) -> None:
    saved = saving.save(people.maria, EVERYTHING, now=SLOT - 100 * DAY)
    for days in (59, 61):
        post(f"{days} days old", at=SLOT - days * DAY).expires_at = SLOT + WEEK
    db.session.commit()
    assert [job.title for job in in_order(queries.news(saved, SLOT), SLOT)] == ["59 days old"]


@pytest.mark.parametrize("state", ["uncertain", "failed", "cancelled"])
def test_the_jobs_of_a_letter_that_may_not_have_arrived_come_again(people: cast.Cast, post: Post, state: str) -> None:
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    post("In doubt")
    db.session.commit()
    send_alerts(SLOT)
    db.session.execute(sa.update(OutgoingMail).where(OutgoingMail.kind == "digest").values(state=state))
    db.session.commit()
    send_alerts(SLOT + WEEK)
    assert "In doubt" in digests()[1].text
    send_alerts(SLOT + 2 * WEEK)
    assert digests()[2].state == "empty"


def test_an_account_that_changed_its_address_is_written_to_at_the_new_one(people: cast.Cast, post: Post) -> None:
    saving.save(people.maria, EVERYTHING, now=BEFORE)
    post("New job")
    db.session.commit()
    run("send-alerts", SLOT)
    people.maria.email = "maria.new@example.com"
    db.session.commit()
    run("deliver-mail", SLOT)
    assert only_digest().to_address == "maria.new@example.com"


def test_what_is_new_is_the_search_of_the_page_without_what_was_seen(people: cast.Cast, now: datetime) -> None:
    """For searches and boards made by chance: the letter finds exactly what the page finds, later and not yet sent."""
    chance = Random(11)  # noqa: S311 - repeatable, and no secret
    list(board(chance, [people.sunrise], people.olive, now, size=40))
    db.session.commit()
    letter = OutgoingMail(
        kind=Kind.DIGEST, letter="alerts/digest", dedupe_key="an older one", to_address="maria@example.com",
        account_id=people.maria.id, state=MailState.SENT, not_before=now, created_at=now, updated_at=now,
    )  # fmt: skip
    db.session.add(letter)
    told = 0
    for _ in range(30):
        saved_at = now - timedelta(days=chance.choice((1, 3, 8, 40)))
        saved = saving.save(people.maria, criteria_by_chance(chance), now=saved_at)
        db.session.flush()
        found = in_order(search(queries.criteria_of(saved), now).ids, now)
        sent = set(chance.sample([job.id for job in found], len(found) // 3))
        db.session.add_all(AlertedJob(saved_search_id=saved.id, job_id=job, outgoing_mail_id=letter.id) for job in sent)
        db.session.flush()
        expected = [job.id for job in found if job.published_at > saved.created_at and job.id not in sent]
        assert queries.news(saved, now) == expected, saved.criteria
        told += len(expected)
        db.session.execute(sa.delete(AlertedJob))
        db.session.delete(saved)
        db.session.flush()
    assert told > 20


def test_the_slot_of_the_tests_is_a_slot() -> None:
    assert slots.last_slot("America/Chicago", SLOT) == SLOT
