"""CSV with a line of names at the top (commas, semicolons, tabs or bars). Columns are named as in FIELDS; others are not read."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import chain

from careercenter.jobs.importing.dialect import Dialect
from careercenter.jobs.importing.dialects import named_fields
from careercenter.jobs.importing.files import LineFile
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed

NAME = "csv"
DELIMITERS = ",;\t|"
LONGEST_CELL = 2_000_000
SHOWN = 8  # names of columns told of a table that has no title

csv.field_size_limit(min(LONGEST_CELL, sys.maxsize))


def fits(_file: LineFile) -> bool:
    """Whatever has lines may be a table; `read` says what is missing in one that is none."""
    return True


def read(file: LineFile) -> Feed:
    """Raises NotAFeed when the first line names no title."""
    rest = iter(file)
    first = next(rest, "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(chain([first], rest), delimiter=delimiter)
    try:
        header = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
    except csv.Error as error:
        raise NotAFeed(f"CSV whose first line can't be read: {error}") from None
    if not named_fields.has_title(header):
        raise NotAFeed(f"{_kind(header)} without a column for the title (its columns: {_some(header)})")
    return Feed(NAME, _rows(reader, header))


def _rows(reader: Iterator[list[str]], header: list[str]) -> Iterator[ImportedRow]:
    line_of = reader
    while True:
        where = f"line {line_of.line_num + 1}"  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ImportedRow(where, problem=f"It can't be read as CSV: {error}.")
            continue
        if any(cell.strip() for cell in cells):
            yield _row(where, header, cells)


def _row(where: str, header: list[str], cells: list[str]) -> ImportedRow:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        return ImportedRow(where, problem=f"It has {len(cells)} cells, and the first line names {len(header)}.")
    return named_fields.row(where, dict(zip(header, cells, strict=False)))


def _kind(header: list[str]) -> str:
    return "CSV" if len(header) > 1 else "plain text"


def _some(header: list[str]) -> str:
    shown = [name[:40] or "(empty)" for name in header[:SHOWN]]
    return ", ".join(shown) + (f" and {len(header) - SHOWN} more" if len(header) > SHOWN else "")


DIALECT = Dialect(NAME, "CSV", fits, read)
