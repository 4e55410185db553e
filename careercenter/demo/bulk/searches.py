"""What the seekers of the large board search for, kept as saved searches."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from careercenter.alerts.models import Cadence, SearchStatus, random_token
from careercenter.demo.bulk.chance import Deck
from careercenter.demo.bulk.market import Market
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.describing import in_words
from careercenter.jobs.facts import REMOTE

OLDEST = timedelta(days=60)
WORDS = Deck([0, 1, 2], weights=[50, 35, 15])
PAY = Deck([None, 2500, 3000, 2800, 3500, 2200, 4000], weights=[66, 8, 9, 6, 5, 3, 3])
# How often a search has a filter, with and without words.
WITH_WORDS = {
    "credential": 0.45,
    "specialty": 0.15,
    "tool": 0.06,
    "state": 0.82,
    "workplace": 0.35,
    "apprentice": 0.8,
    "us_only": 0.05,
}
WITHOUT_WORDS = {**WITH_WORDS, "credential": 0.55, "specialty": 1.0, "tool": 0.1}
STATUS = Deck([SearchStatus.ACTIVE, SearchStatus.PAUSED, SearchStatus.UNSUBSCRIBED], weights=[92, 5, 3])


def criteria(market: Market, chance: Random) -> JobCriteria:
    """A search as a coder makes it: some words, what they hold, where they live."""
    family = market.families.draw(chance)
    said = " ".join(_quoted(word) for word in market.typed.some(chance, WORDS.draw(chance)))
    wants = {name: chance.random() < share for name, share in (WITH_WORDS if said else WITHOUT_WORDS).items()}
    specialties = family.specialties.some(chance, chance.choice((1, 1, 2, 3)))
    return JobCriteria(
        q=said,
        credential=tuple(sorted(family.credentials.some(chance, chance.choice((1, 1, 2)))))
        if wants["credential"]
        else (),
        specialty=tuple(sorted(specialties)) if wants["specialty"] else (),
        tool=(family.tools.draw(chance),) if wants["tool"] else (),
        state=(market.states.draw(chance),) if wants["state"] else (),
        workplace=(REMOTE,) if wants["workplace"] else (),
        pay_min=PAY.draw(chance),
        apprentice=family.apprentice and wants["apprentice"],
        us_only=wants["us_only"],
    )


def row(
    search: JobCriteria, *, account_id: int, next_slot_at: datetime, now: datetime, chance: Random
) -> dict[str, Any]:
    """The row of table `saved_search`. Its token alone is not drawn from the seed: it must not be guessed."""
    at = now - chance.random() * OLDEST
    return {
        "account_id": account_id,
        "name": in_words(search)[:160],
        "criteria": search.query_string(),
        "cadence": Cadence.WEEKLY,
        "status": STATUS.draw(chance),
        "next_slot_at": next_slot_at,
        "unsubscribe_token": random_token(),
        "created_at": at,
        "updated_at": at,
    }


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or "-" in word else word
