"""
What somebody looks for: one criteria, one parser, one meaning, for page, feeds, saved searches, alerts and commands.

The query string is the contract's: vocabulary ids; several values of one name are OR, different names are AND. An
unknown name or value is dropped and reported, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from careercenter.cleaning import CONTROLS, HIGHEST_PAGE, whole_number
from careercenter.gazetteer import place_named, places_away
from careercenter.jobs.terms import LISTS
from careercenter.jobs.words import Words, words_of

SORTS = ("relevance", "newest", "pay", "quota", "distance")
LONGEST_QUERY = 200  # characters
CURLY = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
NO_TEXT = "\ufffd"  # what stands in for bytes of an address that are not UTF-8
MOST_VALUES = 60  # of one name
MOST_DAYS = 3_650
MOST_DOLLARS = 10_000
USUAL_RADIUS = 50  # miles
MOST_MILES = 500
EMPLOYER_SLUG = re.compile(r"[a-z0-9-]{1,90}")


@dataclass(frozen=True)
class Dropped:
    """A part of a query string that means nothing here: said on the page, so that nobody waits for a filter that is not in force."""

    name: str
    value: str
    is_name: bool = False
    is_away: bool = False  # it may mean something, but can't be looked up at this moment


@dataclass(frozen=True)
class JobCriteria:
    """
    `pay_min` is in cents an hour, `posted` in days, `near` the name of a place and `radius` in miles around it, None for
    the usual ones. `closed` shows the jobs closed to `state` as well. Tuples are sorted and hold each value once.
    """

    q: str = ""
    title: tuple[str, ...] = ()
    credential: tuple[str, ...] = ()
    specialty: tuple[str, ...] = ()
    code_set: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()
    workplace: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    employer: tuple[str, ...] = ()
    pay_min: int | None = None
    posted: int | None = None
    apprentice: bool = False
    us_only: bool = False
    near: str = ""
    radius: int | None = None
    closed: bool = False
    sort: str = ""

    @property
    def words(self) -> Words:
        return words_of(self.q)

    @property
    def order(self) -> str:
        """The order asked for; without one, relevance where there are words and newest first otherwise."""
        if self.sort:
            return self.sort
        return "relevance" if self.words.wanted else "newest"

    @property
    def miles(self) -> int:
        """How far from `near` an office may lie."""
        return self.radius or USUAL_RADIUS

    @cached_property
    def is_empty(self) -> bool:
        return replace(self, sort="") == JobCriteria()

    def pairs(self) -> list[tuple[str, str]]:
        """The canonical query string as pairs: names in alphabetical order, values sorted, nothing that says nothing."""
        pairs: list[tuple[str, str]] = []
        for name in NAMES:
            value = getattr(self, name)
            if not value:
                continue
            if isinstance(value, tuple):
                pairs += [(name, one) for one in value]
            elif value is True:
                pairs.append((name, "1"))
            elif name == "pay_min":
                pairs.append((name, f"{value / 100:g}"))
            else:
                pairs.append((name, str(value)))
        return pairs

    def query_string(self) -> str:
        return self._query_string

    @cached_property
    def _query_string(self) -> str:
        """A page of results names its own address a dozen times."""
        return urlencode(self.pairs())

    def without(self, name: str, value: str | None = None) -> JobCriteria:
        """The same search with one filter, or one value of it, left out."""
        now: Any = getattr(self, name)
        left: Any = tuple(one for one in now if one != value) if value is not None else getattr(JobCriteria(), name)
        return _that_make_sense(replace(self, **{name: left}))

    def sorted_by(self, sort: str) -> JobCriteria:
        return replace(self, sort=sort)

    def open_to(self, state: str) -> JobCriteria:
        return replace(self, state=(state,))

    def around(self, place: str) -> JobCriteria:
        return replace(self, near=place)

    def showing_closed(self) -> JobCriteria:
        return replace(self, closed=True)

    def filters_alone(self) -> JobCriteria:
        """Which jobs are meant, and no more: not the order of one page, and no job that is closed to the states asked for."""
        return replace(self, sort="", closed=False)


NAMES = tuple(sorted(field.name for field in fields(JobCriteria)))


def parse(values: Mapping[str, Iterable[str]]) -> tuple[JobCriteria, list[Dropped]]:
    """The criteria of a query string given as name → values, and what of it was dropped."""
    known: dict[str, object] = {}
    dropped: list[Dropped] = []
    for name, given in values.items():
        typed = [text for text in given if text.strip(" ")]
        texts = [text for text in (CONTROLS.sub(" ", one).strip() for one in typed) if text]
        if name == "page":
            dropped += [Dropped(name, text[:60]) for text in texts[:1] if not whole_number(text, most=HIGHEST_PAGE)]
        elif not texts:
            dropped += [Dropped(name[:60], "", is_name=name not in NAMES)] if any(map(CONTROLS.search, typed)) else []
        elif name in LISTS:
            known[name] = _ids(name, texts, dropped)
        elif name in READERS:
            known[name] = READERS[name](name, texts, dropped)
        else:
            dropped.append(Dropped(name[:60], texts[0][:60], is_name=True))
    asked = JobCriteria(**known)  # type: ignore[arg-type]
    criteria = _that_make_sense(asked)
    said = dict(asked.pairs())
    left = [name for name in ("radius", "closed", "sort") if getattr(criteria, name) != getattr(asked, name)]
    return criteria, [*dropped, *(Dropped(name, said[name]) for name in left)]


def _that_make_sense(criteria: JobCriteria) -> JobCriteria:
    """A radius and an order by distance need a place, and "closed" needs the state that jobs are closed to."""
    if not criteria.near:
        sort = "" if criteria.sort == "distance" else criteria.sort
        criteria = replace(criteria, radius=None, sort=sort)
    return criteria if criteria.state else replace(criteria, closed=False)


def _ids(name: str, texts: list[str], dropped: list[Dropped]) -> tuple[str, ...]:
    """Several ids may stand in one value, parted by commas: one option of a select is then several states."""
    word_list = LISTS[name]
    found = set()
    split = [one.strip() for text in texts for one in text.split(",") if one.strip()]
    for text in split[:MOST_VALUES]:
        term = text.upper() if name == "state" else text.lower()
        if term in word_list:
            found.add(term)
        else:
            dropped.append(Dropped(name, text[:60]))
    return tuple(sorted(found))


def _query(name: str, texts: list[str], dropped: list[Dropped]) -> str:
    """Curly quotes, which phones write by themselves, are quotes. Bytes that are no text, and nothing beside, are no words."""
    if NO_TEXT in texts[0] and not any(map(str.isalnum, texts[0])):
        dropped.append(Dropped(name, texts[0][:60]))
        return ""
    return " ".join(texts[0].translate(CURLY)[:LONGEST_QUERY].split())


def _employers(name: str, texts: list[str], dropped: list[Dropped]) -> tuple[str, ...]:
    good = {text for text in texts[:MOST_VALUES] if EMPLOYER_SLUG.fullmatch(text)}
    dropped += [Dropped(name, text[:60]) for text in texts[:MOST_VALUES] if text not in good]
    return tuple(sorted(good))


def _dollars(name: str, texts: list[str], dropped: list[Dropped]) -> int | None:
    match = re.fullmatch(r"\$?(\d{1,5}(?:\.\d{1,2})?)", texts[0], re.ASCII)
    cents = round(float(match[1]) * 100) if match else 0
    if not 0 < cents <= MOST_DOLLARS * 100:
        dropped.append(Dropped(name, texts[0][:60]))
        return None
    return cents


def _days(name: str, texts: list[str], dropped: list[Dropped]) -> int | None:
    days = whole_number(texts[0], most=MOST_DAYS)
    if not days:
        dropped.append(Dropped(name, texts[0][:60]))
        return None
    return days


def _place(name: str, texts: list[str], dropped: list[Dropped]) -> str:
    place = place_named(texts[0])
    if place is None:
        dropped.append(Dropped(name, texts[0][:60], is_away=places_away()))
    return place.name if place else ""


def _miles(name: str, texts: list[str], dropped: list[Dropped]) -> int | None:
    miles = whole_number(texts[0], most=MOST_MILES)
    if not miles:
        dropped.append(Dropped(name, texts[0][:60]))
    return miles if miles and miles != USUAL_RADIUS else None


def _flag(name: str, texts: list[str], dropped: list[Dropped]) -> bool:
    if texts[0] == "1":
        return True
    dropped.append(Dropped(name, texts[0][:60]))
    return False


def _sort(name: str, texts: list[str], dropped: list[Dropped]) -> str:
    if texts[0] in SORTS:
        return texts[0]
    dropped.append(Dropped(name, texts[0][:60]))
    return ""


READERS = {
    "q": _query,
    "employer": _employers,
    "pay_min": _dollars,
    "posted": _days,
    "apprentice": _flag,
    "us_only": _flag,
    "near": _place,
    "radius": _miles,
    "closed": _flag,
    "sort": _sort,
}
