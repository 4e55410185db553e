"""
The nearest word to one that no open job has: among the words of the vocabulary and of the open jobs' titles, no others.

A swapped, missing, added or wrong letter is one slip (`optimal string alignment`). A word of four to seven letters may
have one, a longer one two; a shorter word is left alone, and so is whatever holds a digit: "CIC" is not a slip of "CCC".
Of several near words the nearest is meant, then one with the same first letter, then the one that most open jobs have,
then the first in the alphabet: so every process says the same.
"""

from __future__ import annotations

import re
from functools import cache

from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import OSA

from careercenter.jobs.index.words import Words
from careercenter.vocabulary import STATES, TOOLS, every_list
from careercenter.vocabulary.normalising import tokens
from careercenter.vocabulary.reading import READ

SHORTEST = 4  # letters
LONG = 8  # letters, from which on two slips are forgiven
PROPER = (TOOLS.name, STATES.name)  # lists whose names keep their capitals
WORD = re.compile(r"[^\W\d_]+")


def nearest(token: str, words: Words, open_slots: BitMap) -> str | None:
    """The word as it is written, None where the token is known or nothing is near enough."""
    if len(token) < SHORTEST or not token.isalpha() or words.holding((token,)).intersect(open_slots):
        return None
    slips = 2 if len(token) >= LONG else 1
    known = {**dict.fromkeys(words.in_titles()), **_vocabulary()}
    near = process.extract(token, list(known), scorer=OSA.distance, score_cutoff=slips, limit=None)
    counted = [
        (distance, word[0] != token[0], -words.holding((word,)).intersection_cardinality(open_slots), word)
        for word, distance, _place in near
        if len(word) >= SHORTEST
    ]
    there = [one for one in counted if one[2]]
    return (known[min(there)[3]] or min(there)[3]) if there else None


@cache
def _vocabulary() -> dict[str, str]:
    """The words of the trade's names and of the states, by their token."""
    written: dict[str, str] = {}
    for name in (*READ, STATES.name):
        for term in every_list()[name].values():
            for word in WORD.findall(" ".join(term.names)):
                for token in tokens(word):
                    written.setdefault(token, word if name in PROPER else word.lower())
    return {token: word for token, word in written.items() if len(token) >= SHORTEST}
