"""Form fields over the word lists: what they offer, take and refuse."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired

from careercenter.vocabulary import CREDENTIALS, SETTINGS, STATES, WORKPLACES
from careercenter.vocabulary.fields import TermField, TermsField
from careercenter.vocabulary.loading import Term, WordList

SYSTEMS = WordList(
    "systems",
    {"old": Term("old", "Old system", group="ehr", active=False), "new": Term("new", "New system", group="ehr")},
    {"ehr": "Health records"},
    "1",
)


class MariasForm(Form):
    state = TermField("State", STATES, [InputRequired("Choose the state you live in.")], blank="Choose a state")
    workplace = TermField("Workplace", WORKPLACES)
    credentials = TermsField("Credentials", CREDENTIALS)
    system = TermField("System", SYSTEMS)
    systems = TermsField("Systems", SYSTEMS)


def filled(*answers: tuple[str, str], **stored: Any) -> MariasForm:
    return MariasForm(MultiDict([("state", "OH"), *answers]), data=stored)


def test_answers_of_the_list_are_taken() -> None:
    form = filled(("workplace", "hybrid"), ("credentials", "ccs"), ("credentials", "cpc"), ("credentials", "ccs"))
    assert form.validate(), form.errors
    assert (form.state.data, form.workplace.data) == ("OH", "hybrid")
    assert form.credentials.data == ["cpc", "ccs"], "in the order of the list, each once"


def test_nothing_chosen_is_an_answer_where_none_is_needed() -> None:
    form = filled(("workplace", ""))
    assert form.validate(), form.errors
    assert form.workplace.data == ""
    assert form.system.data == ""
    assert form.credentials.data == []


def test_a_needed_answer_is_asked_for_in_a_sentence() -> None:
    form = MariasForm(MultiDict([("state", "")]))
    assert not form.validate()
    assert form.state.errors == ["Choose the state you live in."]


@pytest.mark.parametrize("answer", ["zz", "OH OH", "%", "\x00", "9" * 5_000, "oh"])
def test_an_unknown_term_is_answered_with_a_sentence(answer: str) -> None:
    form = filled(("workplace", answer), ("credentials", "cpc"), ("credentials", answer))
    assert not form.validate()
    assert form.workplace.errors == ["Choose one of the list."]
    assert form.credentials.errors == ["Choose from the list."]


def test_a_retired_term_is_refused_unless_the_record_has_it() -> None:
    assert not filled(("system", "old")).validate()
    assert not filled(("systems", "old")).validate()
    kept = filled(("system", "old"), ("systems", "old"), system="old", systems=["old", "new"])
    assert kept.validate(), kept.errors
    assert (kept.system.data, kept.systems.data) == ("old", ["old"])


def test_a_retired_term_is_offered_only_where_it_is_stored() -> None:
    assert [choice.value for choice in form_choices(MariasForm().systems)] == ["new"]
    stored = MariasForm(data={"systems": ["old"]})
    assert [(choice.value, choice.selected) for choice in form_choices(stored.systems)] == [
        ("old", True),
        ("new", False),
    ]


def test_stored_terms_that_are_no_longer_known_are_left_out() -> None:
    form = MariasForm(data={"systems": ["gone", "new"], "state": None})
    assert form.systems.data == ["new"]
    assert form.state.data == ""


def test_choices_stand_under_the_labels_of_their_groups() -> None:
    class Sunrise(Form):
        setting = TermField("Setting", SETTINGS)

    html = Sunrise().setting()
    assert '<option selected value="">Choose one</option><optgroup label="Facility"><option value="acute_ip">' in html
    assert html.count("<optgroup") == 6


def test_credentials_are_shown_with_their_abbreviation() -> None:
    assert "CPC – Certified Professional Coder" in MariasForm().credentials()


def test_checkboxes_come_by_group() -> None:
    form = MariasForm(data={"credentials": ["cpc"], "systems": ["new"]})
    groups = dict(form.credentials.options_by_group)
    assert [option.data for option in groups["AAPC coding"]] == ["cpc", "coc", "cic", "crc"]
    assert 'type="checkbox"' in groups["AAPC coding"][0]()
    assert "checked" in groups["AAPC coding"][0]()
    assert "checked" not in groups["AAPC coding"][1]()
    assert [label for label, _ in form.systems.options_by_group] == ["Health records"]


def test_forms_do_not_share_what_they_offer() -> None:
    MariasForm(data={"system": "old"})
    assert not filled(("system", "old")).validate()


def form_choices(field: Any) -> list[Any]:
    return list(field.iter_choices())
