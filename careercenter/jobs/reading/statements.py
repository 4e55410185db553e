"""
A posting cut into statements: sentences and list items, each with the heading and the line that leads into it.

Nothing is changed in the text, so a place in it stays the same; Markdown's marks are left aside only to compare.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from careercenter.vocabulary.abbreviations import is_cut_short

LINK_TARGET = re.compile(r"(\])\([^)\s]*\)|()(?:https?://|www\.)[^\s)>\]]+", re.IGNORECASE)
LOST_DASH = re.compile(r"(?<=\S )\?(?= \S)")  # what some exports make of a dash
LINE = re.compile(r"[^\n]+")
ITEM = re.compile(r"\s*(?:[-*+•]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+")
MARKS = re.compile(r"^[\s#>*_\-+•]+|[\s*_#]+$")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]*_]*\s+(?=[\"'(\[*_]*[A-Z0-9•])|;\s+|\s[•·|]\s")
LONGEST_HEADING = 90
HEADING_WORDS = re.compile(
    r"\b(?:qualifications?|requirements?|required|preferred|desired|education|experience|responsibilit\w+|duties"
    r"|benefits|perks|about|overview|summary"
    r"|certifications?|licen[sc]\w+|credentials?|skills|knowledge|competenc\w+|what (?:you|we)|who (?:you|we)"
    r"|you will|you have|you bring|schedule|hours|shift"
    r"|pay|salary|compensation|location|nice to have|bonus|must have|minimum|essential|job (?:description|summary"
    r"|details|type)|description|functions|equal"
    r"|how to apply|why|our|offer|role|position)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """
    A sentence or list item at text[start:end].

    `heading` is that of its part of the posting and `lead` the line that ends in a colon before its list, or empty.
    `line` numbers its line, `is_item` marks a list item.
    """

    text: str
    start: int
    end: int
    line: int
    heading: str = ""
    lead: str = ""
    is_item: bool = False


def readable(text: str) -> str:
    """
    The text with the addresses of its links blanked, so that "jobs/remote-coder" says nothing, and lost dashes put back;
    places stay the same.
    """
    return LOST_DASH.sub("–", LINK_TARGET.sub(lambda match: (match[1] or "").ljust(len(match[0])), text))


class Statements:
    """The statements of a text, to be walked through or found by a place in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = list(_statements(text))
        self._starts = [statement.start for statement in self.all]

    def at(self, place: int) -> Statement:
        """The statement in which this place of the text is."""
        return self.all[max(0, bisect_right(self._starts, place) - 1)]

    def with_words(self, words: re.Pattern[str]) -> list[Statement]:
        """Those statements in which one of the words stands, or whose lead or heading has one; in their order."""
        named = {id(self.at(match.start())) for match in words.finditer(self.text)}
        leads = {
            lead: words.search(lead) is not None
            for lead in {*(one.lead for one in self.all), *(one.heading for one in self.all)}
        }
        return [one for one in self.all if id(one) in named or leads[one.lead] or leads[one.heading]]


def plain(line: str) -> str:
    """A line without the marks of Markdown at its ends."""
    return MARKS.sub("", line)


def _statements(text: str) -> Iterator[Statement]:
    heading = lead = ""
    for number, match in enumerate(LINE.finditer(text)):
        line = match[0]
        words = plain(line)
        is_item = ITEM.match(line) is not None
        if _is_heading(line, words, is_item=is_item):
            heading, lead = words.rstrip(": "), ""
        elif words.endswith(":") and len(words) <= 2 * LONGEST_HEADING:
            lead = words
        elif not is_item and lead and len(words) > LONGEST_HEADING:
            lead = ""
        for start, end in _sentences(text, match.start(), match.end()):
            yield Statement(text[start:end], start, end, number, heading, lead if words != lead else "", is_item)


def _is_heading(line: str, words: str, *, is_item: bool) -> bool:
    """A Markdown heading, a short line in bold, a short line with a colon, or a short one that says what follows."""
    if not words or len(words) > LONGEST_HEADING:
        return False
    stripped = line.strip()
    if stripped.startswith("#"):
        return True
    if stripped.startswith(("**", "__")) and stripped.rstrip(":").endswith(("**", "__")) and stripped.count("**") <= 2:
        return len(words) <= 60
    is_titled = HEADING_WORDS.search(words) is not None
    if words.endswith(":"):
        return is_titled and len(words.split()) <= 8
    return (
        not is_item
        and is_titled
        and len(words.split()) <= 5
        and not re.search(r"[.,;!?]$", words)
        and words[:1].isupper()
        and not re.search(r"\d", words)
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in SENTENCE_END.finditer(text, start, end):
        if text[match.start() - 1] == "." and is_cut_short(text, match.start() - 1):
            continue
        if text[begin : match.start()].strip():
            yield begin, match.start()
        begin = match.end()
    if text[begin:end].strip():
        yield begin, end
