"""A text cut into words for the reader, and what stands between two of them."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+|\d+|&")
ADDRESS = re.compile(r"\S+")
SPACES = " \t\u00a0\u2007\u2009\u202f"
HYPHENS = frozenset("-‐‑‒–—―−_") | {"\\-"}
APOSTROPHES = frozenset("'’‘ʼ`´")


class Word(NamedTuple):
    """`text` is in small letters, `&` is "and"; letters and digits part: "ICD10CM" is icd, 10, cm."""

    text: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """The words of a text. Those of web and mail addresses are left out: they name pages, not things."""
    found = WORD.finditer(without_addresses(text))
    return [Word("and" if match[0] == "&" else match[0].lower(), match.start(), match.end()) for match in found]


def without_addresses(text: str) -> str:
    """The text with its addresses blanked, so that places in it stay the same."""
    if not ("@" in text or "://" in text or "www." in text):
        return text
    return ADDRESS.sub(lambda match: " " * len(match[0]) if _is_address(match[0]) else match[0], text)


def gap_between(text: str, left: Word, right: Word) -> str:
    """
    What parts two words, in one word: joined, space, hyphen, dash (with spaces), line, apostrophe, stop (with space).

    Anything else is given as it stands, without its spaces: a slash, a comma, a bracket.
    """
    gap = text[left.end : right.start]
    if not gap:
        return "joined"
    mark = gap.strip(SPACES)
    if not mark or mark in {"®", "™"}:
        return "space"
    if mark in HYPHENS:
        return "hyphen" if len(gap) == len(mark) else "dash"
    if mark in APOSTROPHES:
        return "apostrophe"
    if mark in {"\n", "\r\n"}:
        return "line"
    if mark == "." and len(gap) > 1:
        return "stop"
    return mark


def _is_address(chunk: str) -> bool:
    return "://" in chunk or chunk.startswith("www.") or "@" in chunk.strip("@")
