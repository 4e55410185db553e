"""The last day to apply: good until it has ended in Honolulu, ten hours behind UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from careercenter.jobs.closing_dates import end_of, has_passed, today

DAY = date(2026, 12, 1)
END = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def test_a_day_ends_when_it_has_ended_in_honolulu() -> None:
    assert end_of(DAY) == END
    assert (today(END - INSTANT), today(END)) == (DAY, date(2026, 12, 2))
    assert (has_passed(DAY, END - INSTANT), has_passed(DAY, END)) == (False, True)


@pytest.mark.parametrize("day", [None, date.max])
def test_no_day_and_a_day_that_means_never_do_not_pass(day: date | None) -> None:
    assert not has_passed(day, END)
    assert day is None or end_of(day) > END
