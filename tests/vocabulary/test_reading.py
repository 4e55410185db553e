"""What a text names, and what it only seems to name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercenter.vocabulary.context import Sentences, is_about_coding
from careercenter.vocabulary.finding import find
from careercenter.vocabulary.loading import every_list
from careercenter.vocabulary.reading import READ, Mention, mentions, named_in
from careercenter.vocabulary.words import words_in


def read(text: str, word_list: str) -> list[str]:
    """The terms of one list that a text names, each once."""
    return list(dict.fromkeys(mention.term for mention in mentions(text, [word_list])))


def tells_of_coding(text: str) -> bool:
    return is_about_coding(text, find(text, words_in(text)), Sentences(text))


def terms_named_in(query: str) -> set[tuple[str, str]]:
    return {(one.word_list, one.term) for one in named_in(query)}


CREDENTIALS = [
    ("Coder must hold a CPC or CCS.", ["cpc", "ccs"]),
    ("Our coders are CPCs and CCSs.", ["cpc", "ccs"]),
    ("A coder's CPC's renewal is paid, HIM staff included.", ["cpc"]),
    ("CPC-A welcome: we train new medical coders.", ["cpc_a"]),
    ("CPC‑A or CCS–P for this coding role in our hospital.", ["cpc_a", "ccs_p"]),
    ("Medical coder, CPC A or CPC.", ["cpc_a", "cpc"]),
    ("Medical coder with a CPC. A degree helps.", ["cpc"]),
    ("Medical coder with a CPC\nA degree helps.", ["cpc"]),
    ("Medical coding: CCSP or CCS/CCS-P", ["ccs_p", "ccs"]),
    ("The old CPC-H counts as COC for outpatient coders.", ["coc"]),
    ("Certified Professional Coder (CPC) through AAPC", ["cpc"]),
    ("certified coding specialist – physician-based", ["ccs_p"]),
    ("Certified Coding Specialist, or equivalent", ["ccs"]),
    ("Certified Professional Coder-Apprentice considered", ["cpc_a"]),
    ("Either RHIA/RHIT or CIC for inpatient coding", ["rhia", "rhit", "cic"]),
    ("Registered Health Information Technician preferred", ["rhit"]),
    ("Certified Tumor Registrar, now ODS-C", ["ods_c"]),
    ("HIM coding credential CMCA-E/M or CEMA", ["cmca_em", "cema"]),
    ("CDI specialist: RN with CCDS-O", ["rn", "ccds_o"]),
    ("RCC-IR for interventional coders, RCC for radiology coding", ["rccir", "rcc"]),
    ("An RN license is required.", ["rn"]),
    ("Our medical coders call rn staff daily.", []),
    ("The medical coder codes ccs and cpc slips.", []),
    ("Medical coder with CPC-X or CIC-Q", []),
    ("Medical coding: CPCS, CCs and HCPCs", []),
    ("Medical coding job 25-CRC-118, requisition IHS-24-CPC", []),
    ("Coding manager, CHC or CPCO preferred", ["chc", "cpco"]),
    ("Medical coders serve the CHC downtown. Parking is free.", ["chc"]),
    ("We code for hospitals. Our office is next to the CMC arena.", []),
    ("Certified in Healthcare Compliance (CHC), AAPC", ["chc"]),
]

OTHER_TRADES = [
    "Run ad campaigns, lower CPC and raise CTR in the CRM.",
    "Cost per click (CPC) specialist for a coding bootcamp",
    "Poste en CDI à Lyon, développeur Python, 35 h",
    "CDI contract for a software engineer who likes coding in health care",
    "Insurance agent with CIC, CPCU or CRM designation",
    "Nurse in the ED; CRC screening and IR suite nearby",
    "Christian Reformed Church (CRC) youth leader",
    "Backend engineer: coding challenge, Excel, Epic games fan, 360 feedback",
    "Chain of custody (COC) forms at the freight depot",
    "Clinical research coordinator (CRC), oncology",
    "The CCA and the CCS of the shipping lines merged",
    "A magic sunrise at the millennium dragon park",
]

TOOLS = [
    ("Coders use 3M 360 Encompass and Epic.", ["encompass_360", "epic"]),
    ("Coding in Solventum 360 Encompass (formerly 3M)", ["encompass_360"]),
    ("IP coder: Epic, 360, 20 h a week", ["epic", "encompass_360"]),
    ("Medical coders at a 360-bed hospital", []),
    ("Medical coders earn $360 a day and code 1,360 charts", []),
    ("Coders get a 360 review by the coding manager", []),
    ("Inpatient coders in Cerner or PowerChart", ["oracle_health"]),
    ("Medical coding with Cerner Millennium", ["oracle_health"]),
    ("Medical coders of Millennium Health", []),
    ("Medical coder for Sunrise Clinic", []),
    ("Medical coding in Allscripts Sunrise", ["altera"]),
    ("MEDITECH Magic or Expanse for hospital coders", ["meditech"]),
    ("Meditech experience for coders in our hospital", ["meditech"]),
    ("Coders who excel in an epic team of medical coders", []),
    ("Medical coders should excel at detail", []),
    ("Medical coder. Proficient in Excel and Word.", ["excel"]),
    ("HIM: cerner, epic and meditech", ["oracle_health", "epic", "meditech"]),
    ("3M Encoder, EncoderPro and TruCode for coders", ["solventum_crs", "encoderpro", "trucode"]),
    ("Medical coding tools from 3M and Optum", []),
    ("Nuance Dragon is used by physicians, coders query them", ["nuance_cde"]),
    ("Medical coder; write to jobs@epic.example or see https://epic.example/3m-360", []),
]

WORK = [
    ("specialties", "HCC coding and risk adjustment", ["hcc_ma"]),
    ("specialties", "Profee coder for E/M, E&M audits", ["em"]),
    ("specialties", "Hospital coder: IR, GI and ENT", ["interventional_radiology", "gi", "ent"]),
    ("specialties", "MS-DRGs and APR-DRG for coders", ["ip_drg", "ip_apr"]),
    ("specialties", "Facility coding in the ED, ortho and OB/GYN", ["ed_facility", "orthopedics", "obgyn"]),
    ("specialties", "ED profee coding", ["ed_profee"]),
    ("specialties", "Medical coder with observation skills", []),
    (
        "specialties",
        "Hospital coder for same-day surgery, observation and ancillary records",
        ["same_day_surgery", "observation", "ancillary"],
    ),
    ("specialties", "Medical coding of workers’ comp", ["workers_comp"]),
    ("specialties", "Certified Emergency Department Coder (CEDC)", []),
    ("code_sets", "ICD10CM, ICD-10 PCS and icd-10-cm", ["icd10cm", "icd10pcs"]),
    ("code_sets", "CPT-4, HCPCS Level II and modifiers for coders", ["cpt", "hcpcs2", "modifiers"]),
    ("code_sets", "ICD-10-CM/PCS and CPT/HCPCS", ["icd10cm", "icd10pcs", "cpt", "hcpcs2"]),
    ("code_sets", "Medical coding under NCCI, LCDs/NCDs, OPPS and V28", ["ncci", "lcd_ncd", "apc", "cms_hcc"]),
    ("code_sets", "Medical coders train HCPCs and share an IPad", []),
    ("code_sets", "Medical coders see an LCD monitor and call at 4 PM CDT", []),
    ("job_titles", "Medical Coder II", ["coder_2"]),
    ("job_titles", "Sr. Coder for inpatient coding", ["coder_3"]),
    ("job_titles", "Certified Inpatient Coder", ["inpatient_coder"]),
    ("job_titles", "Medical Records Technician (Coder)", ["mrt_coder"]),
    ("job_titles", "Professional Fee Coders", ["profee_coder"]),
    ("job_titles", "Medical Coder", []),
    ("job_titles", "Certified Professional Coder with AAPC", []),
    ("settings", "Outpatient coding for an FQHC and its surgery center", ["fqhc", "asc"]),
    ("settings", "Inpatient coding in a children’s hospital and a teaching hospital", ["childrens", "academic"]),
    ("work_types", "Medical coders abstract op notes and HCC charts", ["wt_pro_surgery", "wt_hcc_chart"]),
]

TERMS = [
    ("workplaces", "100% Remote", ["remote"]),
    ("workplaces", "Work-from-home (WFH) after onsite training", ["remote"]),
    ("workplaces", "Remote after training", ["remote_after_training"]),
    ("workplaces", "This position is not remote", ["onsite"]),
    ("workplaces", "Hybrid: two days in office", ["hybrid", "onsite"]),
    ("workplaces", "Hybrid remote", ["hybrid"]),
    ("workplaces", "Monitor remote desktop sessions", []),
    ("workplaces", "Codes hybrid medical records", []),
    ("workplaces", "Free on-site parking", []),
    ("employment_types", "Full time, part-time or PRN", ["w2_ft", "w2_pt", "prn"]),
    ("employment_types", "1099 or contract-to-hire", ["c1099", "temp_to_perm"]),
    ("employment_types", "W2 contract, no C2C", ["agency_w2"]),
    ("employment_types", "Volunteer time off", []),
    ("benefits", "Medical, dental, vision, 401(k) and PTO", ["medical", "dental", "vision", "retirement_match", "pto"]),
    ("benefits", "CEUs provided and AAPC dues", ["ceu_paid", "credential_dues_paid"]),
    ("education_levels", "Associate’s degree or GED", ["associate", "hs"]),
]


@pytest.mark.parametrize(("text", "terms"), CREDENTIALS)
def test_credentials(text: str, terms: list[str]) -> None:
    assert read(text, "credentials") == terms


@pytest.mark.parametrize("text", OTHER_TRADES)
def test_another_trade_is_not_read_as_coding(text: str) -> None:
    assert not tells_of_coding(text)
    assert mentions(text, ["credentials", "specialties", "code_sets", "tools", "job_titles"]) == []


@pytest.mark.parametrize(("text", "terms"), TOOLS)
def test_tools(text: str, terms: list[str]) -> None:
    assert read(text, "tools") == terms


@pytest.mark.parametrize(("word_list", "text", "terms"), [*WORK, *TERMS])
def test_work_and_terms(word_list: str, text: str, terms: list[str]) -> None:
    assert read(text, word_list) == terms


def test_a_caller_may_know_that_a_title_is_a_coders() -> None:
    assert mentions("Denials Specialist", ["job_titles"]) == []
    known = mentions("Denials Specialist", ["job_titles"], about_coding=True)
    assert [mention.term for mention in known] == ["denials_specialist"]


def test_two_credentials_in_a_sentence_tell_of_coding_but_one_does_not() -> None:
    assert tells_of_coding("CPC or CIC required")
    assert not tells_of_coding("CPC required")
    assert not tells_of_coding("CPC required. The CIC is downtown.")


def test_short_entries_of_a_list_are_read_together() -> None:
    text = "Inpatient coding.\n\nSystems:\n- Epic\n- 360\n- Cerner\n\nWe are a magic place."
    assert read(text, "tools") == ["epic", "encompass_360", "oracle_health"]


def test_the_colleagues_in_documentation_integrity_are_not_the_work() -> None:
    assert read("Inpatient coders work with the CDI team.", "specialties") == ["ip_drg"]
    assert read("CDI specialist for inpatient records", "specialties") == ["cdi_ip", "ip_drg"]


def test_a_mention_says_where_it_stands() -> None:
    text = "We need a coder (CCS-P)."
    assert mentions(f"{text} Medical coding only.", ["credentials"]) == [
        Mention("credentials", "ccs_p", text.index("CCS-P"), text.index(")"), "CCS-P")
    ]


def test_mentions_come_in_the_order_of_the_text() -> None:
    found = mentions("Remote inpatient coder, CCS, with Epic experience, PTO.")
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
    assert {mention.word_list for mention in found} >= {"workplaces", "job_titles", "credentials", "tools", "benefits"}


def test_every_plain_name_is_read_as_its_term() -> None:
    """In a text about coding each label and alias finds its term, unless it is loose."""
    for word_list in READ:
        for term in every_list()[word_list].values():
            loose = {name.casefold() for name in (*term.loose, *term.everyday)}
            for name in (term.label, term.abbr, *term.aliases, *term.formerly, *term.phrases):
                if name and name.casefold() not in loose:
                    assert term.id in read(f"Medical coding: {name}; HIM", word_list), (word_list, name)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("3M", {("tools", "encompass_360"), ("tools", "solventum_crs")}),
        ("ip coder", {("job_titles", "inpatient_coder")}),
        ("hcc", {("specialties", "hcc_ma"), ("specialties", "hcc_aca"), ("specialties", "hcc_medicaid")}),
        ("cpc-h", {("credentials", "coc")}),
        ("magic", {("tools", "meditech")}),
        ("work from home", {("workplaces", "remote")}),
        ("drg validator", {("job_titles", "drg_validator")}),
        ("medical coder", {("job_titles", "coder_1"), ("job_titles", "coder_2"), ("job_titles", "coder_3")}),
        ("cardiology coder", {("credentials", "ccc"), ("specialties", "cardiology")}),
    ],
)
def test_a_search_expands_every_name(query: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= terms_named_in(query)


def test_a_search_for_the_apprentice_is_no_search_for_the_coder() -> None:
    assert terms_named_in("cpc-a") == {("credentials", "cpc_a")}
    assert terms_named_in("zebra") == set()


@pytest.mark.parametrize("piece", ["CPC ", "Epic 360 ", "magic, ", "certified professional ", "!", "\n - ", "((", "a@"])
def test_hostile_texts_are_read_in_bounded_steps(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(mentions(text)) <= len(text)


@given(st.text())
def test_any_text_can_be_read_and_what_is_said_stands_there(text: str) -> None:
    for mention in mentions(text, about_coding=True):
        assert text[mention.start : mention.end] == mention.said != ""
