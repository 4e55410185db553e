"""The filters beside a list: every value with the number of jobs it would leave. Plain functions; no database, no HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from careercenter.jobs.criteria import USUAL_RADIUS, JobCriteria
from careercenter.jobs.describing import NOUNS, employer_in_words
from careercenter.jobs.terms import LISTS
from careercenter.sentences import capital

AT_ONCE = 7  # values of a group that are seen without unfolding
LADDERS = ("workplace", "employment")  # short lists that are read in their own order


class Choice(NamedTuple):
    """One value: how many jobs match with it, all other names as they are."""

    value: str
    words: str
    jobs: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """
    The values of one name, the commonest first. A folded group, and the list of further values, open when one of theirs
    is chosen.
    """

    name: str
    heading: str
    choices: tuple[Choice, ...]
    folded: bool = False

    @property
    def first(self) -> tuple[Choice, ...]:
        return self.choices[:AT_ONCE]

    @property
    def rest(self) -> tuple[Choice, ...]:
        return self.choices[AT_ONCE:]

    @property
    def has_chosen_rest(self) -> bool:
        return any(choice.is_chosen for choice in self.rest)

    @cached_property
    def chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Step:
    """A least pay to choose: dollars an hour, how many jobs reach it, and the search with it."""

    dollars: str
    count: int
    criteria: JobCriteria


@dataclass(frozen=True)
class Age:
    """A longest age to choose, in days. `jobs` is None for one that is in force and none of the common ones."""

    days: int
    words: str
    jobs: int | None


AGES_IN_WORDS = {1: "Today", 7: "In the last week", 14: "In the last 2 weeks", 30: "In the last month"}
RADII = (10, 25, USUAL_RADIUS, 100, 200)  # miles
OPEN = ("credential", "workplace", "specialty", "tool")
FOLDED = ("setting", "employment", "code_set", "title", "employer")
WORDS = {name: {term.id: term.short for term in word_list.values()} for name, word_list in LISTS.items()}
ORDER = {name: {value: place for place, value in enumerate(word_list)} for name, word_list in LISTS.items()}


def unticked(criteria: JobCriteria) -> JobCriteria:
    """The search that the filters narrow: its words, its states and its place."""
    return replace(JobCriteria(), q=criteria.q, state=criteria.state, near=criteria.near, radius=criteria.radius)


def facets(
    criteria: JobCriteria, counts: Mapping[str, Mapping[str, int]], usual: Mapping[str, Mapping[str, int]]
) -> dict[str, Facet]:
    """
    By name, in the order of the page. `usual` are the counts of the search that the filters narrow: they alone say which
    values are shown and in which order, so that nothing moves under the pointer as one value after the other is ticked.
    """
    found = {name: _facet(name, criteria, counts[name], usual[name]) for name in (*OPEN, *FOLDED)}
    return {name: facet for name, facet in found.items() if facet.choices}


def pay_steps(criteria: JobCriteria, counts: Mapping[str, Mapping[str, int]]) -> list[Step]:
    """The bands of pay that would leave a job and are not the one in force."""
    bands = ((dollars, count, round(float(dollars) * 100)) for dollars, count in counts["pay_min"].items())
    return [
        Step(dollars, count, replace(criteria, pay_min=cents))
        for dollars, count, cents in bands
        if count and cents != criteria.pay_min
    ]


def age_steps(criteria: JobCriteria, counts: Mapping[str, Mapping[str, int]]) -> list[Age]:
    """The ages that are counted, and the one in force."""
    jobs = {int(days): count for days, count in counts["posted"].items()}
    days = sorted({*jobs, *filter(None, [criteria.posted])})
    return [Age(one, AGES_IN_WORDS.get(one, f"In the last {one} days"), jobs.get(one)) for one in days]


def radius_steps(criteria: JobCriteria) -> list[int]:
    """Miles to choose, the ones in force among them."""
    return sorted({*RADII, criteria.miles})


def _facet(name: str, criteria: JobCriteria, counts: Mapping[str, int], usual: Mapping[str, int]) -> Facet:
    heading = capital(NOUNS[name])
    chosen: tuple[str, ...] = getattr(criteria, name)
    words = WORDS.get(name)
    choices = [
        Choice(value, words[value] if words else employer_in_words(value), counts.get(value, 0), value in chosen)
        for value in dict.fromkeys([*chosen, *usual, *counts])
        if not words or value in words  # a job may carry a term of a later release
    ]
    order = ORDER.get(name, {})
    if name in LADDERS:
        return Facet(name, heading, tuple(sorted(choices, key=lambda one: order[one.value])), name in FOLDED)

    def rank(one: Choice) -> tuple[int, int, int, str]:
        common = usual.get(one.value, 0)
        return -common, 0 if common else -one.jobs, order.get(one.value, 0), one.words

    return Facet(name, heading, tuple(sorted(choices, key=rank)), name in FOLDED)
