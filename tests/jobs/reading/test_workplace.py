"""Where the work is done, from fields, titles and texts; and the remote things that say nothing of it."""

from __future__ import annotations

import pytest

from careercenter.jobs.reading.hints import NO_HINTS, Hints
from careercenter.jobs.reading.statements import Statements
from careercenter.jobs.reading.workplace import workplace


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This is a fully remote position.", "remote"),
        ("100% work from home", "remote"),
        ("You work from your own home; we send the computer.", "remote"),
        ("Location: Remote (US)", "remote"),
        ("Remote, United States", "remote"),
        ("CPC required. Remote. Pay $25-30 per hour.", "remote"),
        ("CPC required.\n**Remote.**\nPay $25", "remote"),
        ("CPC required. Remote position. Pay $25 per hour.", "remote"),
        ("The role can be done remotely from anywhere in the US, and is remote.", "remote"),
        ("#LI-Remote", "remote"),
        ("Remote inpatient coder wanted. Remote position with day hours.", "remote"),
        ("Remote after six weeks of training", "remote_after_training"),
        ("Work from home once training is complete after 90 days", "remote_after_training"),
        ("On-site training for two weeks, then remote", "remote_after_training"),
        ("Hybrid schedule: three days in the office", "hybrid"),
        ("Two days per week in the office, the rest at home", "hybrid"),
        ("This role is hybrid.", "hybrid"),
        ("Dayton, OH (Hybrid)", "hybrid"),
        ("Return to In-Person Work is our rule. These positions are designated as remote.", "remote"),
        ("This is an on-site position in our Dayton office.", "onsite"),
        ("Location: On Customer Site", "onsite"),
        ("You must work onsite five days a week.", "onsite"),
        ("Onsite in Tampa, FL.", "onsite"),
        ("On-site: our clinic in Dayton", "onsite"),
        ("This position is not remote.", "onsite"),
        ("Remote work is not available.", "onsite"),
        ("Not eligible for telework", "onsite"),
        ("Telecommuting Options: Onsite", "onsite"),
    ],
)
def test_statements_about_the_job(text: str, found: str) -> None:
    assert workplace(NO_HINTS, "Coder", Statements(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "You read reports of remote patient monitoring.",
        "Codes visits of remote clinics and rural sites",
        "Sets the alarms by remote control",
        "Experience working with remote teams",
        "Departments: Inpatient. Remote. Outpatient.",
        "Our teams:\nInpatient\nRemote.\nOutpatient",
        "On-site gym, on-site childcare and free parking",
        "In-person interview in the second week",
        "We treat patients in a home-based primary care program.",
        "Knows hybrid cloud and hybrid records",
        "An internal applicant of any service (i.e. Canteen, Hybrid, Title 38, etc.)",
        "Roles here are remote, hybrid or in the office, depending on the team.",
        "A stipend for your home office",
    ],
)
def test_statements_about_something_else(text: str) -> None:
    assert workplace(NO_HINTS, "Coder", Statements(text)) is None


@pytest.mark.parametrize(
    ("hints", "title", "found"),
    [
        (Hints(workplace="TELECOMMUTE"), "Coder", "remote"),
        (Hints(workplace="Hybrid", remote=True), "Coder", "hybrid"),
        (Hints(workplace="on-site"), "Remote Coder", "onsite"),
        (Hints(remote=True), "Coder", "remote"),
        (Hints(remote=True, place="Dayton, OH (Hybrid)"), "Coder", "hybrid"),
        (Hints(remote=False), "Coder", None),
        (Hints(live_in=("USA",)), "Coder", "remote"),
        (Hints(city="US - Remote"), "Coder", "remote"),
        (Hints(place="Dayton, OH"), "Inpatient Coder - Remote", "remote"),
        (Hints(), "Inpatient Coder (Hybrid)", "hybrid"),
        (Hints(), "Hybrid Inpatient Coder", "hybrid"),
        (Hints(), "Hybrid Cloud Architect", None),
        (Hints(), "Coder, not remote", "onsite"),
        (Hints(), "Remote Patient Monitoring Nurse", None),
        (Hints(), "Social Worker, Home-Based Primary Care", None),
    ],
)
def test_the_feeds_field_counts_before_the_title(hints: Hints, title: str, found: str | None) -> None:
    assert workplace(hints, title, Statements("")) == found


def test_a_field_that_only_allows_remote_gives_way_to_a_text_that_says_hybrid() -> None:
    allowed = Hints(remote=True)
    assert workplace(allowed, "Coder", Statements("Hybrid schedule: two days in the office.")) == "hybrid"
    assert (
        workplace(allowed, "Coder", Statements("Fully remote position. No hybrid schedule: all at home.")) == "remote"
    )


def test_training_and_hybrid_count_before_remote() -> None:
    assert workplace(NO_HINTS, "Coder", Statements("Remote position.\n\nHybrid schedule after all.")) == "hybrid"
