"""When letters go out: one slot a week in every zone, through every change of the clocks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo, available_timezones

import pytest

from careercenter.accounts.forms import ZONES
from careercenter.alerts import digest, saving, slots
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.vocabulary import STATES
from tests import cast

TICK = timedelta(microseconds=1)
OF_THE_US = sorted({zone for zone, _ in ZONES} | {STATES.fact(state, "zone") for state in STATES})
OF_THE_WORLD = Random(2026).sample(sorted(available_timezones()), 60)  # noqa: S311 - repeatable, and no secret
SHORTEST, LONGEST = timedelta(days=6, hours=22), timedelta(days=7, hours=2)


@pytest.mark.parametrize("zone", [*OF_THE_US, *OF_THE_WORLD])
def test_two_years_of_mondays_have_one_slot_each(zone: str) -> None:
    slot = slots.next_slot(zone, datetime(2026, 1, 1, tzinfo=UTC))
    weeks: Counter[str] = Counter()
    while slot.year < 2028:
        local = slot.astimezone(ZoneInfo(zone))
        assert (local.weekday(), local.time()) == (0, time(8)), local
        weeks[slots.period(slot, zone)] += 1
        following = slots.next_slot(zone, slot)
        assert SHORTEST <= following - slot <= LONGEST
        assert slots.next_slot(zone, slot - TICK) == slot
        assert slots.next_slot(zone, following - TICK) == following
        assert slots.last_slot(zone, slot) == slot
        assert slots.last_slot(zone, following - TICK) == slot
        slot = following
    assert set(weeks.values()) == {1}
    assert len(weeks) in (104, 105)


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        # Half past two is missing on the day on which New York goes over to daylight time: it moves on by the gap.
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        # Half past one comes twice on the day on which it goes back: it is the first of the two.
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),
        ("America/Phoenix", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 9, 30, tzinfo=UTC)),
        ("America/Chicago", date(2026, 11, 23), time(8), datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ("Pacific/Guam", date(2026, 11, 23), time(8), datetime(2026, 11, 22, 22, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_one_moment_in_gaps_and_folds_too(
    monkeypatch: pytest.MonkeyPatch, zone: str, day: date, at: time, moment: datetime
) -> None:
    monkeypatch.setattr(slots, "HOUR", at)
    assert slots.moment(zone, day) == moment


def test_a_week_is_named_as_the_calendar_names_it() -> None:
    monday_morning = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert slots.period(monday_morning, "America/Chicago") == "2026-W48"
    assert slots.period(datetime(2026, 12, 28, 14, tzinfo=UTC), "America/Chicago") == "2026-W53"
    assert slots.period(datetime(2027, 1, 4, 14, tzinfo=UTC), "America/Chicago") == "2027-W01"


def test_whose_slot_has_come_is_due_from_that_instant_on(context: None) -> None:
    people = cast.make_cast()
    saved_on = datetime(2026, 11, 18, 12, tzinfo=UTC)
    saving.save(people.maria, JobCriteria(), now=saved_on)
    paused = saving.save(people.hank, JobCriteria(), now=saved_on)
    saving.pause(paused, now=saved_on)
    db.session.commit()
    slot = datetime(2026, 11, 23, 14, tzinfo=UTC)  # eight in the morning in Texas
    assert list(db.session.scalars(slots.due(slot - TICK))) == []
    assert list(db.session.scalars(slots.due(slot))) == [people.maria]


def test_a_clock_that_once_ran_ahead_costs_nobody_a_monday(context: None) -> None:
    people = cast.make_cast()
    saved_on = datetime(2026, 11, 18, 12, tzinfo=UTC)
    saved = saving.save(people.maria, JobCriteria(), now=saved_on)
    db.session.commit()
    slot = datetime(2026, 11, 23, 14, tzinfo=UTC)
    digest.plan(people.maria, slot + timedelta(weeks=52))
    assert saved.next_slot_at == slot + timedelta(weeks=53)
    assert list(db.session.scalars(slots.due(slot))) == [people.maria]
    digest.plan(people.maria, slot)
    assert saved.next_slot_at == slot + timedelta(weeks=1)
    assert list(db.session.scalars(slots.due(slot))) == []
