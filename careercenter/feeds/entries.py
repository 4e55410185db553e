"""A job as an entry of any feed: its page, its lines of facts, its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import escape

from careercenter import markdown
from careercenter.addresses import public_url
from careercenter.jobs.cards import Card, card_of
from careercenter.jobs.coding import coding_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import states_eligible
from careercenter.jobs.models import Job
from careercenter.jobs.nearness import distance_line
from careercenter.jobs.places import closed_because
from careercenter.jobs.wording import credential_lines
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES


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
    def coding(self) -> dict[str, Any]:
        """The coding extension, with the address that JSON Feed asks an extension to name."""
        return {"about": public_url("api.coding"), **coding_of(self.card.facts)}

    @property
    def categories(self) -> list[tuple[str, str, str]]:
        """What a reader of feeds may sort by: word list, id and words of its credentials, kinds of work and states."""
        facts = self.card.facts
        return [
            *(("credentials", term, CREDENTIALS[term].short) for term in CREDENTIALS.known(facts.credentials)),
            *(("specialties", term, SPECIALTIES.label(term)) for term in SPECIALTIES.known(facts.specialties)),
            *(("states", term, STATES.label(term)) for term in states_eligible(facts)),
        ]

    def scheme(self, word_list: str) -> str:
        """The address of a word list, for readers that tell one list's ids from another's."""
        return f"{public_url('api.coding')}#/$defs/{word_list}"

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
