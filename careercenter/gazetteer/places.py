"""
Places by their names: a ZIP code, or a city with its state.

They stand in one small file in the data folder, which is made at the first need (`making`) and only read from then on.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from careercenter.gazetteer import making
from careercenter.gazetteer.distances import Point
from careercenter.gazetteer.making import city_key
from careercenter.logs import log
from careercenter.vocabulary import STATES

ZIP = re.compile(r"(\d{5})(?:-?\d{4})?", re.ASCII)
LONGEST = 80  # characters of a place's name
LONGEST_STATE = 4  # words of a state's name
KEPT = 2_048  # answers that are remembered, some 300 bytes each
ALIKE = 0.8  # of two names, from 0 to 1
PAUSE = 60  # seconds after a failure, before the file is tried again
LONGEST_MAKING = 60  # seconds
PAGES = 256  # kilobytes of the file that stay in memory
STATE_KEYS = {city_key(name): state.id for state in STATES.values() for name in (state.id, *state.names)}


@dataclass(frozen=True)
class Place:
    """`name` is how the place is written everywhere: "78701" or "Austin, TX". `state` is a USPS code, None outside of them."""

    name: str
    state: str | None
    point: Point


class PlacesAway(Exception):
    """The file of places can't be made or read at this moment: what lies where is not known now."""


class Gazetteer:
    """The file of places in this folder. `here` is the one of this process: every folder's says the same."""

    here: ClassVar[Gazetteer | None] = None

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"places-{making.LAYOUT}-{version('zipcodes')}.db"
        self.lock = threading.Lock()
        self.file: sqlite3.Connection | None = None
        self.away_until: float | None = None  # by the machine's steady seconds: no moment that anybody reads
        self.missed = 0  # questions without an answer, so far

    def ask(self, question: str, *values: object) -> list[tuple[str, str, float, float]]:
        """
        The rows of an answer. A file that can't be read is made anew, once. Raises PlacesAway where that fails too, and
        then at once for a minute: a full disk is not asked to make the file by every request.
        """
        with self.lock:
            try:
                if self.away_until is not None and time.monotonic() < self.away_until:
                    raise PlacesAway
                rows = self._rows_of_any_file(question, values)
            except PlacesAway:
                self.missed += 1
                raise
            except (OSError, sqlite3.Error, subprocess.SubprocessError) as error:
                self.missed += 1
                self.file, self.away_until = None, time.monotonic() + PAUSE
                log.error("places away", error=type(error).__name__)
                raise PlacesAway from error
            self.away_until = None
            return rows

    def _rows_of_any_file(self, question: str, values: tuple[object, ...]) -> list[tuple[str, str, float, float]]:
        try:
            return self._rows(question, values)
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            self.file = None
            return self._rows(question, values)

    def _rows(self, question: str, values: tuple[object, ...]) -> list[tuple[str, str, float, float]]:
        if self.file is None:
            self.file = self._opened()
        return self.file.execute(question, values).fetchall()

    def _opened(self) -> sqlite3.Connection:
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([sys.executable, "-I", making.__file__, str(self.path)], check=True, timeout=LONGEST_MAKING)
        file = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        file.execute(f"PRAGMA cache_size = -{PAGES}")
        return file


def keep_gazetteer(folder: Path) -> None:
    """Says where the file of places is. Nothing is made or read before the first need."""
    if Gazetteer.here is None or Gazetteer.here.path.parent != folder:
        Gazetteer.here = Gazetteer(folder)


def _here() -> Gazetteer:
    if Gazetteer.here is None:
        raise RuntimeError("keep_gazetteer says where the file of places is")
    return Gazetteer.here


def _ask(question: str, *values: object) -> list[tuple[str, str, float, float]]:
    return _here().ask(question, *values)


def places_missed() -> int:
    """How many questions this process has had no answer to so far: none while places can be looked up."""
    return _here().missed


def places_away() -> bool:
    """Whether the last question had no answer. Nothing is tried: `can_look_up` does."""
    return _here().away_until is not None


def can_look_up() -> bool:
    """Whether places can be looked up now. A file that was away is tried again, at most once a minute."""
    try:
        _ask("SELECT '', state, north, east FROM zip LIMIT 1")
    except PlacesAway:
        return False
    return True


