"""
The rows of a feed, read and judged by themselves. Reading a text takes longer than writing a job, and nothing here asks
the database, so that nobody who writes waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic

from careercenter.jobs.facts import JobFacts
from careercenter.jobs.importing.descriptions import one_line
from careercenter.jobs.importing.facts import facts_from
from careercenter.jobs.importing.identity import external_id
from careercenter.jobs.importing.outcomes import Outcome, RowResult
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed, unforeseen

LONGEST_NAME = 160
SPAN = 0.5  # seconds of reading
MOST = 50  # rows

NO_TITLE = "It has no title."
NO_EMPLOYER = "It names no employer, and neither does the feed. Say whose jobs these are with --employer."


@dataclass(frozen=True)
class Reading:
    """What a row says, to be written; without facts there is nothing to write, and the result stands."""

    result: RowResult
    facts: JobFacts | None = None


def readings(feed: Feed, employer: str = "") -> Iterator[Reading]:
    """
    One for each row, all of them of this employer where it is named. A file that breaks off ends with a refused row
    that says so.
    """
    where = "the beginning"
    seen: dict[str, tuple[str, JobFacts]] = {}
    try:
        for row in feed.rows:
            where = row.where
            reading = _read(row, employer or one_line(row.employer or feed.publisher)[:LONGEST_NAME])
            yield _once(reading, seen)
    except NotAFeed as broken:
        row = ImportedRow(f"after {where}")
        yield Reading(RowResult(row, Outcome.REFUSED, reason=f"The file breaks off: {broken}"))


def in_spans(rows: Iterator[Reading]) -> Iterator[list[Reading]]:
    """What was read within half a second, fifty rows at most: so much is written in one transaction."""
    span, began = [], monotonic()
    for one in rows:
        span.append(one)
        if len(span) >= MOST or monotonic() - began >= SPAN:
            yield span
            span, began = [], monotonic()
    if span:
        yield span


def _read(row: ImportedRow, employer: str) -> Reading:
    refused = RowResult(row, Outcome.REFUSED, employer=employer)
    if reason := row.problem or ("" if one_line(row.title) else NO_TITLE) or ("" if employer else NO_EMPLOYER):
        return Reading(replace(refused, reason=reason))
    try:
        facts = facts_from(row)
        return Reading(replace(refused, external_id=external_id(row, facts, employer), facts=facts), facts)
    except Exception as error:  # a text that nobody foresaw must not stop the rows behind it
        return Reading(replace(refused, reason=unforeseen(error)))


def _once(reading: Reading, seen: dict[str, tuple[str, JobFacts]]) -> Reading:
    """The second row of one id in a file says nothing new, or is another job under the same id."""
    result, facts = reading.result, reading.facts
    if facts is None:
        return reading
    first, said = seen.setdefault(result.external_id, (result.row.where, facts))
    if first == result.row.where:
        return reading
    if said == facts:
        return Reading(replace(result, outcome=Outcome.UNCHANGED))
    return Reading(replace(result, reason=f"It has the same id as {first}."))
