"""
A row of named fields: the columns of a table, the keys of a JSON line, the elements of an Indeed <job>.

Names are compared in lower case with "_" between words, so that "Job Title", "jobTitle" and "job_title" are one. Of
several that mean the same, the first that has a value counts. docs/operating.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from careercenter.jobs.importing import dates
from careercenter.jobs.importing.rows import ImportedRow, guarded
from careercenter.jobs.reading.hints import Hints, PayField

# The names of each field, those that count first in front.
NAMES = {
    "title": "title job_title position_title jobtitle position job_name posting_title role",
    "employer": (
        "employer employer_name company company_name hiring_organization organization organization_name "
        "organisation hiring_company agency agency_name"
    ),
    "id": (
        "id job_id jobid external_id referencenumber reference_number job_reference reference "
        "requisitionid requisition_id control_number announcement announcement_number guid uuid"
    ),
    "requisition": (
        "requisition requisition_id requisitionid requisition_number req_id announcement announcement_number"
    ),
    "url": "url link job_url job_posting_url detail_url source_url usajobs_url posting_url",
    "apply_url": "apply_url application_url application_link job_apply_link apply_link applyurl apply",
    "description": (
        "description job_description description_html full_description markdown content_html content body "
        "text job_summary summary"
    ),
    "place": "location job_location formatted_location place office locations duty_location",
    "city": "city job_city town locality",
    "state": "state job_state state_code region province",
    "zip": "zip zip_code zipcode postalcode postal_code",
    "country": "country job_country country_code",
    "workplace": (
        "workplace workplace_type work_mode remotetype remote_type location_type job_location_type work_arrangement"
    ),
    "remote": "remote is_remote job_is_remote remote_allowed remote_indicator telecommuting",
    "employment": (
        "employment employment_type job_employment_type job_type jobtype work_type formatted_work_type "
        "work_schedule schedule commitment appointment_type contract_type time_type"
    ),
    "pay": "pay salary pay_range salary_range compensation wage pay_rate hourly_rate base_salary stipend",
    "pay_low": "pay_min salary_min min_salary minimum_salary job_min_salary pay_low min_pay minimum_pay",
    "pay_high": "pay_max salary_max max_salary maximum_salary job_max_salary pay_high max_pay maximum_pay",
    "pay_unit": (
        "pay_unit pay_period salary_period job_salary_period salary_unit pay_frequency salary_interval rate_type"
    ),
    "currency": "currency salary_currency pay_currency job_salary_currency",
    "closing": (
        "closing_date close_date expirationdate expiration_date valid_through application_deadline "
        "deadline apply_by expiry expires_at expires closes"
    ),
    "posted": (
        "date posted posted_at date_posted published_at published job_posted_at_datetime_utc posting_date open_date pub_date listed_time"
    ),
    "period": "open_period",
}
FIELDS: dict[str, tuple[str, ...]] = {field: tuple(said.split()) for field, said in NAMES.items()}
# Further texts of a job, each under a heading of its own below the description.
SECTIONS = {
    "responsibilities": "Responsibilities",
    "duties": "Duties",
    "requirements": "Requirements",
    "qualifications": "Qualifications",
    "experience": "Experience",
    "education": "Education",
    "skills": "Skills",
    "benefits": "Benefits",
}
# What stands in a field of a name and names nobody. "Other Agencies ..." is a drawer of USAJOBS, not an agency.
NOBODY = frozenset(
    {
        "",
        "none",
        "null",
        "n/a",
        "na",
        "nan",
        "unknown",
        "confidential",
        "-",
        "other agencies and independent organizations",
    }
)
YES = frozenset({"true", "yes", "1", "1.0", "y", "remote", "fully remote", "100% remote"})
NO = frozenset({"false", "no", "0", "0.0", "n"})
DEEPEST = 4  # lists inside one another that are still read
SURROGATES = re.compile("[\ud800-\udfff]")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def plain_name(name: str) -> str:
    """The name of a field as it is compared: "jobTitle" and "Job Title" are job_title."""
    return NOT_A_WORD.sub("_", CAMEL.sub("_", name.strip()).lower()).strip("_")


def names(field: str) -> frozenset[str]:
    return frozenset(FIELDS[field])


def has_title(field_names: Mapping[str, Any] | list[str]) -> bool:
    """Whether rows with these fields can be jobs at all."""
    return not names("title").isdisjoint(plain_name(name) for name in field_names)


@guarded
def row(where: str, fields: Mapping[str, Any]) -> ImportedRow:
    """The row that these fields make. Values may be texts, numbers, or the lists and objects of JSON."""
    said = {plain_name(name): value for name, value in fields.items() if isinstance(name, str)}
    return ImportedRow(
        where=where,
        title=_first(said, "title"),
        employer=_employer(said),
        external_id=_first(said, "id"),
        description=_first(said, "description"),
        sections=_sections(said),
        requisition=_first(said, "requisition"),
        url=_first(said, "url"),
        apply_url=_first(said, "apply_url"),
        posted=dates.day(_first(said, "posted")),
        hints=Hints(
            place=_first(said, "place"),
            city=_first(said, "city"),
            state=_first(said, "state"),
            zip=_first(said, "zip"),
            country=_first(said, "country"),
            remote=_remote(said),
            workplace=_first(said, "workplace"),
            employment=_all(said, "employment"),
            pay=_pay(said),
            pay_text=_first(said, "pay"),
            closing_date=_closing(said),
        ),
    )


def as_text(value: Any, depth: int = 0) -> str:
    """A value in words: lists with "; " between them, of an object its name. Half a character (\\ud800) is none."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, list | tuple):
        inner = value[:20] if depth < DEEPEST else ()
        return "; ".join(filter(None, (as_text(one, depth + 1) for one in inner)))
    if isinstance(value, Mapping):
        return next(
            (
                as_text(value[name])
                for name in ("name", "Name", "label", "title", "value", "text")
                if isinstance(value.get(name), str | int | float)
            ),
            "",
        )
    return SURROGATES.sub("", str(value)).strip()


