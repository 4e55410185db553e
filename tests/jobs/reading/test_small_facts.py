"""Years, quota, employment, apprentices, office, ladder and where the work must stay."""

from __future__ import annotations

import pytest

from careercenter.jobs.facts import Office, Quota
from careercenter.jobs.reading.apprentices import apprentices_welcome
from careercenter.jobs.reading.employment import employment
from careercenter.jobs.reading.hints import NO_HINTS, Hints
from careercenter.jobs.reading.office import is_abroad, office_from
from careercenter.jobs.reading.quota import quota
from careercenter.jobs.reading.statements import Statements
from careercenter.jobs.reading.title import is_health_coding, title_id
from careercenter.jobs.reading.work_location import work_location
from careercenter.jobs.reading.years import years_asked
from careercenter.vocabulary.reading import mentions


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2+ years of coding experience", 2),
        ("Minimum of three years of experience", 3),
        ("At least two (2) years' experience in outpatient coding", 2),
        ("1-3 years of experience", 1),
        ("18 months of coding experience", 1),
        ("Five years of hospital experience and two years of inpatient coding experience", 2),
        ("## Experience\n- 4 years in a hospital", 4),
        ("No experience required; we train you.", 0),
        ("5 years of experience preferred", None),
        ("We have been here for over 50 years.", None),
        ("Must be 18 years of age", None),
        ("A two year degree in health information", None),
        ("RHIT within 2 years of hire", None),
        ("Adult patients (13 years to death)", None),
    ],
)
def test_years(text: str, years: int | None) -> None:
    assert years_asked(NO_HINTS, Statements(text)) == years


def test_years_of_a_feeds_field() -> None:
    assert years_asked(Hints(months_of_experience=30), Statements("")) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You code 12 encounters per hour with 95% accuracy.", Quota(None, 12.0, 95.0)),
        ("Productivity: 2.5 inpatient charts per hour", Quota(None, 2.5, None)),
        ("Accuracy of 96 percent or better", Quota(None, None, 96.0)),
        ("Charts per hour: 18", Quota(None, 18.0, None)),
        ("95% of our staff stay for years.", None),
        ("Pay is $30 per hour.", None),
        ("Quality is 40% of the score.", None),
    ],
)
def test_quota(text: str, found: Quota | None) -> None:
    assert quota(Statements(text)) == found


@pytest.mark.parametrize(
    ("hints", "title", "text", "found"),
    [
        (Hints(employment="FULL_TIME"), "Coder", "", "w2_ft"),
        (Hints(employment="fulltime"), "Coder", "", "w2_ft"),
        (Hints(employment="PART_TIME"), "Coder", "", "w2_pt"),
        (Hints(employment="Contract"), "Coder", "", None),
        (Hints(employment="Contract"), "Coder", "Pay rate: $30 on W2. 1099 contractor position.", "c1099"),
        (Hints(employment="Temporary"), "Coder", "", "temp"),
        (Hints(employment="Internships"), "Coder", "", "internship"),
        (Hints(employment="Full-time and Part-time"), "Coder", "", "w2_ft"),
        (Hints(employment="Full-time and Part-time"), "Coder", "This is a per diem position.", "prn"),
        (Hints(employment="Full-time; Part-time"), "Part-time Coder", "", "w2_pt"),
        (Hints(employment="Full-time; Part-time"), "Coder - Full and Part-Time", "", "w2_ft"),
        (Hints(employment="Full-time"), "Coder", "This is a per diem position.", "w2_ft"),
        (NO_HINTS, "Coder", "This long-term contract / temporary employment opportunity is in Dayton.", "temp"),
        (NO_HINTS, "Coder, PRN", "", "prn"),
        (NO_HINTS, "Coder", "Job type: Full-time", "w2_ft"),
        (NO_HINTS, "Coder", "This is a part-time position.", "w2_pt"),
        (NO_HINTS, "Coder", "This position can be full- or part-time.", None),
        (NO_HINTS, "Coder", "Full-time employees get medical and dental benefits.", None),
        (NO_HINTS, "Coder", "This does not include temporary appointments.", None),
    ],
)
def test_employment(hints: Hints, title: str, text: str, found: str | None) -> None:
    assert employment(hints, title, Statements(text), mentions(text, ["employment_types"])) == found


