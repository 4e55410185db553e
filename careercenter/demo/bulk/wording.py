"""
Descriptions put together from sentences, each with its search words.

Cutting a text into search words is the dearest step of writing a job. A sentence here is cut once for all jobs: its
slots stand between spaces, so the words of the whole are the words of the parts, in a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from careercenter.demo.bulk.chance import Deck
from careercenter.vocabulary.normalising import tokens

SLOT = re.compile(r"\{(\w+)\}")
NUMBERS = {"small": (2, 9), "count": (10, 40), "large": (45, 320)}
TRIES = 4
BULLETS = 0.3  # how many parts with three sentences and more are lists

Fill = Callable[[Random], str]


@dataclass(frozen=True)
class Worded:
    """A text and its search words, as `normalising.search_words` gives them for the whole of it."""

    text: str
    words: str


@lru_cache(maxsize=50_000)
def words_of(text: str) -> str:
    return " ".join(tokens(text))


class Sentence:
    """A sentence whose slots are filled anew each time, two alike with different things where there are enough."""

    def __init__(self, template: str) -> None:
        self._parts = SLOT.split(template)  # text, slot, text, slot, ..., text

    def say(self, fills: Mapping[str, Fill], chance: Random) -> tuple[str, list[str]]:
        said = list(self._parts)
        for number in range(1, len(said), 2):
            fill = fills[self._parts[number]]
            for _ in range(TRIES):
                said[number] = fill(chance)
                if said[number] not in said[:number]:
                    break
        return "".join(said), [words_of(part) for part in said]


class Wording:
    """All sentences of the board, by part."""

    def __init__(self, parts: list[dict[str, Any]], slots: Mapping[str, list[str]]) -> None:
        self._parts = [
            (
                tuple(part["take"]),
                Deck([Sentence(one) for one in part["of"]], steepness=0.6) if part["of"] != "work" else None,
            )
            for part in parts
        ]
        self._slots: dict[str, Fill] = {name: Deck(words).draw for name, words in slots.items()}
        for name, (low, high) in NUMBERS.items():
            self._slots[name] = _number(low, high)

    def describe(self, work: Deck[Sentence], names: Mapping[str, Fill], chance: Random) -> Worded:
        """A description: some sentences of each part, `work` those of the kind of work, `names` the employer's own."""
        fills = {**self._slots, **names}
        texts, words = [], []
        for (least, most), deck in self._parts:
            said = [one.say(fills, chance) for one in (deck or work).some(chance, chance.randint(least, most))]
            as_list = len(said) > 2 and chance.random() < BULLETS
            texts.append("\n".join(f"- {text}" for text, _ in said) if as_list else " ".join(text for text, _ in said))
            words += [word for _, parts in said for word in parts if word]
        return Worded("\n\n".join(texts), f" {' '.join(words)} ")


def _number(low: int, high: int) -> Fill:
    return lambda chance: str(chance.randint(low, high))
