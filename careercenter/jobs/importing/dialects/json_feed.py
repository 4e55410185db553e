"""
JSON Feed 1 and 1.1 (jsonfeed.org). Teamtailor and others put a schema.org JobPosting beside each item, in `_jobposting`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.dialect import Dialect, object_rows
from careercenter.jobs.importing.dialects import job_posting
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.rows import Feed, ImportedRow, guarded

NAME = "json-feed"
VERSION = "jsonfeed.org/version/"


def fits(document: Any) -> bool:
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return False
    return VERSION in str(document.get("version", "")) or (
        "title" in document and bool({"feed_url", "home_page_url"} & document.keys())
    )


def read(document: Any) -> Feed:
    title = as_text(document.get("title"))
    items = document["items"]
    key = as_text(document.get("feed_url")) or as_text(document.get("home_page_url")) or title
    return Feed(NAME, object_rows(items, "item", _row), publisher=title, key=key, length=len(items))


@guarded
def _row(where: str, item: dict[str, Any]) -> ImportedRow:
    more = item.get("_jobposting")
    row = job_posting.row(where, more) if isinstance(more, dict) else ImportedRow(where)
    return replace(
        row,
        title=as_text(item.get("title")) or row.title,
        external_id=as_text(item.get("id")),
        url=as_text(item.get("url")) or row.url,
        apply_url=as_text(item.get("external_url")),
        description=as_text(item.get("content_html"))
        or as_text(item.get("content_text"))
        or row.description
        or as_text(item.get("summary")),
        posted=dates.day(item.get("date_published")) or row.posted,
    )


DIALECT = Dialect(NAME, "JSON Feed", fits, read)
