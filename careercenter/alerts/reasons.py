"""Why a job is in a letter: the filters of the search, and what of the job met each of them."""

from __future__ import annotations

from careercenter.alerts.models import SavedSearch
from careercenter.jobs import pay
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.describing import in_words
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.nearness import distance_line
from careercenter.jobs.places import open_to
from careercenter.jobs.terms import LISTS, terms_of
from careercenter.sentences import both


def in_force(saved: SavedSearch, criteria: JobCriteria) -> str:
    """The filters of a saved search in words, "" where its name says just that."""
    words = in_words(criteria)
    return "" if words == saved.name else words


def why(criteria: JobCriteria, facts: JobFacts) -> list[str]:
    """One entry a filter in force: what of the job met it."""
    reasons = [f"“{criteria.q}”"] if criteria.words.wanted else []
    for name, said in terms_of(facts).items():
        met = [term for term in getattr(criteria, name) if term in said]
        if met and name != "state":
            reasons.append(both(LISTS[name][term].short for term in met))
    for state in criteria.state:
        if open_to(facts, state):
            reasons.append(f"open to {LISTS['state'][state].label}")
        elif open_to(facts, state) is None:
            reasons.append("remote, states not stated")
    if away := distance_line(criteria, facts):
        reasons.append(away)
    if criteria.pay_min is not None and (hourly := pay.hourly(facts.pay, facts.quota)):
        reasons.append(f"up to {pay.amounts(hourly.high, hourly.high)} an hour")
    if criteria.apprentice:
        reasons.append("apprentices welcome")
    if criteria.us_only:
        reasons.append("work stays in the US")
    return list(dict.fromkeys(reasons))
