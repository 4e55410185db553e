"""One job of the large board: its facts drawn by chance, and the rows that `jobs.columns.write_facts` would make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from careercenter.demo.bulk.chance import Deck
from careercenter.demo.bulk.market import Family, Market
from careercenter.demo.bulk.wording import Fill, Worded
from careercenter.demo.posting import LISTING
from careercenter.jobs.columns import job_words, term_rows, title_words
from careercenter.jobs.facts import ALL_BUT_THESE, ANY_STATE, REMOTE, THESE_STATES, JobFacts, Office, Pay, Quota
from careercenter.jobs.models import JobState
from careercenter.jobs.pay import HOURS, hourly
from careercenter.vocabulary import BENEFITS, EMPLOYMENT_TYPES, SCREENING_QUESTIONS

PUBLISHED = LISTING - timedelta(days=1)  # the oldest
PLACE = "wherethedescriptionstood"  # a word that no text has, and its own search word

WORKPLACES = Deck(["remote", "onsite", "hybrid", "remote_after_training", "travel"], weights=[64, 17, 14, 4, 1])
STATE_RULES = Deck([ANY_STATE, THESE_STATES, ALL_BUT_THESE, None], weights=[38, 42, 13, 7])
FEW_STATES = Deck([8, 5, 12, 20, 3, 30, 2, 40, 45], steepness=0.6)
SHUT_STATES = Deck([4, 2, 3, 6, 8, 1, 12], steepness=0.8)
EMPLOYMENT = Deck([term.id for term in EMPLOYMENT_TYPES.active if term.group != "entry"], steepness=1.6)
UNITS = Deck(["hour", "year", "piece", None, "day", "week", "month"], weights=[68, 20, 6, 3, 1, 1, 1])
LOCATIONS = Deck(
    [None, "us_only_residence", "us_only_performance", "offshore_mix", "us_citizen", "clearance", "not_stated"],
    weights=[52, 18, 18, 4, 3, 3, 2],
)
ADDED_TO_TITLE = Deck(["", ", remote", ", PRN", ", part time", ", evenings", ", temporary", ", weekends", ", contract"])
YEARS = Deck([2, 3, 1, 5, None, 4, 7, 10], steepness=0.8)
BENEFIT_DECK = Deck([term.id for term in BENEFITS.active], steepness=0.5)
QUESTION_DECK = Deck([term.id for term in SCREENING_QUESTIONS.active], steepness=0.6)


@dataclass(frozen=True)
class Drawn:
    """A job that is not written yet. `facts.description` and `described.text` are the same."""

    facts: JobFacts
    described: Worded


def draw(market: Market, names: Mapping[str, Fill], home: tuple[str, str, str], chance: Random) -> Drawn:
    """A job of an employer whose own names fill the sentences and whose office is at home."""
    family = market.families.draw(chance)
    title, title_id = family.titles.draw(chance)
    workplace = WORKPLACES.draw(chance)
    rule = STATE_RULES.draw(chance) if workplace == REMOTE else None
    quota = _quota(family, chance)
    lines, preferred = _credentials(family, chance)
    described = market.wording.describe(family.work, names, chance)
    facts = JobFacts(
        title=title + ADDED_TO_TITLE.draw(chance),
        title_id=title_id,
        requisition=f"R-{chance.randrange(10**6):06}" if chance.random() < 0.8 else "",
        description=described.text,
        employment=EMPLOYMENT.draw(chance),
        workplace=workplace,
        state_rule=rule,
        states=_states(market, rule, home[1], chance),
        work_location=LOCATIONS.draw(chance),
        office=Office(*home) if workplace != REMOTE or chance.random() < 0.2 else None,
        pay=_pay(family, quota, chance),
        credentials_required=lines,
        credentials_preferred=preferred,
        apprentice_ok=_apprentices(family, lines, chance),
        specialties=tuple(family.specialties.some(chance, chance.choice((1, 1, 1, 2, 2, 3)))),
        code_sets=tuple(family.code_sets.some(chance, chance.randint(2, 4))),
        settings=tuple(family.settings.some(chance, chance.choice((1, 1, 2)))),
        tools=tuple(family.tools.some(chance, chance.choice((1, 1, 2, 2, 3)))),
        years=0 if family.apprentice else YEARS.draw(chance),
        quota=quota,
        benefits=tuple(BENEFIT_DECK.some(chance, chance.randint(0, 7))),
        questions=tuple(QUESTION_DECK.some(chance, chance.randint(0, 4))),
    )
    return Drawn(facts, described)


def row(drawn: Drawn, *, job_id: int, employer: int, by: int, published_at: datetime) -> dict[str, Any]:
    """The row of table `job` for a job that was written, approved and listed at this moment."""
    facts, office, quota = drawn.facts, drawn.facts.office or Office(), drawn.facts.quota or Quota()
    pay, comparable = drawn.facts.pay, hourly(drawn.facts.pay, drawn.facts.quota)
    words = job_words(replace(facts, description=PLACE)).replace(f" {PLACE} ", drawn.described.words)
    return {
        "id": job_id,
        "employer_id": employer,
        "posted_by_id": by,
        "state": JobState.LIVE,
        "version": 1,
        "title": facts.title,
        "title_id": facts.title_id,
        "requisition": facts.requisition,
        "description": facts.description,
        "employment": facts.employment,
        "workplace": facts.workplace,
        "state_rule": facts.state_rule,
        "work_location": facts.work_location,
        "office_city": office.city,
        "office_state": office.state,
        "office_zip": office.zip,
        "pay_low": pay.low if pay else None,
        "pay_high": pay.high if pay else None,
        "pay_unit": pay.unit if pay else None,
        "hourly_low": comparable.low if comparable else None,
        "hourly_high": comparable.high if comparable else None,
        "apprentice_ok": facts.apprentice_ok,
        "years": facts.years,
        "quota_work_type": quota.work_type,
        "quota_per_hour": quota.per_hour,
        "quota_accuracy": quota.accuracy,
        "benefits_note": facts.benefits_note,
        "words": words,
        "title_words": title_words(facts),
        "reason": "",
        "published_at": published_at,
        "listed_until": published_at + LISTING,
        "expires_at": published_at + LISTING,
        "created_at": published_at,
        "updated_at": published_at,
    }


def terms(drawn: Drawn, job_id: int) -> list[dict[str, Any]]:
    """The rows of table `job_term`."""
    return [{"job_id": job_id, "kind": kind, "term": term, "line": line} for kind, term, line in term_rows(drawn.facts)]


def _quota(family: Family, chance: Random) -> Quota | None:
    if family.quota is None or chance.random() < 0.4:
        return None
    work_type, low, high = family.quota
    return Quota(work_type, round(chance.uniform(low, high), 1), chance.choice((None, 95.0, 95.0, 95.0, 96.0, 97.0)))


def _credentials(family: Family, chance: Random) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """None, one or two required lines, and what is nice to have."""
    drawn = family.credentials.some(chance, chance.choice((1, 2, 2, 3, 3, 4)))
    kind = chance.random()
    if kind < 0.14:
        return (), tuple(drawn[:2])
    if kind < 0.26 and len(drawn) > 1:
        return (tuple(drawn[:-1]), tuple(drawn[-1:])), ()
    preferred = [term for term in family.credentials.some(chance, 2) if term not in drawn]
    return (tuple(drawn),), tuple(preferred if chance.random() < 0.4 else ())


def _apprentices(family: Family, lines: tuple[tuple[str, ...], ...], chance: Random) -> bool | None:
    if family.apprentice:
        return True
    if any(term in line for line in lines for term in ("cpc_a", "coc_a", "cca")):
        return chance.choice((True, None))
    return chance.choice((None, None, False))


def _states(market: Market, rule: str | None, home: str, chance: Random) -> tuple[str, ...]:
    if rule == THESE_STATES:
        return tuple(dict.fromkeys([home, *market.states.some(chance, FEW_STATES.draw(chance) - 1)]))
    if rule == ALL_BUT_THESE:
        return tuple(state for state in market.states.some(chance, SHUT_STATES.draw(chance)) if state != home)
    return ()


def _pay(family: Family, quota: Quota | None, chance: Random) -> Pay | None:
    """Around the middle of the market, in the unit's own amounts."""
    unit = UNITS.draw(chance)
    low = max(15.0, chance.gauss(family.pay, family.pay * 0.11))
    high = low * chance.uniform(1.06, 1.3)
    if unit is None:
        return None
    if unit == "piece":
        if family.piece is None or quota is None or quota.per_hour is None:
            return None
        return Pay(round(100 * low / quota.per_hour), round(100 * high / quota.per_hour), family.piece)
    hours = HOURS[unit]
    step = 25 if unit == "hour" else 100_000 if unit == "year" else 1_000
    first, last = (round(amount * hours * 100 / step) * step for amount in (low, high))
    return Pay(first, last, unit)