@pytest.mark.parametrize(
    ("text", "welcome"),
    [
        ("CPC-A welcome.", True),
        ("We consider CPC-A and COC-A holders.", True),
        ("New graduates are welcome.", True),
        ("Entry-level coders are encouraged to apply.", True),
        ("CPC, CPC-A or CCA required", True),
        ("You hold one of these:\n\n- Apprentice/Associate Level Certification\n- Mastery Level Certification", True),
        ("Apprentice Level Certification. Staff at this level must have a mastery level certification.", False),
        ("You must have the following Mastery Level Certification.", False),
        ("Mastery level certification is required above the journey level.", None),
        ("The plumber's apprentice is called.", None),
        ("No CPC-A.", False),
        ("CPC-A will not be considered.", False),
        ("Apprentice status not accepted", False),
        ("CPC required.", None),
    ],
)
def test_apprentices(text: str, welcome: bool | None) -> None:
    found = mentions(text, ["credentials"], about_coding=True)
    assert apprentices_welcome(Statements(text), found) is welcome


@pytest.mark.parametrize(
    ("hints", "office"),
    [
        (Hints(place="Dayton, OH"), Office("Dayton", "OH")),
        (Hints(place="Dayton, OH 45402"), Office("Dayton", "OH", "45402")),
        (Hints(place="San Antonio, Texas, United States"), Office("San Antonio", "TX")),
        (Hints(place="US, CA, Santa Clara"), Office("Santa Clara", "CA")),
        (Hints(city="Dayton", state="Ohio", zip="45402", country="US"), Office("Dayton", "OH", "45402")),
        (Hints(city="US - TX", state="San Antonio"), Office("San Antonio", "TX")),
        (Hints(city="TX, San Antonio", country="United States"), Office("San Antonio", "TX")),
        (Hints(city="Glastonbury, CT", state="Connecticut"), Office("Glastonbury", "CT")),
        (Hints(city="Hadley", state="MA", zip="1035"), Office("Hadley", "MA", "01035")),
        (Hints(place="Remote, New York, NY"), Office("New York", "NY")),
        (Hints(place="Remote - Ohio"), Office("", "OH")),
        (Hints(place="Remote"), None),
        (Hints(place="2 Locations"), None),
        (Hints(city="North Campus Hospital"), None),
        (Hints(place="Lisbon, Portugal"), Office("Lisbon")),
    ],
)
def test_office(hints: Hints, office: Office | None) -> None:
    assert office_from(hints) == office


@pytest.mark.parametrize(
    ("hints", "abroad"),
    [
        (Hints(country="Canada"), True),
        (Hints(country="PL"), True),
        (Hints(country="US"), False),
        (Hints(country="PR"), False),
        (Hints(country="- not given -"), False),
        (Hints(place="London, UK"), True),
        (Hints(place="London, OH"), False),
        (Hints(place="Remote US or Canada"), False),
    ],
)
def test_abroad(hints: Hints, abroad: bool) -> None:
    assert is_abroad(hints) is abroad


@pytest.mark.parametrize(
    ("title", "rung"),
    [
        ("Inpatient Coder", "inpatient_coder"),
        ("HCC Coder (Remote)", "risk_adjustment_coder"),
        ("Medical Records Technician (Coder)", "mrt_coder"),
        ("Medical Records Technician Inpatient / Outpatient Coder", "mrt_coder"),
        ("Medical Records Technician (Coder) Auditor", "coding_auditor"),
        ("Inpatient Coder Educator", "coding_educator"),
        ("Senior Inpatient Facility Medical Coder", "inpatient_coder"),
        ("Inpatient and Outpatient Facility Medical Coder", None),
        ("Lead Medical Records Technician (Coder)", "coding_lead"),
        ("Lead Medical Records Technician (ROI)", "him_tech"),
        ("Supervisory Medical Records Technician (HIT)", "him_tech"),
        ("Lead Medical Records Technician (Cancer Registrar)", "oncology_data_specialist"),
        ("Clinical Documentation Integrity Specialist", "cdi_specialist"),
        ("Clinical Doc Specialist RN 2", "cdi_specialist"),
        ("Remote Inpatient Coding", "inpatient_coder"),
        ("Manager of Inpatient Coding", "coding_manager"),
        ("Inpatient Coding Software Sales", None),
        ("Medical Biller", "medical_biller"),
        ("Python Coder for hospital software", None),
        ("Cook", None),
    ],
)
def test_ladder(title: str, rung: str | None) -> None:
    assert title_id(title, mentions(title, ["job_titles"], about_coding=True)) == rung


def test_a_title_may_tell_by_itself_that_health_care_is_coded() -> None:
    assert is_health_coding("Health Services Coding Analyst")
    assert not is_health_coding("Software Engineer, medical coding platform")
    assert not is_health_coding("Coding Instructor for children")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You must live and work in the United States.", "us_only_residence"),
        ("Must be a U.S. citizen.", "us_citizen"),
        ("All work must be performed within the United States.", "us_only_performance"),
        ("Must be able to obtain a public trust clearance", "clearance"),
        ("We are proud to serve the United States.", None),
    ],
)
def test_work_location(text: str, rule: str | None) -> None:
    assert work_location(Statements(text)) == rule
