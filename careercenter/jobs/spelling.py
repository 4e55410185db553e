"""
Help with slips of the pen, always said: what was typed and no open job says, read as the nearest word that one does.

It rewrites a criteria before it is asked for, and only where the answer to the letter is empty. The page, the API and the
shell ask for it; feeds and saved searches, which stand for a long time, mean what they say to the letter. A saved search
keeps the words that the page showed. A word in quotes is never read as another one: that is the way back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from careercenter.jobs.criteria import LONGEST_QUERY, JobCriteria
from careercenter.jobs.index import Found, job_index
from careercenter.jobs.search import ResultPage
from careercenter.jobs.words import alone_in
from careercenter.sentences import both, either, in_quotes

F = TypeVar("F", bound=Found)


@dataclass(frozen=True)
class Correction:
    """What is asked for instead; `literal` asks for what was typed, in quotes; `words` are pairs of said and meant."""

    criteria: JobCriteria
    literal: JobCriteria
    words: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> str:
        """The words as they were typed, each in quotes."""
        return both(in_quotes(said for said, _meant in self.words))

    @property
    def sentence(self) -> str:
        said = either(in_quotes(said for said, _meant in self.words))
        meant = both(in_quotes(meant for _said, meant in self.words))
        return f"No job says {said}; showing {meant}."


def corrected(criteria: JobCriteria, now: datetime) -> Correction | None:
    """The criteria with the words that no open job has read as the nearest ones; None where nothing is near."""
    alone = alone_in(criteria.q)
    nearest = job_index().nearest([one.token for one in alone], now)
    meant = literal = criteria.q
    words = []
    for one in reversed(alone):
        if (word := nearest.get(one.token)) is not None:
            meant = meant[: one.start] + word + meant[one.end :]
            literal = f'{literal[: one.start]}"{one.said}"{literal[one.end :]}'
            words.append((one.said, word))
    if not words or max(len(meant), len(literal)) > LONGEST_QUERY:
        return None
    return Correction(replace(criteria, q=meant), replace(criteria, q=literal), tuple(reversed(words)))


def page_of(
    criteria: JobCriteria,
    now: datetime,
    *,
    answer: type[F],
    page: int,
    per_page: int,
    kind: type[ResultPage[F]] = ResultPage,
) -> tuple[JobCriteria, ResultPage[F], Correction | None]:
    """A page, and the criteria that it answers: those asked for, or where nothing was found what was meant."""
    found = kind(criteria, now, answer=answer, page=page, per_page=per_page)
    correction = None if found.total else corrected(criteria, now)
    if correction is None:
        return criteria, found, None
    return (
        correction.criteria,
        kind(correction.criteria, now, answer=answer, page=page, per_page=per_page),
        correction,
    )
