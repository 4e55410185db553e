"""Whole postings, and the traps of other trades."""

from __future__ import annotations

import pytest

from careercenter.jobs.columns import job_words
from careercenter.jobs.facts import Pay
from careercenter.jobs.reading.facts import read_facts
from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.reading.result_pages import lists_other_jobs

POSTING = """
## About the work

You code same-day surgery and observation records in Epic with 3M 360 Encompass, in ICD-10-CM and CPT.
We expect 5 records per hour and 95% accuracy.

## Requirements

- CCS, CPC or RHIT required
- 2+ years of outpatient coding experience
- You must reside in Ohio, Indiana or Kentucky

## Preferred

- CPMA

## The terms

Full-time position, fully remote. Pay: $27.50 - $34.00 per hour.
"""


def test_a_whole_posting() -> None:
    facts = read_facts("Outpatient Surgery Coder", POSTING)
    assert facts.title_id == "outpatient_coder"
    assert facts.credentials_required == (("cpc", "ccs", "rhit"),)
    assert facts.credentials_preferred == ("cpma",)
    assert facts.workplace == "remote"
    assert (facts.state_rule, facts.states) == ("include_list", ("IN", "KY", "OH"))
    assert facts.pay == Pay(2750, 3400, "hour")
    assert facts.employment == "w2_ft"
    assert facts.years == 2
    assert facts.quota is not None
    assert (facts.quota.per_hour, facts.quota.accuracy) == (5.0, 95.0)
    assert {"epic", "encompass_360"} <= set(facts.tools)
    assert {"icd10cm", "cpt"} <= set(facts.code_sets)
    assert "same_day_surgery" in facts.specialties
    assert facts.description == POSTING


def test_what_is_not_said_stays_empty() -> None:
    facts = read_facts("Medical Coder", "Come and code with us in a small friendly clinic.")
    assert (facts.pay, facts.workplace, facts.state_rule, facts.years, facts.apprentice_ok) == (
        None,
        None,
        None,
        None,
        None,
    )
    assert facts.credentials_required == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Paid Search Manager", "You lower the CPC and raise the CTR of our campaigns. Max CPC bids, daily."),
        ("Vendeur en boutique", "CDI à temps plein, 35 heures. CDI possible après la formation."),
        ("Border Agent (CDI)", "You inspect goods and passengers."),
        ("Outreach Nurse", "You invite people to CRC screening for colorectal cancer."),
        ("Medical Assistant", "MA diploma. The MA rooms patients and takes vitals."),
        ("Software Engineer", "You write code in Python. Coding tests are part of the interview. CPC++ a plus."),
        ("Insurance Broker", "CIC, CPCU or CRM designation required."),
        ("Drone Pilot", "You steer by remote control. CCS plume sensors on board."),
    ],
)
def test_other_trades_get_no_coding_credentials(title: str, text: str) -> None:
    facts = read_facts(title, text)
    assert facts.credentials == ()
    assert (facts.specialties, facts.code_sets) == ((), ())


def test_a_nurses_licence_is_read_in_a_nurses_posting() -> None:
    assert read_facts("Registered Nurse, nights", "A current RN license is required.").credentials_required == (
        ("rn",),
    )
    assert read_facts("Cook", "You cook for patients; the RN on duty tells you who eats what.").credentials == ()


def test_a_nurse_is_no_coder_though_her_text_names_a_code_set() -> None:
    facts = read_facts("Social Worker", "You note the ICD-10 diagnosis in the chart of each patient in primary care.")
    assert (facts.specialties, facts.code_sets) == ((), ())


def test_a_credential_in_the_title_is_enough() -> None:
    facts = read_facts("Health Services Coding Analyst (CPC Required)", "")
    assert facts.credentials_required == (("cpc",),)


def test_the_certificate_of_an_apprentice_is_no_way_in_where_apprentices_are_shut_out() -> None:
    text = "Certification: CPC-A, CPC or CCS.\n\nStaff at this level must have a mastery level certification."
    facts = read_facts("Coding Auditor", text)
    assert (facts.apprentice_ok, facts.credentials_required) == (False, (("cpc", "ccs"),))


def test_a_page_of_results_says_nothing_of_the_job() -> None:
    page = "Night Clerklocations4 Placestime typeFull timeposted onPosted TodayRemote Coder CPClocationsRemoteposted onPosted Today"
    assert lists_other_jobs(page)
    facts = read_facts("Cook", page)
    assert (facts.workplace, facts.employment, facts.credentials) == (None, None, ())


def test_a_job_is_not_found_by_the_other_jobs_of_such_a_page() -> None:
    page = "Night Clerklocations4 Placesposted onPosted TodayRemote Coder CPClocationsRemoteposted onPosted Today"
    assert "clerk" not in job_words(read_facts("Cook", page))
    assert "clerk" in job_words(read_facts("Cook", "You cook beside the night clerk."))


def test_benefits_are_not_what_is_coded() -> None:
    facts = read_facts(
        "Profee Coder", "You code office visits.\n\n## Benefits\n- Dental, behavioral health and vision coverage"
    )
    assert "dental" not in facts.specialties
    assert "behavioral" not in facts.specialties


def test_the_addresses_of_links_are_not_read() -> None:
    facts = read_facts("Medical Coder", "See [the job](https://jobs.example.org/remote-coder-cpc-hybrid).")
    assert (facts.workplace, facts.credentials) == (None, ())


def test_fields_of_the_feed_count_before_the_text() -> None:
    facts = read_facts("Coder", "Fully remote position.", Hints(workplace="Hybrid", employment="PART_TIME"))
    assert (facts.workplace, facts.employment) == ("hybrid", "w2_pt")


def test_a_title_may_state_the_pay() -> None:
    assert read_facts("Travel Nurse RN - $2,235 per week", "").pay == Pay(223500, 223500, "week")
