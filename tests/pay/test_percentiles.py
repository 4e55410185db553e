"""Percentiles against two other computations: the standard library's, and sorting and counting by hand."""

from __future__ import annotations

import statistics
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercenter.pay.percentiles import LOWER, MIDDLE, UPPER, Ordered

VALUES = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


@given(VALUES.filter(lambda values: len(values) > 1))
def test_quarters_are_those_of_the_standard_library(values: list[int]) -> None:
    ordered = Ordered(Counter(values))
    found = [ordered.percentile(share) for share in (LOWER, MIDDLE, UPPER)]
    assert found == statistics.quantiles(map(Fraction, values), n=4, method="inclusive")
    assert found[1] == statistics.median(map(Fraction, values))


@given(VALUES, st.fractions(0, 1))
def test_any_share_is_found_by_walking_along_the_sorted_values(values: list[int], share: Fraction) -> None:
    row = sorted(values)
    place = (len(row) - 1) * share
    left = row[place.numerator // place.denominator]
    right = row[-(-place.numerator // place.denominator)]
    expected = left + (place % 1) * (right - left)
    assert Ordered(Counter(values)).percentile(share) == expected


@given(VALUES, st.integers(-1, 10_001))
def test_what_lies_below_and_above_is_counted(values: list[int], here: int) -> None:
    ordered = Ordered(Counter(values))
    assert ordered.below(here) == len([value for value in values if value < here])
    assert ordered.above(here) == len([value for value in values if value > here])


def test_one_value_is_every_percentile_of_itself() -> None:
    assert {Ordered({31: 1}).percentile(share) for share in (LOWER, MIDDLE, UPPER)} == {31}


@pytest.mark.parametrize("nothing", [{}, {31: 0}])
def test_nothing_has_no_percentile(nothing: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="nothing"):
        Ordered(nothing)
