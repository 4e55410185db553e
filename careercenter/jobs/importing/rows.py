"""What every reader gives: a feed with its rows, or a file that is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from careercenter.jobs.reading.hints import NO_HINTS, Hints


class NotAFeed(Exception):
    """A file that can't be read as jobs. The message says what was seen in it, with line and column where there are any."""


@dataclass(frozen=True)
class ImportedRow:
    """
    One job as a feed has it. `where` is its line or its number in the file, for people ("line 12", "item 3").

    `description` is HTML, Markdown or plain text as it came; `sections` are further texts, each with its heading.
    `problem` says why the row can't be a job; then the rest may be empty.
    """

    where: str
    title: str = ""
    employer: str = ""
    external_id: str = ""
    description: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    requisition: str = ""
    url: str = ""
    apply_url: str = ""
    posted: date | None = None
    hints: Hints = NO_HINTS
    problem: str = ""


@dataclass(frozen=True)
class Feed:
    """
    A file that was recognised. `dialect` is the name of its format, `publisher` who gives it out (it stands in for the
    employer in rows that name none), `key` what tells this feed from others of its dialect. `length` is the number of
    rows, where it is known before they are read.
    """

    dialect: str
    rows: Iterable[ImportedRow] = field(repr=False)
    publisher: str = ""
    key: str = ""
    length: int | None = None
