"""The word lists agree with themselves and with each other, and a list that does not is refused by name."""

from __future__ import annotations

import re
from collections import defaultdict
from zoneinfo import available_timezones

import pytest

from careercenter import vocabulary
from careercenter.vocabulary import loading
from careercenter.vocabulary.loading import Term, VocabularyError, WordList, every_list, word_list

PLAIN_ID = re.compile(r"[a-z0-9_]+")
USPS = re.compile(r"[A-Z]{2}")
CPT_CODE = re.compile(r"(?<![\w-])(?:\d{5}|\d{4}[TFU])(?!\w)")
LISTS = sorted(every_list())


@pytest.mark.parametrize("name", LISTS)
def test_ids_are_plain_and_labels_are_written(name: str) -> None:
    for term_id, term in word_list(name).items():
        if name == "states":
            assert USPS.fullmatch(term_id)
        elif name == "time_zones":
            assert term_id in available_timezones()
        else:
            assert PLAIN_ID.fullmatch(term_id)
        assert term.label == term.label.strip() != ""


@pytest.mark.parametrize("name", LISTS)
def test_labels_tell_the_terms_of_a_list_apart(name: str) -> None:
    labels = [term.label for term in word_list(name).values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", LISTS)
def test_every_group_has_a_label_for_people(name: str) -> None:
    for label, terms in word_list(name).grouped:
        assert label == "" or label[0].isupper()
        assert terms


def test_no_name_is_a_cpt_code() -> None:
    names = [name for each in every_list().values() for term in each.values() for name in (*term.names, *term.phrases)]
    assert [name for name in names if CPT_CODE.search(name)] == []


def test_a_loose_name_is_told_apart_from_a_plain_one() -> None:
    """What only a search may expand is no alias as well, except for labels and abbreviations."""
    for each in every_list().values():
        for term in each.values():
            plain = {name.casefold() for name in (*term.aliases, *term.formerly, *term.everyday, *term.phrases)}
            assert plain.isdisjoint(name.casefold() for name in term.loose), (each.name, term.id)


def test_an_apprentice_becomes_what_it_is_the_apprentice_of() -> None:
    credentials = vocabulary.CREDENTIALS
    apprentices = {term.id: term.facts["apprentice"] for term in credentials.values() if "apprentice" in term.facts}
    grown = {term.facts["becomes"]: term.id for term in credentials.values() if "becomes" in term.facts}
    assert apprentices == grown == {"cpc": "cpc_a", "coc": "coc_a"}


def test_equivalence_groups_hold_credentials() -> None:
    for group in vocabulary.CREDENTIAL_EQUIVALENCE.values():
        assert vocabulary.CREDENTIALS.known(group.facts["any_of"]) != []
        assert set(group.facts["any_of"]) <= set(vocabulary.CREDENTIALS)


def test_ceus_are_counted_for_credentials() -> None:
    assert set(word_list("credential_issuers")["ahima"].facts["ceu_by_credential"]) <= set(vocabulary.CREDENTIALS)


def test_screening_questions_are_answered_from_lists_and_only_choices_knock_out() -> None:
    for question in vocabulary.SCREENING_QUESTIONS.values():
        kind = question.facts["type"]
        assert kind in {"yes_no", "single", "multi", "number", "text"}
        assert ("from" in question.facts) == (kind in {"single", "multi"})
        assert question.facts.get("from", "states") in every_list()
        assert not question.facts["knockout"] or kind in {"yes_no", "single", "multi"}


def test_job_moves_lead_from_states_to_states() -> None:
    for move in word_list("job_moves").values():
        assert {*move.facts["from"], move.facts["to"]} <= set(vocabulary.JOB_STATES)
        assert move.facts["by"] in {"employer", "staff", "chore"}


def test_stages_are_shown_to_seekers_in_public_words() -> None:
    assert {stage.facts["public"] for stage in vocabulary.STAGES.values()} == set(word_list("public_stages"))


def test_pay_rules_are_of_states() -> None:
    for rule in (*vocabulary.PAY_RULES.values(), *word_list("local_pay_rules").values()):
        assert rule.facts["state"] in vocabulary.STATES


def test_work_types_have_a_low_and_a_high_pace() -> None:
    for work_type in vocabulary.WORK_TYPES.values():
        low, high = work_type.facts["per_hour"]
        assert 0 < low < high


def test_pay_units_read_well_after_an_amount() -> None:
    phrases = {unit.id: unit.facts["phrase"] for unit in vocabulary.PAY_UNITS.values()}
    assert phrases["hour"] == "an hour"
    assert phrases["percent_collections"] == "% of collections"
    assert all(phrases.values())


def test_there_are_fifty_states_the_district_and_five_territories() -> None:
    counts = {label: len(terms) for label, terms in vocabulary.STATES.grouped}
    assert counts == {"States": 51, "Territories": 5}
    assert {term.facts["zone"] for term in vocabulary.STATES.values()} <= available_timezones()


def test_experience_bands_follow_one_another_without_a_gap() -> None:
    months = [band.facts["months"] for band in word_list("experience_bands").values()]
    assert months[0][0] == 0
    assert months[-1][1] is None
    assert [low for low, _ in months[2:]] == [high + 1 for _, high in months[1:-1]]


def test_abbreviations_of_credentials_are_their_own() -> None:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for term in vocabulary.CREDENTIALS.values():
        for name in {term.abbr, *term.formerly} - {""}:
            holders[name].append(term.id)
    assert {name: ids for name, ids in holders.items() if len(ids) > 1} == {}


def test_a_retired_term_is_not_offered_but_stays_where_it_is_stored() -> None:
    terms = {"old": Term("old", "Old", active=False), "new": Term("new", "New")}
    systems = WordList("systems", terms, {}, "1")
    assert [term.id for term in systems.active] == ["new"]
    assert systems.grouped == [("", [terms["new"]])]
    assert systems.offered(["old"]) == [("", [terms["old"], terms["new"]])]
    assert systems.known(["new", "old", "never"]) == ["old", "new"]


def test_groups_come_in_the_order_of_the_file() -> None:
    terms = {"b": Term("b", "B", group="second"), "a": Term("a", "A", group="first")}
    assert [label for label, _ in WordList("x", terms, {"first": "1st", "second": "2nd"}, "1").grouped] == [
        "1st",
        "2nd",
    ]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("[{id: a, label: A}, {id: a, label: B}]", "stands twice"),
        ("[{id: a}]", "has no label"),
        ("[{label: A}]", "has no id"),
        ("[{id: a, label: A, aliases: word}]", "aliases is not a list of names"),
        ("[{id: a, label: A, everyday: [360]}]", "everyday is not a list of names"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(tmp_path, monkeypatch, rows: str, complaint: str) -> None:
    (tmp_path / "odd.yml").write_text(f"version: '1'\nlists:\n  things:\n    terms: {rows}\n", encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    with pytest.raises(VocabularyError, match=complaint):
        loading.every_list.__wrapped__()


def test_a_list_that_stands_in_two_files_is_refused(tmp_path, monkeypatch) -> None:
    for name in ("one.yml", "two.yml"):
        (tmp_path / name).write_text("version: '1'\nlists: {things: {terms: [{id: a, label: A}]}}\n", encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    with pytest.raises(VocabularyError, match="stands in two files"):
        loading.every_list.__wrapped__()
