"""
Which format a file is in, from its bytes alone: names of files lie.

FORMATS are those that can be imported; `--format` forces one of them. Anything else is named as well as it can be, so
that the operator knows what the file is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

from careercenter.jobs.importing import decoding, files, safe_xml, strangers
from careercenter.jobs.importing.dialects import (
    ashby,
    greenhouse,
    indeed,
    job_posting,
    json_feed,
    json_lines,
    lever,
    named_fields,
    rss_atom,
    tables,
    usajobs,
)
from careercenter.jobs.importing.rows import Feed, NotAFeed

JSON_DIALECTS: dict[str, ModuleType] = {
    "usajobs": usajobs,
    "json-feed": json_feed,
    "jobposting": job_posting,
    "lever": lever,
    "ashby": ashby,
    "greenhouse": greenhouse,
}
XML_DIALECTS: dict[str, ModuleType] = {"indeed": indeed, "rss": rss_atom}
FORMATS: dict[str, str] = {
    **{name: module.NAME for name, module in (XML_DIALECTS | JSON_DIALECTS).items()},
    "csv": tables.NAME,
    "jsonl": json_lines.NAME,
}
HTML = re.compile(
    r"""\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*
    <(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|table|ul|ol|span|h[1-6]|article|section|main|form)\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
PYTHON_BYTES = re.compile(rb"""\s*b(['"])\s*(?:<|\{)""")


def open_feed(path: Path, named: str | None = None) -> Feed:
    """
    The feed in a file. A feed that says of itself nothing that would tell it from others is told by the file's name.

    Raises NotAFeed, saying what was seen, for a file in none of FORMATS or not in the one named.
    """
    feed = _recognised(path, named)
    return feed if feed.key else replace(feed, key=files.stem(path))


def _recognised(path: Path, named: str | None) -> Feed:
    head = files.head(path)
    if not head.strip():
        raise NotAFeed("an empty file")
    if stranger := strangers.by_first_bytes(head):
        raise NotAFeed(stranger)
    if PYTHON_BYTES.match(head):
        raise NotAFeed("a Python bytes literal (b'...') with a feed inside; write the bytes themselves into the file")
    if named in ("csv", "jsonl"):
        return _by_lines(path, named)
    start = decoding.plain_text(head).lstrip("\ufeff").lstrip()[:1]
    if start == "<":
        return _markup(files.whole(path), named)
    if start in ("{", "["):
        return _json(path, named)
    if named is not None:
        raise NotAFeed(f"not {FORMATS[named]}: it begins with neither < nor {{ nor [")
    if strangers.looks_like_markup_inside(head):  # a line of text, then a feed: say where the XML goes wrong
        safe_xml.parse(decoding.xml_text(files.whole(path)))
    return _by_lines(path, "csv")


def _by_lines(path: Path, named: str) -> Feed:
    read: Callable[..., Feed] = tables.read if named == "csv" else json_lines.read
    return read(files.lines(path), files.stem(path))


def _markup(data: bytes, named: str | None) -> Feed:
    if named == "jobposting" or (named is None and HTML.match(decoding.html_text(data[: files.HEAD]).lstrip("\ufeff"))):
        return job_posting.read_page(decoding.html_text(data))
    text = decoding.xml_text(data)
    root = safe_xml.parse(text)
    if named in JSON_DIALECTS:
        raise NotAFeed(f"XML, not {FORMATS[named]}")
    for name, dialect in XML_DIALECTS.items():
        if named in (None, name) and dialect.fits(root):
            return rss_atom.read(text) if dialect is rss_atom else indeed.read(root)
    raise NotAFeed(_seen_xml(root))


def _json(path: Path, named: str | None) -> Feed:
    text = decoding.plain_text(files.whole(path)).lstrip("\ufeff")
    try:
        document = json.loads(text, strict=False)
    except RecursionError:
        raise NotAFeed("JSON with too many lists or objects inside one another") from None
    except ValueError as error:
        if named is None and _is_json_lines(text):
            return _by_lines(path, "jsonl")
        raise NotAFeed(f"ill-formed JSON: {error}") from None
    return _document(path, text, document, named)


def _document(path: Path, text: str, document: Any, named: str | None) -> Feed:
    if named in XML_DIALECTS:
        raise NotAFeed(f"JSON, not {FORMATS[named]}")
    for name, dialect in JSON_DIALECTS.items():
        if named in (None, name) and dialect.fits(document):
            feed: Feed = dialect.read(document)
            return feed
    seen = strangers.json_name(document)
    if (
        seen is None
        and named is None
        and isinstance(document, dict)
        and named_fields.has_title(document)
        and _is_json_lines(text)
    ):
        return _by_lines(path, "jsonl")  # JSON Lines of a single line
    raise NotAFeed(seen or strangers.json_in_words(document))


def _is_json_lines(text: str) -> bool:
    """Whether the first line is an object of its own, so that the file is not one document over many lines."""
    first = text.lstrip().partition("\n")[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _seen_xml(root: Element) -> str:
    return (
        strangers.xml_name(root)
        or f"XML with the root element <{safe_xml.said_name(root)}>, which is no feed of jobs known here"
    )
