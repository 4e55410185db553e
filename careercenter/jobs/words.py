"""
The words of a search: what was typed, cut as jobs are cut, with the vocabulary's terms that it names.

"3M" finds a job whose text says 3M and one whose systems hold Solventum 360 Encompass; "IP coder" finds inpatient
coders. "Texas" is who says Texas and who hires there; after a minus it is only the word, since nobody who leaves out
Texas means every job that is open to all states. A phrase in quotes is taken by its letters; a word after a minus leaves
out.

"CPC or CCS" is one thing that is met by either; "or" binds the two names or words beside it. Words that only join ("in",
"with") and those that every search means ("jobs") are passed over where anything else is asked; in quotes they count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from careercenter.vocabulary.normalising import tokens
from careercenter.vocabulary.reading import Mention, named_in
from careercenter.vocabulary.states import states_in

MOST = 12  # things wanted, and things not wanted; more make no search better
TRADE = ("trades", "coding")
OR = ("or",)
BARE_OR = re.compile(r"(?<!\S)or(?!\S)", re.IGNORECASE)
PASSED_OVER = {
    (word,) for word in ("a", "an", "and", "at", "for", "in", "job", "of", "opening", "or", "position", "the", "with")
}  # as tokens, which are in the singular
NEVER_LEFT_OUT = {"states", "apprentices", "trades"}  # word lists whose names mean their letters alone after a minus
PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True)
class Wanted:
    """
    One thing looked for: a job has it when each phrase (tokens that stand together) is among its words, or when it
    carries one of the terms, each a word list and an id; or when it has one of the `others`. `said` is how it was typed.
    """

    phrases: tuple[tuple[str, ...], ...]
    terms: tuple[tuple[str, str], ...] = ()
    said: str = field(default="", compare=False)
    others: tuple[Wanted, ...] = ()

    @property
    def ways(self) -> tuple[Wanted, ...]:
        """The ways of having it, of which one is enough."""
        return (self, *self.others)

    def or_else(self, other: Wanted) -> Wanted:
        return replace(self, said=f"{self.said} or {other.said}", others=(*self.others, other))


@dataclass(frozen=True)
class Words:
    """Things that must all be there, and things of which none may be."""

    wanted: tuple[Wanted, ...] = ()
    unwanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True)
class Alone:
    """A plain word of a query that names nothing in the vocabulary, with its place."""

    said: str
    token: str
    start: int
    end: int


@dataclass(frozen=True)
class _Part:
    """A word or a phrase of the query with its place; `start` is behind the minus."""

    phrase: tuple[str, ...]
    minus: bool
    quoted: bool
    start: int
    end: int

    @property
    def is_passed_over(self) -> bool:
        return self.phrase in PASSED_OVER and not self.quoted and not self.minus


Segment = tuple[list[_Part], tuple[tuple[str, str], ...]]  # parts that are one name, and the terms that bear it


@lru_cache(1_000)
def words_of(query: str) -> Words:
    """What a query asks for. Words that are no words at all (punctuation) are passed over."""
    wanted: list[Wanted] = []
    unwanted: list[Wanted] = []
    joins = False
    for parts, terms in _counting(query):
        phrases = tuple(part.phrase for part in parts if part.phrase)
        said = query[parts[0].start : parts[-1].end].strip('"')
        if _is_or((parts, terms)):
            joins = bool(wanted)
            continue
        if phrases and parts[0].minus:
            unwanted.append(Wanted(phrases, tuple(term for term in terms if term[0] not in NEVER_LEFT_OUT), said))
        elif phrases and joins:
            wanted[-1] = wanted[-1].or_else(Wanted(phrases, terms, said))
        elif phrases:
            wanted.append(Wanted(phrases, terms, said))
        joins = False
    return Words(tuple(dict.fromkeys(wanted))[:MOST], tuple(dict.fromkeys(unwanted))[:MOST])


def alone_in(query: str) -> list[Alone]:
    """The words of a query that are wanted by their letters alone and are not in quotes."""
    firsts = [(parts[0], terms) for parts, terms in _counting(query) if len(parts) == 1]
    return [
        Alone(query[part.start : part.end], part.phrase[0], part.start, part.end)
        for part, terms in firsts
        if not terms and not part.minus and not part.quoted and len(part.phrase) == 1 and part.phrase != OR
    ]


def _counting(query: str) -> list[Segment]:
    """The segments without those that are passed over, unless nothing else is asked; "or" stays only between two that count."""
    segments = [one for one in _segments(query) if one[0][0].phrase]
    telling = [place for place, one in enumerate(segments) if not _is_passed_over(one)]
    if not telling:
        return segments
    return [
        one
        for place, one in enumerate(segments)
        if place in telling or (_is_or(one) and telling[0] < place < telling[-1])
    ]


def _is_or(segment: Segment) -> bool:
    return _is_passed_over(segment) and segment[0][0].phrase == OR


def _is_passed_over(segment: Segment) -> bool:
    parts, terms = segment
    return len(parts) == 1 and not terms and parts[0].is_passed_over


def _segments(query: str) -> Iterator[Segment]:
    """From left to right the longest run of parts that is a name of the vocabulary, else one part alone."""
    parts = list(_parts(query))
    names = [*named_in(BARE_OR.sub("||", query)), *_states_in(query)]  # no name reaches over an "or"
    place = 0
    while place < len(parts):
        run, terms = _named(parts, place, names)
        yield parts[place : place + run], terms
        place += run


def _parts(query: str) -> Iterator[_Part]:
    for match in PART.finditer(query):
        minus, phrase, word = match.groups()
        quoted = word is None
        yield _Part(
            tuple(tokens(phrase if quoted else word)), bool(minus), quoted, match.start() + len(minus), match.end()
        )


def _states_in(query: str) -> Iterator[Mention]:
    return (Mention("states", state.code, state.start, state.end, state.said) for state in states_in(query))


def _named(parts: list[_Part], place: int, names: list[Mention]) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many parts from here are one name, and the terms that bear it."""
    first = parts[place]
    if first.quoted:
        return 1, ()
    ends = {part.end: number for number, part in enumerate(parts[place:], 1) if not part.quoted}
    here = [name for name in names if name.start == first.start and name.end in ends]
    if not here:
        return 1, ()
    longest = max(name.end for name in here)
    run = ends[longest]
    if any(part.minus or part.quoted for part in parts[place + 1 : place + run]):
        return 1, ()
    return run, tuple(dict.fromkeys((name.word_list, name.term) for name in here if name.end == longest))
