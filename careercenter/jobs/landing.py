"""
Landing pages: the lists that people ask for by name, such as remote CPC jobs open to Texas, each at an address of words.

A page has at most one credential or one kind of work, one state, and may be of remote jobs alone; so there are few
enough of them to count. Addresses keep this order: /jobs/remote/credential/cpc/in/texas. Plain functions; no HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from careercenter.counting import counted
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import REMOTE
from careercenter.jobs.index import Counted
from careercenter.jobs.search import how_many, search
from careercenter.jobs.terms import FILTER_NAMED, LISTS
from careercenter.sentences import capital
from careercenter.slugs import slug
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES

LEAST = 3  # open jobs, below which a page is shown but kept out of search engines, sitemap and links
MOST_NEIGHBOURS = 12
CREDENTIAL_SLUGS = {slug(term.short): term.id for term in CREDENTIALS.values()}
SPECIALTY_SLUGS = {slug(term.label): term.id for term in SPECIALTIES.values()}
STATE_SLUGS = {slug(term.label): term.id for term in STATES.values()}
AXES = ("credential", "specialty", "state")


@dataclass(frozen=True)
class Landing:
    """Ids of the vocabulary; at least one thing is said, and never both a credential and a kind of work."""

    credential: str | None = None
    specialty: str | None = None
    state: str | None = None
    remote: bool = False

    @property
    def criteria(self) -> JobCriteria:
        chosen: dict[str, Any] = {axis: (value,) for axis in AXES if (value := getattr(self, axis))}
        return JobCriteria(**chosen, workplace=(REMOTE,) if self.remote else ())

    @property
    def trail(self) -> str:
        """The address after /jobs/."""
        parts = ["remote"] if self.remote else []
        if self.credential:
            parts += ["credential", slug(CREDENTIALS[self.credential].short)]
        if self.specialty:
            parts += ["specialty", slug(SPECIALTIES[self.specialty].label)]
        if self.state:
            parts += ["in", slug(STATES[self.state].label)]
        return "/".join(parts)

    @property
    def heading(self) -> str:
        """Remote CPC jobs open to Texas."""
        kind = CREDENTIALS[self.credential].short if self.credential else SPECIALTIES.label(self.specialty)
        words = " ".join(part for part in ("Remote" if self.remote else "", kind, "jobs") if part)
        return capital(f"{words} open to {STATES.label(self.state)}" if self.state else words)

    def at(self, axis: str, term: str | None) -> Landing:
        """The same page with this term, or none, on this axis."""
        said: dict[str, Any] = {axis: term}
        return replace(self, **said)

    @property
    def wider(self) -> list[Landing]:
        """The same with one thing less said."""
        gone = [self.at(axis, None) for axis in AXES if getattr(self, axis)]
        gone += [replace(self, remote=False)] if self.remote else []
        return [one for one in gone if one != Landing()]


@dataclass(frozen=True)
class Neighbour:
    landing: Landing
    words: str
    count: int


def from_trail(trail: str) -> Landing | None:
    """The page at /jobs/<trail>; None for an address that is none of ours, word for word."""
    parts = trail.split("/")
    said: dict[str, object] = {"remote": parts[:1] == ["remote"]}
    rest = parts[1:] if said["remote"] else parts
    names = {"credential": CREDENTIAL_SLUGS, "specialty": SPECIALTY_SLUGS, "in": STATE_SLUGS}
    for name, word in zip(rest[::2], rest[1::2], strict=False):
        said["state" if name == "in" else name] = names.get(name, {}).get(word)
    if not said.keys() <= Landing.__dataclass_fields__.keys():
        return None
    landing = Landing(**said)  # type: ignore[arg-type]
    return landing if landing.trail == trail else None


def sentence(landing: Landing, total: int, pay_stated: int) -> str:
    """What there is, in numbers: "12 fully remote jobs that ask for the CPC … are open to … Texas. 11 of them state their pay." """
    one = total == 1
    subject = counted(total, "fully remote job" if landing.remote else "open job")
    wish = ""
    if landing.credential:
        wish = f"{'asks' if one else 'ask'} for the {CREDENTIALS[landing.credential].short} or would like it"
    elif landing.specialty:
        wish = f"{'names' if one else 'name'} {SPECIALTIES.label(landing.specialty)} among the kinds of work"
    if landing.state:
        where = f"{'is' if one else 'are'} open to people who live in {STATES.label(landing.state)}"
        said = f"{subject} that {wish} {where}" if wish else f"{subject} {where}"
    else:
        said = f"{subject} {wish}" if wish else counted(total, "open job is fully remote", "open jobs are fully remote")
    return f"{said}. {_pay(total, pay_stated)}"


def neighbours(landing: Landing, counts: Mapping[str, Mapping[str, int]]) -> dict[str, list[Neighbour]]:
    """By heading, the pages beside this one that hold enough jobs, the largest first. The counts are those of its own search."""
    found: dict[str, list[Neighbour]] = {}
    remote = counts["workplace"].get(REMOTE, 0)
    if not landing.remote and remote >= LEAST:
        narrower = replace(landing, remote=True)
        found["Only remote"] = [Neighbour(narrower, narrower.heading, remote)]
    if not landing.specialty:
        found[FILTER_NAMED["credential"].by] = _along(landing, "credential", counts)
    if not landing.credential:
        found[FILTER_NAMED["specialty"].by] = _along(landing, "specialty", counts)
    found[FILTER_NAMED["state"].by] = _along(landing, "state", counts)
    return {heading: those for heading, those in found.items() if those}


def wider(landing: Landing, now: datetime) -> list[Neighbour]:
    return [Neighbour(one, one.heading, how_many(one.criteria, now)) for one in landing.wider]


def directory(found: Counted) -> dict[str, list[Neighbour]]:
    """Every page that says one thing and has a job, from one counted search of all jobs; in the order of the lists."""
    by_axis = {
        FILTER_NAMED[axis].by: [
            Neighbour(Landing().at(axis, term), LISTS[axis][term].short, found.counts[axis][term])
            for term in LISTS[axis]
            if found.counts[axis].get(term)
        ]
        for axis in AXES
    }
    return {heading: those for heading, those in by_axis.items() if those}


def indexable(now: datetime) -> Iterator[Landing]:
    """Every page that search engines may know: those with enough open jobs. Some hundred counts; no statement."""
    for remote in (False, True):
        start = Landing(remote=remote)
        found = search(start.criteria, now, answer=Counted, most=0)
        if remote and found.total >= LEAST:
            yield start
        yield from _enough(start, found.counts, AXES)
        for state, count in found.counts["state"].items():
            if count >= LEAST:
                there = replace(start, state=state)
                counts = search(there.criteria, now, answer=Counted, most=0).counts
                yield from _enough(there, counts, ("credential", "specialty"))


def _enough(landing: Landing, counts: Mapping[str, Mapping[str, int]], axes: tuple[str, ...]) -> Iterator[Landing]:
    for axis in axes:
        for term, count in counts[axis].items():
            if count >= LEAST:
                yield landing.at(axis, term)


def _along(landing: Landing, axis: str, counts: Mapping[str, Mapping[str, int]]) -> list[Neighbour]:
    """The same page with another value, or a first one, on this axis."""
    here = getattr(landing, axis)
    enough = [(term, count) for term, count in counts[axis].items() if count >= LEAST and term != here]
    largest = sorted(enough, key=lambda one: -one[1])[:MOST_NEIGHBOURS]
    return [Neighbour(landing.at(axis, term), LISTS[axis][term].short, count) for term, count in largest]


def _pay(total: int, stated: int) -> str:
    if total == 1:
        return "It states its pay." if stated else "It does not state its pay."
    if stated in (0, total):
        return "All of them state their pay." if stated else "None of them states its pay."
    return f"{stated:,} of them {'states its' if stated == 1 else 'state their'} pay."
