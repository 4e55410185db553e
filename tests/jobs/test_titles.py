"""A title is the plain name of the work: no pay, no place, no shouting."""

from __future__ import annotations

import pytest

from careercenter.jobs.titles import objection


@pytest.mark.parametrize(
    "title",
    [
        "Inpatient Coder II, MS-DRG",
        "Coder III, 340B pharmacy",
        "ED Coder, nights (PRN)",
        "Biller / Coder",
        "Coder, home health",
        "Coder, workers' compensation",
        "Risk Adjustment Coder, MA",
        "Coder, OR and ED",
    ],
)
def test_a_plain_title_is_taken(title: str) -> None:
    assert objection(title) == ""


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("REMOTE CODER!!! $30/hr", "exclamation marks"),
        ("Coder, $30", "the pay"),
        ("Coder 30/hr", "the pay"),
        ("Coder, 70k per year", "the pay"),
        ("Coder 4 a chart", "the pay"),
        ("Remote Inpatient Coder", "“Remote”"),
        ("Coder (work from home)", "“work from home”"),
        ("Coder, on-site", "“on-site”"),
        ("Coder, North Carolina", "“North Carolina”"),
        ("HYBRID coder", "“HYBRID”"),
    ],
)
def test_what_has_its_own_field_is_told(title: str, says: str) -> None:
    sentence = objection(title)
    assert says in sentence
    assert sentence.endswith(".")
