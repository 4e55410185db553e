"""Greenhouse's public board JSON (`/v1/boards/KEY/jobs?content=true`), or one job of it. `content` is HTML, escaped once more."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.boards import board_name
from careercenter.jobs.importing.dialect import Dialect, object_rows
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "greenhouse"
HOST = re.compile(r"(?:job-)?boards(?:-api)?(?:\.eu)?\.greenhouse\.io")


def fits(document: Any) -> bool:
    jobs = _jobs(document)
    return any(isinstance(job, dict) and "absolute_url" in job and "title" in job for job in jobs)


def read(document: Any) -> Feed:
    jobs = _jobs(document)
    key = next((key for job in jobs if isinstance(job, dict) and (key := _board(as_text(job.get("absolute_url"))))), "")
    return Feed(NAME, object_rows(jobs, "job", _row), publisher=board_name(key), key=key, length=len(jobs))


def _jobs(document: Any) -> list[Any]:
    if not isinstance(document, dict):
        return []
    jobs = document.get("jobs", [document] if "absolute_url" in document else [])
    return jobs if isinstance(jobs, list) else []


def _row(where: str, job: dict[str, Any]) -> ImportedRow:
    extra = {
        as_text(one.get("name")).lower(): as_text(one.get("value"))
        for one in job.get("metadata") or []
        if isinstance(one, dict)
    }
    offices = [as_text(office.get("location")) for office in job.get("offices") or [] if isinstance(office, dict)]
    url = as_text(job.get("absolute_url"))
    return ImportedRow(
        where=where,
        title=as_text(job.get("title")),
        employer=as_text(job.get("company_name")) or as_text(job.get("company")),
        external_id=as_text(job.get("id")),
        description=as_text(job.get("content")),
        requisition=as_text(job.get("requisition_id")),
        url=url,
        apply_url=url,
        posted=dates.day(job.get("first_published") or job.get("updated_at")),
        hints=Hints(
            place=as_text(job.get("location")) or "; ".join(filter(None, offices)),
            workplace=extra.get("workplace type", "") or extra.get("location type", ""),
            employment=extra.get("employment type", "") or extra.get("time type", ""),
            pay=_pay(job.get("pay_input_ranges")),
            closing_date=dates.day(job.get("application_deadline")),
        ),
    )


def _pay(ranges: Any) -> PayField | None:
    """The first of the ranges, which are in cents; its title may say the unit ("Annual Salary")."""
    first = ranges[0] if isinstance(ranges, list) and ranges and isinstance(ranges[0], dict) else None
    if first is None or not isinstance(first.get("min_cents"), int) or not isinstance(first.get("max_cents"), int):
        return None
    low, high = f"{first['min_cents'] / 100:.2f}", f"{first['max_cents'] / 100:.2f}"
    return PayField(low, high, as_text(first.get("title")), as_text(first.get("currency_type")))


def _board(url: str) -> str:
    """The board's key in an address such as boards.greenhouse.io/KEY/jobs/401."""
    parts = urlsplit(url)
    steps = parts.path.strip("/").split("/")
    return steps[0] if HOST.fullmatch(parts.netloc) and len(steps) > 1 else ""


DIALECT = Dialect(NAME, "Greenhouse JSON", fits, read)
