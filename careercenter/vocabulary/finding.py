"""Walks a text along the tree of names and gives every name that stands there by its letters alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from careercenter.vocabulary.names import Case, Kind, Name, Node, tree
from careercenter.vocabulary.words import HYPHENS, Word, gap_between

LONE_LETTER = re.compile(r"[A-Z](?![^\W_])")
NUMBERED = re.compile(r"[-‐‑–]\d")
DIGITS_AROUND = re.compile(r"[$€£#.,]")
WORD_AFTER = re.compile(r"[ \u00a0]*[-‐‑–]?[ \u00a0]*([^\W\d_]+)")
ALSO = frozenset({"and", "or", "as", "in", "with", "for", "is", "on", "to", "plus", "preferred", "required", "desired"})
SYSTEM = frozenset({"experience", "encoder", "cac", "system"})


class Found(NamedTuple):
    """A name at a place of a text; `first` and `last` number its words."""

    name: Name
    start: int
    end: int
    first: int
    last: int


def find(text: str, words: list[Word], *, any_case: bool = False) -> Iterator[Found]:
    """
    Every name in the text, longer and shorter ones alike.

    `any_case` is for what a person typed into a search box: abbreviations count in small letters too.
    """
    root = tree()
    for first, word in enumerate(words):
        node = root.get(word.text)
        if node is not None and _begins(text, word.start):
            yield from _walk(text, words, first, node, any_case=any_case)


def _walk(text: str, words: list[Word], first: int, node: Node, *, any_case: bool) -> Iterator[Found]:
    gaps: set[str] = set()
    last, step = first, node
    while True:
        if step.names and _ends(text, words[last].end):
            start, end = words[first].start, words[last].end
            for name in step.names:
                if any_case or _is_meant(name, text, start, end, gaps):
                    yield Found(name, start, end, first, last)
        following = step.after.get(words[last + 1].text) if last + 1 < len(words) else None
        if following is None:
            return
        gap = gap_between(text, words[last], words[last + 1])
        if gap not in following.gaps:
            return
        gaps.add(gap)
        last, step = last + 1, following


def _begins(text: str, start: int) -> bool:
    """A name begins a word, and not the middle of an address such as jobs.example.com."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum():
        return False
    return not (before in ".@" and start > 1 and text[start - 2].isalnum() and text[start].islower())


def _ends(text: str, end: int) -> bool:
    after = text[end : end + 2]
    if not after:
        return True
    if after[0].isalnum():
        return False
    return not (after[0] == "." and after[1:].islower()) and after[0] != "@"


def _is_meant(name: Name, text: str, start: int, end: int, gaps: set[str]) -> bool:
    """The letters are those of the name: capitals for an abbreviation, no money or count for a bare number."""
    if name.kind in {Kind.NOT_IN, Kind.MAKER}:
        return True
    said = text[start:end]
    if name.case is Case.CAPITALS:
        return _is_abbreviation(name, text, start, end, gaps)
    return not said.isdigit() or _is_product_number(text, start, end)


def _is_abbreviation(name: Name, text: str, start: int, end: int, gaps: set[str]) -> bool:
    """
    Capitals, an s for the plural left aside, on one line and in no number such as "IHS-25-ER".

    "CPC-X" is another credential than CPC, and "CPC A" is the apprentice's only where no sentence goes on after it,
    as in "a CPC. A degree".
    """
    said = text[start:end]
    is_plural = said[-1] in "sS" and _letters(said) > _letters(name.said)
    if is_plural and said.endswith("S"):
        return False  # "CPCS" is something else
    letters = said[:-1] if is_plural else said
    if "line" in gaps or not letters.replace(" and ", "&").isupper():
        return False
    after = text[end : end + 3]
    if (after[:1] in HYPHENS and LONE_LETTER.match(after, 1)) or NUMBERED.match(after):
        return False
    if start > 1 and text[start - 1] in HYPHENS and text[start - 2].isdigit():
        return False
    if "space" in gaps and "-" in name.said and said[-2:] in {" A", " I"}:
        following = WORD_AFTER.match(text, end)
        return following is None or following[1] in ALSO
    return True


def _letters(said: str) -> int:
    return sum(map(str.isalnum, said))


def _is_product_number(text: str, start: int, end: int) -> bool:
    """ "Epic, 360 and Cerner", but not "$360", "1,360 charts" or "a 360-bed hospital"."""
    if start and DIGITS_AROUND.match(text[start - 1]):
        return False
    if text[end : end + 1] in {"%", "°"} or (text[end : end + 1] in {",", "."} and text[end + 1 : end + 2].isdigit()):
        return False
    after = WORD_AFTER.match(text, end)
    return after is None or not after[1].islower() or after[1] in ALSO | SYSTEM