def place_named(text: str) -> Place | None:
    """
    The place that somebody typed: "78701", "78701-1234", "Austin, TX", "austin texas", "St. Louis MO". None when there is
    none, and while places can't be looked up.
    """
    try:
        return _place_named(text)
    except PlacesAway:
        return None


def office_point(city: str, state: str | None, zip_code: str) -> Point | None:
    """Where an office lies: by its ZIP code, else by its city and state. None when neither is known, or can't be now."""
    try:
        return _office_point(city, state, zip_code)
    except PlacesAway:
        return None


# Answers are remembered; that there was none at the moment is not.
@lru_cache(maxsize=KEPT)
def _place_named(text: str) -> Place | None:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return None
    if match := ZIP.fullmatch(text):
        return _zip(match[1])
    return next((place for city, state in _readings(text) if (place := _city(city, state)) is not None), None)


@lru_cache(maxsize=KEPT)
def _office_point(city: str, state: str | None, zip_code: str) -> Point | None:
    match = ZIP.match(zip_code.strip())
    place = _zip(match[1]) if match else None
    if place is None and city and state:
        place = _city(city, state)
    return place.point if place else None


def suggest(prefix: str, most: int = 8) -> list[str]:
    """Cities whose names begin so, "Austin, TX" first where more ZIP codes are; "springfield, i" keeps to states that begin so."""
    city, comma, state = prefix[:LONGEST].partition(",")
    key = city_key(city)
    if not key:
        return []
    begins = f"{key}\uffff"
    try:
        rows = _ask(
            "SELECT name, state, 0, 0 FROM city WHERE is_main AND key >= ? AND key < ? ORDER BY zips DESC, name, state",
            key, begins,
        )  # fmt: skip
    except PlacesAway:
        return []
    wanted = city_key(state) if comma else ""
    states = {code for name, code in STATE_KEYS.items() if name.startswith(wanted)}
    return [f"{name}, {code}" for name, code, *_ in rows if code in states][:most]


def meant(text: str, most: int = 5) -> tuple[str, ...]:
    """
    What somebody may have meant by a place that is none: the cities of exactly this name, or else those written most like
    it, in its state if it names one. The first letter counts as right, so that few names are compared.
    """
    city, state = next(iter(_readings(text[:LONGEST])), (text[:LONGEST].partition(",")[0], None))
    key = city_key(city)
    if not key:
        return ()
    try:
        rows = _ask(
            "SELECT name, state, 0, 0 FROM city WHERE is_main AND key >= ? AND key < ? ORDER BY zips DESC, name, state",
            key[0], f"{key[0]}\uffff",
        )  # fmt: skip
    except PlacesAway:
        return ()
    cities: dict[str, list[str]] = {}
    for name, code, *_ in rows:
        if state in (None, code):
            cities.setdefault(city_key(name), []).append(f"{name}, {code}")
    near = [key] if key in cities else get_close_matches(key, cities, n=most, cutoff=ALIKE)
    return tuple([place for one in near for place in cities[one]][:most])


def _readings(text: str) -> list[tuple[str, str]]:
    """The ways in which a text is a city and a state: parted by its last comma, else its last words name the state."""
    if "," in text:
        city, _, state = text.rpartition(",")
        return [(city, STATE_KEYS[city_key(state)])] if city_key(state) in STATE_KEYS else []
    words = text.split(" ")
    cuts = range(max(1, len(words) - LONGEST_STATE), len(words))
    states = ((" ".join(words[:cut]), STATE_KEYS.get(city_key(" ".join(words[cut:])))) for cut in cuts)
    return [(city, state) for city, state in states if state is not None]


def _zip(code: str) -> Place | None:
    rows = _ask("SELECT '', state, north, east FROM zip WHERE code = ?", int(code))
    return _place(code, *rows[0][1:]) if rows else None


def _city(city: str, state: str) -> Place | None:
    rows = _ask("SELECT name, state, north, east FROM city WHERE key = ? AND state = ?", city_key(city), state)
    return _place(f"{rows[0][0]}, {state}", *rows[0][1:]) if rows else None


def _place(name: str, state: str, north: float, east: float) -> Place:
    return Place(name, state if state in STATES else None, Point(north, east))
