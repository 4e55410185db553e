"""Dates as feeds write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from careercenter.jobs.importing.dates import day, last_day


@pytest.mark.parametrize(
    "said",
    [
        "2026-03-09",
        "2026-03-09T23:59:59Z",
        "2026-03-09T08:00:00.000-05:00",
        "20260309",
        "3/9/2026",
        "03/09/2026 11:59 PM",
        "March 9, 2026",
        "Mar. 9th, 2026",
        "Monday, March 9, 2026",
        "9 March 2026",
        "Mon, 09 Mar 2026 10:00:00 GMT",
        1773057600,
        1773057600000,
        "1773057600.5",
    ],
)
def test_a_day_is_read_in_any_usual_form(said: Any) -> None:
    assert day(said) == date(2026, 3, 9)


@pytest.mark.parametrize(
    "said",
    [
        *(None, "", "soon", "2026-13-40", "13/13/2026", "Smarch 9, 2026", "open until filled", "12", "x" * 200),
        *(True, [], ["2026-03-09"], {"a": 1}, float("nan"), 10**20),
    ],
)
def test_what_is_no_day_is_left_unread(said: Any) -> None:
    assert day(said) is None


@pytest.mark.parametrize("said", ["9999-12-31", "12/31/9999", "2100-01-01", "1999-12-31", "0001-01-01", "9" * 13])
def test_a_day_of_another_century_is_how_feeds_say_never(said: str) -> None:
    assert day(said) is None


def test_a_period_ends_on_its_last_day() -> None:
    assert last_day("March 2, 2026 to March 9, 2026") == date(2026, 3, 9)
    assert last_day("March 9, 2026") is None
    assert last_day(None) is None
