"""
The states that a text names: by their names, and by their USPS codes where these stand as states.

OR, IN, ME, OK and HI are words, and MD, PA, MA, MS, DC and the like are doctors, assistants, degrees and scans. So a
code in capitals counts

- before a ZIP code, and after words that lead to a place ("reside in OH", "state of TX", "US-FL", "Remote - NC");
- after a city ("Dayton, OH"); a doubtful code only where that city can hardly be a person or a department;
- in a list of states ("TX, FL, GA and OH", "IL, IN or WI"), unless every code of it is doubtful as a profession is
  ("MD, PA") and nothing leads to a place, or something else stands in it ("MD, DO, NP");
- unless it is doubtful: after "in" or "from", before "residents" or "only", in brackets, or at the end of a line.

A name does not count as a part of another ("Kansas City", "West Virginia" as Virginia) nor as a city before another
state's code ("Wyoming, MI").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from careercenter.vocabulary.loading import word_list
from careercenter.vocabulary.state_codes import IN_A_PLACE, PROFESSIONS, WORDS, looking_back, stands_alone
from careercenter.vocabulary.words import without_addresses

NEUTRAL = frozenset({"US", "UK", "EU"})  # may stand in a list of states without being one

CODE = re.compile(r"(?<![^\W_])(?<![&'’])([A-Z]{2})(?![^\W_])(?![&'’])")
BETWEEN = re.compile(r"\s*(?:[,;/|•·&+]\s*)?(?:(?:and/or|and|or|plus|AND|OR)\s+|&\s*)?", re.ASCII)
WIDEST_GAP = 20  # characters between two states of one list


@dataclass(frozen=True)
class StateMention:
    """The state `code`, said at text[start:end]."""

    code: str
    start: int
    end: int
    said: str


@dataclass
class _Part:
    """A name or a code in a text, and whether it stands as a state: None while only its neighbours can tell."""

    code: str
    start: int
    end: int
    stands: bool | None
    is_name: bool = False


def states_in(text: str) -> list[StateMention]:
    """The states that a text names, in its order, by the rules above."""
    plain = without_addresses(text)
    names = list(_names_in(plain))
    inside = {place for name in names for place in range(name.start, name.end)}
    codes = (part for part in _codes_in(plain) if part.start not in inside)
    parts = sorted([*names, *codes], key=lambda part: part.start)
    for run in _lists(plain, parts):
        _settle(plain, run)
    states = word_list("states")
    return [
        StateMention(part.code, part.start, part.end, text[part.start : part.end])
        for part in parts
        if part.stands and part.code in states
    ]


def _names_in(text: str) -> Iterator[_Part]:
    code_of, pattern = _names()
    for match in pattern.finditer(text):
        code = code_of.get(_key(match[0]), "")
        if code and not _is_a_city(text, match.end(), code):
            yield _Part(code, match.start(), match.end(), True, is_name=True)


@cache
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Codes by name, and a pattern of all names with those longer ones in which they mean something else."""
    states = word_list("states")
    code_of = {_key(name): term.id for term in states.values() for name in (term.label, *term.aliases)}
    longer = [name for term in states.values() for name in term.not_in]
    names = sorted({*code_of, *map(_key, longer)}, key=len, reverse=True)
    spaced = (re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return code_of, re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced)})(?![^\W_])", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _is_a_city(text: str, end: int, code: str) -> bool:
    """ "Wyoming, MI" is a city of Michigan; "Ohio, PA and WV" begins a list."""
    after = CODE.match(text, end + 2) if text[end : end + 2] == ", " else None
    if after is None or after[1] not in word_list("states") or after[1] == code:
        return False
    return not re.match(r"\s*(?:,|/|and\b|or\b|&)", text[after.end() : after.end() + 8])


def _codes_in(text: str) -> Iterator[_Part]:
    states = word_list("states")
    for match in CODE.finditer(text):
        code = match[1]
        stands = stands_alone(text, match.start(), match.end(), code) if code in states else False
        yield _Part(code, match.start(), match.end(), stands or None)


def _lists(text: str, parts: list[_Part]) -> Iterator[list[_Part]]:
    """Parts that stand in one list: between two of them are only commas, slashes, "and", "or"."""
    run: list[_Part] = []
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        if part.code in WORDS and not part.is_name and following and text[part.end : following.start].isspace():
            if part.code != "OR" and run:
                yield run
                run = []
            part.stands = False
            continue
        if run and not _is_between(text[run[-1].end : part.start]):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _is_between(gap: str) -> bool:
    return 0 < len(gap) <= WIDEST_GAP and BETWEEN.fullmatch(gap) is not None


def _settle(text: str, run: list[_Part]) -> None:
    """What the neighbours in a list say of those parts that could not be told alone."""
    states = word_list("states")
    if len(run) < 2 or any(part.code not in states and part.code not in NEUTRAL for part in run):
        return
    gaps = [text[left.end : right.start] for left, right in pairwise(run)]
    if all(gap.isspace() for gap in gaps) and len(run) < 3:
        return
    before = looking_back(text, run[0].start)
    unclear = PROFESSIONS | WORDS | NEUTRAL
    if any(part.stands or part.code not in unclear for part in run) or IN_A_PLACE.search(before):
        for part in run:
            part.stands = True
