"""
Makes the file of places, in a process of its own: run as a script with the path of the file.

The package `zipcodes` answers from some 40 MB of memory once it is asked, so that only this process, which ends, asks it.
It imports nothing of the site. The file appears whole or not at all: two processes that make it at once each write one of
their own, and either serves.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

LAYOUT = 1  # counts up when TABLES or `city_key` change: another layout is another file
TABLES = """
CREATE TABLE zip (code INTEGER PRIMARY KEY, state TEXT NOT NULL, north REAL NOT NULL, east REAL NOT NULL);
CREATE TABLE city (
  key TEXT NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, zips INTEGER NOT NULL, is_main INTEGER NOT NULL,
  north REAL NOT NULL, east REAL NOT NULL, PRIMARY KEY (key, state)
) WITHOUT ROWID;
"""
SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
WORD = re.compile(r"[a-z0-9]+")
DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}


@lru_cache(maxsize=1_024)
def city_key(name: str) -> str:
    """
    A city's name as it is looked up: its letters alone, whatever their case, their accents and what parts them ("McLean",
    "Mc Lean"; "O'Fallon", "O Fallon"). "Saint", "Fort" and "Mount" are St, Ft and Mt; "N Las Vegas" is North Las Vegas.
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = WORD.findall(letters.replace(".", " "))
    if len(words) > 1:
        words[0] = DIRECTIONS.get(words[0], words[0])
    return "".join(SHORT.get(word, word) for word in words)


def make(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Writes the file of these ZIP codes. A code without coordinates (military mail) is no place."""
    placed = [row for row in rows if float(row["lat"] or 0) or float(row["long"] or 0)]
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        _fill(draft, placed)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _fill(draft: Path, placed: list[dict[str, Any]]) -> None:
    with closing(sqlite3.connect(draft)) as file, file:
        file.executescript(TABLES)
        file.executemany("INSERT INTO zip VALUES (?, ?, ?, ?)", map(_zip, placed))
        file.executemany("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?)", _cities(placed))


def _zip(row: dict[str, Any]) -> tuple[int, str, float, float]:
    return int(row["zip_code"]), row["state"], float(row["lat"]), float(row["long"])


def _cities(rows: list[dict[str, Any]]) -> Iterable[tuple[str, str, str, int, bool, float, float]]:
    """
    Every city with the mean of its ZIP codes in use. A name that the post takes as well ("Wyomissing") is a place of its
    own; one that it only knows ("Nyc", "Manhattan") is the city that most of its codes belong to.
    """
    mains = _gathered(rows, lambda row: [row["city"]])
    others = _gathered(rows, lambda row: row["acceptable_cities"])
    nicknames = _gathered(rows, lambda row: row["unacceptable_cities"])
    for (key, state), bearing in {**nicknames, **others, **mains}.items():
        is_main, names, its = (key, state) in mains, Counter(name for name, _ in bearing), [row for _, row in bearing]
        name = names.most_common(1)[0][0]
        if not is_main and (key, state) not in others:
            name = Counter(row["city"] for row in its).most_common(1)[0][0]
            its = [row for _, row in mains[city_key(name), state]]
        north, east = (sum(float(row[axis]) for row in its) / len(its) for axis in ("lat", "long"))
        yield key, state, name, len(its), is_main, round(north, 4), round(east, 4)


def _gathered(
    rows: list[dict[str, Any]], names_of: Callable[[dict[str, Any]], list[str]]
) -> dict[tuple[str, str], list[tuple[str, dict[str, Any]]]]:
    """By key and state: each name with the ZIP code that bears it; codes out of use only where no other does."""
    gathered = defaultdict(list)
    for row in rows:
        for name in names_of(row):
            if key := city_key(name):
                gathered[key, row["state"]].append((name, row))
    return {key: [one for one in bearing if one[1]["active"]] or bearing for key, bearing in gathered.items()}


def main() -> None:
    import zipcodes  # noqa: PLC0415 - whoever only looks up `city_key` never loads it

    make(Path(sys.argv[1]), zipcodes.list_all())


if __name__ == "__main__":
    main()
