"""Search tokens: what is written and what is typed are cut alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercenter.vocabulary.normalising import search_words, singular, tokens

PIECES = ["icd", "ICDs", "10", "9", "CM", "10cm", "-", "/", "&", "’s", "'s", "a", "E", "M", "drgs", "MSDRGs", "series"]
PIECES += ["classes", "x", "ß", "İ", "ﬁ", "é", "\u00ad", " ", " ", "%", "_", "CCS", "3M", "한", "é"]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medical Coders", "medical coder"),
        ("ICD-10-CM", "icd10 cm"),
        ("icd 10 cm", "icd10 cm"),
        ("icd10cm", "icd10 cm"),
        ("ICD‑10‑PCS", "icd10 pcs"),
        ("ICD-9 and ICD-11", "icd9 and icd11"),
        ("over 10 years of ICD", "over 10 year of icd"),
        ("MS-DRG, MSDRG and APR-DRGs", "ms drg ms drg and apr drg"),
        ("E/M, E&M", "em em"),
        ("CPC-A", "cpca"),
        ("CCS-P", "ccsp"),
        ("3M 360", "3m 360"),
        ("W-2 or W2", "w2 or w2"),
        ("1-2 years", "1 2 year"),
        ("A/R follow-up", "ar follow up"),
        ("pro-fee", "pro fee"),
        ("C++ 100% a_b", "c 100 a b"),
        ("CCS HCPCS OPPS", "ccs hcpcs opps"),
        ("CPCs, HCCs, DRGs", "cpc hcc drg"),
        ("the coder’s charts", "the coder chart"),
        ("specialties, classes, searches, bonuses", "specialty class search bonus"),
        ("diagnosis and diagnoses", "diagnosis and diagnosis"),
        ("Café naïve ＣＰＣ", "cafe naive cpc"),
        ("co\u00adding", "coding"),
        ("한국어 coder", "한국어 coder"),
        ("!?% _ ~", ""),
    ],
)
def test_texts_become_tokens(text: str, expected: str) -> None:
    assert " ".join(tokens(text)) == expected


def test_the_words_have_a_space_at_both_ends() -> None:
    assert search_words("Remote coder") == " remote coder "
    assert search_words("...") == ""


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("icd-10", "Knowledge of ICD-10-CM and CPT"),
        ("icd10cm", "ICD 10 CM is used every day"),
        ("inpatient coders", "Senior Inpatient Coder"),
        ("DRG", "MS-DRGs are assigned"),
        ("ccs-p", "CPC or CCS-P"),
    ],
)
def test_what_is_typed_finds_the_text(typed: str, text: str) -> None:
    assert search_words(typed) in search_words(text)


def test_a_credential_is_not_found_inside_another() -> None:
    assert search_words("CPC") not in search_words("CPC-A welcome")
    assert search_words("CPC-A") not in search_words("Must hold a CPC. A degree helps.")


@given(texts)
def test_tokens_of_tokens_are_the_same(text: str) -> None:
    assert tokens(search_words(text)) == tokens(text)


@given(texts)
def test_tokens_hold_letters_and_digits_only(text: str) -> None:
    for token in tokens(text):
        assert re.fullmatch(r"[^\W_]+", token)
        assert token == token.casefold()


@given(st.lists(st.sampled_from(["coder", "CPC", "ICD-10-CM", "3M", "E/M", "charts", "remote"]), min_size=1), st.data())
def test_each_run_of_words_is_found_in_its_text(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert search_words(" ".join(words[start:end])) in search_words(" ".join(words))


@given(st.text(alphabet="abcehilosuxyz"))
def test_the_singular_of_a_singular_is_itself(word: str) -> None:
    assert singular(singular(word)) == singular(word)


@pytest.mark.parametrize("piece", ["a-", "'s", "ches", "icd ", "s", "\u0301", "a&b/", "msdrgs "])
def test_seventy_thousand_hostile_characters_are_cut_in_one_go(piece: str) -> None:
    text = piece * (70_000 // len(piece))
    assert len(" ".join(tokens(text))) <= 2 * len(text)
