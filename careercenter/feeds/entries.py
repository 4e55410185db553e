"""A job as an entry of any feed: its page, its lines of facts, its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import escape

from careercenter import markdown
from careercenter.addresses import public_url
from careercenter.jobs.cards import Card, card_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.models import Job
from careercenter.jobs.nearness import distance_line
from careercenter.jobs.places import closed_because
from careercenter.jobs.wording import credential_lines


@dataclass(frozen=True)
class Entry:
    """`summary` is one line of plain text: employer, place, pay, credentials. `html` is the whole text, cleaned."""

    url: str
    title: str
    employer: str
    summary: str
    html: str
    published_at: datetime
    updated_at: datetime
    card: Card

    @property
    def summary_html(self) -> str:
        return f"<p>{escape(self.summary)}</p>"


def entry_of(job: Job, criteria: JobCriteria) -> Entry:
    card = card_of(job)
    published = job.published_at or job.created_at
    return Entry(
        url=public_url("jobs.show", job_id=job.id, slug=job.slug),
        title=card.title,
        employer=job.employer.name,
        summary=summary_of(card, criteria),
        html=str(markdown.to_html(card.facts.description)),
        published_at=published,
        updated_at=max(published, job.updated_at),
        card=card,
    )


def summary_of(card: Card, criteria: JobCriteria) -> str:
    pay = f"{card.pay} {card.pay_unit}" if card.pay else "Pay not stated"
    credentials = credential_lines(card.facts)
    place = ", ".join(filter(None, (card.place, distance_line(criteria, card.facts))))
    closed = closed_because(card.facts, criteria.state)
    return ". ".join(part for part in (card.employer.name, place, closed, pay, credentials) if part)
