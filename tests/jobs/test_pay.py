"""Pay in words and by the hour: what is compared, on which assumption, and what is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercenter.jobs import pay
from careercenter.jobs.facts import Pay, Quota
from careercenter.vocabulary import PAY_UNITS


@pytest.mark.parametrize(
    ("advertised", "quota", "low", "high", "assumption"),
    [
        (Pay(2600, 3100, "hour"), None, 2600, 3100, "as advertised"),
        (Pay(20_000, 24_000, "day"), None, 2500, 3000, "at 8 hours a day"),
        (Pay(100_000, 120_000, "week"), None, 2500, 3000, "at 40 hours a week"),
        (Pay(520_000, 520_000, "month"), None, 3000, 3000, "at 2,080 hours"),
        (Pay(5_200_000, 6_240_000, "year"), None, 2500, 3000, "at 2,080 hours"),
        (Pay(175, 225, "chart"), Quota(None, 14.0, None), 2450, 3150, "at 14 charts an hour"),
        (Pay(175, 225, "encounter"), Quota("wt_em", 14.5, None), 2538, 3262, None),
        (Pay(40, 60, "page"), Quota(None, 50.0, None), 2000, 3000, "at 50 pages an hour"),
    ],
)
def test_units_that_can_be_compared_are_told_by_the_hour(
    advertised: Pay, quota: Quota | None, low: int, high: int, assumption: str | None
) -> None:
    hourly = pay.hourly(advertised, quota)
    assert hourly is not None
    assert (hourly.low, hourly.high) == (low, high)
    if assumption is not None:
        assert hourly.assumption == assumption


@pytest.mark.parametrize(
    ("advertised", "quota"),
    [
        (None, Quota(None, 14.0, None)),
        (Pay(175, 225, "chart"), None),
        (Pay(175, 225, "chart"), Quota("wt_em", None, 95.0)),
        (Pay(40, 60, "page"), Quota("wt_em", 14.0, 95.0)),
        (Pay(2500, 2500, "hcc_found"), Quota(None, 3.0, None)),
        (Pay(450, 600, "percent_collections"), Quota(None, 14.0, None)),
        (Pay(500_000, 500_000, "project"), Quota(None, 14.0, None)),
    ],
)
def test_what_cannot_be_compared_is_never_guessed(advertised: Pay | None, quota: Quota | None) -> None:
    assert pay.hourly(advertised, quota) is None
    assert pay.beside(advertised, quota) is None


@pytest.mark.parametrize(
    ("advertised", "quota", "low", "high", "assumption"),
    [
        (Pay(2600, 3100, "hour"), None, 54_080_00, 64_480_00, "at 2,080 hours"),
        (Pay(20_000, 24_000, "day"), None, 52_000_00, 62_400_00, "at 260 days"),
        (Pay(100_000, 120_000, "week"), None, 52_000_00, 62_400_00, "at 52 weeks"),
        (Pay(433_333, 433_333, "month"), None, 51_999_96, 51_999_96, "at 12 months"),
        (Pay(6_200_000, 6_200_001, "year"), None, 62_000_00, 62_000_01, "as advertised"),
        (Pay(175, 225, "chart"), Quota(None, 14.0, None), 50_960_00, 65_520_00, "at 14 charts an hour, 2,080 hours"),
    ],
)
def test_units_that_can_be_compared_are_told_by_the_year_straight_from_the_advertised_figure(
    advertised: Pay, quota: Quota | None, low: int, high: int, assumption: str
) -> None:
    yearly = pay.yearly(advertised, quota)
    assert yearly is not None
    assert (yearly.low, yearly.high, yearly.assumption) == (low, high, assumption)


def test_a_piece_goes_by_the_word_of_the_quota_that_counts_it() -> None:
    assert pay.unit_phrase(Pay(58, 72, "encounter"), Quota("wt_diag_rad", 45.0, None)) == "a report"
    assert pay.unit_phrase(Pay(58, 72, "encounter"), Quota(None, 45.0, None)) == "an encounter"
    assert pay.unit_phrase(Pay(200, 250, "page"), Quota("wt_em", 14.0, None)) == "a page"


def test_a_reader_can_lend_a_piece_rate_the_own_pace() -> None:
    by_the_page = Pay(40, 60, "page")
    assert pay.takes_own_pace(by_the_page, Quota("wt_em", 14.0, None))
    assert pay.conversions(by_the_page, Quota("wt_em", 14.0, None), own=50.0) == [
        ("$20.00–$30.00 an hour", "at 50 pages an hour, your entry"),
        ("$41,600–$62,400 a year", "at 50 pages an hour, your entry, 2,080 hours"),
    ]


@pytest.mark.parametrize(
    ("advertised", "quota"),
    [
        (None, None),
        (Pay(2600, 3100, "hour"), None),
        (Pay(175, 225, "chart"), Quota(None, 14.0, None)),
        (Pay(2500, 2500, "hcc_found"), None),
        (Pay(450, 600, "percent_collections"), None),
        (Pay(500_000, 500_000, "project"), None),
    ],
)
def test_the_own_pace_is_asked_for_only_where_it_helps(advertised: Pay | None, quota: Quota | None) -> None:
    assert not pay.takes_own_pace(advertised, quota)
    assert pay.hourly(advertised, quota, own=50.0) == pay.hourly(advertised, quota)


@pytest.mark.parametrize(
    ("advertised", "own", "why"),
    [
        (None, None, ""),
        (Pay(2600, 3100, "hour"), None, ""),
        (Pay(175, 225, "chart"), 12.0, ""),
        (Pay(175, 225, "chart"), None, "No number of charts an hour is stated, so this can’t be compared by the hour."),
        (Pay(450, 600, "percent_collections"), 12.0, "A share of collections can’t be compared by the hour."),
        (Pay(500_000, 500_000, "project"), 12.0, "Pay per project can’t be compared by the hour."),
        (
            Pay(5_000_00, 5_000_00, "chart"),
            12.0,
            "At this pace it would be over $10,000 an hour, so it is not compared.",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(advertised: Pay | None, own: float | None, why: str) -> None:
    assert pay.why_not(advertised, None, own) == why


def test_the_employers_own_quota_counts_in_its_own_unit() -> None:
    hourly = pay.hourly(Pay(200, 200, "encounter"), Quota("wt_em", 14.5, None))
    assert hourly is not None
    assert hourly.assumption.startswith("at 14.5 ")
    assert hourly.assumption.endswith(" an hour")


@pytest.mark.parametrize(
    ("advertised", "words"),
    [
        (Pay(3100, 3850, "hour"), "$31.00–$38.50 an hour"),
        (Pay(3100, 3100, "hour"), "$31.00 an hour"),
        (Pay(6_200_000, 6_200_000, "year"), "$62,000 a year"),
        (Pay(6_200_050, 7_000_000, "year"), "$62,000–$70,000 a year"),
        (Pay(99_999, 99_999, "week"), "$999.99 a week"),
        (Pay(100_000, 120_000, "week"), "$1,000–$1,200 a week"),
        (Pay(175, 225, "chart"), "$1.75–$2.25 a chart"),
        (Pay(450, 600, "percent_collections"), "4.5–6% of collections"),
        (Pay(500, 500, "percent_collections"), "5% of collections"),
    ],
)
def test_the_advertised_pay_reads_as_the_employer_wrote_it(advertised: Pay, words: str) -> None:
    assert pay.in_full(advertised) == words


@pytest.mark.parametrize(
    ("advertised", "quota", "beside"),
    [
        (Pay(3000, 3500, "hour"), None, ("$62,400–$72,800 a year", "at 2,080 hours")),
        (Pay(6_240_000, 6_240_000, "year"), None, ("$30.00 an hour", "at 2,080 hours")),
        (Pay(175, 225, "chart"), Quota(None, 14.0, None), ("$24.50–$31.50 an hour", "at 14 charts an hour")),
    ],
)
def test_the_converted_figure_stands_beside_with_its_assumption(
    advertised: Pay, quota: Quota | None, beside: tuple[str, str]
) -> None:
    assert pay.beside(advertised, quota) == beside


@given(
    st.builds(
        lambda low, more, unit: Pay(low, low + more, unit),
        st.integers(0, 10**9),
        st.integers(0, 10**9),
        st.sampled_from(list(PAY_UNITS)),
    ),
    st.none() | st.builds(Quota, st.none() | st.just("wt_em"), st.none() | st.floats(0.01, 500), st.none()),
)
def test_any_pay_reads_in_words_and_the_lower_end_is_never_above_the_upper(
    advertised: Pay, quota: Quota | None
) -> None:
    assert pay.in_full(advertised)
    hourly = pay.hourly(advertised, quota)
    if hourly is not None:
        assert 0 <= hourly.low <= hourly.high
        assert pay.beside(advertised, quota) is not None
    assert (hourly is None) == (pay.yearly(advertised, quota) is None) == bool(pay.why_not(advertised, quota))
