"""A job that is being written, as far as a card can show it."""

from __future__ import annotations

from dataclasses import replace

from careercenter.employers.models import Employer
from careercenter.jobs.cards import Card, card
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.models import Job
from careercenter.vocabulary import CREDENTIALS, PAY_UNITS, WORK_TYPES, WORKPLACES

UNTITLED = "Your job’s title"


def sketch(employer: Employer, facts: JobFacts) -> Card:
    """The card that coders would see if nothing more were written. The job at its back is never stored."""
    shown = _of_the_lists(facts)
    title = shown.title or UNTITLED
    return card(Job(employer=employer, title=title), replace(shown, title=title))


def _of_the_lists(facts: JobFacts) -> JobFacts:
    """A form that was not checked may hold anything; what no list knows is left out."""
    lines = (tuple(CREDENTIALS.known(line)) for line in facts.credentials_required)
    quota = facts.quota if facts.quota and facts.quota.work_type in (None, *WORK_TYPES) else None
    return replace(
        facts,
        workplace=facts.workplace if facts.workplace in WORKPLACES else None,
        pay=facts.pay if facts.pay and facts.pay.unit in PAY_UNITS else None,
        credentials_required=tuple(line for line in lines if line),
        credentials_preferred=tuple(CREDENTIALS.known(facts.credentials_preferred)),
        quota=quota,
    )
