"""Ashby's job board JSON (`/posting-api/job-board/KEY`). The employer's name is only in the address; unlisted jobs are not public."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.boards import board_name
from careercenter.jobs.importing.dialect import Dialect, object_rows
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "ashby"
UNLISTED = "Its board does not list it (isListed is false)."


def fits(document: Any) -> bool:
    jobs = document.get("jobs") if isinstance(document, dict) else None
    return isinstance(jobs, list) and any(isinstance(job, dict) and "jobUrl" in job and "title" in job for job in jobs)


def read(document: Any) -> Feed:
    jobs = document["jobs"]
    key = next((key for job in jobs if isinstance(job, dict) and (key := _board(as_text(job.get("jobUrl"))))), "")
    return Feed(NAME, object_rows(jobs, "job", _row), publisher=board_name(key), key=key, length=len(jobs))


def _row(where: str, job: dict[str, Any]) -> ImportedRow:
    url = as_text(job.get("jobUrl"))
    postal = job.get("address", {}).get("postalAddress") if isinstance(job.get("address"), dict) else None
    address = postal if isinstance(postal, dict) else {}
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
    pay = job.get("compensation")
    whole = pay if isinstance(pay, dict) else {}
    said = as_text(whole.get("compensationTierSummary")) or as_text(job.get("compensationTierSummary"))
    for part in whole.get("summaryComponents") or []:
        if isinstance(part, dict) and as_text(part.get("compensationType")).lower() in ("salary", "hourly", "wage"):
            low, high = as_text(part.get("minValue")), as_text(part.get("maxValue"))
            return PayField(low, high, as_text(part.get("interval")), as_text(part.get("currencyCode"))), said
    return None, said


def _board(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path.strip("/").split("/")[0]) if parts.netloc == "jobs.ashbyhq.com" else ""


DIALECT = Dialect(NAME, "Ashby JSON", fits, read)
