"""
Which words of the lists a job carries, and where they stand: one row a group, for search, index, filters and reasons.

A group that has a name in the query string is a filter; the others are known to typed words alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from careercenter.jobs.models import TermKind
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
from careercenter.vocabulary.normalising import tokens

# Names that rungs of the ladder share, so that no text is read by them: "Medical Coder" may be any of three. As tokens.
SHARED_TITLES = tuple(
    sorted({tuple(tokens(name)) for title in JOB_TITLES.values() for name in title.loose if " " in name})
)


@dataclass(frozen=True)
class Group:
    """
    Terms of one word list. A job carries them in rows of `kind`, or in one column of its own; those of `state` follow
    from several facts (`places.open_states`).
    """

    name: str
    word_list: WordList
    kind: TermKind | None = None
    column: str = ""


FILTERS = (
    Group("title", JOB_TITLES, column="title_id"),
    Group("credential", CREDENTIALS, kind=TermKind.CREDENTIAL),
    Group("specialty", SPECIALTIES, kind=TermKind.SPECIALTY),
    Group("code_set", CODE_SETS, kind=TermKind.CODE_SET),
    Group("setting", SETTINGS, kind=TermKind.SETTING),
    Group("tool", TOOLS, kind=TermKind.TOOL),
    Group("workplace", WORKPLACES, column="workplace"),
    Group("employment", EMPLOYMENT_TYPES, column="employment"),
    Group("state", STATES),
)
SPOKEN = (
    Group("benefit", BENEFITS, kind=TermKind.BENEFIT),
    Group("work_type", WORK_TYPES, column="quota_work_type"),
)
GROUPS = (*FILTERS, *SPOKEN)
LISTS = {group.name: group.word_list for group in FILTERS}
GROUP_OF_LIST = {group.word_list.name: group.name for group in GROUPS}
US_ONLY = frozenset(term.id for term in WORK_LOCATIONS.values() if term.group == "us")
