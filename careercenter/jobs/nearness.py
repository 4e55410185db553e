"""How far a job's office lies from the place of a search, and what no distance is asked of. No database, no HTML."""

from __future__ import annotations

from dataclasses import replace

from careercenter.counting import counted
from careercenter.gazetteer import miles_between, office_point, place_named
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import REMOTE, JobFacts


def miles_away(criteria: JobCriteria, facts: JobFacts) -> float | None:
    """From the place asked for to the office, by air; None without a place, and where nobody knows the office's."""
    place = place_named(criteria.near) if criteria.near else None
    office = facts.office
    there = office_point(office.city, office.state, office.zip) if office else None
    return miles_between(place.point, there) if place and there else None


def distance_line(criteria: JobCriteria, facts: JobFacts) -> str:
    """ "12 miles from 78701", "less than a mile from Austin, TX", or "" where there is nothing to say."""
    away = miles_away(criteria, facts)
    if away is None:
        return ""
    return f"{counted(round(away), 'mile') if away >= 1 else 'less than a mile'} from {criteria.near}"


def without_commute(criteria: JobCriteria) -> JobCriteria | None:
    """
    The same search for fully remote jobs wherever their offices are: those open to the states asked for, else to the
    state of the place. None without a place.
    """
    place = place_named(criteria.near) if criteria.near else None
    if place is None:
        return None
    states = criteria.state or ((place.state,) if place.state else ())
    return replace(criteria.without("near"), workplace=(REMOTE,), state=states, closed=False)
