"""States in a text, and the words, doctors and departments that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercenter.vocabulary import STATES
from careercenter.vocabulary.states import StateMention, states_in


def codes(text: str) -> str:
    return " ".join(mention.code for mention in states_in(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TX, FL, GA and OH", "TX FL GA OH"),
        ("We hire in AZ, CO, OR, WA and ME.", "AZ CO OR WA ME"),
        ("Remote: must live in IL, IN or WI", "IL IN WI"),
        ("TX, FL, OR GA", "TX FL GA"),
        ("TX OR FL", "TX FL"),
        ("States: AZ FL GA NC TX", "AZ FL GA NC TX"),
        ("any state except CA, CO and NY", "CA CO NY"),
        ("AK/HI excluded", "AK HI"),
        ("Ohio, PA and WV", "OH PA WV"),
        ("residents of Texas or Florida", "TX FL"),
        ("candidates from VA, MD and DC", "VA MD DC"),
        ("Office: Dayton, OH 45402", "OH"),
        ("Portland, ME or Portland, OR", "ME OR"),
        ("South Bend, IN; Tulsa, OK; Hilo, HI; Fargo, ND", "IN OK HI ND"),
        ("our Richmond, VA office", "VA"),
        ("Baltimore, MD", "MD"),
        ("Boston, MA; Tampa, FL; Silver Spring, MD 20910", "MA FL MD"),
        ("Salt Lake City, UT (hybrid)", "UT"),
        ("Remote - NC", "NC"),
        ("Remote (MA)", "MA"),
        ("US-TX-Dallas", "TX"),
        ("Medical Coder - OH", "OH"),
        ("NC residents only", "NC"),
        ("MUST LIVE IN OR NEAR OHIO", "OH"),
        ("Washington, D.C. and West Virginia", "DC WV"),
        ("Washington State or Washington, DC", "WA DC"),
        ("Kansas City, MO", "MO"),
        ("Kansas City, Kansas", "KS"),
        ("Wyoming, MI", "MI"),
        ("new york, NORTH\nDAKOTA and Puerto Rico", "NY ND PR"),
    ],
)
def test_states_are_found(text: str, expected: str) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tell me, or him, in the OR: HI, it is OK.",
        "CALL ME IN THE OR, OK?",
        "MD, DO, PA and NP documentation",
        "MD or PA required; BS, MA degree",
        "Dr. Jane Doe, MD, PhD",
        "Reports to John Smith, MD, and the board",
        "Nurse Practitioner, PA or MD",
        "CT, MRI and PET. Radiology, CT",
        "AR follow-up, MS-DRG, PA-C, ID badge",
        "MySQL, MS SQL and the SD-WAN",
        "Requisition IHS-25-GA-1258, exam AZ-500",
        "a history of MI in the ED",
        "Pay $31.50 for residents OR $30 for others",
        "George Washington and Virginia Mason",
        "Remote OR hybrid, IN our office",
        "tx, fl, ga",
        "see https://example.com/OH/TX or TX@example.com",
    ],
)
def test_words_doctors_and_departments_are_no_states(text: str) -> None:
    assert codes(text) == ""


def test_a_state_says_where_it_stands() -> None:
    assert states_in("Live in Ohio or in TX.") == [StateMention("OH", 8, 12, "Ohio"), StateMention("TX", 19, 21, "TX")]


@pytest.mark.parametrize("code", STATES)
def test_each_state_is_found_by_name_by_zip_and_in_a_list(code: str) -> None:
    assert codes(f"You live in {STATES[code].label}.") == code
    assert codes(f"Springfield, {code} 01234") == code
    assert codes(f"States: KY, {code}, WY") == f"KY {code} WY"


@given(st.text(alphabet=st.sampled_from("ORINMETXPADC ,./-()&ao\n1")))
def test_any_text_can_be_read_for_states(text: str) -> None:
    for mention in states_in(text):
        assert mention.code in STATES
        assert text[mention.start : mention.end] == mention.said


@pytest.mark.parametrize("piece", ["TX, ", "OR ", "New ", "Dayton, ", "MD/", " "])
def test_hostile_texts_are_read_in_bounded_steps(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(states_in(text)) <= len(text)
