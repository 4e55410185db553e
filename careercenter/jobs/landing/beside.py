"""The landing pages beside one, the directory of them all, and those that search engines may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from careercenter.jobs.facts import REMOTE
from careercenter.jobs.index import Counted
from careercenter.jobs.landing.address import AXES, Landing
from careercenter.jobs.search import how_many, search
from careercenter.jobs.terms import FILTER_NAMED, LISTS

LEAST = 3  # open jobs, below which a page is shown but kept out of search engines, sitemap and links
MOST_NEIGHBOURS = 12


@dataclass(frozen=True)
class Neighbour:
    landing: Landing
    words: str
    count: int


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
