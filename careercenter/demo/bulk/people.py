"""The employers and seekers of the large board, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from careercenter.demo.bulk.market import Market
from careercenter.demo.bulk.wording import Fill
from careercenter.employers.models import Proof, Role
from careercenter.employers.proving import domain_of
from careercenter.seekers.models import SeekerTermKind
from careercenter.slugs import slug
from careercenter.vocabulary import STATES
from careercenter.vocabulary.normalising import search_words

OLDEST = timedelta(days=700)  # how long ago the first of them came
YOUNGEST = timedelta(days=40)

Row = tuple[str, dict[str, Any]]  # with the name of its table


@dataclass(frozen=True)
class Run:
    """
    One run of the command. `tag` is in each address and slug it makes, so that a second run on the same board never
    meets the first; `password_hash` is one for all accounts of the run.
    """

    seed: int
    number: int
    password_hash: str
    now: datetime

    @property
    def tag(self) -> str:
        return f"s{self.seed}r{self.number}"

    def chance(self, what: str) -> Random:
        """The same sequence for the same seed, a different one for each thing that is drawn."""
        return Random(f"{self.tag}:{what}")  # noqa: S311 - nothing secret is drawn here


@dataclass(frozen=True)
class Hirer:
    """An employer as its jobs need it: its numbers, the names that fill its sentences, where its office is."""

    names: Mapping[str, Fill]
    office: tuple[str, str, str]
    employer_id: int = 0
    owner_id: int = 0

    def with_numbers(self, employer_id: int, owner_id: int) -> Hirer:
        return replace(self, employer_id=employer_id, owner_id=owner_id)


def employer(run: Run, market: Market, number: int, *, place: int, chance: Random) -> tuple[Hirer, list[Row]]:
    """An employer proved by its domain, and its owner, at this place of their batch."""
    kind = market.kinds.draw(chance)
    name = f"{market.place(chance)} {market.kind_names[kind].draw(chance)}"
    office, owner, at = market.offices.draw(chance), market.person(chance), _some_time_ago(run, chance)
    campuses = [market.place(chance) for _ in range(chance.randint(2, 6))]
    key = f"{slug(name)}-{run.tag}-{number}"
    names: dict[str, Fill] = {
        "employer": lambda _chance: name,
        "campus": lambda chance: chance.choice(campuses),
        "person": lambda _chance: owner,
    }
    row = {
        "id": place,
        "slug": key,
        "name": name,
        "words": search_words(name)[:400],
        "kind": kind,
        "website": f"https://www.{key}.example",
        "domain": domain_of(f"https://www.{key}.example"),
        "city": office[0],
        "state": office[1],
        "about": f"{name} has {len(campuses)} sites: {', '.join(campuses)}.",
        "proof": Proof.DOMAIN,
        "proved_at": at,
        "created_at": at,
        "updated_at": at,
    }
    member = {"employer_id": place, "account_id": place, "role": Role.OWNER, "joined_at": at}
    account = _account(run, owner, f"hires-{number}", place, state=office[1], at=at)
    return Hirer(names, office), [account, ("employer", row), ("employer_member", member)]


def seeker(run: Run, market: Market, number: int, *, place: int, chance: Random) -> tuple[str, list[Row]]:
    """A seeker with what they hold; gives their time zone too."""
    family, state, name = market.families.draw(chance), market.states.draw(chance), market.person(chance)
    at = _some_time_ago(run, chance)
    row = {
        "id": place,
        "account_id": place,
        "headline": family.titles.draw(chance)[0],
        "state": state,
        "years": chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 8, 11, 15, None)),
        "created_at": at,
        "updated_at": at,
    }
    held = {
        SeekerTermKind.CREDENTIAL: family.credentials.some(chance, chance.choice((1, 1, 1, 2, 2, 3))),
        SeekerTermKind.SPECIALTY: family.specialties.some(chance, chance.choice((1, 2, 3))),
        SeekerTermKind.TOOL: family.tools.some(chance, chance.choice((0, 1, 2))),
    }
    terms: list[Row] = [
        ("seeker_term", {"seeker_id": place, "kind": kind, "term": term}) for kind, ids in held.items() for term in ids
    ]
    account = _account(run, name, str(number), place, state=state, at=at)
    return account[1]["time_zone"], [account, ("seeker", row), *terms]


def _account(run: Run, name: str, number: str, place: int, *, state: str, at: datetime) -> Row:
    row = {
        "id": place,
        "email": f"{slug(name)}-{number}@{run.tag}.bulk.example",
        "name": name,
        "password_hash": run.password_hash,
        "is_staff": False,
        "time_zone": STATES.fact(state, "zone"),
        "time_zone_chosen": False,
        "confirmed_at": at,
        "created_at": at,
        "updated_at": at,
    }
    return "account", row


def _some_time_ago(run: Run, chance: Random) -> datetime:
    return run.now - YOUNGEST - chance.random() * (OLDEST - YOUNGEST)
