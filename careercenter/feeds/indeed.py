"""
The open jobs in Indeed's XML, which most aggregators read.

Only jobs written here: one that was imported stands in its employer's own feed already, and no aggregator takes a job
twice. Every text is CDATA in UTF-8, an element without a value is left out, and the reference number never changes.
What is said of a job is kept until the job changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from markupsafe import escape

from careercenter.addresses import public_url
from careercenter.db import db
from careercenter.feeds.entries import Entry, entry_of
from careercenter.feeds.xml import cdata, document
from careercenter.jobs import pay
from careercenter.jobs.cards import with_terms
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import JobFacts, Office, Pay
from careercenter.jobs.index import Version
from careercenter.jobs.models import Job
from careercenter.jobs.queries import open_jobs
from careercenter.jobs.search import search
from careercenter.keeping import Kept
from careercenter.vocabulary import EMPLOYMENT_TYPES, PAY_UNITS, SPECIALTIES, WORKPLACES

AT_ONCE = 200  # jobs read by one question to the database; nothing of it is held between two
MOST = 10_000  # jobs kept as written, about 2 kB each
_kept: Kept[tuple[int, Version], str] = Kept(MOST)  # a version is never that of another board in this process
PUBLISHER = "CareerCenter"


def feed(now: datetime) -> Iterator[bytes]:
    """The whole document, job by job."""
    start = "<source>" + cdata("publisher", PUBLISHER) + cdata("publisherurl", public_url("home.front"))
    start += cdata("lastBuildDate", now.isoformat(timespec="seconds"))
    return document(start, _all_jobs(now), "</source>")


def _all_jobs(now: datetime) -> Iterator[str]:
    found = search(JobCriteria(), now)
    jobs = sorted(zip(found.ids, found.versions, strict=True))
    for start in range(0, len(jobs), AT_ONCE):
        keys = jobs[start : start + AT_ONCE]
        known = {key: _kept.get(key) for key in keys}
        missing = [job_id for (job_id, _), piece in known.items() if piece is None]
        made = _written(missing, now) if missing else {}
        for key, piece in known.items():
            yield _kept.keep(key, made.get(key[0], "")) if piece is None else piece


def _written(ids: list[int], now: datetime) -> dict[int, str]:
    """By their numbers, those of the jobs that were written here. The database is let go before anything is sent."""
    query = with_terms(open_jobs(now).where(Job.id.in_(ids), Job.source.is_(None)))
    pieces = {job.id: one_job(job) for job in db.session.scalars(query)}
    db.session.close()
    return pieces


def one_job(job: Job) -> str:
    entry = entry_of(job, JobCriteria())
    facts = entry.card.facts
    office = facts.office or Office()
    said = {
        "title": entry.title,
        "date": entry.published_at.isoformat(timespec="seconds"),
        "referencenumber": str(job.id),
        "requisitionid": facts.requisition or str(job.id),
        "url": entry.url,
        "company": entry.employer,
        "sourcename": PUBLISHER,
        "city": office.city,
        "state": office.state or "",
        "country": "US",
        "postalcode": office.zip,
        "description": _description(entry),
        "salary": salary(facts.pay),
        "jobtype": EMPLOYMENT_TYPES.fact(facts.employment, "indeed") or "",
        "category": ", ".join(SPECIALTIES.labels(facts.specialties)),
        "experience": _experience(facts),
        "expirationdate": job.expires_at.isoformat(timespec="seconds") if job.expires_at else "",
        "remotetype": WORKPLACES.fact(facts.workplace, "indeed") or "",
        "lastactivitydate": entry.updated_at.isoformat(timespec="seconds"),
    }
    return "<job>" + "".join(cdata(name, text) for name, text in said.items() if text) + "</job>"


def salary(advertised: Pay | None) -> str:
    """USD 28.00 - 34.00 per hour; as advertised, never converted."""
    if advertised is None:
        return ""
    if advertised.unit == pay.PERCENT:
        return pay.in_full(advertised)
    amounts = dict.fromkeys(f"{cents / 100:.2f}" for cents in (advertised.low, advertised.high))
    return f"USD {' - '.join(amounts)} {PAY_UNITS[advertised.unit].label}"


def _description(entry: Entry) -> str:
    note = entry.card.facts.benefits_note
    return entry.summary_html + entry.html + (f"<p>{escape(note)}</p>" if note else "")


def _experience(facts: JobFacts) -> str:
    if facts.years is None:
        return ""
    return f"{facts.years}+ years" if facts.years else "No experience needed"
