"""The seven kinds of search that are measured, with words drawn by how many jobs hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from random import Random

from careercenter.jobs.criteria import JobCriteria, parse
from careercenter.jobs.words import words_of

BROAD, USUAL, RARE = (0.5, 1.0), (0.02, 0.3), (0.0005, 0.01)  # shares of the jobs
CREDENTIALS = ("cpc", "ccs", "ccs_p", "rhit", "rhia", "coc", "cic")
SPECIALTIES = ("em", "ip_drg", "hcc_ma")
STATES = ("TX", "OH", "CA", "NY", "FL", "GA")
PLACES = ("77002", "60601", "30303", "10001")


class Drawn:
    """Criteria by chance, the same for the same seed. The words are the board's own."""

    def __init__(self, file: sqlite3.Connection, seed: int) -> None:
        self.chance = Random(seed)
        file.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.counted USING fts5vocab(main, text, col)")
        rows = file.execute("SELECT term, doc FROM temp.counted WHERE col = 'words' ORDER BY term").fetchall()
        most = max((count for _word, count in rows), default=1)
        plain = [(word, count / most) for word, count in rows if word.isalpha() and _is_plain(word)]
        self.words = {
            band: [word for word, share in plain if band[0] <= share <= band[1]] for band in (BROAD, USUAL, RARE)
        }

    def said(self, band: tuple[float, float], count: int) -> str:
        known = self.words[band]
        return " ".join(self.chance.sample(known, min(count, len(known))))

    def two(self, values: tuple[str, ...]) -> list[str]:
        return self.chance.sample(values, 2)


def _is_plain(word: str) -> bool:
    """A word that names no term and is asked for as it stands."""
    return any(not thing.terms for thing in words_of(word).wanted)


KINDS: dict[str, Callable[[Drawn], dict[str, list[str]]]] = {
    "no filter, by date": lambda _: {},
    "one broad word": lambda drawn: {"q": [drawn.said(BROAD, 1)]},
    "two words, remote": lambda drawn: {"q": [drawn.said(USUAL, 2)], "workplace": ["remote"]},
    "two credentials, remote": lambda drawn: {"credential": drawn.two(CREDENTIALS), "workplace": ["remote"]},
    "two rare words, two states": lambda drawn: {"q": [drawn.said(RARE, 2)], "state": drawn.two(STATES)},
    "word, two specialties, 100 miles": lambda drawn: {
        "q": [drawn.said(USUAL, 1)],
        "specialty": drawn.two(SPECIALTIES),
        "near": [drawn.chance.choice(PLACES)],
        "radius": ["100"],
    },
    "two words, three filters, pay": lambda drawn: {
        "q": [drawn.said(USUAL, 2)],
        "workplace": ["remote"],
        "credential": ["cpc"],
        "employment": ["w2_ft"],
        "pay_min": ["30"],
    },
}


def criteria(values: dict[str, list[str]]) -> JobCriteria:
    found, dropped = parse(values)
    if dropped:
        raise ValueError(f"dropped: {dropped}")
    return found
