"""
Indeed's XML: <source> with one <job> for each job and place, the dialect that most aggregators read.

Some write the <job> elements into a <jobs> of their own; the elements of a job may have their names from FIELDS.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from careercenter.jobs.importing.dialect import Dialect
from careercenter.jobs.importing.dialects import named_fields
from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.importing.safe_xml import XmlDocument, local_name, text_of

NAME = "indeed"


def fits(document: XmlDocument) -> bool:
    root = document.root
    return local_name(root) == "source" and (
        _jobs(root) != [] or any(local_name(child) == "publisher" for child in root)
    )


def read(document: XmlDocument) -> Feed:
    root = document.root
    said = {local_name(child): text_of(child) for child in root if local_name(child) != "job"}
    jobs = _jobs(root)
    publisher = said.get("publisher", "")
    return Feed(NAME, _rows(jobs), publisher=publisher, key=publisher or said.get("publisherurl", ""), length=len(jobs))


def _jobs(root: Element) -> list[Element]:
    return [
        element
        for child in root
        for element in ([child] if local_name(child) == "job" else child)
        if local_name(element) == "job"
    ]


def _rows(jobs: list[Element]) -> Iterator[ImportedRow]:
    for number, job in enumerate(jobs, 1):
        yield named_fields.row(f"job {number}", {local_name(child): text_of(child) for child in job})


DIALECT = Dialect(NAME, "Indeed XML", fits, read)
