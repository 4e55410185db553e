"""Where a ZIP code or a city lies, however it is written; and the file that says so, made once by whoever needs it first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import zipcodes
from flask import Flask

from careercenter.gazetteer import Place, making, miles_between, office_point, place_named, suggest
from careercenter.gazetteer.places import Gazetteer

pytestmark = pytest.mark.usefixtures("house")
ROOT = Path(__file__).parents[2]


def named(text: str) -> Place:
    place = place_named(text)
    assert place is not None, text
    return place


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("78701", "78701"),
        (" 78701-1234 ", "78701"),
        ("787011234", "78701"),
        ("02134", "02134"),
        ("Austin, TX", "Austin, TX"),
        ("austin tx", "Austin, TX"),
        ("AUSTIN,TEXAS", "Austin, TX"),
        ("St. Louis MO", "Saint Louis, MO"),
        ("saint louis, missouri", "Saint Louis, MO"),
        ("Ft Worth, TX", "Fort Worth, TX"),
        ("N Las Vegas NV", "North Las Vegas, NV"),
        ("Winston-Salem, NC", "Winston Salem, NC"),
        ("McLean, VA", "Mc Lean, VA"),
        ("Coeur d’Alene, ID", "Coeur D Alene, ID"),
        ("Washington, D.C.", "Washington, DC"),
        ("washington district of columbia", "Washington, DC"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Mayagüez, PR", "Mayaguez, PR"),
        ("New York City, NY", "New York City, NY"),
        ("Empire State, NY", "New York, NY"),
    ],
)
def test_a_place_is_known_however_it_is_written(typed: str, name: str) -> None:
    place = named(typed)
    assert place.name == name
    assert named(place.name) == place, "its name leads back to it"


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", ",", "TX", "Austin", "New York", "Austin, ZZ", "Zzyzxville, TX", "00000", "1234", "٧٨٧٠١", "78701x", "%, TX",
        "'; DROP TABLE zip; --, TX", "\x00, TX", "a" * 5_000, "09001",
    ],
)  # fmt: skip
def test_what_is_no_place_is_none(typed: str) -> None:
    assert place_named(typed) is None


def test_a_city_lies_in_the_middle_of_its_zip_codes() -> None:
    codes = zipcodes.filter_by(city="Dayton", state="OH", active=True)
    north = sum(float(code["lat"]) for code in codes) / len(codes)
    assert len(codes) > 10
    assert named("Dayton, OH").point.north == pytest.approx(north, abs=0.0001)
    assert named("Dayton, OH").state == "OH"


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [("10001", "90001", 2454), ("78701", "Dallas, TX", 182), ("99801", "33101", 3440), ("78701", "78701", 0)],
)
def test_miles_are_those_of_the_great_circle(one: str, other: str, miles: int) -> None:
    away = miles_between(named(one).point, named(other).point)
    assert away == pytest.approx(miles, rel=0.01)
    assert away == miles_between(named(other).point, named(one).point)


@pytest.mark.parametrize(
    ("city", "state", "zip_code", "lies_in"),
    [
        ("Austin", "TX", "78664-1200", "78664"),
        ("Austin", "TX", "", "Austin, TX"),
        ("Austin", "TX", "00000", "Austin, TX"),
        ("", None, "78664", "78664"),
        ("st louis", "MO", "soon", "Saint Louis, MO"),
        ("Austin", None, "", None),
        ("", "TX", "", None),
    ],
)
def test_an_office_lies_in_its_zip_code_else_in_its_city(
    city: str, state: str | None, zip_code: str, lies_in: str | None
) -> None:
    assert office_point(city, state, zip_code) == (named(lies_in).point if lies_in else None)


def test_suggestions_begin_as_typed_the_largest_first() -> None:
    assert suggest("aus", 2) == ["Austin, TX", "Austell, GA"]
    assert suggest("St. Lou")[0] == suggest("saint lou")[0] == "Saint Louis, MO"
    assert suggest("springfield, i", 9) == ["Springfield, IL", "Springfield, ID"]
    assert [suggest(nothing) for nothing in ("", " ", "%", "zzzz", ", TX")] == [[]] * 5


def test_two_processes_may_make_the_file_at_once(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    command = [sys.executable, "-I", making.__file__, str(path)]
    makers = [subprocess.Popen(command) for _ in range(2)]
    assert [maker.wait() for maker in makers] == [0, 0]
    assert [one.name for one in tmp_path.iterdir()] == ["places.db"], "and nothing else is left"


def test_a_file_that_cant_be_read_is_made_anew(tmp_path: Path) -> None:
    gazetteer = Gazetteer(tmp_path)
    gazetteer.path.write_bytes(b"no database" * 500)
    for _ in range(2):
        assert gazetteer.ask("SELECT '', state, north, east FROM zip WHERE code = ?", 78701)[0][1] == "TX"
    assert list(tmp_path.iterdir()) == [gazetteer.path]


def test_whoever_asks_never_loads_the_package(tmp_path: Path) -> None:
    """It would keep forty megabytes in every process of the site."""
    script = f"""
import sys
from pathlib import Path
from careercenter.gazetteer import keep_gazetteer, place_named
keep_gazetteer(Path({str(tmp_path)!r}))
assert place_named("78701").state == "TX"
assert "zipcodes" not in sys.modules
"""
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
    assert len(list(tmp_path.glob("places-*.db"))) == 1
