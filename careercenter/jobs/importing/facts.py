"""A row of a feed as a job's facts."""

from __future__ import annotations

import re
from dataclasses import replace

from careercenter.jobs.facts import JobFacts
from careercenter.jobs.importing.descriptions import joined, one_line
from careercenter.jobs.importing.rows import ImportedRow
from careercenter.jobs.reading.facts import read_facts

LONGEST_TITLE = 200
LONGEST_NUMBER = 60
LONGEST_ADDRESS = 600
ADDRESS = re.compile(r"https?://([^\s/@\\?#]+\.[^\s/@\\?#]+(?:[/?#][^\s\\]*)?)", re.IGNORECASE)


def facts_from(row: ImportedRow) -> JobFacts:
    """What the row says: its fields, and what its text says beside them."""
    title = _cut(one_line(row.title), LONGEST_TITLE)
    read = read_facts(title, joined(row.description, row.sections), row.hints)
    return replace(read, requisition=one_line(row.requisition)[:LONGEST_NUMBER], apply_url=_apply_address(row))


def _apply_address(row: ImportedRow) -> str | None:
    """Where one applies, encrypted: the board leads nobody to an address that is not https."""
    for said in (row.apply_url, row.url):
        match = ADDRESS.fullmatch(one_line(said))
        if match and len(match[1]) <= LONGEST_ADDRESS - len("https://"):
            return f"https://{match[1]}"
    return None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
