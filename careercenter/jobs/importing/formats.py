"""
Which format a file is in, from its bytes alone: names of files lie.

FORMATS are those that can be imported; `--format` forces one of them. Anything else is named as well as it can be, so
that the operator knows what the file is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from careercenter.jobs.importing import decoding, files, safe_xml, strangers
from careercenter.jobs.importing.dialect import Dialect, Document, by_name
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
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed

XML = by_name(indeed.DIALECT, rss_atom.DIALECT)
JSON = by_name(
    usajobs.DIALECT, json_feed.DIALECT, job_posting.DIALECT, lever.DIALECT, ashby.DIALECT, greenhouse.DIALECT
)
LINES = by_name(json_lines.DIALECT, tables.DIALECT)
FORMATS: dict[str, str] = {name: dialect.title for name, dialect in (XML | JSON | LINES).items()}
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
    with _nobody_foresaw():
        feed = _recognised(path, named)
    return replace(feed, key=feed.key or files.stem(path), rows=_to_the_end(feed.rows))


def _to_the_end(rows: Iterable[ImportedRow]) -> Iterator[ImportedRow]:
    with _nobody_foresaw():
        yield from rows


@contextmanager
def _nobody_foresaw() -> Iterator[None]:
    """Somebody else wrote the file: whatever goes wrong with it is said of the file."""
    try:
        yield
    except NotAFeed:
        raise
    except Exception as error:
        raise NotAFeed(f"a file that no reader can read to its end ({type(error).__name__}: {error})"[:300]) from error


def _recognised(path: Path, named: str | None) -> Feed:
    head = files.head(path)
    if not head.strip():
        raise NotAFeed("an empty file")
    if stranger := strangers.by_first_bytes(head):
        raise NotAFeed(stranger)
    if PYTHON_BYTES.match(head):
        raise NotAFeed("a Python bytes literal (b'...') with a feed inside; write the bytes themselves into the file")
    if named in LINES:
        return LINES[named].read(files.LineFile(path))
    start = decoding.plain_text(head).lstrip("\ufeff").lstrip()[:1]
    if start == "<":
        return _markup(files.whole(path), named)
    if start in ("{", "["):
        return _json(path, named)
    if named is not None:
        raise NotAFeed(f"not {FORMATS[named]}: it begins with neither < nor {{ nor [")
    if strangers.looks_like_markup_inside(head):  # a line of text, then a feed: say where the XML goes wrong
        safe_xml.parse(decoding.xml_text(files.whole(path)))
    return tables.read(files.LineFile(path))


def _markup(data: bytes, named: str | None) -> Feed:
    if named == job_posting.NAME or (
        named is None and HTML.match(decoding.html_text(data[: files.HEAD]).lstrip("\ufeff"))
    ):
        return job_posting.read_page(decoding.html_text(data))
    text = decoding.xml_text(data)
    document = safe_xml.XmlDocument(safe_xml.parse(text), text)
    if named in JSON:
        raise NotAFeed(f"XML, not {FORMATS[named]}")
    for dialect in _wanted(XML, named):
        if dialect.fits(document):
            return dialect.read(document)
    raise NotAFeed(_seen_xml(document.root))


def _json(path: Path, named: str | None) -> Feed:
    lines = files.LineFile(path)
    try:
        document = json.loads(decoding.plain_text(files.whole(path)).lstrip("\ufeff"), strict=False)
    except RecursionError:
        raise NotAFeed("JSON with too many lists or objects inside one another") from None
    except ValueError as error:
        if named is None and json_lines.fits(lines):
            return json_lines.read(lines)
        raise NotAFeed(f"ill-formed JSON: {error}") from None
    return _document(document, lines, named)


def _document(document: Any, lines: files.LineFile, named: str | None) -> Feed:
    if named in XML:
        raise NotAFeed(f"JSON, not {FORMATS[named]}")
    for dialect in _wanted(JSON, named):
        if dialect.fits(document):
            return dialect.read(document)
    seen = strangers.json_name(document)
    is_one_row = isinstance(document, dict) and named_fields.has_title(document) and json_lines.fits(lines)
    if seen is None and named is None and is_one_row:
        return json_lines.read(lines)
    raise NotAFeed(seen or strangers.json_in_words(document))


def _wanted(dialects: dict[str, Dialect[Document]], named: str | None) -> list[Dialect[Document]]:
    return [dialect for name, dialect in dialects.items() if named in (None, name)]


def _seen_xml(root: Element) -> str:
    return (
        strangers.xml_name(root)
        or f"XML with the root element <{safe_xml.said_name(root)}>, which is no feed of jobs known here"
    )
