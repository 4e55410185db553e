"""Whether an everyday name (360, Magic, CDI, CHC) is meant as the trade's, from what stands in the same sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from careercenter.vocabulary.context import Sentences
from careercenter.vocabulary.finding import Found
from careercenter.vocabulary.loading import word_list
from careercenter.vocabulary.names import Case, Kind
from careercenter.vocabulary.words import Word

CUES = {"tools": "system_words", "credentials": "certificate_words"}  # beside which a name of the list is meant
CODING_CUES = ("telling_words", "coding_words")


class EverydayNames:
    """
    Judges everyday names: `found` is all that stands in the text, `sure` the plain names of the trade among it.

    An everyday name is meant where its sentence also has its maker's name, another word of the trade, or a word such as
    "EHR" or "certified". In small letters where it should have a capital ("epic") it needs its maker or a plain name of
    its own list. Before "Clinic", "Health" or the like it is part of somebody's name.
    """

    def __init__(
        self, text: str, words: list[Word], sentences: Sentences, found: Iterable[Found], sure: Iterable[Found]
    ) -> None:
        self.text, self.words, self.sentences = text, words, sentences
        self.makers: set[tuple[int, str, str]] = set()
        self.beside: defaultdict[tuple[int, str], list[Found]] = defaultdict(list)
        for one in found:
            if one.name.kind is Kind.MAKER:
                self.makers.add((sentences.number(one.start), one.name.word_list, one.name.term))
            elif one.name.kind is Kind.NAME and one.name.word_list in {*CODING_CUES, *CUES.values()}:
                self.beside[sentences.number(one.start), one.name.word_list].append(one)
        for one in sure:
            number = sentences.number(one.start)
            self.beside[number, one.name.word_list].append(one)
            self.beside[number, "any"].append(one)

    def are_meant(self, one: Found) -> bool:
        name = one.name
        number = self.sentences.number(one.start)
        if (number, name.word_list, name.term) in self.makers:
            return True
        if self._is_of_a_house(one):
            return False
        if name.case is Case.FIRST and not self.text[one.start].isupper():
            return self._has_beside(one, name.word_list)
        return any(self._has_beside(one, kind) for kind in ("any", *CODING_CUES, CUES.get(name.word_list, "any")))

    def _has_beside(self, one: Found, kind: str) -> bool:
        """Another word of the kind in the sentence, apart from this one."""
        number = self.sentences.number(one.start)
        return any(other.last < one.first or other.first > one.last for other in self.beside[number, kind])

    def _is_of_a_house(self, one: Found) -> bool:
        """The next word is one of an organization's name and has a capital as well: Sunrise Clinic."""
        if one.name.case is not Case.FIRST or one.last + 1 >= len(self.words):
            return False
        following = self.words[one.last + 1]
        is_next = self.text[one.end : following.start] == " " and self.text[following.start].isupper()
        return is_next and following.text in _organization_words()


@cache
def _organization_words() -> frozenset[str]:
    return frozenset(name for term in word_list("organization_words").values() for name in term.names)
