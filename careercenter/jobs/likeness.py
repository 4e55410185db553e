"""
Which other open jobs are like this one, and in which words they are.

A job is like another when it shares the kind of work or the title of the ladder; where neither is known of the job at
hand, the credential asked for. What else they share sets the order: points are added, of equal ones the newest comes
first. A reader whose home state is known sees the jobs that may hire there before all others. The same facts give the
same list on every database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from careercenter.jobs.cards import Card, card_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.index import Likeness, job_index
from careercenter.jobs.search import in_order
from careercenter.jobs.terms import LISTS, terms_of
from careercenter.sentences import capital

MOST = 4


@dataclass(frozen=True)
class Trait:
    """Something that two jobs can share: a group of terms, what it counts, and how it is said."""

    group: str
    points: int
    words: str


TRAITS = (
    Trait("specialty", 6, "same kind of work"),
    Trait("title", 4, "same title"),
    Trait("credential", 3, "same credential"),
    Trait("workplace", 2, ""),  # said with its name: "also remote"
    Trait("setting", 2, "same setting"),
)
ALSO = {"remote": "also remote", "hybrid": "also hybrid", "onsite": "also on site"}


@dataclass(frozen=True)
class SimilarJob:
    """`why` is a sentence such as "Same kind of work, same credential, also remote"."""

    card: Card
    why: str


def similar_jobs(job_id: int, facts: JobFacts, now: datetime, *, state: str | None = None) -> list[SimilarJob]:
    """At most 4 open jobs like this one, itself never among them. `state` is the reader's home state where it is known."""
    said = terms_of(facts)
    shared = [(trait.group, said[trait.group], trait.points) for trait in TRAITS]
    needed = [group for group in ("specialty", "title") if said[group]] or ["credential"]
    found = job_index().alike(Likeness(shared, needed, state, but=job_id), now, most=MOST)
    cards = [card_of(job) for job in in_order(found, now)]
    return [SimilarJob(card, why(facts, card.facts)) for card in cards]


def its_kind(facts: JobFacts) -> JobCriteria:
    """The search for jobs of its kind: its kinds of work, else its title of the ladder, else all jobs."""
    both = title_and_work(facts)
    return both.without("title") if both.specialty else both


def title_and_work(facts: JobFacts) -> JobCriteria:
    """The search for its title and its kinds of work, without ids that the lists no longer know."""
    said = terms_of(facts)
    title, specialty = (tuple(sorted(LISTS[name].known(said[name]))) for name in ("title", "specialty"))
    return JobCriteria(title=title, specialty=specialty)


def why(facts: JobFacts, other: JobFacts) -> str:
    """What the two share, in the order of what counts most."""
    ours, theirs = terms_of(facts), terms_of(other)
    words = [_said(trait, other) for trait in TRAITS if not set(ours[trait.group]).isdisjoint(theirs[trait.group])]
    return capital(", ".join(filter(None, words)))


def _said(trait: Trait, other: JobFacts) -> str:
    return trait.words or ALSO.get(other.workplace or "", "same workplace")
