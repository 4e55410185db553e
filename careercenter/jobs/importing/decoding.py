"""Bytes to text: the byte order mark, then what the document declares, then UTF-8, then the code page of Western Windows."""

from __future__ import annotations

import codecs
import re

from careercenter.jobs.importing.rows import NotAFeed

# The longer marks first: that of UTF-32LE begins with that of UTF-16LE.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Without a mark, "<" shows how wide a character is (XML 1.0, appendix F).
FIRST_BYTES = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
XML_DECLARES = re.compile(rb"""^<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
HTML_DECLARES = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]*)""", re.IGNORECASE)
HEAD = 2_048  # bytes in which a declaration stands (HTML asks for the first 1,024)


def xml_text(data: bytes) -> str:
    """The text of an XML document. Raises NotAFeed for an encoding that is unknown, or that its bytes are not in."""
    encoding = _marked(data) or _declared(XML_DECLARES, data) or "utf-8"
    try:
        return data.decode(_python_name(encoding))
    except LookupError:
        raise NotAFeed(f"XML that says it is in {encoding!r}, an encoding nobody knows") from None
    except UnicodeDecodeError as error:
        line, column = _position(data, error.start)
        raise NotAFeed(f"ill-formed XML: line {line}, column {column} is not {encoding}") from None


def html_text(data: bytes) -> str:
    """The text of an HTML page; what can't be read is shown as such, as browsers do."""
    encoding = _marked(data) or _declared(HTML_DECLARES, data)
    if encoding:
        try:
            return data.decode(_python_name(encoding), errors="replace")
        except LookupError:
            pass  # a page may declare nonsense and still be read
    return plain_text(data)


def plain_text(data: bytes) -> str:
    """The text of a file that declares nothing. Windows-1252 has no character for five bytes; they are marked as unreadable."""
    encoding = _marked(data)
    if encoding:
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def is_marked(data: bytes) -> bool:
    return _marked(data) is not None


def _marked(data: bytes) -> str | None:
    by_mark = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    return by_mark or next((encoding for first, encoding in FIRST_BYTES if data.startswith(first)), None)


def _declared(pattern: re.Pattern[bytes], data: bytes) -> str | None:
    match = pattern.search(data[:HEAD])
    return match[1].decode("ascii") if match else None


def _python_name(encoding: str) -> str:
    """A declared ISO 8859-1 is read as Windows-1252, its superset, as the encoding standard of the web has it."""
    return "cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else encoding


def _position(data: bytes, at: int) -> tuple[int, int]:
    before = data[:at]
    return before.count(b"\n") + 1, at - before.rfind(b"\n")
