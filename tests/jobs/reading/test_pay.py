"""Pay as postings write it, and money that is not pay."""

from __future__ import annotations

import pytest

from careercenter.jobs.facts import Pay
from careercenter.jobs.reading.hints import Hints, PayField
from careercenter.jobs.reading.pay import pay_from, pay_in
from careercenter.jobs.reading.statements import Statements


def dollars(low: float, high: float, unit: str) -> Pay:
    return Pay(round(low * 100), round(high * 100), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$25.00 - $38.50/hour", 25, 38.5, "hour"),
        ("Pay: $28/hr", 28, 28, "hour"),
        ("up to $30/hr", 30, 30, "hour"),
        ("$45-50/hr on W2", 45, 50, "hour"),
        ("$25/hr - $30/hr", 25, 30, "hour"),
        ("$31.25 per hour to $39.00 per hour", 31.25, 39, "hour"),
        ("$34.50/hour minimum to $47.00/hour maximum", 34.5, 47, "hour"),
        ("Our pay is 29.50 to 41.25 hourly", 29.5, 41.25, "hour"),
        ("Hourly rate: $31.15 – $46.73", 31.15, 46.73, "hour"),
        ("Pay range: $36.00 - $55.00", 36, 55, "hour"),
        ("The pay range is between $23.00 and $29.00.", 23, 29, "hour"),
        ("$18.50-$22.75 an hour, plus $2.00/hour shift differential", 18.5, 22.75, "hour"),
        ("$2,500 referral bonus, $31.00/hr base pay", 31, 31, "hour"),
        ("Minimum $20.00 Maximum $30.00 per hour", 20, 30, "hour"),
        ("Minimum $25.10 Midpoint $31.40 Maximum $37.70 per hour", 25.1, 37.7, "hour"),
        ("Pay range: $15.00 - $22.50 - $30.00 per hour", 15, 30, "hour"),
        ("Minimum salary (hourly rate): 40.000000\n\nMaximum salary (hourly rate): 70.400000", 40, 70.4, "hour"),
        ("Salary $62k–$71k", 62_000, 71_000, "year"),
        ("Compensation: $62-71K DOE", 62_000, 71_000, "year"),
        ("USD 60,000 a year", 60_000, 60_000, "year"),
        ("annual salary of $85,000", 85_000, 85_000, "year"),
        ("$150K – $190K", 150_000, 190_000, "year"),
        ("Salary: 65,000 - 80,000 per year", 65_000, 80_000, "year"),
        ("Base salary: $120,000 - $150,000 plus bonus", 120_000, 150_000, "year"),
        ("$55,000.00 to $75,000.00 annually", 55_000, 75_000, "year"),
        ("USD $120,000.00 - USD $150,000.00", 120_000, 150_000, "year"),
        ("Compensation: 130K-165K USD", 130_000, 165_000, "year"),
        ("$2,100 weekly", 2_100, 2_100, "week"),
        ("Weekly pay $2,100 - $2,400", 2_100, 2_400, "week"),
        ("$5,200 - $8,200 USD per month", 5_200, 8_200, "month"),
        ("We pay $0.85 per chart.", 0.85, 0.85, "chart"),
        ("$1.25 to $1.60 per encounter", 1.25, 1.6, "encounter"),
        ("Annual pay of $96,000 \\- $140,000", 96_000, 140_000, "year"),
        ("4.5% to 6% of collections", 4.5, 6, "percent_collections"),
    ],
)
def test_pay_in_a_text(text: str, low: float, high: float, unit: str) -> None:
    assert pay_in(Statements(text)) == dollars(low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "$5,000 sign-on bonus",
        "Retention bonus of up to $10,000 after a year",
        "We manage $5 billion in claims.",
        "Annual revenue of $2 million",
        "The firm has raised $75,000,000.",
        "401(k) match up to $2,000 per year",
        "A stipend of $1,000 per month for your internet",
        "$1,500 a year for tuition reimbursement",
        "The plan saves $500 a year.",
        "Extra for each hour at your ten year anniversary (up to $8/hr)",
        "We have saved our members over $16,000 annually in taxes.",
        "Salary: CAD ~$90,000 - $110,000 per year",
        "$250 per visit",
        "$1,200 biweekly",
        "£35,000 - £40,000 a year",
        "€70k - €90k",
        "$90,000 CAD",
        "C$80,000 - C$90,000 per year",
        "$39.51 - $52.62 per hour + superannuation",
        "Code 20 to 25 charts per hour.",
        "Pay: depends on experience",
        "75k",
        "ICD-10 and CPT, 40 hours a week",
        "$0/yr - $0/yr",
        "Deals worth $40,000 - $90,000",
        "Pay grade 12, step 3",
    ],
)
def test_money_that_is_not_pay(text: str) -> None:
    assert pay_in(Statements(text)) is None


def test_the_surest_figure_is_taken() -> None:
    text = "New hires get $500 for books.\n\nPay: $24.50 to $29.00 per hour.\n\nThe clinic serves 12,000 patients."
    assert pay_in(Statements(text)) == dollars(24.5, 29, "hour")


def test_the_name_of_a_zone_is_no_currency() -> None:
    text = "Salary ranges:\n- Zone A: $60,000 - $72,000\n- Zone B: $54,000 - $65,000"
    assert pay_in(Statements(text)) == dollars(60_000, 72_000, "year")


def test_dollars_from_abroad_are_left_out_unless_they_are_us_dollars() -> None:
    assert pay_in(Statements("Salary: $90,000 - $110,000"), is_abroad=True) is None
    assert pay_in(Statements("Salary: US$90,000 - US$110,000"), is_abroad=True) == dollars(90_000, 110_000, "year")


@pytest.mark.parametrize(
    ("field", "pay"),
    [
        (PayField("31", "38.5", "HOUR", "USD"), dollars(31, 38.5, "hour")),
        (PayField("150000", "185000", "YEAR", "USD"), dollars(150_000, 185_000, "year")),
        (PayField("", "92000", "per-year-salary", "USD"), dollars(92_000, 92_000, "year")),
        (PayField("48.0", "62.0", "HOURLY", ""), dollars(48, 62, "hour")),
        (PayField("62k", "71k", "1 YEAR", "USD"), dollars(62_000, 71_000, "year")),
        (PayField("80000", "120000", "", ""), dollars(80_000, 120_000, "year")),
        (PayField("2000000", "3000000", "1 YEAR", "INR"), None),
        (PayField("0", "0", "YEAR", "USD"), None),
        (PayField("2100", "2300", "BIWEEKLY", "USD"), None),
        (PayField("soon", "later", "YEAR", "USD"), None),
        (PayField("3000", "4000", "", "USD"), None),
    ],
)
def test_pay_of_a_feeds_fields(field: PayField, pay: Pay | None) -> None:
    assert pay_from(Hints(pay=field), Statements(""), is_abroad=False) == pay


def test_a_single_figure_of_the_feed_gives_way_to_the_range_it_lies_in() -> None:
    hints = Hints(pay_text="$25.00")
    assert pay_from(hints, Statements("Pay rate: $20-25/hr"), is_abroad=False) == dollars(20, 25, "hour")
    assert pay_from(hints, Statements("Pay rate: $40-45/hr"), is_abroad=False) == dollars(25, 25, "hour")
