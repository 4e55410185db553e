"""
XML that is written piece by piece while it is sent, so that a board of any size takes no more memory than one job.

Every text goes through `element` or `cdata`, which make it harmless; the marks around them are the callers' own fixed names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
PIECE = 32_768  # characters that are sent at once


def legal(text: str) -> str:
    """Only characters that XML 1.0 allows (section 2.2); one of another kind would make the whole feed unreadable."""
    return "".join(
        mark
        for mark in text
        if mark in "\t\n\r" or "\x20" <= mark <= "\ud7ff" or "\ue000" <= mark <= "\ufffd" or mark >= "\U00010000"
    )


def element(name: str, text: str) -> str:
    return f"<{name}>{escape(legal(text))}</{name}>"


def cdata(name: str, text: str) -> str:
    """The same with the text as it is, for readers that want no entities; what would end it is parted in two."""
    return f"<{name}><![CDATA[{legal(text).replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def document(start: str, pieces: Iterable[str], end: str) -> Iterator[bytes]:
    """The bytes of a document, in pieces of some size."""
    waiting, length = [DECLARATION, start], 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= PIECE:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join([*waiting, end, "\n"]).encode()
