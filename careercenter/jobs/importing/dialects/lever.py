"""Lever's postings JSON (`/v0/postings/KEY?mode=json`): a list without the employer's name, which only the address tells."""

from __future__ import annotations

from typing import Any

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.boards import board_name, place_on_the_web
from careercenter.jobs.importing.dialect import Dialect, object_rows
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.dialects.values import as_list, as_object, objects_in
from careercenter.jobs.importing.rows import Feed, ImportedRow, guarded
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "lever"


def fits(document: Any) -> bool:
    return isinstance(document, list) and any(
        isinstance(job, dict) and "text" in job and ("hostedUrl" in job or "categories" in job) for job in document
    )


def read(document: Any) -> Feed:
    jobs = as_list(document)
    key = next((key for job in objects_in(jobs) if (key := _board(as_text(job.get("hostedUrl"))))), "")
    return Feed(NAME, object_rows(jobs, "item", _row), publisher=board_name(key), key=key, length=len(jobs))


@guarded
def _row(where: str, job: dict[str, Any]) -> ImportedRow:
    categories = as_object(job.get("categories"))
    url = as_text(job.get("hostedUrl"))
    sections = [
        (as_text(part.get("text")) or "More", as_text(part.get("content"))) for part in objects_in(job.get("lists"))
    ]
    sections.append(("More", as_text(job.get("additional")) or as_text(job.get("additionalPlain"))))
    sections.append(("Pay", as_text(job.get("salaryDescription"))))
    return ImportedRow(
        where=where,
        title=as_text(job.get("text")),
        external_id=as_text(job.get("id")),
        description=as_text(job.get("description")) or as_text(job.get("descriptionPlain")),
        sections=tuple((heading, text) for heading, text in sections if text),
        url=url,
        apply_url=as_text(job.get("applyUrl")) or url,
        posted=dates.day(job.get("createdAt")),
        hints=Hints(
            place=as_text(categories.get("location")),
            country=as_text(job.get("country")),
            workplace=as_text(job.get("workplaceType")),
            employment=as_text(categories.get("commitment")),
            pay=_pay(job.get("salaryRange")),
        ),
    )


def _pay(salary: Any) -> PayField | None:
    if not isinstance(salary, dict):
        return None
    return PayField(
        as_text(salary.get("min")),
        as_text(salary.get("max")),
        as_text(salary.get("interval")),
        as_text(salary.get("currency")),
    )


def _board(url: str) -> str:
    host, steps = place_on_the_web(url)
    return steps[0] if steps and host in ("jobs.lever.co", "jobs.eu.lever.co") else ""


DIALECT = Dialect(NAME, "Lever JSON", fits, read)
