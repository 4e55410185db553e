"""
How a text becomes search tokens. A job and a query are cut by the same rule, so what was typed is found as it stands.

The rule, in order:

1. Case, accents and width do not count; soft hyphens and zero-width spaces are gone; curly quotes and the many
   hyphens are the plain ones. The possessive "'s" falls away.
2. A single letter that hangs on a hyphen, a slash or an ampersand joins what it hangs on: "CPC-A" is `cpca` (so "CPC"
   does not find it), "E/M" and "E&M" are `em`, "W-2" is `w2`. Other hyphens part: "pro-fee" is `pro fee`.
3. A token is a run of letters and digits of any script ("3M" is `3m`); everything else, `%` and `_` too, parts tokens.
4. A plural becomes its singular by `singular`, which leaves the abbreviations of the word lists alone: "coders" is
   `coder` and "DRGs" is `drg`, while "CCS" and "HCPCS" stay.
5. ICD keeps its number and parts from its suffix: "ICD-10-CM", "icd 10 cm" and "icd10cm" are `icd10 cm`, so "ICD-10"
   finds each of them. "MSDRG" is `ms drg`, "APRDRG" is `apr drg`.

Tokens hold a-z, 0-9 and letters of other scripts, never a wildcard of LIKE. `search_words` joins them with one space
between them and at both ends, so that LIKE '% ms drg %' finds the phrase, alike on SQLite and PostgreSQL.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache

from careercenter.vocabulary.loading import every_list

PLAIN = str.maketrans(
    dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None)
)
POSSESSIVE = re.compile(r"(?<=[^\W_])'s(?![^\W_])")
HANGING = re.compile(r"(?<![^\W_])([^\W\d_])[-/&](?=[^\W_])|(?<=[^\W_])[-/&](?=[^\W\d_](?![^\W_]))")
TOKEN = re.compile(r"[^\W_]+")
ICD_VERSION = re.compile(r"(icd(?:9|10|11))([^\W\d_].*)?")
JOINED_DRG = re.compile(r"(ms|apr)(drgs?)")

IRREGULAR = {
    "diagnoses": "diagnosis",
    "analyses": "analysis",
    "prognoses": "prognosis",
    "crises": "crisis",
    "bonuses": "bonus",
    "campuses": "campus",
    "sinuses": "sinus",
    "statuses": "status",
    "viruses": "virus",
}
SINGULAR_ENDINGS = ("ss", "us", "is")
PLURAL_IN_ES = re.compile(r".*(?:sses|xes|shes|zzes|[bcdfghjklmnpqrstvwxyz]ches|[oe]aches)", re.DOTALL)


def tokens(text: str) -> list[str]:
    """The search tokens of a text in its order, by the rule above. Takes time in proportion to the text."""
    plain = _folded(text.translate(PLAIN))
    plain = HANGING.sub(r"\1", POSSESSIVE.sub("", plain))
    return list(_code_sets(singular(word) for word in TOKEN.findall(plain)))


def search_words(text: str) -> str:
    """The tokens with a space between them and at both ends; the empty string when there are none."""
    found = tokens(text)
    return f" {' '.join(found)} " if found else ""


def singular(word: str) -> str:
    """
    A plain English plural without its ending. Words of three letters, words in -ss, -us, -is and abbreviations stay.

    Rare nouns come out misspelled ("series" as "sery"); as texts and queries go the same way, they still meet.
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(SINGULAR_ENDINGS) or word in _abbreviations():
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if PLURAL_IN_ES.fullmatch(word) else word[:-1]


def _folded(text: str) -> str:
    """Case, accents and width taken away; twice, since folding case can bring new marks."""
    for _ in range(2):
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(part for part in parts if not unicodedata.category(part).startswith("M")).casefold()
    return unicodedata.normalize("NFKC", text)


def _code_sets(words: Iterable[str]) -> Iterator[str]:
    """The words with code sets written alike: rule 5."""
    todo = deque(words)
    while todo:
        word = todo.popleft()
        if word == "icd" and todo and ICD_VERSION.fullmatch(f"icd{todo[0]}"):
            word += todo.popleft()
        if version := ICD_VERSION.fullmatch(word):
            yield version[1]
            if version[2]:
                todo.appendleft(version[2])
        elif drg := JOINED_DRG.fullmatch(word):
            yield from (drg[1], "drg")
        else:
            yield word


@cache
def _abbreviations() -> frozenset[str]:
    """The abbreviations in the word lists that end in s, such as HCPCS, as tokens."""
    names = (name for word_list in every_list().values() for term in word_list.values() for name in term.names)
    words = (word for name in names for word in TOKEN.findall(name))
    return frozenset(word.casefold() for word in words if word.isupper() and word.endswith("S"))
