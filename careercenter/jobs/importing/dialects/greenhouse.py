"""Greenhouse's public board JSON (`/v1/boards/KEY/jobs?content=true`), or one job of it. `content` is HTML, escaped once more."""

from __future__ import annotations

import re
from typing import Any

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.boards import board_name, place_on_the_web
from careercenter.jobs.importing.dialect import Dialect, object_rows
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.dialects.values import as_list, objects_in
from careercenter.jobs.importing.rows import Feed, ImportedRow, guarded
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "greenhouse"
MOST_CENTS = 10**12  # what is more is no pay
HOST = re.compile(r"(?:job-)?boards(?:-api)?(?:\.eu)?\.greenhouse\.io")


def fits(document: Any) -> bool:
    return any("absolute_url" in job and "title" in job for job in objects_in(_jobs(document)))


def read(document: Any) -> Feed:
    jobs = _jobs(document)
    key = next((key for job in objects_in(jobs) if (key := _board(as_text(job.get("absolute_url"))))), "")
    return Feed(NAME, object_rows(jobs, "job", _row), publisher=board_name(key), key=key, length=len(jobs))


def _jobs(document: Any) -> list[Any]:
    if not isinstance(document, dict):
        return []
    return as_list(document.get("jobs", [document] if "absolute_url" in document else []))


@guarded
def _row(where: str, job: dict[str, Any]) -> ImportedRow:
    extra = {as_text(one.get("name")).lower(): as_text(one.get("value")) for one in objects_in(job.get("metadata"))}
    offices = [as_text(office.get("location")) for office in objects_in(job.get("offices"))]
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
    first = next(iter(objects_in(ranges)), {})
    low, high = _dollars(first.get("min_cents")), _dollars(first.get("max_cents"))
    if not low or not high:
        return None
    return PayField(low, high, as_text(first.get("title")), as_text(first.get("currency_type")))


def _dollars(cents: Any) -> str:
    return f"{cents / 100:.2f}" if isinstance(cents, int) and 0 <= cents < MOST_CENTS else ""


def _board(url: str) -> str:
    """The board's key in an address such as boards.greenhouse.io/KEY/jobs/401."""
    host, steps = place_on_the_web(url)
    return steps[0] if HOST.fullmatch(host) and len(steps) > 1 else ""


DIALECT = Dialect(NAME, "Greenhouse JSON", fits, read)
