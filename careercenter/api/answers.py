"""What the API says of a job and of a search: the words of the contract, ids of the vocabulary, money in dollars."""

from __future__ import annotations

from typing import Any

from careercenter.addresses import public_url
from careercenter.jobs.coding import coding_of
from careercenter.jobs.columns import facts_of
from careercenter.jobs.criteria import Dropped, JobCriteria
from careercenter.jobs.describing import NOUNS, dropped_in_words
from careercenter.jobs.facts import as_data
from careercenter.jobs.index import Explained
from careercenter.jobs.models import Job
from careercenter.jobs.nearness import miles_away
from careercenter.jobs.pay import Converted, hourly, yearly
from careercenter.jobs.places import closed_because
from careercenter.jobs.relevance_in_words import standing_as_data
from careercenter.jobs.spelling import Correction
from careercenter.jobs.suggesting import Suggestion
from careercenter.jobs.terms import terms_of

ANYTHING = JobCriteria()


def job_as_data(job: Job, criteria: JobCriteria = ANYTHING) -> dict[str, Any]:
    """
    One open job: its facts, its terms by group, its pay by the hour and the year with the assumptions, its addresses;
    and how it stands to a search: the miles from its place, and why it is closed to its states.
    """
    facts = facts_of(job)
    away = miles_away(criteria, facts)
    return {
        "id": job.id,
        "url": public_url("jobs.show", job_id=job.id, slug=job.slug),
        "employer": {
            "name": job.employer.name,
            "slug": job.employer.slug,
            "url": public_url("employers.show", slug=job.employer.slug),
        },
        "published_at": job.published_at.isoformat() if job.published_at else None,
        "updated_at": job.updated_at.isoformat(),
        "expires_at": job.expires_at.isoformat() if job.expires_at else None,
        **as_data(facts),
        "pay_hourly": _converted(hourly(facts.pay, facts.quota)),
        "pay_yearly": _converted(yearly(facts.pay, facts.quota)),
        "terms": terms_of(facts),
        "coding": coding_of(facts),
        "distance_miles": None if away is None else round(away, 1),
        "closed_because": closed_because(facts, criteria.state) or None,
    }


def search_as_data(
    criteria: JobCriteria, dropped: list[Dropped], found: Explained, jobs: list[Job], *, page: int, per_page: int
) -> dict[str, Any]:
    return {
        "jobs": [job_as_data(job, criteria) for job in jobs],
        "total": found.total,
        "page": page,
        "per_page": per_page,
        "query": criteria.query_string(),
        "standings": [standing_as_data(one) for one in found.standings],
        "facets": found.counts,
        "hidden": {"pay_not_comparable": found.unstated, "closed_to_state": 0 if criteria.closed else found.closed},
        "dropped": [{"name": one.name, "value": one.value, "why": dropped_in_words(one)} for one in dropped],
    }


def correction_as_data(correction: Correction | None) -> dict[str, Any] | None:
    """What was typed and what it was read as; `literal` asks for what was typed."""
    if correction is None:
        return None
    words = [{"said": said, "meant": meant} for said, meant in correction.words]
    return {"words": words, "literal": correction.literal.query_string()}


def suggestion_as_data(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "kind": suggestion.kind,
        "kind_label": NOUNS[suggestion.kind],
        "label": suggestion.label,
        "also": suggestion.also,
        "query": suggestion.query,
        "jobs": suggestion.count,
        "url": public_url("jobs.index", **{"near" if suggestion.kind == "near" else "q": suggestion.query}),
    }


def _converted(pay: Converted | None) -> dict[str, Any] | None:
    return {"min": pay.low / 100, "max": pay.high / 100, "assumption": pay.assumption} if pay else None
