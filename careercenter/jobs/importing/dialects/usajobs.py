"""The search API of USAJOBS (`/api/search`). The agency is the employer; pay, schedule and dates are in fields of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.dialect import Dialect
from careercenter.jobs.importing.dialects.named_fields import as_text
from careercenter.jobs.importing.dialects.values import as_list, as_object, objects_in
from careercenter.jobs.importing.rows import Feed, ImportedRow, guarded
from careercenter.jobs.reading.hints import Hints, PayField

NAME = "usajobs"
# RateIntervalCode of the API's code list; "WC" (without compensation) and "FB" (fee basis) are no pay in dollars.
UNITS = {"PA": "year", "PH": "hour", "PD": "day", "BW": "biweekly", "PM": "month", "PW": "piece", "SY": "school year"}
SECTIONS = {
    "MajorDuties": "Duties",
    "Requirements": "Requirements",
    "KeyRequirements": "Key requirements",
    "Education": "Education",
    "Evaluations": "How you will be evaluated",
    "Benefits": "Benefits",
    "OtherInformation": "Other information",
}


def fits(document: Any) -> bool:
    return "SearchResultItems" in as_object(as_object(document).get("SearchResult"))


def read(document: Any) -> Feed:
    items = as_list(document["SearchResult"]["SearchResultItems"])
    return Feed(NAME, _rows(items), key="usajobs.gov", length=len(items))


def _rows(items: list[Any]) -> Iterator[ImportedRow]:
    for number, item in enumerate(items, 1):
        where = f"item {number}"
        job = as_object(item).get("MatchedObjectDescriptor")
        if isinstance(job, dict):
            yield _row(where, as_text(item.get("MatchedObjectId")), job)
        else:
            yield ImportedRow(where, problem="It has no MatchedObjectDescriptor.")


@guarded
def _row(where: str, number: str, job: dict[str, Any]) -> ImportedRow:
    details = as_object(as_object(job.get("UserArea")).get("Details"))
    url = as_text(job.get("PositionURI"))
    sections = [("Qualifications", as_text(job.get("QualificationSummary")))]
    sections += [(heading, _paragraphs(details.get(name))) for name, heading in SECTIONS.items()]
    return ImportedRow(
        where=where,
        title=as_text(job.get("PositionTitle")),
        employer=as_text(job.get("OrganizationName")) or as_text(job.get("DepartmentName")),
        external_id=number or as_text(job.get("PositionID")),
        description=as_text(details.get("JobSummary")),
        sections=tuple((heading, text) for heading, text in sections if text),
        requisition=as_text(job.get("PositionID")),
        url=url,
        apply_url=as_text(next(iter(as_list(job.get("ApplyURI"))), "")) or url,
        posted=dates.day(job.get("PublicationStartDate")),
        hints=replace(
            _place(job),
            remote=True if details.get("RemoteIndicator") is True else None,
            employment="; ".join(
                filter(None, (as_text(job.get("PositionSchedule")), as_text(job.get("PositionOfferingType"))))
            ),
            pay=_pay(job.get("PositionRemuneration")),
            closing_date=dates.day(job.get("ApplicationCloseDate") or job.get("PositionEndDate")),
        ),
    )


def _paragraphs(value: Any) -> str:
    return "\n\n".join(filter(None, map(as_text, value))) if isinstance(value, list) else as_text(value)


def _place(job: dict[str, Any]) -> Hints:
    """The one place of a job; of several, only the line that USAJOBS shows for them."""
    display = as_text(job.get("PositionLocationDisplay"))
    places = objects_in(job.get("PositionLocation"))
    if len(places) != 1:
        return Hints(place=display)
    city = as_text(places[0].get("CityName")).partition(",")[0]
    state, country = as_text(places[0].get("CountrySubDivisionCode")), as_text(places[0].get("CountryCode"))
    return Hints(place=display, city=city, state=state, country=country)


def _pay(remuneration: Any) -> PayField | None:
    first = next(iter(objects_in(remuneration)), None)
    if first is None:
        return None
    unit = UNITS.get(as_text(first.get("RateIntervalCode")).upper(), as_text(first.get("Description")))
    return PayField(as_text(first.get("MinimumRange")), as_text(first.get("MaximumRange")), unit, "USD")


DIALECT = Dialect(NAME, "USAJOBS search JSON", fits, read)
