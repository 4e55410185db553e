"""The figures as JSON and CSV. A group with too few jobs is named in them, and none of its numbers are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from careercenter.jobs.criteria import Dropped, JobCriteria
from careercenter.jobs.describing import dropped_in_words, in_words
from careercenter.jobs.pay import HOURS_A_YEAR
from careercenter.pay.figures import LEAST_EMPLOYERS, LEAST_JOBS, TOO_FEW, Figures, by_the_year
from careercenter.pay.market import Market, Row

BASIS = (
    "US dollars an hour, from open jobs that state comparable pay; each job counts with the middle of its range. "
    "Percentiles by linear interpolation between order statistics (Hyndman and Fan, definition 7). "
    f"Yearly figures at {HOURS_A_YEAR:,} hours."
)
COLUMNS = (
    "group",
    "id",
    "label",
    "jobs",
    "employers",
    "p25_hourly",
    "median_hourly",
    "p75_hourly",
    "median_yearly",
    "one_employer_over_half",
    "first_posted",
    "last_posted",
    "note",
)


def as_json(criteria: JobCriteria, market: Market, dropped: Sequence[Dropped]) -> str:
    document = {
        "query": criteria.query_string(),
        "search": in_words(criteria),
        "method": {
            "basis": BASIS,
            "hours_a_year": HOURS_A_YEAR,
            "least_jobs": LEAST_JOBS,
            "least_employers": LEAST_EMPLOYERS,
        },
        "all": _told(market.whole),
        "groups": {
            name: [{"id": row.value, "label": row.label, **_told(row.figures)} for row in rows]
            for name, rows in market.groups.items()
        },
        "dropped": [{"name": one.name, "value": one.value, "why": dropped_in_words(one)} for one in dropped],
    }
    return json.dumps(document, ensure_ascii=False)


def as_csv(criteria: JobCriteria, market: Market) -> str:
    """Lines end as RFC 4180 wants, and no cell can be a formula."""
    whole = Row(
        "all", "", in_words(criteria), market.whole, market.unstated + (market.whole.jobs if market.whole else 0)
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in (whole, *_rows(market)):
        told = _told(row.figures)
        note = TOO_FEW if told.pop("too_few") else ""
        cells = {"group": row.name, "id": row.value, "label": row.label, **told, "note": note}
        writer.writerow({name: harmless(cell) for name, cell in cells.items()})
    return text.getvalue()


def harmless(cell: object) -> object:
    """A text that a spreadsheet would read as a formula gets an apostrophe in front (OWASP, CSV injection); a truth is true or false."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _rows(market: Market) -> Iterator[Row]:
    for rows in market.groups.values():
        yield from rows


def _told(figures: Figures | None) -> dict[str, Any]:
    if figures is None:
        return {"too_few": True}
    return {
        "too_few": False,
        "jobs": figures.jobs,
        "employers": figures.employers,
        "p25_hourly": figures.lower / 100,
        "median_hourly": figures.median / 100,
        "p75_hourly": figures.upper / 100,
        "median_yearly": by_the_year(figures.median) / 100,
        "one_employer_over_half": figures.is_one_sided,
        "first_posted": figures.first.date().isoformat(),
        "last_posted": figures.last.date().isoformat(),
    }
