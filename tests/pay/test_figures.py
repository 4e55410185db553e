"""Who may be spoken of: five jobs of three employers, and a word where one employer is most of them."""

from __future__ import annotations

from collections import Counter

import pytest

from careercenter.jobs.index import Sample
from careercenter.pay import drawing
from careercenter.pay.figures import figures_of

DAY = 86_400_000_000


@pytest.mark.parametrize(
    ("employers", "told", "one_sided"),
    [
        ({"a": 2, "b": 2, "c": 1}, True, False),
        ({"a": 3, "b": 1, "c": 1}, True, True),
        ({"a": 3, "b": 2, "c": 1}, True, False),
        ({"a": 2, "b": 1, "c": 1}, False, None),
        ({"a": 99, "b": 99}, False, None),
        ({"a": 500}, False, None),
        ({}, False, None),
    ],
)
def test_five_jobs_of_three_employers_speak(employers: dict[str, int], told: bool, one_sided: bool | None) -> None:
    jobs = sum(employers.values())
    figures = figures_of(Sample(Counter({6000 + place: 1 for place in range(jobs)}), Counter(employers), DAY, 2 * DAY))
    assert (figures is not None) is told
    if figures is not None:
        assert (figures.jobs, figures.employers, figures.is_one_sided) == (jobs, len(employers), one_sided)
        assert (figures.first.day, figures.last.day) == (2, 3)


def test_half_a_cent_is_rounded_up() -> None:
    figures = figures_of(Sample(Counter({6001: 5}), Counter("abc")))
    assert figures is not None
    assert figures.median == 3001


@pytest.mark.parametrize(
    ("cents", "low", "high"),
    [([2650, 3475], 26, 35), ([3100, 3100], 31, 32), ([2100, 5900], 20, 60), ([1, 1_000_000], 0, 10_000)],
)
def test_a_scale_has_room_for_all_and_six_ticks_at_most(cents: list[int], low: int, high: int) -> None:
    scale = drawing.scale_of(cents)
    assert (scale.ticks[0], scale.ticks[-1]) == (scale.low // 100, scale.high // 100)
    assert scale.low <= min(cents) <= max(cents) <= scale.high
    assert low - 1 <= scale.ticks[0]
    assert len(scale.ticks) <= drawing.MOST_TICKS
    assert all(0 <= float(scale.at(one).rstrip("%")) <= 100 for one in cents)


def test_every_state_has_a_square_of_its_own() -> None:
    assert len(drawing.SQUARES) == len(set(drawing.SQUARES.values())) == 51
