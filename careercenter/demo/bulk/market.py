"""The market that the large board imitates, read from the YAML files beside this module: kinds of work, names, places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from careercenter.demo.bulk.chance import Deck
from careercenter.demo.bulk.wording import Sentence, Wording
from careercenter.demo.content import LOADER

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Family:
    """A kind of work: what its jobs are called, ask for and pay."""

    titles: Deck[tuple[str, str]]
    specialties: Deck[str]
    code_sets: Deck[str]
    settings: Deck[str]
    tools: Deck[str]
    credentials: Deck[str]
    work: Deck[Sentence]
    pay: float
    quota: tuple[str, float, float] | None
    piece: str | None
    apprentice: bool


class Market:
    def __init__(self) -> None:
        names: dict[str, Any] = _read("names.yml")
        rows, phrases = _read("families.yml"), _read("phrases.yml")
        self.families = Deck([_family(row) for row in rows], weights=[row["share"] for row in rows])
        self.wording = Wording(phrases["parts"], phrases["slots"])
        self.states = Deck(names["people"], weights=names["people"].values())
        self.offices = Deck([tuple(office) for office in names["offices"]], steepness=0.6)
        self.kinds = Deck(names["kinds"], steepness=1.4)
        self.kind_names = {kind: Deck(ends, steepness=0.4) for kind, ends in names["kinds"].items()}
        self._first_names: Deck[str] = Deck(names["first_names"], steepness=0.5)
        self._last_names: Deck[str] = Deck(names["last_names"], steepness=0.5)
        self.typed = Deck(names["typed"])
        self._heads: Deck[str] = Deck(names["heads"], steepness=0)
        self._tails: Deck[str] = Deck(names["tails"], steepness=0)

    def place(self, chance: Random) -> str:
        """An invented place, such as Aldcombe."""
        return self._heads.draw(chance) + self._tails.draw(chance)

    def person(self, chance: Random) -> str:
        return f"{self._first_names.draw(chance)} {self._last_names.draw(chance)}"


def _family(row: dict[str, Any]) -> Family:
    decks = {name: Deck(row[name]) for name in ("specialties", "code_sets", "settings", "tools", "credentials")}
    return Family(
        titles=Deck([tuple(title) for title in row["titles"]], steepness=0.7),
        work=Deck([Sentence(one) for one in row["work"]], steepness=0.4),
        pay=row["pay"],
        quota=tuple(row["quota"]) if row["quota"] else None,
        piece=row["piece"],
        apprentice=row.get("apprentice", False),
        **decks,
    )


def _read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe loaders
