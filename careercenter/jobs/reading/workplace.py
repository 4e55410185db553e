"""
Where the work is done (d8): remote, remote after training, hybrid or on site.

The feed's own field counts first, then its place and the title, then the text. In a text only a statement about this job
counts: not remote patients, remote teams or remote access, not an on-site gym, interview or training, and not what is
denied ("remote work is not available" says on site).
"""

from __future__ import annotations

import re

from careercenter.jobs.reading import workplace_words as words
from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.reading.statements import Statement, Statements, plain

REMOTE, AFTER_TRAINING, HYBRID, ONSITE = "remote", "remote_after_training", "hybrid", "onsite"


def workplace(hints: Hints, title: str, statements: Statements) -> str | None:
    """The workplace's id, or None where the posting does not say."""
    by_field = _of_field(hints.workplace)
    if by_field:
        return by_field
    if hints.remote or hints.live_in:
        return HYBRID if _of_field(f"{title} {hints.place}") == HYBRID or _is_hybrid(statements) else REMOTE
    return _of_field(f"{hints.place} {hints.city} {hints.state}") or _of_title(title) or _of_text(statements)


def _is_hybrid(statements: Statements) -> bool:
    """
    Whether the text says hybrid and nowhere remote. A feed's "remote: yes" often means only that some of it may be done
    from home.
    """
    said = {_of_statement(statement) for statement in statements.with_words(words.PLACES)}
    return HYBRID in said and REMOTE not in said


def _of_field(said: str) -> str | None:
    """A field's own word for it: "TELECOMMUTE", "Hybrid", "US - Remote"."""
    if words.FIELD_NOT.search(said) and words.FIELD_REMOTE.search(said):
        return ONSITE
    for pattern, found in ((words.FIELD_HYBRID, HYBRID), (words.FIELD_REMOTE, REMOTE), (words.FIELD_ONSITE, ONSITE)):
        if pattern.search(said):
            return found
    return None


def _of_title(title: str) -> str | None:
    if words.DENIED.search(title):
        return ONSITE
    if words.AFTER.search(title):
        return AFTER_TRAINING
    if words.HYBRID_SAID.search(title) or words.HYBRID_IN_FRONT.match(title):
        return HYBRID
    if re.search(
        r"\b(?:remote|work[ -]from[ -]home|wfh|telecommute|telework)\b", title, re.IGNORECASE
    ) and not words.OTHER_REMOTE.search(title):
        return REMOTE
    return ONSITE if re.search(r"\b(?:on-?site|in[ -]office|in[ -]person)\b", title, re.IGNORECASE) else None


def _of_text(statements: Statements) -> str | None:
    """What the statements say: training first, then hybrid, then what is denied, then the first of remote and on site."""
    said = [
        kind
        for statement in statements.with_words(words.PLACES)
        if (kind := _of_statement(statement) or _of_a_word_alone(statement, statements))
    ]
    for kind in (AFTER_TRAINING, HYBRID):
        if kind in said:
            return kind
    return said[0] if said else None


def _of_a_word_alone(statement: Statement, statements: Statements) -> str | None:
    """ "CPC required. Remote. $25 an hour." is remote; "Teams: Inpatient. Remote. Outpatient." lists something else."""
    if not words.REMOTE_ALONE.fullmatch(plain(statement.text)):
        return None
    before = (one.text for one in statements.all if one.line == statement.line and one.start < statement.start)
    return None if any(map(words.OTHER_LIST.search, (statement.lead, f"{statement.heading}:", *before))) else REMOTE


def _of_statement(statement: Statement) -> str | None:
    text = statement.text
    option = words.OPTION.search(text)
    if option:
        return _of_field(option[1])
    if words.DENIED.search(text):
        return ONSITE
    if words.AFTER.search(text) and not words.NOT_AFTER.search(text):
        return AFTER_TRAINING
    if words.HYBRID_SAID.search(text) and not words.OTHER_HYBRID.search(text):
        return None if words.CHOICE.search(text) else HYBRID
    bare = words.OTHER_REMOTE.sub(" ", text)
    if words.REMOTE_SAID.search(bare) and not words.WEAK.search(text):
        return REMOTE
    return ONSITE if words.ONSITE_SAID.search(text) and not words.OTHER_ONSITE.search(text) else None
