"""
What somebody who types may mean: names of the trade, states and employers that complete the last words of the query.

A name is met where it, or one of its words, begins as the typed words do; under whatever name it was met (IP coder, 3M),
its present one is offered. What is offered finds jobs: each comes with the number that the whole query would find, and one
that would find none is left out. Nothing is offered inside quotes or after a minus, where letters count and not names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import or_

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.employers.queries import public_employers
from careercenter.gazetteer import places as gazetteer
from careercenter.jobs.criteria import LONGEST_QUERY, JobCriteria
from careercenter.jobs.search import how_many
from careercenter.jobs.terms import FILTERS
from careercenter.jobs.words import words_of
from careercenter.vocabulary import Term
from careercenter.vocabulary.words import words_in

SHORTEST = 2  # letters
QUOTE = '"'
MOST = 8
TRIED = 16  # names of the trade whose jobs are counted
MOST_EMPLOYERS = 4
MOST_WORDS = 4  # of the query that may be the beginning of one name


@dataclass(frozen=True)
class Suggestion:
    """
    `query` is what the field holds once it is chosen: the whole query with the name in it. `also` is the other name by
    which it was met, "" where it is none.
    """

    kind: str
    label: str
    also: str
    query: str
    count: int


@dataclass(frozen=True)
class _Entry:
    """A name that can be typed; `said` are the words that a query finds its term by, `is_present` unless it is another name."""

    kind: str
    label: str
    name: str
    said: str
    key: str
    is_present: bool = True

    def rank(self, tail: str) -> int:
        """Present names that begin so, other names that do, present names that hold a word that does, other ones."""
        return 2 * (not self.key.startswith(tail)) + (not self.is_present)


def suggestions(query: str, now: datetime) -> list[Suggestion]:
    """Up to eight, the likeliest first: names that begin so before names that hold a word that does, present names first."""
    words = query[:LONGEST_QUERY].split()
    if query.count('"') % 2 or query[-1:].isspace() or not words or words[-1][0] in '-"':
        return []
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        head, tail = words[:-count], _key(" ".join(words[-count:]))
        if len(tail) >= SHORTEST and (found := _counted(" ".join(head), tail, now)):
            return found[:MOST]
    return []


def places(prefix: str, now: datetime) -> list[Suggestion]:
    """Cities that begin so, the largest first, each with the jobs around it; there may be none, and it is a city all the same."""
    if len(prefix.strip()) < SHORTEST:
        return []
    return [
        Suggestion("near", name, "", name, how_many(JobCriteria(near=name), now))
        for name in gazetteer.suggest(" ".join(prefix.split()), MOST)
    ]


def _counted(head: str, tail: str, now: datetime) -> list[Suggestion]:
    """Of one class those that find most jobs first; each term once, by the best of its names."""
    found: list[tuple[int, int, Suggestion]] = []
    for entry in [*_met(tail)[:TRIED], *_employers(tail)]:
        query = f"{head} {entry.said}".strip()
        if len(query) <= LONGEST_QUERY and (jobs := how_many(JobCriteria(q=query), now)):
            also = "" if entry.is_present else entry.name
            found.append((entry.rank(tail), -jobs, Suggestion(entry.kind, entry.label, also, query, jobs)))
    return [suggestion for _rank, _jobs, suggestion in sorted(found, key=lambda one: one[:2])]


def _met(tail: str) -> list[_Entry]:
    """One entry a term, met by its best name."""
    met = (entry for entry in _entries() if entry.key.startswith(tail) or f" {tail}" in entry.key)
    best: dict[tuple[str, str], _Entry] = {}
    for entry in sorted(met, key=lambda one: (one.rank(tail), one.name.islower())):
        best.setdefault((entry.kind, entry.label), entry)
    return list(best.values())


@cache
def _entries() -> tuple[_Entry, ...]:
    entries = []
    for group in FILTERS:
        for term in group.word_list.active:
            said = own_name(group.word_list.name, term)
            for name in term.names if said and term.id != "other" else ():
                present = name in (term.label, term.short, said)
                entries.append(_Entry(group.name, term.full_label, name, said, _key(name), present))
    return tuple(entries)


def own_name(word_list: str, term: Term) -> str:
    """The name by which a query finds just this term: its short name or label, else the first that names it."""
    for name in (term.short, *term.names):
        wanted = words_of(name).wanted
        if len(wanted) == 1 and (word_list, term.id) in wanted[0].terms:
            return name
    return ""


def _employers(tail: str) -> list[_Entry]:
    begins = or_(Employer.name.istartswith(tail, autoescape=True), Employer.name.icontains(f" {tail}", autoescape=True))
    named = db.session.scalars(
        public_employers().where(begins).order_by(Employer.name, Employer.id).limit(MOST_EMPLOYERS)
    ).all()
    quoted = {one.name: " ".join(one.name.replace(QUOTE, " ").split()) for one in named}
    return [_Entry("employer", name, name, f'"{said}"', _key(name)) for name, said in quoted.items()]


def _key(text: str) -> str:
    """Small letters and digits with single blanks: "CPC-A" and "cpc a" begin alike."""
    return " ".join(word.text for word in words_in(text))
