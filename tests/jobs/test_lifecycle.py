"""The life of a job: which move leads from which state, who is told, when a listing ends, and what the trail keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from careercenter.db import db
from careercenter.employers.models import EmployerMember
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of, write_facts
from careercenter.jobs.history import history
from careercenter.jobs.lifecycle import Outdated, WrongState
from careercenter.jobs.models import Job, JobState, RenewLink
from careercenter.jobs.moves import MOVES, Move
from careercenter.jobs.queries import open_jobs, revisions_awaiting_review, shown_jobs
from careercenter.outbox.models import OutgoingMail
from careercenter.rules import RuleBroken
from careercenter.showing import full_day
from careercenter.trail import TrailEntry
from careercenter.vocabulary import JOB_MOVES
from tests import cast, factories
from tests.factories import LISTING

# The table of moves as people agreed on it: the verb, the states it leads from, the state it leads to.
AGREED = {
    "submit": ("draft refused", "pending_review"),
    "approve": ("pending_review", "live"),
    "refuse": ("pending_review", "refused"),
    "pause": ("live", "paused"),
    "resume": ("paused", "live"),
    "renew": ("live paused filled closed expired", "live"),
    "fill": ("live paused expired", "filled"),
    "close": ("pending_review refused live paused expired", "closed"),
    "expire": ("live paused", "expired"),
    "remove": ("pending_review live paused filled closed expired", "removed"),
    "restore": ("removed", "pending_review"),
}
STATES = ["draft", "pending_review", "refused", "live", "paused", "filled", "closed", "expired", "removed"]
REASON = "Name the states in which you can hire."


@pytest.fixture
def job_in(people: cast.Cast, now: datetime) -> Callable[..., Job]:
    """A job of Sunrise Clinic, posted by Olive, in a state."""
    return lambda state, **over: factories.job_in(JobState(state), people.sunrise, people.olive, now, **over)


def make(verb: str, job: Job, people: cast.Cast, now: datetime) -> None:
    """The move, by whoever makes it in life."""
    if verb == "expire":
        lifecycle.expire(job, now)
    elif verb in ("submit", "pause", "resume", "fill", "close"):
        getattr(lifecycle, verb)(job, by=people.olive, now=now)
    elif verb == "renew":
        lifecycle.renew(job, by=people.olive, listing=LISTING, now=now)
    elif verb == "approve":
        lifecycle.approve(job, by=people.dev, version=job.version, listing=LISTING, now=now)
    elif verb == "refuse":
        lifecycle.refuse(job, REASON, by=people.dev, version=job.version, now=now)
    elif verb == "remove":
        lifecycle.remove(job, REASON, by=people.dev, now=now)
    else:
        lifecycle.restore(job, by=people.dev, now=now)


def letters() -> list[OutgoingMail]:
    return list(db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id)))


def last_entry(job: Job) -> TrailEntry:
    of_job = sa.select(TrailEntry).where(TrailEntry.thing == "job", TrailEntry.thing_id == job.id)
    return db.session.scalars(of_job.order_by(TrailEntry.id.desc()).limit(1)).one()


def test_the_agreed_table_speaks_of_every_state_and_every_move() -> None:
    assert set(STATES) == set(JobState)
    assert set(AGREED) == set(Move) == set(JOB_MOVES)


@pytest.mark.parametrize("state", STATES)
def test_a_move_leads_where_the_table_says_or_nowhere(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime, state: str
) -> None:
    for verb, (start, end) in AGREED.items():
        job = job_in(state)
        before = letters()
        if state in start.split():
            make(verb, job, people, now + timedelta(hours=1))
            assert job.state == end, verb
            entry = last_entry(job)
            assert (entry.act, entry.facts["before"]) == (verb, state)
        else:
            with pytest.raises(WrongState, match=f"can't be {MOVES[Move(verb)].done}"):
                make(verb, job, people, now + timedelta(hours=1))
            assert job.state == state, verb
            assert letters() == before, verb


def test_a_job_that_was_never_public_cannot_be_renewed(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job = job_in("pending_review")
    lifecycle.close(job, by=people.olive, now=now)
    with pytest.raises(WrongState):
        make("renew", job, people, now)


# Ways by which a job comes to carry a text that staff has not approved.
UNREAD = {
    "waiting": ("pending_review", []),
    "sent back": ("refused", []),
    "put back after it was taken down": ("live", ["remove", "restore"]),
    "put back and sent back": ("live", ["remove", "restore", "refuse"]),
    "put back, sent back and sent in again": ("live", ["remove", "restore", "refuse", "submit"]),
}


@pytest.mark.parametrize("way", UNREAD)
def test_closed_before_staff_approved_its_text_a_job_is_neither_shown_nor_renewed(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime, way: str
) -> None:
    state, verbs = UNREAD[way]
    job = job_in(state)
    for verb in [*verbs, "close"]:
        make(verb, job, people, now)
    assert (job.state, job.ended_at) == ("closed", now)
    assert db.session.scalars(shown_jobs(now)).all() == []
    with pytest.raises(WrongState, match="can't be renewed"):
        make("renew", job, people, now)


def test_a_job_taken_down_is_public_again_when_staff_approves_it_and_keeps_its_date(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job, later = job_in("removed"), now + timedelta(days=9)
    for verb in ("restore", "approve"):
        make(verb, job, people, later)
    assert (job.published_at, job.expires_at) == (now, later + LISTING)
    assert db.session.scalars(open_jobs(later)).all() == [job]


def test_a_change_that_waited_when_its_job_was_taken_down_comes_back_with_the_job(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job = job_in("live")
    facts = factories.job_facts(title="Another title")
    revision = revisions.edit(job, facts, by=people.olive, version=job.version, now=now)
    assert revision is not None
    make("remove", job, people, now)
    assert db.session.scalars(revisions_awaiting_review()).all() == [], "staff decides about the job first"
    make("restore", job, people, now)
    assert (facts_of(job), job.version, revisions.waiting_revision(job)) == (facts, revision.version, None)


def test_the_trail_says_who_moved_it_and_when(people: cast.Cast, job_in: Callable[..., Job], now: datetime) -> None:
    later, by_staff = now + timedelta(hours=2), {"approve", "refuse", "remove", "restore"}
    for verb, (start, _end) in AGREED.items():
        job = job_in(start.split()[0])
        make(verb, job, people, later)
        entry = last_entry(job)
        actor = None if verb == "expire" else people.dev if verb in by_staff else people.olive
        assert (entry.act, entry.at, entry.actor_id) == (verb, later, actor.id if actor else None)


@pytest.mark.parametrize(
    ("verb", "state", "subject"),
    [
        ("approve", "pending_review", "Open: Outpatient Coder, family practice"),
        ("refuse", "pending_review", "Sent back: Outpatient Coder, family practice"),
        ("remove", "live", "Taken down: Outpatient Coder, family practice"),
        ("expire", "live", "Outpatient Coder, family practice has ended"),
    ],
)
def test_the_poster_is_told_of_what_others_decided(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime, verb: str, state: str, subject: str
) -> None:
    job = job_in(state)
    known = len(letters())
    make(verb, job, people, now + timedelta(hours=1))
    [letter] = letters()[known:]
    assert (letter.to_address, letter.subject) == ("olive@example.com", subject)
    if verb in ("refuse", "remove"):
        assert REASON in letter.text
        assert job.reason == REASON


def test_nobody_is_written_to_about_what_they_did_themselves(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    own = {"submit": "draft", "pause": "live", "resume": "paused", "renew": "live", "fill": "live", "close": "live"}
    for verb, state in {**own, "restore": "removed"}.items():
        job = job_in(state)
        before = letters()
        make(verb, job, people, now + timedelta(hours=1))
        assert letters() == before, verb


def test_the_recruiter_who_posted_is_written_to(people: cast.Cast, now: datetime) -> None:
    factories.open_job(people.sunrise, people.rex, now)
    assert [letter.to_address for letter in letters()] == ["rex@example.com"]


def test_an_owner_is_written_to_when_the_poster_has_left(people: cast.Cast, now: datetime) -> None:
    job = factories.pending_job(people.sunrise, people.rex, now)
    db.session.execute(sa.delete(EmployerMember).where(EmployerMember.account_id == people.rex.id))
    make("approve", job, people, now)
    assert [letter.to_address for letter in letters()] == ["olive@example.com"]


def test_nobody_is_written_to_for_an_employer_without_people(people: cast.Cast, now: datetime) -> None:
    unclaimed = cast.make_employer("Larkspur Feed", owner=None)
    job = factories.pending_job(unclaimed, None, now)
    make("approve", job, people, now)
    make("expire", job, people, now + LISTING)
    assert letters() == []


def test_a_reason_is_gone_when_the_job_is_sent_again_or_put_back(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    sent_back, taken_down = job_in("refused"), job_in("removed")
    make("submit", sent_back, people, now)
    make("restore", taken_down, people, now)
    assert (sent_back.reason, taken_down.reason) == ("", "")


def test_a_job_that_lacks_something_is_not_sent_for_review(people: cast.Cast, now: datetime) -> None:
    job = factories.draft_job(people.sunrise, people.olive, now, pay=None, employment=None)
    with pytest.raises(RuleBroken, match=r"employed.*pay"):
        lifecycle.submit(job, by=people.olive, now=now)
    assert job.state == "draft"


def test_an_import_without_a_person_behind_it_comes_as_it_is(people: cast.Cast, now: datetime) -> None:
    job = factories.draft_job(people.sunrise, None, now, pay=None, employment=None)
    lifecycle.submit(job, by=None, now=now)
    assert job.state == "pending_review"


# When a listing ends


def test_a_listing_stands_for_its_whole_length(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    assert (job.published_at, job.expires_at) == (now, now + LISTING)


@pytest.mark.parametrize(
    ("closing", "ends"),
    [
        # The day has ended everywhere when it has ended in Honolulu, ten hours behind UTC.
        (date(2026, 12, 1), datetime(2026, 12, 2, 10, 0, tzinfo=UTC)),
        (date(2026, 11, 23), datetime(2026, 11, 24, 10, 0, tzinfo=UTC)),
        # The listing itself ends on December 23 at 20:00 UTC; a later closing date does not lengthen it.
        (date(2026, 12, 23), datetime(2026, 12, 23, 20, 0, tzinfo=UTC)),
        (date(2027, 6, 1), datetime(2026, 12, 23, 20, 0, tzinfo=UTC)),
    ],
)
def test_a_closing_date_ends_it_early_and_never_late(
    people: cast.Cast, now: datetime, closing: date, ends: datetime
) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, closing_date=closing)
    assert job.expires_at == ends
    assert job.is_open(ends - timedelta(microseconds=1))
    assert not job.is_open(ends)


def test_the_last_day_to_apply_is_still_good_in_honolulu(people: cast.Cast) -> None:
    """At 09:59 UTC it is still the evening before in Hawaii."""
    evening = datetime(2026, 12, 2, 9, 59, tzinfo=UTC)
    job = factories.open_job(people.sunrise, people.olive, evening, closing_date=date(2026, 12, 1))
    assert job.is_open(evening)


def test_a_job_whose_closing_date_has_passed_is_not_published(people: cast.Cast, now: datetime) -> None:
    job = factories.pending_job(people.sunrise, people.olive, now, closing_date=date(2026, 11, 25))
    with pytest.raises(RuleBroken, match="closing date has passed"):
        make("approve", job, people, now + timedelta(days=5))
    assert job.state == "pending_review"


def test_staff_cannot_publish_or_send_back_a_text_that_they_have_not_read(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job = job_in("pending_review")
    read = job.version
    write_facts(job, factories.job_facts(title="Another title"), version=read + 1, now=now)
    with pytest.raises(Outdated):
        lifecycle.approve(job, by=people.dev, version=read, listing=LISTING, now=now)
    with pytest.raises(Outdated):
        lifecycle.refuse(job, REASON, by=people.dev, version=read, now=now)
    assert job.state == "pending_review"


# Pausing, renewing, putting back


def test_a_paused_job_comes_back_until_the_end_it_had(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job = job_in("paused")
    make("resume", job, people, now + LISTING - timedelta(seconds=1))
    assert (job.published_at, job.expires_at) == (now, now + LISTING)


def test_a_job_that_ran_out_while_it_was_paused_is_renewed_and_not_resumed(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job = job_in("paused")
    with pytest.raises(RuleBroken, match="ran out while it was paused"):
        make("resume", job, people, now + LISTING)
    make("renew", job, people, now + LISTING)
    assert job.is_open(now + LISTING)


@pytest.mark.parametrize("state", ["live", "paused", "filled", "closed", "expired"])
def test_renewing_gives_a_whole_new_period_and_keeps_the_date_of_publication(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime, state: str
) -> None:
    job, later = job_in(state), now + timedelta(days=40)
    job.warned_days = 1
    make("renew", job, people, later)
    assert (job.published_at, job.expires_at) == (now, later + LISTING)
    assert (job.ended_at, job.warned_days) == (None, None)
    assert list(db.session.scalars(open_jobs(later))) == [job]


@pytest.mark.parametrize(
    ("closing", "kept"),
    [
        (date(2026, 11, 30), None),  # it has passed
        (date(2026, 12, 7), None),  # it would end the new period early
        (date(2027, 1, 3), None),
        (date(2027, 1, 4), date(2027, 1, 4)),  # that day ends in Honolulu after the new period does
    ],
)
def test_renewing_gives_a_whole_period_and_drops_a_closing_date_in_its_way(
    people: cast.Cast, now: datetime, closing: date, kept: date | None
) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, closing_date=closing)
    renewed = datetime(2026, 12, 5, 12, 0, tzinfo=UTC)
    make("renew", job, people, renewed)
    assert (job.closing_date, job.expires_at) == (kept, renewed + LISTING)


@pytest.mark.parametrize(
    ("asked", "kept"), [(date(2026, 11, 30), None), (date(2026, 12, 2), date(2026, 12, 2)), (None, None)]
)
def test_a_text_that_waits_does_not_bring_the_dropped_date_back(
    people: cast.Cast, now: datetime, asked: date | None, kept: date | None
) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, closing_date=date(2026, 11, 30))
    facts = factories.job_facts(title="Another title", closing_date=asked)
    revision = revisions.edit(job, facts, by=people.olive, version=job.version, now=now)
    assert revision is not None
    make("renew", job, people, now)
    revisions.approve_revision(revision, by=people.dev, version=revision.version, now=now)
    assert (job.title, job.closing_date) == ("Another title", kept)


@pytest.mark.parametrize(("verb", "state"), [("fill", "live"), ("close", "live"), ("close", "expired")])
def test_a_job_ends_at_the_moment_it_is_ended(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime, verb: str, state: str
) -> None:
    job, later = job_in(state), now + timedelta(days=33)
    make(verb, job, people, later)
    assert job.closed_since(later) == later


def test_a_job_that_ran_out_ended_when_its_time_did_however_late_the_label_comes(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job = job_in("live")
    assert job.closed_since(now + LISTING - timedelta(seconds=1)) is None
    assert job.closed_since(now + timedelta(days=35)) == now + LISTING
    make("expire", job, people, now + timedelta(days=35))
    assert job.closed_since(now + timedelta(days=36)) == now + LISTING


def test_a_job_put_back_keeps_its_date_and_its_history(
    people: cast.Cast, job_in: Callable[..., Job], now: datetime
) -> None:
    job, later = job_in("removed"), now + timedelta(days=3)
    make("restore", job, people, later)
    assert not job.is_open(later)
    make("approve", job, people, later)
    assert (job.published_at, job.expires_at) == (now, later + LISTING)
    assert job.is_open(later)
    assert len(history(job)) == 1, "nothing was changed, so nothing is told"


def test_a_copy_is_a_draft_of_its_own_without_number_and_closing_date(people: cast.Cast, now: datetime) -> None:
    job = factories.open_job(people.sunrise, people.olive, now, requisition="R-17", closing_date=date(2026, 12, 1))
    copy = lifecycle.duplicate(job, by=people.rex, now=now)
    db.session.flush()
    assert copy.id != job.id
    assert (copy.state, copy.published_at, copy.posted_by_id) == ("draft", None, people.rex.id)
    assert facts_of(copy) == factories.job_facts(requisition="", closing_date=None)


@pytest.mark.parametrize("days", [1, 7])
def test_a_warning_carries_a_link_and_is_remembered(people: cast.Cast, now: datetime, days: int) -> None:
    job = factories.open_job(people.sunrise, people.olive, now)
    lifecycle.warn_expiring(job, now + LISTING - timedelta(days=days))
    letter = letters()[-1]
    assert job.warned_days == days
    assert letter.subject == f"Outpatient Coder, family practice ends on {full_day(now + LISTING, 'America/New_York')}"
    assert "http://localhost/employer/renew/" in letter.text


def test_nobody_is_warned_for_an_employer_without_people(people: cast.Cast, now: datetime) -> None:
    job = factories.pending_job(cast.make_employer("Larkspur Feed", owner=None), None, now)
    make("approve", job, people, now)
    lifecycle.warn_expiring(job, now + LISTING - timedelta(days=1))
    assert (job.warned_days, letters(), db.session.scalars(sa.select(RenewLink)).all()) == (1, [], [])


def test_one_press_ends_the_links_of_all_warnings_of_a_job(people: cast.Cast, now: datetime) -> None:
    jobs = [factories.open_job(people.sunrise, people.olive, now) for _ in range(2)]
    for days in (7, 1):
        for job in jobs:
            lifecycle.warn_expiring(job, now + LISTING - timedelta(days=days))
    of_job = {job.id: sa.select(RenewLink).where(RenewLink.job_id == job.id).order_by(RenewLink.id) for job in jobs}
    first = db.session.scalars(of_job[jobs[0].id]).first()
    assert first is not None
    lifecycle.renew_by_link(first, listing=LISTING, now=now)
    used = {number: [link.used_at for link in db.session.scalars(links)] for number, links in of_job.items()}
    assert used == {jobs[0].id: [now, now], jobs[1].id: [None, None]}


def test_a_link_that_is_pressed_twice_at_once_renews_once(people: cast.Cast, now: datetime) -> None:
    """Both presses find the link unused; the second learns that the first came before it."""
    job, pressed = factories.open_job(people.sunrise, people.olive, now), now + LISTING - timedelta(days=1)
    lifecycle.warn_expiring(job, pressed)
    link = db.session.scalars(sa.select(RenewLink)).one()
    lifecycle.renew_by_link(link, listing=LISTING, now=pressed)
    with pytest.raises(RuleBroken, match="used already"):
        lifecycle.renew_by_link(link, listing=LISTING, now=pressed + timedelta(hours=1))
    assert (link.used_at, job.expires_at) == (pressed, pressed + LISTING)
    assert (last_entry(job).act, last_entry(job).actor_id) == ("renew", people.olive.id)
