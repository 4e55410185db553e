"""
How well postings are read: what was judged by hand (docs/measurements/reading.csv) against what the importer reads.

    python -m benchmarks.reading           totals of the verdicts that are kept
    python -m benchmarks.reading FOLDER    reads the postings of FOLDER again, totals, and each row that differs
    python -m benchmarks.reading FOLDER --keep    writes the new verdicts into the file

A row is one posting: the file it stands in and its number there, from 1. Of each field the file has what a person found
in the posting, as vocabulary ids and numbers (empty: it isn't named; "~": one can read it two ways, so it isn't counted),
and the verdict: right, missing (named, not read), wrong (named, read as something else), false (read, not named).

Beside them it adds up how well postings are found: docs/measurements/search.csv, a row for each place of each search.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from careercenter.jobs.facts import JobFacts, Pay
from careercenter.jobs.importing.facts import facts_from
from careercenter.jobs.importing.formats import open_feed

MEASUREMENTS = Path(__file__).parents[1] / "docs" / "measurements"
FIELDS = ("credentials", "workplace", "pay", "states", "employment", "apprentices")
UNCLEAR = "~"
Row = dict[str, str]


def main() -> None:
    options = argparse.ArgumentParser(description="How well postings are read.")
    options.add_argument("folder", nargs="?", type=Path, help="the folder of the postings")
    options.add_argument("--keep", action="store_true", help="write the new verdicts into the file")
    options.add_argument("--judged", type=Path, default=MEASUREMENTS, help="the folder of reading.csv and search.csv")
    asked = options.parse_args()
    rows = _rows(asked.judged / "reading.csv")
    if asked.folder:
        for row, facts in _read(asked.folder, rows):
            _judge(row, facts)
        if asked.keep:
            _write(rows, asked.judged / "reading.csv")
    for sample in sorted({row["sample"] for row in rows}):
        _print_totals(sample, [row for row in rows if row["sample"] == sample])
    found = _rows(asked.judged / "search.csv")
    for query in dict.fromkeys(row["query"] for row in found):
        _print_found(query, [row for row in found if row["query"] == query])


def _rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _read(folder: Path, rows: list[Row]) -> Iterator[tuple[Row, JobFacts]]:
    """The judged rows, each with what the importer reads from it now."""
    for name in sorted({row["file"] for row in rows}):
        wanted = {int(row["row"]): row for row in rows if row["file"] == name}
        for number, imported in enumerate(open_feed(folder / name, None).rows, start=1):
            if number in wanted:
                yield wanted[number], facts_from(imported)


def _judge(row: Row, facts: JobFacts) -> None:
    for field, read in _as_judged(facts).items():
        named = row[field]
        if named == UNCLEAR:
            verdict = ""
        elif named == read:
            verdict = "right" if named else ""
        else:
            verdict = "false" if not named else "wrong" if read else "missing"
        if verdict not in ("", "right"):
            print(f"{row['file']} {row['row']}: {field}: {named or 'not named'}, read {read or 'nothing'}")
        row[f"{field}_read"] = verdict


def _as_judged(facts: JobFacts) -> Row:
    """What was read, in the words of the file."""
    asked = {term for line in facts.credentials_required for term in line} | set(facts.credentials_preferred)
    return {
        "credentials": " ".join(sorted(asked)),
        "workplace": facts.workplace or "",
        "pay": _pay(facts.pay) if facts.pay else "",
        "states": " ".join(filter(None, (facts.state_rule, *facts.states))),
        "employment": facts.employment or "",
        "apprentices": {True: "yes", False: "no", None: ""}[facts.apprentice_ok],
    }


def _pay(pay: Pay) -> str:
    """In dollars: "31-38.5/hour"."""
    return f"{pay.low / 100:.9g}-{pay.high / 100:.9g}/{pay.unit}"


def _write(rows: list[Row], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _print_totals(sample: str, rows: list[Row]) -> None:
    print(f"Sample {sample}, {len(rows)} postings")
    for field in FIELDS:
        verdicts = Counter(row[f"{field}_read"] for row in rows if row[field] != UNCLEAR)
        named = verdicts["right"] + verdicts["missing"] + verdicts["wrong"]
        print(
            f"  {field}: named in {named}, right {verdicts['right']}, missing {verdicts['missing']}, "
            f"wrong {verdicts['wrong']}; read in {verdicts['false']} where not named"
        )


def _print_found(query: str, rows: list[Row]) -> None:
    """How many of the first 20 are relevant, and how many stand before the first that is not."""
    relevant = [row["relevant"] == "yes" for row in rows]
    before = relevant.index(False) if False in relevant else len(relevant)
    print(f"Search {query!r}: {sum(relevant)} of {len(relevant)} relevant, the first {before} all of them")


if __name__ == "__main__":
    main()
