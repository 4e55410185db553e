"""
The cards and choices of a list. Most visitors are strangers and see the same ones, so theirs are drawn once for each reading of a job
into the index and kept; whoever is signed in gets cards of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from flask import current_app, get_template_attribute, has_request_context, request
from flask_login import current_user
from markupsafe import Markup

from careercenter.jobs.cards import cards_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facets import Choice
from careercenter.jobs.index import Counted, Found, Version
from careercenter.jobs.models import Job
from careercenter.jobs.queries import open_jobs
from careercenter.jobs.search import ResultPage
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.home_state import remembered_state
from careercenter.keeping import Kept
from careercenter.moments import SECOND, moment
from careercenter.vocabulary import STATES

MOST_CARDS = 10_000  # about 2 kB each
HOLE = "\0"  # where a count goes; no text has it
STEPS = (86_400 * SECOND, 3_600 * SECOND, 60 * SECOND)  # in which a page says how old a job is


class CardKey(NamedTuple):
    """All that the card of a stranger depends on. `age` is in the words' own steps, `year` stands beside older days."""

    mounted_at: str
    job_id: int
    version: Version
    states: tuple[str, ...]
    home: str | None
    near: str
    by_quota: bool
    age: tuple[int, int]
    year: int


class CardPage(ResultPage[Counted]):
    """One page of a search, its items drawn as cards."""

    def _query_items(self) -> list[Markup]:
        self.found = self._find()
        return list(_cards(self.found, self.criteria, self.now))


@bp.app_template_global()
def choice_labels(name: str, choices: Iterable[Choice]) -> Markup:
    """Values of a filter. A page has a hundred, which differ from those of another page by their counts alone."""
    labels = []
    for one in choices:
        before, after = _around_count(name, one.value, one.words, one.is_chosen, one.jobs == 1, one.jobs == 0)
        labels += [before, f"{one.jobs:,}", after]
    return Markup("".join(labels))  # noqa: S704 - all but the counts comes from the template


@bp.app_template_global()
@lru_cache(100)
def state_options(chosen: object) -> Markup:
    """The states to choose from; `chosen` may be none of them."""
    drawn: Markup = get_template_attribute("jobs/_choice.html", "options")(STATES.active, chosen)
    return drawn


@lru_cache(5_000)
def _around_count(name: str, value: str, words: str, is_chosen: bool, is_one: bool, is_none: bool) -> list[str]:
    macro = get_template_attribute("jobs/_choice.html", "choice")
    drawn: str = macro(name, value, words, is_chosen, HOLE, "job" if is_one else "jobs", is_none)
    return drawn.split(HOLE)


def _cards(found: Found, criteria: JobCriteria, now: datetime) -> Iterable[Markup]:
    """A job that ceased to be open since it was found is left out."""
    if current_user.is_authenticated:
        own = _drawn(found.ids, criteria, now)
        return [own[job_id] for job_id in found.ids if job_id in own]
    keys = {
        job_id: _key(job_id, version, criteria, now) for job_id, version in zip(found.ids, found.versions, strict=True)
    }
    kept: Kept[CardKey, Markup] = current_app.extensions.setdefault("cards", Kept(MOST_CARDS))
    cards = {job_id: kept.get(key) for job_id, key in keys.items()}
    missing = [job_id for job_id, card in cards.items() if card is None]
    if missing:
        drawn = _drawn(missing, criteria, now)
        cards |= {job_id: kept.keep(keys[job_id], card) for job_id, card in drawn.items()}
    return [card for card in cards.values() if card is not None]


def _key(job_id: int, version: Version, criteria: JobCriteria, now: datetime) -> CardKey:
    age = _age(moment(now) - version.published)
    root, home = (request.script_root, remembered_state()) if has_request_context() else ("", None)
    return CardKey(root, job_id, version, criteria.state, home, criteria.near, criteria.order == "quota", age, now.year)


def _drawn(ids: Sequence[int], criteria: JobCriteria, now: datetime) -> dict[int, Markup]:
    draw = get_template_attribute("jobs/_listed.html", "listed")
    cards = cards_of(open_jobs(now).where(Job.id.in_(ids)))
    return {job_id: draw(card, criteria) for job_id, card in cards.items()}


def _age(age: int) -> tuple[int, int]:
    """Within one step of days, hours or minutes a page says the same of a job's age."""
    step = next((step for step in STEPS if age >= step), SECOND)
    return step, age // step