def _first(said: Mapping[str, Any], field: str) -> str:
    return next((text for name in FIELDS[field] if (text := as_text(said.get(name)))), "")


def _all(said: Mapping[str, Any], field: str) -> str:
    return "; ".join(dict.fromkeys(text for name in FIELDS[field] if (text := as_text(said.get(name)))))


def _employer(said: Mapping[str, Any]) -> str:
    found = (text for name in FIELDS["employer"] if (text := as_text(said.get(name))).lower() not in NOBODY)
    name = next(found, "")
    if not name and "agency" in said:  # a federal row of a department without agencies
        name = as_text(said.get("department"))
    return "" if name.lower() in NOBODY else name


def _sections(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((heading, text) for name, heading in SECTIONS.items() if (text := as_text(said.get(name))))


def _remote(said: Mapping[str, Any]) -> bool | None:
    for name in FIELDS["remote"]:
        text = as_text(said.get(name)).lower()
        if text in YES:
            return True
        if text in NO:
            return False
    return None


def _pay(said: Mapping[str, Any]) -> PayField | None:
    for name in FIELDS["pay"]:
        if isinstance(said.get(name), Mapping):
            return _pay_object(said[name])
    low, high = _first(said, "pay_low"), _first(said, "pay_high")
    if not low and not high:
        return None
    return PayField(low, high, _first(said, "pay_unit"), _first(said, "currency"))


def _pay_object(value: Mapping[str, Any]) -> PayField:
    inside = {plain_name(str(name)): one for name, one in value.items()}

    def first(*options: str) -> str:
        return next((text for option in options if (text := as_text(inside.get(option)))), "")

    return PayField(
        first("min", "low", "min_value"),
        first("max", "high", "max_value"),
        first("unit", "interval", "period"),
        first("currency"),
    )


def _closing(said: Mapping[str, Any]) -> date | None:
    return dates.day(_first(said, "closing")) or dates.last_day(_first(said, "period"))
