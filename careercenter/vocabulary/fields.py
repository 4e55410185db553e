"""Form fields over the word lists. What is not on the list is answered with a sentence, never with an exception."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in WTForms 3.3, not in its stubs yet
from wtforms.widgets import CheckboxInput, ListWidget

from careercenter.vocabulary.loading import WordList

NOT_ON_THE_LIST = "Choose one of the list."
NOT_ALL_ON_THE_LIST = "Choose from the list."


class TermField(SelectField):
    """
    One term of a word list, or "" for none of them.

    The terms stand under the labels of their groups. A retired term is offered only where the record already has it.
    """

    def __init__(
        self,
        label: str,
        word_list: WordList,
        validators: Sequence[Any] = (),
        *,
        blank: str = "Choose one",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), choices=[], **kwargs)
        self.invalid_choice_message = NOT_ON_THE_LIST
        self.word_list, self.blank = word_list, blank
        self._offer("")

    def process_data(self, value: Any) -> None:
        self.data = str(value or "")
        self._offer(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = valuelist[0].strip()

    def _offer(self, stored: str) -> None:
        self.choices = [SelectChoice("", self.blank), *_choices(self.word_list, [stored])]


class TermsField(SelectMultipleField):
    """Any number of terms, in the order of their list; drawn as checkboxes under the labels of their groups."""

    data: list[str]
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: str,
        word_list: WordList,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), choices=[], **kwargs)
        self.invalid_choice_message = NOT_ALL_ON_THE_LIST
        self.word_list = word_list
        self._offer([])

    def process_data(self, value: Any) -> None:
        self.data = self.word_list.known(value or ())
        self._offer(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        said = list(dict.fromkeys(value.strip() for value in valuelist if value.strip()))
        self.data = [*self.word_list.known(said), *(value for value in said if value not in self.word_list)]

    @property
    def options_by_group(self) -> Iterator[tuple[str, list[Any]]]:
        """The checkboxes under the label of their group, "" where the list has no groups."""
        choices: list[Any] = list(self.choices or [])
        for label, pairs in groupby(zip(choices, self, strict=True), key=lambda pair: pair[0].optgroup):
            yield label or "", [option for _, option in pairs]

    def _offer(self, stored: list[str]) -> None:
        self.choices = list(_choices(self.word_list, stored))


def _choices(word_list: WordList, stored: Iterable[str]) -> Iterator[Any]:
    for group, terms in word_list.offered(stored):
        for term in terms:
            yield SelectChoice(term.id, term.full_label, optgroup=group or None)
