"""RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, written by XML and JSON writers; what is sent piece by piece is written by `xml.py`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

from careercenter.feeds.entries import Entry
from careercenter.feeds.xml import legal

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
Xml.register_namespace("atom", ATOM)
Xml.register_namespace("dc", DUBLIN_CORE)


@dataclass(frozen=True)
class Feed:
    """One search as a feed. `page_url` is the search for people, `feed_url` this document."""

    title: str
    page_url: str
    feed_url: str
    updated_at: datetime
    entries: Sequence[Entry]


def rss(feed: Feed) -> bytes:
    root = Xml.Element("rss", {"version": "2.0"})
    channel = Xml.SubElement(root, "channel")
    _texts(
        channel,
        title=feed.title,
        link=feed.page_url,
        description="Jobs for medical coders, read by our staff before they are public.",
        language="en-us",
    )
    _texts(channel, lastBuildDate=format_datetime(feed.updated_at))
    Xml.SubElement(channel, f"{{{ATOM}}}link", {"rel": "self", "type": "application/rss+xml", "href": feed.feed_url})
    for entry in feed.entries:
        item = Xml.SubElement(channel, "item")
        _texts(
            item,
            title=entry.title,
            link=entry.url,
            description=entry.summary_html + entry.html,
            pubDate=format_datetime(entry.published_at),
        )
        Xml.SubElement(item, "guid", {"isPermaLink": "true"}).text = legal(entry.url)
        for kind, _term, words in entry.categories:
            Xml.SubElement(item, "category", {"domain": kind}).text = legal(words)
        Xml.SubElement(item, f"{{{DUBLIN_CORE}}}creator").text = legal(entry.employer)
    return _document(root)


def atom(feed: Feed) -> bytes:
    root = Xml.Element(f"{{{ATOM}}}feed")
    _atom_texts(root, title=feed.title, id=feed.feed_url, updated=feed.updated_at.isoformat())
    Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": feed.feed_url})
    Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": feed.page_url})
    for entry in feed.entries:
        item = Xml.SubElement(root, f"{{{ATOM}}}entry")
        _atom_texts(
            item,
            title=entry.title,
            id=entry.url,
            published=entry.published_at.isoformat(),
            updated=entry.updated_at.isoformat(),
            summary=entry.summary,
        )
        Xml.SubElement(item, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": entry.url})
        author = Xml.SubElement(item, f"{{{ATOM}}}author")
        _atom_texts(author, name=entry.employer)
        for kind, term, words in entry.categories:
            Xml.SubElement(item, f"{{{ATOM}}}category", {"term": term, "scheme": entry.scheme(kind), "label": words})
        content = Xml.SubElement(item, f"{{{ATOM}}}content", {"type": "html"})
        content.text = legal(entry.html)
    return _document(root)


def json_feed(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.feed_url,
        "language": "en-US",
        "items": [
            {
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "summary": entry.summary,
                "content_html": entry.html,
                "date_published": entry.published_at.isoformat(),
                "date_modified": entry.updated_at.isoformat(),
                "authors": [{"name": entry.employer}],
                "tags": [words for _kind, _term, words in entry.categories],
                "_coding": entry.coding,
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _texts(parent: Xml.Element, **texts: str) -> None:
    for name, text in texts.items():
        Xml.SubElement(parent, name).text = legal(text)


def _atom_texts(parent: Xml.Element, **texts: str) -> None:
    for name, text in texts.items():
        Xml.SubElement(parent, f"{{{ATOM}}}{name}").text = legal(text)


def _document(root: Xml.Element) -> bytes:
    text: str = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()
