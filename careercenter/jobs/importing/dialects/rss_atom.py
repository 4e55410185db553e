"""
RSS 0.9 to 2.0 and Atom, read by feedparser from bytes that safe_xml has read before: nothing is fetched, no entity is left.

An entry names its employer only where it has an element for it (<company>, job_listing:company, dc:publisher); its
author is mostly a person or the blog's account, so without such an element the feed's own title stands in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from careercenter.jobs.importing.boards import place_on_the_web
from careercenter.jobs.importing.descriptions import one_line
from careercenter.jobs.importing.dialect import Dialect
from careercenter.jobs.importing.dialects import named_fields
from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.importing.safe_xml import XmlDocument, local_name, namespace

NAME = "rss"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIX = "job_listing_"  # as feedparser writes the names of WP Job Manager's namespace
DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
# feedparser has its own meaning for these; they are taken from it by name below.
ITS_OWN = frozenset(
    {
        "title",
        "link",
        "links",
        "id",
        "guid",
        "summary",
        "content",
        "author",
        "authors",
        "published",
        "updated",
        "tags",
        "source",
        "publisher",
    }
)


def fits(document: XmlDocument) -> bool:
    root = document.root
    name = local_name(root)
    if name == "rss":
        return any(local_name(child) == "channel" for child in root) or len(root) == 0
    return name == "feed" or (name == "rdf" and namespace(root) == RDF)


def read(document: XmlDocument) -> Feed:
    data = DECLARATION.sub("", document.text).encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers, resolve_relative_uris=False)
    about, entries = parsed.feed, parsed.entries
    title = one_line(about.get("title", ""))
    link = about.get("link") or about.get("id") or ""
    host, steps = place_on_the_web(link)
    key = " ".join(filter(None, ("/".join((host, *steps)), title)))
    return Feed(NAME, _rows(entries), publisher=title, key=key, length=len(entries))


def _rows(entries: list[Any]) -> Iterator[ImportedRow]:
    for number, entry in enumerate(entries, 1):
        extra = {
            name.removeprefix(PREFIX): value
            for name, value in entry.items()
            if name not in ITS_OWN and isinstance(value, str)
        }
        fields = {
            **extra,
            "title": entry.get("title", ""),
            "id": entry.get("id", ""),
            "url": entry.get("link", ""),
            "description": _text(entry),
            "date": entry.get("published") or entry.get("updated") or "",
        }
        if not any(fields.get(name) for name in named_fields.FIELDS["employer"]):
            fields["employer"] = entry.get("publisher", "")
        yield named_fields.row(f"item {number}", fields)


def _text(entry: Any) -> str:
    """The longest of an entry's texts: many feeds have a teaser beside the whole."""
    texts: list[str] = [entry.get("summary", ""), *(content.get("value", "") for content in entry.get("content", []))]
    return max(texts, key=len)


DIALECT = Dialect(NAME, "RSS or Atom", fits, read)
