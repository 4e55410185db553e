"""What every reader gives: a feed with its rows, or a file that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from careercenter.jobs.importing.descriptions import printable
from careercenter.jobs.reading.hints import NO_HINTS, Hints

P = ParamSpec("P")


class NotAFeed(Exception):
    """A file that can't be read as jobs. The message says what was seen in it, with line and column where there are any."""

    def __init__(self, seen: str) -> None:
        super().__init__(printable(seen))


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


def guarded(read: Callable[Concatenate[str, P], ImportedRow]) -> Callable[Concatenate[str, P], ImportedRow]:
    """For what reads one row: a row that says something nobody foresaw is refused, and stops none of those behind it."""

    @wraps(read)
    def read_or_refuse(where: str, /, *args: P.args, **kwargs: P.kwargs) -> ImportedRow:
        try:
            return read(where, *args, **kwargs)
        except Exception as error:
            return ImportedRow(where, problem=unforeseen(error))

    return read_or_refuse


def unforeseen(error: Exception) -> str:
    """What is said of something that a reader stumbled over, in words that a terminal can print."""
    return printable(f"It can't be read: {type(error).__name__}: {error}")[:300]
