"""Moments as whole numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from careercenter.moments import EPOCH, SECOND, moment, time_of


@pytest.mark.parametrize(
    ("time", "number"),
    [
        (EPOCH, 0),
        (datetime(1970, 1, 2, tzinfo=UTC), 86_400 * SECOND),
        (datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))), 0),
        (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1),
        (datetime(2026, 11, 23, 20, 35, 7, 123_457, tzinfo=UTC), 1_795_466_107_123_457),
        (datetime(2099, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), 4_102_444_799_999_999),
    ],
)
def test_a_moment_is_counted_from_1970_to_the_microsecond_and_leads_back(time: datetime, number: int) -> None:
    assert (moment(time), time_of(number)) == (number, time)
