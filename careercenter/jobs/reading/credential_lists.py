"""
The credentials of one statement, parted into lists, and a list into the lines of a requirement.

"CCS or RHIT", "CCS, CPC, or RHIT" and "CCS/CPC" are one line with several ways; "CPC and CRC" are two lines, unless one
grows out of the other (RHIT and RHIA), which nobody holds at once, or the sentence says "one of" or "such as".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from careercenter.jobs.reading.asking import PREFERRED
from careercenter.jobs.reading.credential_words import (
    ALL_OF,
    AND,
    ANY_OF,
    BODIES,
    OR,
    REQUIRED_ALONE,
    STEPS,
    STOP,
    WITH_ONE_MORE,
)
from careercenter.jobs.reading.statements import Statement
from careercenter.vocabulary.reading import Mention

LONGEST_GAP = 60  # characters between two credentials of one list, the names of their bodies left aside
BESIDE = 12  # characters between a name and its abbreviation
SHORT = 160  # characters of a statement that can be nothing but a list
FULL_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass
class Named:
    """One credential at a place of a text; its name and its abbreviation side by side are one."""

    term: str
    start: int
    end: int


@dataclass
class CredentialList:
    """Credentials named one after the other; `links` says what stands between each two: "or", "and" or ","."""

    named: list[Named]
    links: list[str]

    @property
    def start(self) -> int:
        return self.named[0].start

    @property
    def end(self) -> int:
        return self.named[-1].end


def named_in(statement: Statement, mentions: list[Mention]) -> list[Named]:
    """The credentials of a statement in their order; "Certified Coding Specialist (CCS)" is one."""
    named: list[Named] = []
    for mention in sorted(mentions, key=lambda mention: mention.start):
        gap = _between(statement, named[-1], mention.start) if named else ""
        if named and named[-1].term == mention.term and len(gap) <= BESIDE and not OR.search(gap):
            named[-1].end = mention.end
        else:
            named.append(Named(mention.term, mention.start, mention.end))
    return named


def lists_of(statement: Statement, named: list[Named]) -> list[CredentialList]:
    """The lists that the credentials of a statement stand in."""
    lists = [CredentialList([named[0]], [])]
    for left, right in pairwise(named):
        link = _link(_between(statement, left, right.start))
        last = lists[-1]
        if link is None or (
            link == "," and last.links[-1:] == ["or"] and _is_said_of_the_rest(statement, named, right)
        ):
            lists.append(CredentialList([right], []))
        else:
            last.named.append(right)
            last.links.append(link)
    return lists


def lines_of(statement: Statement, group: CredentialList) -> Iterator[list[str]]:
    """The lines of one list, each with its ways."""
    terms = list(dict.fromkeys(one.term for one in group.named))
    if "and" not in group.links or len(terms) == 1 or _is_any_of(statement, group, terms):
        yield terms
        return
    line = [group.named[0].term]
    for one, link in zip(group.named[1:], group.links, strict=True):
        if link == "and":
            yield list(dict.fromkeys(line))
            line = []
        line.append(one.term)
    yield list(dict.fromkeys(line))


def is_bare(statement: Statement, named: list[Named]) -> bool:
    """Whether the statement is nothing but credentials, as in a list of them."""
    if not statement.is_item and len(statement.text) > SHORT:
        return False
    rest = list(statement.text)
    for one in named:
        rest[one.start - statement.start : one.end - statement.start] = " " * (one.end - one.start)
    return len(FULL_WORD.findall(BODIES.sub("", "".join(rest)))) <= 2


def _is_any_of(statement: Statement, group: CredentialList, terms: list[str]) -> bool:
    if ALL_OF.search(statement.text):
        return False
    is_long = "or" not in group.links and len(terms) > 2
    return (
        is_long
        or ANY_OF.search(f"{statement.lead} {statement.text}") is not None
        or any(set(terms) <= step for step in STEPS)
    )


def _is_said_of_the_rest(statement: Statement, named: list[Named], here: Named) -> bool:
    """In "CPC or CCS, CRC preferred" the list has ended before the comma: what is preferred is CRC alone."""
    goes_on = any(
        _link(_between(statement, left, right.start)) == "or"
        for left, right in pairwise(named)
        if left.start >= here.start
    )
    return not goes_on and PREFERRED.search(statement.text, here.end - statement.start) is not None


def _between(statement: Statement, left: Named, start: int) -> str:
    return statement.text[left.end - statement.start : start - statement.start]


def _link(gap: str) -> str | None:
    """What a text between two credentials says of them; None where it says something of its own."""
    if WITH_ONE_MORE.fullmatch(gap):
        return "or"
    is_long = len(BODIES.sub("", gap).strip()) > LONGEST_GAP
    if is_long or STOP.search(gap) or REQUIRED_ALONE.search(gap) or PREFERRED.search(gap):
        return None
    if OR.search(gap):
        return "or"
    return "and" if AND.search(gap) else ","
