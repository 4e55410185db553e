"""Every name in the word lists, as a tree of words that a text is walked along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import pairwise

from careercenter.vocabulary.loading import Term, WordList, every_list
from careercenter.vocabulary.normalising import singular
from careercenter.vocabulary.words import gap_between, words_in

OPEN_GAPS = frozenset({"joined", "space", "hyphen", "apostrophe", "line"})  # may part the words of any name
DASH_GAPS = frozenset({"dash", ",", "("})  # may stand where a name has a dash with spaces


class Kind(Enum):
    """What a name found in a text is good for."""

    NAME = "name"
    EVERYDAY = "everyday"
    LOOSE = "loose"
    NOT_IN = "not in"
    MAKER = "maker"


class Case(Enum):
    """In which letters a name counts: in any, in capitals, or with a capital first."""

    ANY = "any"
    CAPITALS = "capitals"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Name:
    word_list: str
    term: str
    said: str
    kind: Kind
    case: Case
    length: int

    @property
    def is_abbreviation(self) -> bool:
        return self.case is Case.CAPITALS


@dataclass(slots=True)
class Node:
    """What may follow a word: the words that go on, and the names that end here. `gaps` may lead into it."""

    gaps: set[str] = field(default_factory=set)
    after: dict[str, Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@cache
def tree() -> dict[str, Node]:
    """The names of all lists by their first word. Built once."""
    root = Node()
    taken = {name.said.casefold() for word_list in every_list().values() for name in _names(word_list)}
    for word_list in every_list().values():
        for name in _names(word_list):
            _plant(root, name, taken)
    return root.after


def _names(word_list: WordList) -> Iterator[Name]:
    for term in word_list.values():
        loose = {said.casefold() for said in term.loose}
        everyday = {said.casefold() for said in term.everyday}
        for said in dict.fromkeys((*term.names, *term.phrases)):
            kind = (
                Kind.LOOSE if said.casefold() in loose else Kind.EVERYDAY if said.casefold() in everyday else Kind.NAME
            )
            yield _name(word_list, term, said, kind)
        yield from (_name(word_list, term, said, Kind.NOT_IN) for said in term.not_in)
        yield from (_name(word_list, term, said, Kind.MAKER) for said in term.makers)


def _name(word_list: WordList, term: Term, said: str, kind: Kind) -> Name:
    if kind in {Kind.NOT_IN, Kind.MAKER}:
        case = Case.ANY
    elif said.isupper():
        case = Case.CAPITALS
    else:
        case = Case.FIRST if kind is Kind.EVERYDAY and said[0].isupper() else Case.ANY
    return Name(word_list.name, term.id, said, kind, case, len(words_in(said)))


def _plant(root: Node, name: Name, taken: set[str]) -> None:
    said = name.said
    _plant_words(root, name, said)
    if "-" in said and (joined := said.replace("-", "")).casefold() not in taken:
        _plant_words(root, name, joined)


def _plant_words(root: Node, name: Name, said: str) -> None:
    words = words_in(said)
    gaps = [gap_between(said, left, right) for left, right in pairwise(words)]
    node = root
    for word, gap in zip(words[:-1], ["space", *gaps], strict=False):
        node = _step(node, word.text, gap)
    last, gap = words[-1].text, gaps[-1] if gaps else "space"
    for form in _number_forms(last, name):
        leaf = _step(node, form, gap)
        if name not in leaf.names:
            leaf.names.append(name)


def _step(node: Node, word: str, gap: str) -> Node:
    child = node.after.setdefault(word, Node(gaps=set(OPEN_GAPS)))
    child.gaps |= DASH_GAPS if gap == "dash" else {gap}
    return child


def _number_forms(word: str, name: Name) -> list[str]:
    """The last word of a name in singular and plural; an abbreviation takes an s."""
    if not word.isalpha() or len(word) < 2 or (name.kind is Kind.EVERYDAY and name.case is Case.FIRST):
        return [word]
    if name.is_abbreviation:
        return [word, f"{word}s"]
    one = singular(word) if name.length > 1 else word
    return list(dict.fromkeys([word, one, f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"]))
