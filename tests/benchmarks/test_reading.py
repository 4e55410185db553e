"""The benchmark of reading: it reads a folder of postings again, names what differs, and adds the verdicts up."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.sqlite_only
POSTINGS = (
    {
        "title": "Inpatient coder",
        "company": "Sunrise",
        "description": "CCS required.",
        "remote": "yes",
        "pay": "$30 an hour",
    },
    {"title": "Coder", "company": "Sunrise", "description": "Fun work.", "remote": "yes"},
)
FIELDS = ("credentials", "workplace", "pay", "states", "employment", "apprentices")
FOUND = (("coder", "yes"), ("coder", "no"), ("coder", "yes"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two postings; of the first everything was found by the judge, of the second a certificate that isn't there."""
    (tmp_path / "postings.jsonl").write_text("\n".join(map(json.dumps, POSTINGS)))
    named = ({"credentials": "ccs", "workplace": "remote", "pay": "30-30/hour"}, {"credentials": "cpc", "pay": "~"})
    with (tmp_path / "reading.csv").open("w", newline="") as file:
        columns = ["sample", "file", "row", *(name for field in FIELDS for name in (field, f"{field}_read"))]
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for number, judged in enumerate(named, start=1):
            writer.writerow({"sample": "own", "file": "postings.jsonl", "row": number, **judged})
    with (tmp_path / "search.csv").open("w", newline="") as file:
        writer_of_places = csv.writer(file)
        writer_of_places.writerow(["query", "place", "external_id", "relevant"])
        writer_of_places.writerows([query, place, place, said] for place, (query, said) in enumerate(FOUND, start=1))
    return tmp_path


def run(*more: str) -> str:
    command = [sys.executable, "-m", "benchmarks.reading", *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_what_differs_is_named_added_up_and_kept_on_wish(folder: Path) -> None:
    told = run(str(folder), "--judged", str(folder), "--keep")
    assert "postings.jsonl 2: credentials: cpc, read nothing" in told
    assert "postings.jsonl 2: workplace: not named, read remote" in told
    assert "postings.jsonl 1:" not in told
    assert "credentials: named in 2, right 1, missing 1, wrong 0; read in 0 where not named" in told
    assert "workplace: named in 1, right 1, missing 0, wrong 0; read in 1 where not named" in told
    assert "pay: named in 1, right 1, missing 0, wrong 0; read in 0 where not named" in told
    assert "Search 'coder': 2 of 3 relevant, the first 1 all of them" in told
    kept = run("--judged", str(folder))
    assert kept.splitlines() == [line for line in told.splitlines() if not line.startswith("postings")]


def test_the_kept_verdicts_add_up_to_the_figures_that_are_told() -> None:
    told = run()
    assert "credentials: named in 27, right 27" in told
    assert "Search 'CPC-A': 16 of 20 relevant, the first 16 all of them" in told
