"""What an employer must have said before staff looks at a job. Drafts may lack it; an operator's feed comes as it is."""

from __future__ import annotations

from datetime import datetime

from careercenter.jobs.closing_dates import has_passed
from careercenter.jobs.facts import NAMING_STATES, NEAR_OFFICE, REMOTE, JobFacts, Office
from careercenter.jobs.titles import objection

LEAST_WORDS = 20  # in the description; fewer tell a coder nothing
UPPER_END = "Give the upper end of the pay range."


def missing(facts: JobFacts, *, now: datetime) -> dict[str, str]:
    """A sentence for each answer that is lacking or contradicts another, by the name of its form field."""
    lacking: dict[str, str] = {}
    if not facts.title:
        lacking["title"] = "Write the title that coders search for."
    elif against := objection(facts.title):
        lacking["title"] = against
    if not facts.title_id:
        lacking["title_id"] = "Choose the nearest title of the ladder, so that coders find the job among its like."
    if len(facts.description.split()) < LEAST_WORDS:
        lacking["description"] = (
            f"Describe the work in at least {LEAST_WORDS} words: what is coded, with whom, how the day goes."
        )
    if not facts.employment:
        lacking["employment"] = "Choose how the person is employed."
    return {**lacking, **_place(facts), **_pay(facts), **_applying(facts, now)}


def _place(facts: JobFacts) -> dict[str, str]:
    if not facts.workplace:
        return {"workplace": "Choose where the work is done."}
    if facts.workplace == REMOTE and not facts.state_rule:
        return {"state_rule": "Say in which states you can hire. It is the first thing remote coders ask."}
    lacking = {}
    if facts.state_rule in NAMING_STATES and not facts.states:
        lacking["states"] = "Tick at least one state."
    if facts.workplace != REMOTE or facts.state_rule == NEAR_OFFICE:
        lacking |= _office(facts.office or Office())
    return lacking


def _office(office: Office) -> dict[str, str]:
    lacking = {}
    if not office.city:
        lacking["office_city"] = "Write the city of the office."
    if not office.state:
        lacking["office_state"] = "Choose the state of the office."
    return lacking


def _pay(facts: JobFacts) -> dict[str, str]:
    """A range on every job: fifteen states' laws ask for it, and so do we everywhere (features e6)."""
    if facts.pay is None:
        return {"pay_low": "Give the lower end of the pay.", "pay_high": UPPER_END}
    if facts.pay.high < facts.pay.low:
        return {"pay_high": "The upper end is below the lower one."}
    if facts.pay.high == 0:
        return {
            "pay_high": "Pay of zero is no pay. Give the amounts, or choose “Volunteer” and write why in the description."
        }
    return {}


def _applying(facts: JobFacts, now: datetime) -> dict[str, str]:
    day = facts.closing_date
    if day is not None and has_passed(day, now):
        return {"closing_date": f"{day:%B} {day.day} has passed. Choose a date from today on."}
    return {}
