"""
schema.org JobPosting as JSON-LD, by Google's rules for it.

Only what the page shows is marked up: the employer's own pay, never a converted one; TELECOMMUTE only for jobs that are
remote all the time; directApply only where one applies here; and nothing at all once the job has ended, or while it does
not say where the work is done: Google takes no posting without a place. docs/schemas/job-posting.schema.json has the rules
as a JSON Schema.
"""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from careercenter import markdown
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import ALL_STATES, JobFacts, states_eligible
from careercenter.jobs.models import Job
from careercenter.vocabulary import EMPLOYMENT_TYPES, PAY_UNITS, STATES, WORKPLACES

MONTHS_A_YEAR = 12


def job_posting(job: Job) -> dict[str, Any] | None:
    """The JobPosting of an open job, None for one without a place. Keys without a value are left out."""
    facts = facts_of(job)
    employer = job.employer
    place = _place(facts)
    if not place:
        return None
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": facts.title,
        "description": str(markdown.to_html(facts.description)) or f"<p>{escape(facts.title)}</p>",
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": facts.requisition or str(job.id)},
        "datePosted": job.published_at.isoformat() if job.published_at else None,
        "validThrough": job.expires_at.isoformat() if job.expires_at else None,
        "hiringOrganization": _without_gaps(
            {"@type": "Organization", "name": employer.name, "sameAs": employer.website or None}
        ),
        "employmentType": EMPLOYMENT_TYPES.fact(facts.employment, "google"),
        "directApply": True if facts.apply_url is None else None,
        "baseSalary": _base_salary(facts),
        "experienceRequirements": _experience(facts),
        **place,
    }
    return _without_gaps(posting)


def _place(facts: JobFacts) -> dict[str, Any]:
    place: dict[str, Any] = {}
    if facts.office is not None and (facts.office.city or facts.office.state):
        place["jobLocation"] = {
            "@type": "Place",
            "address": _without_gaps(
                {
                    "@type": "PostalAddress",
                    "addressLocality": facts.office.city or None,
                    "addressRegion": facts.office.state,
                    "postalCode": facts.office.zip or None,
                    "addressCountry": "US",
                }
            ),
        }
    if location_type := WORKPLACES.fact(facts.workplace, "google"):
        place["jobLocationType"] = location_type
        place["applicantLocationRequirements"] = _where_people_live(facts)
    return place


def _where_people_live(facts: JobFacts) -> Any:
    """One entry a state; the whole country when all are open or the job names no limits."""
    eligible = states_eligible(facts)
    if not eligible or set(ALL_STATES) <= set(eligible):
        return {"@type": "Country", "name": "USA"}
    return [{"@type": "State", "name": f"{STATES[state].label}, USA"} for state in eligible]


def _base_salary(facts: JobFacts) -> dict[str, Any] | None:
    if facts.pay is None:
        return None
    unit = PAY_UNITS[facts.pay.unit].facts.get("google")
    if not unit:
        return None  # a piece rate has no word in schema.org; the page says it
    low, high = facts.pay.low / 100, facts.pay.high / 100
    amount = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    return {
        "@type": "MonetaryAmount",
        "currency": "USD",
        "value": {"@type": "QuantitativeValue", **amount, "unitText": unit},
    }


def _experience(facts: JobFacts) -> Any:
    if facts.years is None:
        return None
    if facts.years == 0:
        return "no requirements"
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": facts.years * MONTHS_A_YEAR}


def _without_gaps(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
