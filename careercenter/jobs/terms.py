"""
Which words of the lists a job carries, and where they stand: one row a group, for search, index, filters and reasons.

A group that has a name in the query string is a filter; the others are known to typed words alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from careercenter.jobs.facts import JobFacts, searched_by
from careercenter.jobs.models import TermKind
from careercenter.sentences import capital
from careercenter.vocabulary import (
    BENEFITS,
    CODE_SETS,
    CREDENTIALS,
    EMPLOYMENT_TYPES,
    JOB_TITLES,
    SETTINGS,
    SPECIALTIES,
    STATES,
    TOOLS,
    WORK_LOCATIONS,
    WORK_TYPES,
    WORKPLACES,
    WordList,
)
from careercenter.vocabulary.normalising import search_words, tokens

# Names that rungs of the ladder share, so that no text is read by them: "Medical Coder" may be any of three. As tokens.
SHARED_TITLES = tuple(
    sorted({tuple(tokens(name)) for title in JOB_TITLES.values() for name in title.loose if " " in name})
)


@dataclass(frozen=True)
class Group:
    """
    Terms of one word list. `noun` is what people call one of them. A job carries them in rows of `kind`, or in one column
    of its own; those of `state` follow from several facts (`facts.searched_by`).
    """

    name: str
    noun: str
    word_list: WordList
    kind: TermKind | None = None
    column: str = ""

    @property
    def heading(self) -> str:
        """Above its terms: "Kind of work"."""
        return capital(self.noun)

    @property
    def by(self) -> str:
        """Above what is listed term by term: "By kind of work"."""
        return f"By {self.noun}"


FILTERS = (
    Group("title", "job title", JOB_TITLES, column="title_id"),
    Group("credential", "credential", CREDENTIALS, kind=TermKind.CREDENTIAL),
    Group("specialty", "kind of work", SPECIALTIES, kind=TermKind.SPECIALTY),
    Group("code_set", "code set", CODE_SETS, kind=TermKind.CODE_SET),
    Group("setting", "setting", SETTINGS, kind=TermKind.SETTING),
    Group("tool", "system", TOOLS, kind=TermKind.TOOL),
    Group("workplace", "workplace", WORKPLACES, column="workplace"),
    Group("employment", "employment", EMPLOYMENT_TYPES, column="employment"),
    Group("state", "state", STATES),
)
SPOKEN = (
    Group("benefit", "benefit", BENEFITS, kind=TermKind.BENEFIT),
    Group("work_type", "kind of chart", WORK_TYPES, column="quota_work_type"),
)
GROUPS = (*FILTERS, *SPOKEN)
FILTER_NAMED = {group.name: group for group in FILTERS}
LISTS = {group.name: group.word_list for group in FILTERS}
GROUP_OF_LIST = {**{group.word_list.name: group.name for group in GROUPS}, "apprentices": "apprentice"}
CODER_TITLES = tuple(title.id for title in JOB_TITLES.values() if title.group == "coding")
CODER_WORDS = (("coder",), ("coding",))  # tokens of a title that may be a coder's
US_ONLY = frozenset(term.id for term in WORK_LOCATIONS.values() if term.group == "us")


def terms_of(facts: JobFacts) -> dict[str, tuple[str, ...]]:
    """By the name in the query string, the ids that a job is found by (the index reads the same from the tables)."""
    return {
        "title": _one(facts.title_id),
        "credential": facts.credentials,
        "specialty": facts.specialties,
        "code_set": facts.code_sets,
        "setting": facts.settings,
        "tool": facts.tools,
        "workplace": _one(facts.workplace),
        "employment": _one(facts.employment),
        "state": searched_by(facts),
    }


@lru_cache(1_000)
def rungs_saying(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """The rungs of the ladder whose names, as the page shows them, hold these tokens side by side."""
    said = f" {' '.join(phrase)} "
    return tuple(
        rung.id for rung in JOB_TITLES.values() if any(said in search_words(name) for name in (rung.label, rung.short))
    )


def _one(term: str | None) -> tuple[str, ...]:
    return () if term is None else (term,)
