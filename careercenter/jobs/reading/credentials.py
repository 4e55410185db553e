"""
Which credentials a posting asks for, and which it would like.

- A credential is preferred where its part of the sentence, its list or its heading says so, and required otherwise.
- Ways of one list, or of neighbouring entries under "one of the following", are one line (credential_lists.py).
- Lines that share a credential are the same requirement said again, and are joined.
- Where the text speaks of colleagues, of fees that are paid, or of what is not asked, nobody is asked for anything. A
  nurse's licence counts only where it is spoken of as such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from careercenter.jobs.reading import credential_words as words
from careercenter.jobs.reading.asking import PREFERRED
from careercenter.jobs.reading.credential_lists import CredentialList, Named, is_bare, lines_of, lists_of, named_in
from careercenter.jobs.reading.statements import Statement, Statements
from careercenter.vocabulary.reading import Mention

NEIGHBOURS = 2  # lines between two entries of one list
MOST_SKILLS = 12  # commas; more is a cloud of keywords


class Strength(Enum):
    REQUIRED = "required"
    PREFERRED = "preferred"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class CredentialsAsked:
    """`required` has a line for each requirement, met by any one of its ids."""

    required: tuple[tuple[str, ...], ...] = ()
    preferred: tuple[str, ...] = ()


@dataclass
class _Line:
    """Credentials that are asked for together, how much, and where. `bare` is an entry of nothing but credentials."""

    terms: list[str]
    strength: Strength
    statement: Statement
    bare: bool


def credentials_asked(
    mentions: Sequence[Mention], statements: Statements, *, title_mentions: Sequence[Mention] = ()
) -> CredentialsAsked:
    """What the posting asks for, from the credentials that its text and its title name."""
    by_statement: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_statement[statements.at(mention.start).start].append(mention)
    lines = [line for start, found in by_statement.items() for line in _lines(statements.at(start), found)]
    required = _joined([line for line in lines if line.strength is Strength.REQUIRED])
    said = {term for line in lines for term in line.terms}
    in_title = tuple(dict.fromkeys(mention.term for mention in title_mentions if mention.term not in said))
    if in_title:  # a title asks for what it names, unless the text says how much
        required.append(in_title)
    asked = {term for line in required for term in line}
    preferred = [
        term for line in lines if line.strength is Strength.PREFERRED for term in line.terms if term not in asked
    ]
    return CredentialsAsked(tuple(required), tuple(dict.fromkeys(preferred)))


def _lines(statement: Statement, mentions: list[Mention]) -> Iterator[_Line]:
    named = [one for one in named_in(statement, mentions) if not _is_left_out(statement, one)]
    if not named or _asks_nobody(statement):
        return
    lists = lists_of(statement, named)
    bare = is_bare(statement, named)
    for number, group in enumerate(lists):
        before = lists[number - 1].end if number else statement.start
        after = lists[number + 1].start if number + 1 < len(lists) else statement.end
        strength = _strength(statement, group, before, after)
        if strength is not Strength.NOT_ASKED:
            for terms in lines_of(statement, group):
                yield _Line(terms, strength, statement, bare)


def _is_left_out(statement: Statement, one: Named) -> bool:
    """ "No CPC-A", and a nurse who is only a colleague."""
    if words.DENIED.search(statement.text[: one.start - statement.start]):
        return True
    return one.term == "rn" and not _asks_for_nurse(statement)


def _asks_nobody(statement: Statement) -> bool:
    text = statement.text
    if words.NOT_ASKED.search(text):
        return True
    if words.PAID_FOR.search(text) and not words.REQUIRED_HERE.search(text):
        return True
    if words.COLLEAGUES.search(text) and not (words.REQUIRED_HERE.search(text) or words.CERTIFICATE.search(text)):
        return True
    if words.REQUIRED.search(text) or PREFERRED.search(text) or words.ASKING_HEADING.search(statement.lead):
        return False
    heading = statement.heading
    return words.SILENT_HEADING.search(heading) is not None and words.ASKING_HEADING.search(heading) is None


def _asks_for_nurse(statement: Statement) -> bool:
    """A nurse is a colleague more often than a requirement, so a licence is asked for only where it is spoken of."""
    text = words.AS_NURSE.sub(" ", words.OTHER_NURSES.sub(" ", statement.text))
    if text.count(",") > MOST_SKILLS or not words.NURSE.search(text):
        return False
    licence = words.LICENCE.search(text) is not None
    if words.OTHER_CLINICIANS.search(text) or (words.COLLEAGUES.search(text) and not licence):
        return False
    if licence or words.REQUIRED.search(text) or PREFERRED.search(text):
        return True
    return words.ASKING_HEADING.search(statement.heading) is not None and len(text) < words.SHORT_ENTRY


def _strength(statement: Statement, group: CredentialList, before: int, after: int) -> Strength:
    """By a label before the list, then by what stands after it, before it and in it, then by the lead and the heading."""
    text, at = statement.text, statement.start
    behind = words.OF_SOMETHING_ELSE.split(text[group.end - at : after - at], maxsplit=1)[0]
    ahead = text[before - at : group.start - at]
    if words.NOT_REQUIRED.search(behind):
        return Strength.PREFERRED if words.LIKED.search(behind) else Strength.NOT_ASKED
    cue = _last(ahead, labels=True) or _first(behind) or _last(ahead) or _first(text[group.start - at : group.end - at])
    return cue or _of_heading(statement.lead) or _of_heading(statement.heading) or Strength.REQUIRED


def _of_heading(heading: str) -> Strength | None:
    if words.REQUIRED_HEADING.search(heading):
        return Strength.REQUIRED
    return Strength.PREFERRED if words.PREFERRED_HEADING.search(heading) else None


def _first(text: str) -> Strength | None:
    """The first cue of a text that is not the label of what follows it."""
    cues = [(match.start(), Strength.PREFERRED) for match in PREFERRED.finditer(text) if not _is_label(text, match)]
    cues += [
        (match.start(), Strength.REQUIRED)
        for match in words.REQUIRED_ALONE.finditer(text)
        if not _is_label(text, match)
    ]
    return min(cues, key=lambda cue: cue[0])[1] if cues else None


def _last(text: str, *, labels: bool = False) -> Strength | None:
    """The last cue of a text; with `labels` the last one that is a label."""
    cues = [(match, Strength.PREFERRED) for match in PREFERRED.finditer(text)]
    cues += [(match, Strength.REQUIRED) for match in words.REQUIRED.finditer(text)]
    kept = [(match.end(), strength) for match, strength in cues if not labels or _is_label(text, match)]
    return max(kept, key=lambda cue: cue[0])[1] if kept else None


def _is_label(text: str, cue: re.Match[str]) -> bool:
    """ "Preferred:", "Required certifications:", "preferred -"; the words between are few."""
    return words.LABEL_END.match(text, cue.end()) is not None


def _joined(lines: list[_Line]) -> list[tuple[str, ...]]:
    """One line for each requirement: neighbours that are ways of one list, and lines that share a credential, are one."""
    merged: list[list[str]] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line):
            merged[-1] += line.terms
        else:
            merged.append(list(line.terms))
        previous = line
    joined: list[list[str]] = []
    for terms in merged:
        same = [known for known in joined if not set(known).isdisjoint(terms)]
        joined = [known for known in joined if known not in same]
        joined.append([term for known in (*same, terms) for term in known])
    return [tuple(dict.fromkeys(terms)) for terms in joined]


def _goes_on(previous: _Line, line: _Line) -> bool:
    """Whether a line is one more way of the one before it."""
    first, second = previous.statement, line.statement
    if first is second:
        return False
    if words.ENDS_OPEN.search(first.text) or words.BEGINS_OPEN.match(second.text):
        return True
    for either in (
        words.OPTION.match,
        words.KINDS.search,
    ):  # answers to one question, kinds of certificates that will do
        if either(first.text) and either(second.text):
            return True
    if first.heading != second.heading or second.line - first.line > NEIGHBOURS:
        return False
    if second.lead and second.lead == first.lead and words.ANY_OF.search(second.lead):
        return True
    if words.EITHER.search(second.heading):
        return True
    return previous.bare and line.bare
