"""
schema.org JobPosting: as JSON-LD in HTML pages, or as a JSON document of its own, alone, in a list or in @graph.

Google's reading of the vocabulary is followed: TELECOMMUTE is fully remote, applicantLocationRequirements says where one
may live, unitText is the unit of pay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.boards import place_on_the_web
from careercenter.jobs.importing.dialect import Dialect
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.dialects.values import as_object
from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed, guarded
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "jobposting"
TYPE = "JobPosting"
DEEPEST = 12  # objects inside one another in which a posting is looked for
MONTHS = re.compile(r"\d{1,3}(?:\.\d{1,9})?", re.ASCII)
SECTIONS = {
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "experienceRequirements": "Experience",
    "educationRequirements": "Education",
    "skills": "Skills",
    "jobBenefits": "Benefits",
    "incentiveCompensation": "Incentives",
}


def fits(document: Any) -> bool:
    return next(_postings(document), None) is not None


def read(document: Any) -> Feed:
    return _feed(
        [(f"item {number}", posting) for number, posting in enumerate(_postings(document), 1)], _named(document), []
    )


def read_page(html: str) -> Feed:
    """The postings of an HTML page. Raises NotAFeed for a page without any."""
    scripts = _Scripts()
    scripts.feed(html)
    scripts.close()
    postings: list[tuple[str, dict[str, Any]]] = []
    broken: list[ImportedRow] = []
    known: dict[str, Any] = {}
    for line, text in scripts.found:
        try:
            document = json.loads(_bare(text), strict=False)
        except (ValueError, RecursionError) as error:
            if TYPE in text:
                broken.append(ImportedRow(f"line {line}", problem=f"Its JSON-LD can't be read: {error}"))
            continue
        known |= _named(document)
        inside = list(_postings(document))
        postings += [(_where(line, number, inside), posting) for number, posting in enumerate(inside, 1)]
    if not postings and not broken:
        raise NotAFeed("an HTML page without a JobPosting in JSON-LD")
    return _feed(postings, known, broken)


@guarded
def row(where: str, posting: dict[str, Any], known: dict[str, Any] | None = None) -> ImportedRow:
    """One JobPosting. `known` holds the objects that it may point at by @id."""
    known = known or {}
    pay = _pay(posting)
    place = _place(_resolved(posting.get("jobLocation"), known), known)
    identifier = posting.get("identifier")
    number = as_text(identifier.get("value")) if isinstance(identifier, dict) else as_text(identifier)
    return ImportedRow(
        where=where,
        title=as_text(posting.get("title")) or as_text(posting.get("name")),
        employer=_name(_resolved(posting.get("hiringOrganization"), known)),
        external_id=number or as_text(posting.get("@id")),
        description=as_text(posting.get("description")),
        sections=tuple((heading, text) for key, heading in SECTIONS.items() if (text := _section(posting.get(key)))),
        requisition=number,
        url=as_text(posting.get("url")) or as_text(posting.get("sameAs")),
        posted=dates.day(posting.get("datePosted")),
        hints=replace(
            place,
            remote=True if "TELECOMMUTE" in as_text(posting.get("jobLocationType")).upper() else None,
            live_in=tuple(_live_in(posting.get("applicantLocationRequirements"))),
            employment=as_text(posting.get("employmentType")),
            pay=pay,
            pay_text="" if pay else as_text(posting.get("baseSalary")),
            months_of_experience=_months(posting.get("experienceRequirements")),
            closing_date=dates.day(posting.get("validThrough")),
        ),
    )


def _where(line: int, number: int, postings: list[dict[str, Any]]) -> str:
    return f"line {line}, item {number}" if len(postings) > 1 else f"line {line}"


def _feed(postings: list[tuple[str, dict[str, Any]]], known: dict[str, Any], broken: list[ImportedRow]) -> Feed:
    rows = [*(row(where, posting, known) for where, posting in postings), *broken]
    key = next((host for one in rows if (host := place_on_the_web(one.url)[0])), "")
    key = key or next((one.employer for one in rows), "")
    return Feed(NAME, rows, key=key, length=len(rows))


def _postings(document: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(document, list):
        for one in document:
            yield from _postings(one, depth + 1)
    elif isinstance(document, dict):
        if _is_posting(document):
            yield document
            return
        for one in document.values():
            if isinstance(one, list | dict):
                yield from _postings(one, depth + 1)


def _is_posting(document: dict[str, Any]) -> bool:
    types = document.get("@type")
    return any(
        str(one).rpartition("/")[2].rpartition(":")[2] == TYPE
        for one in (types if isinstance(types, list) else [types])
    )


def _named(document: Any, depth: int = 0) -> dict[str, Any]:
    """The objects of a document that have an @id and say something."""
    if depth > DEEPEST:
        return {}
    inner = document if isinstance(document, list) else list(document.values()) if isinstance(document, dict) else []
    named: dict[str, Any] = {}
    for one in inner:
        if isinstance(one, list | dict):
            named |= _named(one, depth + 1)
    if isinstance(document, dict) and isinstance(document.get("@id"), str) and len(document) > 1:
        named[document["@id"]] = document
    return named


def _resolved(value: Any, known: dict[str, Any]) -> Any:
    while isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return known.get(str(value.get("@id")), value)
    return value


def _name(organization: Any) -> str:
    if isinstance(organization, dict):
        return as_text(organization.get("name")) or as_text(organization.get("legalName"))
    return as_text(organization)


def _place(location: Any, known: dict[str, Any]) -> Hints:
    address = _resolved(location.get("address"), known) if isinstance(location, dict) else location
    if not isinstance(address, dict):
        return Hints(place=as_text(address) or as_text(location))
    return Hints(
        city=as_text(address.get("addressLocality")),
        state=as_text(address.get("addressRegion")),
        zip=as_text(address.get("postalCode")),
        country=as_text(address.get("addressCountry")),
    )


def _live_in(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        text = as_text(one)
        if text:
            yield text


def _pay(posting: dict[str, Any]) -> PayField | None:
    salary = posting.get("baseSalary")
    if isinstance(salary, list):
        salary = salary[0] if salary else None
    if not isinstance(salary, dict):
        return None
    value = salary.get("value")
    inside = value if isinstance(value, dict) else salary
    low = as_text(inside.get("minValue")) or as_text(inside.get("value"))
    high = as_text(inside.get("maxValue")) or as_text(inside.get("value"))
    unit = as_text(inside.get("unitText")) or as_text(salary.get("unitText")) or as_text(inside.get("duration"))
    currency = (
        as_text(salary.get("currency")) or as_text(inside.get("currency")) or as_text(posting.get("salaryCurrency"))
    )
    return PayField(low, high, unit, currency) if low or high else None


def _months(value: Any) -> int | None:
    months = as_text(as_object(value).get("monthsOfExperience"))
    return int(float(months)) if MONTHS.fullmatch(months) else None


def _section(value: Any) -> str:
    """A text or a list of texts; objects of schema.org say in `description` or `name` what people read."""
    if isinstance(value, list):
        return "\n".join(f"- {text}" for one in value if (text := _said(one)))
    return _said(value)


def _said(value: Any) -> str:
    return as_text(as_object(value).get("description")) or as_text(value)


def _bare(text: str) -> str:
    """The JSON of a script without the comment or CDATA marks and the semicolon that some pages put around it."""
    text = text.strip()
    for mark in ("<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"):
        text = text.removeprefix(mark).lstrip()
    for mark in ("-->", "//]]>", "/*]]>*/", "]]>"):
        text = text.removesuffix(mark).rstrip()
    return text.removesuffix(";")


class _Scripts(HTMLParser):
    """The JSON-LD scripts of a page, each with the line on which it begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and "ld+json" in (dict(attrs).get("type") or "").lower():
            self._inside = True
            self.found.append((self.getpos()[0], ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            line, text = self.found[-1]
            self.found[-1] = (line, text + data)


DIALECT = Dialect(NAME, "schema.org JobPosting", fits, read)
