"""Criteria in words: for chips, headings, the name of a saved search, and the letter that says which filters are in force."""

from __future__ import annotations

from dataclasses import dataclass, replace

from careercenter.counting import counted
from careercenter.jobs.criteria import MOST_MILES, Dropped, JobCriteria
from careercenter.jobs.facts import REMOTE
from careercenter.jobs.terms import FILTERS, LISTS
from careercenter.sentences import either

NOUNS = {
    **{group.name: group.noun for group in FILTERS},
    "employer": "employer",
    "pay_min": "pay",
    "posted": "age in days",
    "apprentice": "apprentice filter",
    "us_only": "US-only filter",
    "sort": "order",
    "near": "place",
    "page": "page",
    "q": "word",
    "radius": "distance",
    "closed": "choice",
}
# What a name needs, where "we know no such value" would not help.
NEEDS = {
    "near": "We know no such place (write a ZIP code, or a city with its state, such as Austin, TX),",
    "radius": f"A distance is 1 to {MOST_MILES} miles around a place,",
    "closed": "This needs the state that jobs are closed to,",
    "sort=distance": "This order needs a place to be near to,",
}


@dataclass(frozen=True)
class Filter:
    """One filter in force: its words, and the same search without it."""

    words: str
    without: JobCriteria


def filters_in_force(criteria: JobCriteria) -> list[Filter]:
    """One entry for each filter, in the order in which people say them."""
    in_force = []
    if criteria.q:
        in_force.append(Filter(f"“{criteria.q}”", criteria.without("q")))
    for name, word_list in LISTS.items():
        ids = getattr(criteria, name)
        if ids:
            said = [word_list[term].short for term in ids]
            in_force.append(Filter(either(said), criteria.without(name)))
    if criteria.near:
        in_force.append(Filter(f"{counted(criteria.miles, 'mile')} around {criteria.near}", criteria.without("near")))
    if criteria.employer:
        in_force.append(Filter(either(map(employer_in_words, criteria.employer)), criteria.without("employer")))
    if criteria.pay_min is not None:
        in_force.append(Filter(f"from ${criteria.pay_min / 100:g} an hour", criteria.without("pay_min")))
    if criteria.apprentice:
        in_force.append(Filter("apprentices welcome", criteria.without("apprentice")))
    if criteria.us_only:
        in_force.append(Filter("work stays in the US", criteria.without("us_only")))
    if criteria.posted is not None:
        days = "today" if criteria.posted == 1 else f"in the last {criteria.posted} days"
        in_force.append(Filter(f"posted {days}", criteria.without("posted")))
    return in_force


def chips(criteria: JobCriteria) -> list[Filter]:
    """The same with one entry for each value of a name, so that one can be taken off and the others stay."""
    each = []
    for one in filters_in_force(criteria):
        name = next(
            (name for name in (*LISTS, "employer") if getattr(one.without, name) != getattr(criteria, name)), ""
        )
        values = getattr(criteria, name) if name else ()
        if len(values) < 2:
            each.append(one)
        for value in values if len(values) > 1 else ():
            words = employer_in_words(value) if name == "employer" else LISTS[name][value].short
            each.append(Filter(words, criteria.without(name, value)))
    return each


def employer_in_words(slug: str) -> str:
    """An employer's address as a name, near enough for a filter; the name itself may have changed since."""
    return slug.replace("-", " ").title()


def in_words(criteria: JobCriteria) -> str:
    """All filters in one line, such as “inpatient”, CCS, Texas, from $30 an hour; "all jobs" when there are none."""
    return ", ".join(one.words for one in filters_in_force(criteria)) or "all jobs"


def heading(criteria: JobCriteria, total: int, closed: int = 0) -> str:
    """
    The heading of a result, which says every filter in force: "12 remote CPC jobs open to Texas", "10 jobs for “inpatient
    coder”, Epic", "12 jobs near 78701, 9 open to Texas". `closed` of the total are closed to the states asked for.
    """
    states = [LISTS["state"][state].label for state in criteria.state]
    query = f" for “{criteria.q}”" if criteria.q else ""
    employer = f" at {either(map(employer_in_words, criteria.employer))}" if criteria.employer else ""
    near = f" near {criteria.near}" if criteria.near else ""
    comma = f", {total - closed:,}" if criteria.closed else "," * bool(near)
    where = f"{comma} open to {either(states)}" if states else ""
    rest = "".join(f", {words}" for words in _left_to_say(criteria))
    return f"{total:,} {_kind(criteria)}{'job' if total == 1 else 'jobs'}{query}{employer}{near}{where}{rest}"


def _kind(criteria: JobCriteria) -> str:
    """What is said before "jobs": "remote CPC or CCS "."""
    words = ["remote"] if criteria.workplace == (REMOTE,) else []
    words += [either(LISTS["credential"][term].short for term in criteria.credential)] if criteria.credential else []
    words += [either(LISTS["specialty"][term].label for term in criteria.specialty)] if criteria.specialty else []
    return "".join(f"{word} " for word in words)


def _left_to_say(criteria: JobCriteria) -> list[str]:
    """The filters that a heading has no sentence for, as a chip says them."""
    workplace = () if criteria.workplace == (REMOTE,) else criteria.workplace
    left = replace(criteria, q="", credential=(), specialty=(), state=(), employer=(), near="", workplace=workplace)
    return [one.words for one in filters_in_force(left)]


def dropped_in_words(dropped: Dropped) -> str:
    if dropped.is_name:
        return "We know no such filter, so it was left out."
    if dropped.is_away:
        return "Places can’t be looked up at this moment, so it was left out. Try again in a minute."
    unknown = f"We know no such {NOUNS.get(dropped.name, 'value')},"
    why = NEEDS.get(dropped.name) or NEEDS.get(f"{dropped.name}={dropped.value}", unknown)
    return f"{why} so it was left out."
