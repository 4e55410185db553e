"""JSON Lines: one object with named fields (FIELDS) on each line. A line that can't be read is one refused row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from careercenter.jobs.importing.dialect import Dialect
from careercenter.jobs.importing.dialects import named_fields
from careercenter.jobs.importing.files import LineFile
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed

NAME = "jsonl"
PEEK = 50  # lines looked at to learn which fields there are


def fits(file: LineFile) -> bool:
    """Whether the first line is an object of its own, so that the file is not one document over many lines."""
    return isinstance(_object(next((line for line in file if line.strip()), "")), dict)


def read(file: LineFile) -> Feed:
    """Raises NotAFeed when no line of the first fifty has a title."""
    rest = iter(file)
    peeked = list(islice(rest, PEEK))
    objects = [one for one in map(_object, peeked) if isinstance(one, dict)]
    if not any(named_fields.has_title(one) for one in objects):
        fields = ", ".join(dict.fromkeys(name for one in objects for name in one)) or "none"
        raise NotAFeed(f"JSON Lines without a field for the title (its fields: {fields[:200]})")
    return Feed(NAME, _rows(chain(peeked, rest)))


def _rows(lines: Iterable[str]) -> Iterator[ImportedRow]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"line {number}"
        found = _object(line)
        if isinstance(found, dict):
            yield named_fields.row(where, found)
        else:
            yield ImportedRow(where, problem=found if isinstance(found, str) else "It is not an object.")


def _object(line: str) -> Any:
    """The object of a line, or the reason why there is none."""
    try:
        found = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        return f"It is not JSON: {error}."
    return found if isinstance(found, dict) else None


DIALECT = Dialect(NAME, "JSON Lines", fits, read)
