"""What each dialect gives: its names, how a document is known to be in it, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from careercenter.jobs.importing.rows import Feed, ImportedRow

Document = TypeVar("Document")


@dataclass(frozen=True)
class Dialect(Generic[Document]):
    """
    A format of feeds. `name` is what --format and the source of a job call it, `title` what people do. The document is
    what JSON says, an XmlDocument, or the lines of a file.
    """

    name: str
    title: str
    fits: Callable[[Document], bool]
    read: Callable[[Document], Feed]


def by_name(*dialects: Dialect[Document]) -> dict[str, Dialect[Document]]:
    """In the order in which they are tried."""
    return {dialect.name: dialect for dialect in dialects}


def object_rows(
    objects: Iterable[Any], word: str, row: Callable[[str, dict[str, Any]], ImportedRow]
) -> Iterator[ImportedRow]:
    """A row for each object of a list ("job 1", "job 2"); what is no object is a row with that problem."""
    for number, one in enumerate(objects, 1):
        where = f"{word} {number}"
        yield row(where, one) if isinstance(one, dict) else ImportedRow(where, problem="It is not an object.")
