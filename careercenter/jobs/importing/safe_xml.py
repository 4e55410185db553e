"""
XML that may do no harm: no entity is declared or expanded, nothing is fetched, and the size has a limit.

Read with defusedxml. A DOCTYPE that only names a document type (as that of RSS 0.91 does) is let through, because the
parser never loads it; one with declarations of its own is refused, whatever they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from careercenter.jobs.importing.rows import NotAFeed

DEEPEST = 200  # elements inside one another; feeds have a dozen


@dataclass(frozen=True)
class XmlDocument:
    """XML that was let through: its root element, and its text for those who parse it once more."""

    root: Element
    text: str


class _Shallow(TreeBuilder):
    """Counts while it builds, so that elements inside one another by the million cost no more than the first ones."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotAFeed(f"XML with more than {DEEPEST} elements inside one another")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


class _Parser(DefusedXMLParser):
    def __init__(self) -> None:
        super().__init__(target=_Shallow(), forbid_dtd=True, forbid_entities=True, forbid_external=True)

    def defused_start_doctype_decl(
        self, name: str, sysid: str | None, pubid: str | None, has_internal_subset: int
    ) -> None:
        if has_internal_subset:
            raise DTDForbidden(name, sysid, pubid)


def parse(text: str) -> Element:
    """The root element. Raises NotAFeed with line and column for ill-formed XML, and for XML that declares entities."""
    parser = _Parser()
    try:
        parser.feed(text)
        root: Element = parser.close()
    except DefusedXmlException:
        raise NotAFeed("XML that declares entities or a document type of its own, which a feed does not need") from None
    except ParseError as error:
        line, column = error.position  # columns count from 0, and people from 1
        raise NotAFeed(f"ill-formed XML: line {line}, column {column + 1}: {_reason(error)}") from None
    return root


def said_name(element: Element) -> str:
    """The name without its namespace, as it is written."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def local_name(element: Element) -> str:
    """The name without its namespace, in lower case."""
    return said_name(element).lower()


def namespace(element: Element) -> str:
    return element.tag[1:].partition("}")[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""


def text_of(element: Element | None) -> str:
    """All text inside an element, without its markup."""
    return "".join(element.itertext()).strip() if element is not None else ""


def _reason(error: ParseError) -> str:
    return str(error).partition(": line")[0]
