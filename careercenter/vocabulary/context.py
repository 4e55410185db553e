"""
What a text and its sentences are about, so that another trade's CPC (the cost of a click) is not read as a coder's.

A text is about coding health care where it has

- one of the telling words ("medical coder", HIM, "ICD-10", AHIMA, RHIT: lists/coding-words.yml),
- the full name of a credential, or the plain name of an encoder or of computer-assisted coding,
- two different credentials side by side ("CPC or CCS"), or
- a coding word and a word of health care in one sentence that does not speak of software.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from careercenter.vocabulary.abbreviations import is_cut_short
from careercenter.vocabulary.finding import Found
from careercenter.vocabulary.loading import word_list
from careercenter.vocabulary.names import Kind

SENTENCE_END = re.compile(
    r"(?<![.!?])(?P<stop>[.!?])[.!?]*+[\"')\]*]*+\s++(?=[^\da-z])|\n\s*\n|\n(?=\s*(?:[-*•·●▪◦–]|\d{1,2}[.)])\s)"
)
SHORT = 48  # characters: a list entry this short belongs with its neighbours
LIST_HEAD = re.compile(r":\W*$")
SIDE_BY_SIDE = re.compile(r"[\s,;/|&+()]*(?:(?:and|or|and/or)\b[\s(]*)?")
CLOSE = 12  # characters between two credentials side by side
CUES = frozenset({"coding_words", "health_words", "software_words"})
TELLING_TOOLS = frozenset({"encoder", "cac"})


class Sentences:
    """Where the sentences of a text begin. Short entries of a list count as one sentence with those beside them."""

    def __init__(self, text: str) -> None:
        ends = [match for match in SENTENCE_END.finditer(text) if not is_cut_short(text, match.start())]
        places = [0, *(match.end() for match in ends), len(text)]
        self.starts = [0]
        for match, before, here, after in zip(ends, places, places[1:], places[2:], strict=False):
            is_entry = match[0] == "\n" and here - before <= SHORT and after - here <= SHORT
            is_head = LIST_HEAD.search(text, max(before, here - 8), here)
            if match["stop"] or not (is_entry or is_head):
                self.starts.append(here)

    def number(self, place: int) -> int:
        """Which sentence this place of the text is in."""
        return bisect_right(self.starts, place)


def is_about_coding(text: str, found: Iterable[Found], sentences: Sentences) -> bool:
    """By the rule above, from the names found in the text."""
    cues: defaultdict[int, set[str]] = defaultdict(set)
    credential: Found | None = None
    for one in found:
        if one.name.kind is not Kind.NAME:
            continue
        if _is_telling(one):
            return True
        if one.name.word_list in CUES:
            cues[sentences.number(one.start)].add(one.name.word_list)
        elif one.name.word_list == "credentials" and one.name.term != "rn":
            if credential and _are_side_by_side(text, credential, one):
                return True
            credential = one
    return {"coding_words", "health_words"} in cues.values()


def is_full_credential(one: Found) -> bool:
    """A credential written out, inside which no other list is read: "Certified Inpatient Coder" is no specialty."""
    return one.name.word_list == "credentials" and one.name.kind is Kind.NAME and not one.name.is_abbreviation


def _is_telling(one: Found) -> bool:
    name = one.name
    if name.word_list == "tools":
        return word_list("tools")[name.term].group in TELLING_TOOLS
    return name.word_list == "telling_words" or (is_full_credential(one) and name.term != "rn")


def _are_side_by_side(text: str, left: Found, right: Found) -> bool:
    is_close = left.name.term != right.name.term and left.end <= right.start <= left.end + CLOSE
    return is_close and SIDE_BY_SIDE.fullmatch(text, left.end, right.start) is not None
