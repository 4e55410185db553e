"""
Indeed's XML: <source> with one <job> for each job and place, the dialect that most aggregators read.

Some write the <job> elements into a <jobs> of their own; the elements of a job may have their names from FIELDS.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from careercenter.jobs.importing.dialects import named_fields
from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.importing.safe_xml import local_name, text_of

NAME = "Indeed XML"


def fits(root: Element) -> bool:
    return local_name(root) == "source" and (
        _jobs(root) != [] or any(local_name(child) == "publisher" for child in root)
    )


def read(root: Element) -> Feed:
    said = {local_name(child): text_of(child) for child in root if local_name(child) != "job"}
    jobs = _jobs(root)
    publisher = said.get("publisher", "")
    return Feed(
        "indeed", _rows(jobs), publisher=publisher, key=publisher or said.get("publisherurl", ""), length=len(jobs)
    )


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
