"""What a posting asks for, line by line, in the ways in which postings say it."""

from __future__ import annotations

import pytest

from careercenter.jobs.reading.credentials import CredentialsAsked, credentials_asked
from careercenter.jobs.reading.statements import Statements
from careercenter.vocabulary.reading import mentions


def asked(text: str) -> CredentialsAsked:
    found = mentions(text, ["credentials"], about_coding=True)
    return credentials_asked(found, Statements(text))


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("CPC required.", [["cpc"]]),
        ("A current RHIT is a must.", [["rhit"]]),
        ("CCS or RHIT required.", [["ccs", "rhit"]]),
        ("CCS/CIC required", [["ccs", "cic"]]),
        ("You hold an active CPC, COC or CCS-P.", [["cpc", "coc", "ccs_p"]]),
        ("CPC and CRC required.", [["cpc"], ["crc"]]),
        ("Both the CCS and the CPC are required.", [["ccs"], ["cpc"]]),
        ("(CCS or CIC) and CPC required", [["ccs", "cic"], ["cpc"]]),
        ("RHIT and RHIA credentials are required.", [["rhit", "rhia"]]),
        ("One of the following: CPC, COC, CIC and CRC.", [["cpc", "coc", "cic", "crc"]]),
        ("At least one of these must be held: CPC, CCS-P.", [["cpc", "ccs_p"]]),
        ("Coding credential (e.g., CPC, CCS, CCA) required", [["cpc", "ccs", "cca"]]),
        ("Certification through AAPC (CPC, COC) or AHIMA (CCS) is required.", [["cpc", "coc", "ccs"]]),
        ("CPC from AAPC or CCS from AHIMA required", [["cpc", "ccs"]]),
        ("CCS required or CIC", [["ccs", "cic"]]),
        ("Active, unrestricted RN (BSN preferred) license", [["rn"]]),
        ("Certified Coding Specialist (CCS) required", [["ccs"]]),
        ("Registered Health Information Technician, RHIT, or CPC", [["rhit", "cpc"]]),
        ("Must obtain the CPC within twelve months of hire.", [["cpc"]]),
        ("Certification: CPC, CCS, RHIT", [["cpc", "ccs", "rhit"]]),
        ("Must have a CPC. The CPC must be active.", [["cpc"]]),
        ("CPC required.\n\nCPC, COC or CCS will do.", [["cpc", "coc", "ccs"]]),
    ],
)
def test_required_lines(text: str, required: list[list[str]]) -> None:
    assert [list(line) for line in asked(text).required] == required
    assert asked(text).preferred == ()


@pytest.mark.parametrize(
    ("text", "required", "preferred"),
    [
        ("CPC required, CPMA preferred", [["cpc"]], ["cpma"]),
        ("CPC required; CPMA a plus.", [["cpc"]], ["cpma"]),
        ("Must have CPC or CCS, CRC preferred.", [["cpc", "ccs"]], ["crc"]),
        ("Required: CPC, Preferred: CRC", [["cpc"]], ["crc"]),
        ("Preferred certifications: CPMA, CEMA", [], ["cpma", "cema"]),
        ("CPC preferred but not required", [], ["cpc"]),
        ("CCS-P is nice to have.", [], ["ccs_p"]),
        ("Good-to-have: RHIT", [], ["rhit"]),
        ("A bachelor's degree is required, RHIA preferred.", [], ["rhia"]),
        ("CPC or CCS certification strongly preferred", [], ["cpc", "ccs"]),
        ("CPC, COC, or CRC required. CPMA desired.", [["cpc", "coc", "crc"]], ["cpma"]),
    ],
)
def test_required_and_preferred(text: str, required: list[list[str]], preferred: list[str]) -> None:
    found = asked(text)
    assert ([list(line) for line in found.required], list(found.preferred)) == (required, preferred)


@pytest.mark.parametrize(
    "text",
    [
        "CPC not required.",
        "No certification required; a CPC is not needed.",
        "We pay for your CPC exam.",
        "Tuition help while you study for the CCS.",
        "You work with RNs and physicians all day.",
        "Reports to the RN manager.",
        "Clinical experience such as RN, M.D., or DO",
        "## Preferred qualifications\n- Experience as a registered nurse or nurse practitioner in home health",
        "## Responsibilities\n- Sits beside the CCS coders of the night team",
    ],
)
def test_asked_of_nobody(text: str) -> None:
    assert asked(text) == CredentialsAsked()


def test_entries_of_one_list_are_ways_of_one_line() -> None:
    text = "You have one of the following:\n\n- Certified Coding Specialist (CCS)\n- Certified Inpatient Coder (CIC)\n- RHIT"
    assert asked(text).required == (("ccs", "cic", "rhit"),)


def test_entries_of_nothing_but_credentials_are_ways_of_one_line() -> None:
    assert asked("## Certifications\n- CCS\n- CIC\n- RHIA").required == (("ccs", "cic", "rhia"),)


def test_lines_that_end_in_or_go_on() -> None:
    assert asked("**Certification**\n\nCCS, or\nRHIT, or\nRHIA").required == (("ccs", "rhit", "rhia"),)


def test_kinds_of_certificates_that_will_do_are_one_line() -> None:
    text = "Entry certifications include: CCA, CPC-A.\nMaster certifications include: CCS, CPC."
    assert asked(text).required == (("cca", "cpc_a", "ccs", "cpc"),)


def test_a_heading_says_how_much_its_list_is_asked_for() -> None:
    found = asked("## Must have\n- CPC\n\n## Preferred qualifications\n- CPMA or CDIP\n- Two years with us")
    assert (found.required, found.preferred) == ((("cpc",),), ("cpma", "cdip"))


def test_a_required_credential_is_not_preferred_as_well() -> None:
    found = asked("CPC required.\n\nCPC or CCS preferred.")
    assert (found.required, found.preferred) == ((("cpc",),), ("ccs",))


def test_the_apprentice_of_outpatient_coding_is_no_outpatient_coder() -> None:
    assert asked("Certified Outpatient Coding- Apprentice (COC-A) required").required == (("coc_a",),)


def test_no_apprentices_takes_the_apprentice_out() -> None:
    assert asked("CPC required. No CPC-A, please.").required == (("cpc",),)


def test_a_title_asks_for_what_it_names() -> None:
    title = "Surgery Coder (CPC or CCS)"
    found = credentials_asked([], Statements(""), title_mentions=mentions(title, ["credentials"], about_coding=True))
    assert found.required == (("cpc", "ccs"),)


def test_the_text_says_how_much_the_title_asks() -> None:
    text = "CPC preferred."
    found = credentials_asked(
        mentions(text, ["credentials"], about_coding=True),
        Statements(text),
        title_mentions=mentions("Coder, CPC", ["credentials"], about_coding=True),
    )
    assert (found.required, found.preferred) == ((), ("cpc",))


@pytest.mark.parametrize(
    "text", ["Active RN license required", "Current, unrestricted RN license or RHIT", "BSN and RN licensure"]
)
def test_a_nurses_licence_counts_where_it_is_spoken_of(text: str) -> None:
    assert "rn" in {term for line in asked(text).required for term in line}


@pytest.mark.parametrize(
    "text",
    [
        "You work with registered nurses and physicians.",
        "A licensed practical nurse (LPN) who is supervised by an RN",
        "Licensed Practical Nurse, RN, care, charts, safety, rules, teams, plans, health, skin, feet, hands, eyes, ears",
    ],
)
def test_a_nurse_who_is_a_colleague_or_a_keyword_is_not_asked_for(text: str) -> None:
    assert "rn" not in {term for line in asked(text).required for term in line}
