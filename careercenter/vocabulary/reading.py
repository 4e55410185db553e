"""
Finds the trade's words in a text: plain, the same every time, and in time proportional to the text.

The rules:

- Labels and long names count as whole words in any case; names written in capitals in the lists (CCS, RN, CPC-A) only
  in capitals. Hyphen, space or nothing may part the words of a name; "&" is "and"; quotes may be curly; the last word
  may be in the plural. Former names count like the present one.
- Inside one list the longest name wins, so "CPC-A" is not also "CPC". A phrase under `not_in` hides its term's names.
- Inside a credential that is written out no other list is read, unless the whole of it is a name there too.
- The words of the trade count only in a text that is about coding health care (careercenter/vocabulary/context.py);
  where one works, employment, education and benefits are read in any text.
- An everyday name (360, Magic, CDI, CHC) counts only beside its maker's name or another word of the trade in the same
  sentence (careercenter/vocabulary/everyday.py).
- A loose name, shared by several terms, is never read: only a search expands it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from careercenter.vocabulary.context import Sentences, is_about_coding, is_full_credential
from careercenter.vocabulary.everyday import EverydayNames
from careercenter.vocabulary.finding import Found, find
from careercenter.vocabulary.loading import word_list
from careercenter.vocabulary.names import Kind
from careercenter.vocabulary.words import words_in

TRADE = (
    "job_titles", "credentials", "specialties", "code_sets", "settings", "employer_kinds", "tools", "work_types"
)  # fmt: skip
ANYWHERE = ("workplaces", "employment_types", "pay_extras", "benefits", "education_levels")
READ = (*TRADE, *ANYWHERE)
ASKED = (*READ, "apprentices", "trades")  # what typed words may name


@dataclass(frozen=True)
class Mention:
    """A term named in a text at text[start:end], where `said` stands."""

    word_list: str
    term: str
    start: int
    end: int
    said: str


def mentions(text: str, lists: Iterable[str] | None = None, *, about_coding: bool | None = None) -> list[Mention]:
    """
    The terms that a text names, in its order, by the rules above.

    `about_coding` is for a caller who knows what the text is about, such as the title of a posting that was read.
    """
    wanted = frozenset(READ if lists is None else lists)
    words = words_in(text)
    found = list(find(text, words))
    sentences = Sentences(text)
    if about_coding is None:
        about_coding = is_about_coding(text, found, sentences)
    hidden, written_out = _hidden(found), _written_out(found)
    candidates = [
        one
        for one in found
        if one.name.kind in {Kind.NAME, Kind.EVERYDAY}
        and one.name.word_list in READ
        and (about_coding or _is_read_anywhere(one))
        and not _is_hidden(one, hidden)
        and (one.name.word_list == "credentials" or not _is_within(one, written_out))
    ]
    sure = [one for one in candidates if one.name.kind is Kind.NAME]
    everyday = EverydayNames(text, words, sentences, found, (one for one in sure if one.name.word_list in TRADE))
    kept = [
        one
        for one in candidates
        if one.name.word_list in wanted and (one.name.kind is Kind.NAME or everyday.are_meant(one))
    ]
    return [_mention(one, text) for one in _longest(kept)]


def _mention(one: Found, text: str) -> Mention:
    end = one.end
    if text[end : end + 1] == ")" and "(" in text[one.start : end]:
        end += 1  # the bracket that a name such as "401(k)" ends with
    return Mention(one.name.word_list, one.name.term, one.start, end, text[one.start : end])


def named_in(query: str) -> list[Mention]:
    """
    What typed words name, and where: by every name, in any case, the longest name of a list first.

    "3M" is both its encoder and 360 Encompass, "ip coder" an inpatient coder, "HCC" every kind of risk adjustment.
    """
    words = words_in(query)
    named = [
        one
        for one in find(query, words, any_case=True)
        if one.name.word_list in ASKED and one.name.kind in {Kind.NAME, Kind.EVERYDAY, Kind.LOOSE}
    ]
    return [_mention(one, query) for one in _longest(named)]


def _longest(found: list[Found]) -> list[Found]:
    """From left to right the longest name of each list; terms that share a name are all meant."""
    kept: list[Found] = []
    reach: dict[str, Found] = {}
    seen: set[tuple[str, str, int]] = set()
    for one in sorted(found, key=lambda one: (one.first, -one.last, ASKED.index(one.name.word_list))):
        before = reach.get(one.name.word_list)
        key = (one.name.word_list, one.name.term, one.first)
        if (
            before is None or one.first > before.last or (one.first, one.last) == (before.first, before.last)
        ) and key not in seen:
            kept.append(one)
            seen.add(key)
            reach[one.name.word_list] = one
    return kept


def _is_read_anywhere(one: Found) -> bool:
    return one.name.word_list in ANYWHERE or bool(word_list(one.name.word_list)[one.name.term].facts.get("anywhere"))


def _hidden(found: list[Found]) -> dict[tuple[str, str], dict[int, int]]:
    """By term, the words that stand in one of its `not_in` phrases, with the phrase's length in words."""
    hidden: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for one in found:
        if one.name.kind is Kind.NOT_IN:
            places = hidden[one.name.word_list, one.name.term]
            for place in range(one.first, one.last + 1):
                places[place] = max(places.get(place, 0), one.last - one.first)
    return hidden


def _is_hidden(one: Found, hidden: dict[tuple[str, str], dict[int, int]]) -> bool:
    places = hidden.get((one.name.word_list, one.name.term))
    return places is not None and any(
        places.get(place, -1) >= one.last - one.first for place in range(one.first, one.last + 1)
    )


def _written_out(found: list[Found]) -> dict[int, int]:
    """The words of credentials that are written out, with the length of the credential in words."""
    lengths: dict[int, int] = {}
    for one in found:
        if is_full_credential(one):
            for place in range(one.first, one.last + 1):
                lengths[place] = max(lengths.get(place, 0), one.last - one.first)
    return lengths


def _is_within(one: Found, written_out: dict[int, int]) -> bool:
    """Shorter than the credential that stands there."""
    return all(written_out.get(place, -1) > one.last - one.first for place in range(one.first, one.last + 1))
