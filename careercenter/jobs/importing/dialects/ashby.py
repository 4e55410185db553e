"""Ashby's job board JSON (`/posting-api/job-board/KEY`). The employer's name is only in the address; unlisted jobs are not public."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.boards import board_name, place_on_the_web
from careercenter.jobs.importing.dialect import Dialect, object_rows
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.dialects.values import as_list, as_object, objects_in
from careercenter.jobs.importing.rows import Feed, ImportedRow, guarded
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "ashby"
UNLISTED = "Its board does not list it (isListed is false)."


def fits(document: Any) -> bool:
    return any("jobUrl" in job and "title" in job for job in objects_in(as_object(document).get("jobs")))


def read(document: Any) -> Feed:
    jobs = as_list(document["jobs"])
    key = next((key for job in objects_in(jobs) if (key := _board(as_text(job.get("jobUrl"))))), "")
    return Feed(NAME, object_rows(jobs, "job", _row), publisher=board_name(key), key=key, length=len(jobs))


@guarded
def _row(where: str, job: dict[str, Any]) -> ImportedRow:
    url = as_text(job.get("jobUrl"))
    address = as_object(as_object(job.get("address")).get("postalAddress"))
    pay, pay_text = _pay(job)
    return ImportedRow(
        where=where,
        title=as_text(job.get("title")),
        employer=as_text(job.get("organizationName")),
        external_id=as_text(job.get("id")),
        description=as_text(job.get("descriptionHtml")) or as_text(job.get("descriptionPlain")),
        url=url,
        apply_url=as_text(job.get("applyUrl")) or url,
        posted=dates.day(job.get("publishedAt") or job.get("publishedDate")),
        problem=UNLISTED if job.get("isListed") is False else "",
        hints=Hints(
            place=as_text(job.get("location")),
            city=as_text(address.get("addressLocality")),
            state=as_text(address.get("addressRegion")),
            country=as_text(address.get("addressCountry")),
            remote=True if job.get("isRemote") is True else None,
            workplace=as_text(job.get("workplaceType")),
            employment=as_text(job.get("employmentType")),
            pay=pay,
            pay_text=pay_text,
        ),
    )


def _pay(job: dict[str, Any]) -> tuple[PayField | None, str]:
    """The salary among the components of pay; beside it the line that people read."""
    whole = as_object(job.get("compensation"))
    said = as_text(whole.get("compensationTierSummary")) or as_text(job.get("compensationTierSummary"))
    for part in objects_in(whole.get("summaryComponents")):
        if as_text(part.get("compensationType")).lower() in ("salary", "hourly", "wage"):
            low, high = as_text(part.get("minValue")), as_text(part.get("maxValue"))
            return PayField(low, high, as_text(part.get("interval")), as_text(part.get("currencyCode"))), said
    return None, said


def _board(url: str) -> str:
    host, steps = place_on_the_web(url)
    return unquote(steps[0]) if steps and host == "jobs.ashbyhq.com" else ""


DIALECT = Dialect(NAME, "Ashby JSON", fits, read)
