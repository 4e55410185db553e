"""The word lists as data: read once from the YAML files beside this module, the same for every part of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "lists"
NAMES = ("aliases", "everyday", "formerly", "loose", "phrases", "not_in", "makers")
OWN_KEYS = frozenset({"id", "label", "group", "abbr", "active", *NAMES})


class VocabularyError(Exception):
    """A word list that contradicts itself; the message names the file, the list and the term."""


@dataclass(frozen=True)
class Term:
    """
    One word of the trade.

    `id` never changes and is what is stored. `label` is what people read, `abbr` its abbreviation. The other names:

    - `aliases`: what else people call it. `formerly`: what it was called before it was renamed.
    - `everyday`: names that are everyday words too, or another trade's; `makers`: beside whom such a name is meant.
    - `loose`: names that it shares with other terms. A search finds it by them, but no text is read by them, the
      label included where it stands here too.
    - `phrases`: turns of phrase by which a text says it, but which nobody would call it.
    - `not_in`: phrases in which one of its names means something else.

    A name written in capitals is found in capitals only, other names in any case (careercenter/vocabulary/reading.py).
    A term that is not `active` is no longer offered, but stays valid where it is stored.
    """

    id: str
    label: str
    group: str = ""
    abbr: str = ""
    aliases: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    active: bool = True
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def short(self) -> str:
        """The abbreviation or short name where there is one, as on a credential stamp or a card."""
        return self.abbr or self.facts.get("short", self.label)

    @property
    def full_label(self) -> str:
        """The label after the abbreviation, as in a list to choose from."""
        return f"{self.abbr} – {self.label}" if self.abbr else self.label

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a search finds it by, the label first."""
        names = (self.label, self.abbr, *self.aliases, *self.everyday, *self.formerly, *self.loose)
        return tuple(dict.fromkeys(filter(None, names)))


class WordList(Mapping[str, Term]):
    """The terms of one list by id, in the order of the file."""

    def __init__(self, name: str, terms: Mapping[str, Term], groups: Mapping[str, str], version: str) -> None:
        self.name = name
        self.version = version
        self._terms = MappingProxyType(dict(terms))
        self._groups = MappingProxyType(dict(groups))
        self._places = {term_id: place for place, term_id in enumerate(terms)}

    def __getitem__(self, term_id: str) -> Term:
        return self._terms[term_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def active(self) -> list[Term]:
        return [term for term in self._terms.values() if term.active]

    @property
    def grouped(self) -> list[tuple[str, list[Term]]]:
        """The terms on offer under the label of their group ("" without one), both in the order of the file."""
        return self.offered()

    def offered(self, stored: Iterable[str] = ()) -> list[tuple[str, list[Term]]]:
        """As `grouped`, with those retired terms that a record already has."""
        kept = frozenset(stored)
        terms = [term for term in self._terms.values() if term.active or term.id in kept]
        order = list(dict.fromkeys([*self._groups, *(term.group for term in terms)]))
        groups = [(self._groups.get(group, group), [term for term in terms if term.group == group]) for group in order]
        return [(label, members) for label, members in groups if members]

    def known(self, ids: Iterable[str]) -> list[str]:
        """Those of the ids that are terms of this list, in the list's order."""
        wanted = set(ids)
        return [term_id for term_id in self._terms if term_id in wanted]

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """All of the ids, each once, in the list's order; those that this list does not know come last."""
        given = tuple(dict.fromkeys(ids))
        return given if len(given) < 2 else tuple(sorted(given, key=lambda one: self._places.get(one, len(self))))

    def label(self, term_id: str | None) -> str:
        """The label of a stored id, empty for none and for one that this list does not know."""
        return self._terms[term_id].label if term_id is not None and term_id in self._terms else ""

    def fact(self, term_id: str | None, name: str) -> Any:
        """A fact of a stored id, such as a state's zone; None where there is none."""
        return self._terms[term_id].facts.get(name) if term_id is not None and term_id in self._terms else None

    def shorts(self, ids: Any) -> list[str]:
        return [self._terms[term_id].short for term_id in self.known(ids)]

    def labels(self, ids: Iterable[str]) -> list[str]:
        return [self._terms[term_id].label for term_id in self.known(ids)]


@cache
def every_list() -> Mapping[str, WordList]:
    """All word lists by name. Raises VocabularyError for a list that contradicts itself."""
    lists: dict[str, WordList] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for word_list in _read(path):
            if word_list.name in lists:
                raise VocabularyError(f"{path.name}: the list {word_list.name!r} stands in two files")
            lists[word_list.name] = word_list
    return MappingProxyType(lists)


def word_list(name: str) -> WordList:
    return every_list()[name]


def _read(path: Path) -> Iterator[WordList]:
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    for name, body in document["lists"].items():
        terms: dict[str, Term] = {}
        for row in body["terms"]:
            term = _term(row, where=f"{path.name}: {name}")
            if term.id in terms:
                raise VocabularyError(f"{path.name}: {name}: the id {term.id!r} stands twice")
            terms[term.id] = term
        yield WordList(name, terms, body.get("groups", {}), str(document["version"]))


def _term(row: Mapping[str, Any], *, where: str) -> Term:
    for key in ("id", "label"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise VocabularyError(f"{where}: a term has no {key}: {row!r}")
    for kind in NAMES:
        if not isinstance(row.get(kind, []), list) or not all(
            isinstance(name, str) and name for name in row.get(kind, [])
        ):
            raise VocabularyError(f"{where}: {row['id']}: {kind} is not a list of names: {row[kind]!r}")
    return Term(
        id=row["id"],
        label=row["label"],
        group=row.get("group", ""),
        abbr=row.get("abbr", ""),
        **{kind: tuple(row.get(kind, ())) for kind in NAMES},
        active=row.get("active", True),
        facts=MappingProxyType({key: value for key, value in row.items() if key not in OWN_KEYS}),
    )
