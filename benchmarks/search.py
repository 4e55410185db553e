"""The search with all its counts: `python -m benchmarks.search --jobs 10000`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pyroaring import BitMap

from benchmarks import naive
from benchmarks.boards import arguments, board
from benchmarks.figures import Figures, median, ms, p95
from benchmarks.questions import KINDS, Drawn, criteria
from careercenter import clock
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Counted, JobIndex
from careercenter.moments import moment

PAGE = 20
MOST_EMPLOYERS = 20


def main() -> None:
    parser = arguments("Search with exact counts, beside LIKE with one GROUP BY a group, and the engine alone.")
    parser.add_argument("--searches", type=int, default=20, help="of each kind and round (20)")
    parser.add_argument("--no-naive", action="store_true", help="leave the plain SQL out, and the comparison with it")
    asked = parser.parse_args()
    with board(asked) as place, place.app.app_context():
        now, folder = clock.now(), Path(place.environ["CAREERCENTER_DATA_DIR"])
        figures = Figures()
        figures.facts |= _first(folder, now)
        times: dict[str, list[tuple[list[float], list[float]]]] = {kind: [] for kind in KINDS}
        for number in range(asked.rounds):
            index = JobIndex(db.engine, folder)
            begun = time.perf_counter()
            found(index, JobCriteria(q="coder"), now)
            ready = round(time.perf_counter() - begun, 2)
            figures.facts["ready in, seconds"] = min(ready, figures.facts.get("ready in, seconds", ready))
            drawn = Drawn(index.words.file.connection, number)
            for kind, draw in KINDS.items():
                times[kind].append(_asked_twice(index, [draw(drawn) for _ in range(asked.searches)], now))
        wrong = 0
        for kind, draw in KINDS.items():
            row, differs = _row(index, kind, times[kind], criteria(draw(drawn)), now, with_naive=not asked.no_naive)
            figures.rows.append(row)
            wrong += differs
        figures.tell(asked)
    sys.exit(1 if wrong else 0)


def found(index: JobIndex, wanted: JobCriteria, now: datetime) -> Counted:
    return index.find(wanted, now, answer=Counted, most=PAGE)


def _first(folder: Path, now: datetime) -> dict[str, float]:
    """The first start, which may have to make the file of words, and by how much the process has grown."""
    before, begun = _memory(), time.perf_counter()
    found(JobIndex(db.engine, folder), JobCriteria(), now)
    return {"first start, seconds": round(time.perf_counter() - begun, 2), "memory, MB": round(_memory() - before)}


def _memory() -> float:
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4 / 1024 if statm.exists() else 0.0


def _asked_twice(
    index: JobIndex, questions: list[dict[str, list[str]]], now: datetime
) -> tuple[list[float], list[float]]:
    """The times with words that this process has not met, and with words that it knows."""
    new: list[float] = []
    known: list[float] = []
    for values in questions:
        for times in (new, known):
            begun = time.perf_counter()
            found(index, criteria(values), now)
            times.append(time.perf_counter() - begun)
    return new, known


def _row(
    index: JobIndex,
    kind: str,
    rounds: list[tuple[list[float], list[float]]],
    wanted: JobCriteria,
    now: datetime,
    *,
    with_naive: bool,
) -> tuple[dict[str, object], bool]:
    new, known = min((one for one, _ in rounds), key=p95), min((one for _, one in rounds), key=p95)
    row: dict[str, object] = {
        "search": kind,
        "known p50 ms": ms(median(known)),
        "known p95 ms": ms(p95(known)),
        "new p50 ms": ms(median(new)),
        "new p95 ms": ms(p95(new)),
        "counting alone ms": ms(_popcounts(index, now)),
        "bare FTS5 ms": ms(_bare(index, wanted)),
    }
    if not with_naive:
        return row, False
    db.session.rollback()
    seconds, total, counts = naive.answer(wanted, now)
    db.session.rollback()
    ours = found(index, wanted, now)
    right = ours.total == total and _comparable(ours.counts) == _comparable(counts)
    row |= {"LIKE ms": ms(seconds), "times faster": round(seconds / median(known)), "equal": "yes" if right else "NO"}
    return row, not right


def _comparable(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Without zeros; of the employers, the 20 largest."""
    shown = {name: {value: count for value, count in values.items() if count} for name, values in counts.items()}
    ranked = sorted(shown["employer"].items(), key=lambda one: (-one[1], one[0]))
    return shown | {"employer": dict(ranked[:MOST_EMPLOYERS])}


def _popcounts(index: JobIndex, now: datetime) -> float:
    """The floor of counting: the open jobs, ready, against every ready bitmap once."""
    slots, bitmaps = index.board.open_at(moment(now)), [*_bitmaps(index)]
    begun = time.perf_counter()
    for bitmap in bitmaps:
        slots.intersection_cardinality(bitmap)
    return time.perf_counter() - begun


def _bitmaps(index: JobIndex) -> Iterator[BitMap]:
    for name, terms in index.board.terms.items():
        if name != "employer":
            yield from terms.values()


def _bare(index: JobIndex, wanted: JobCriteria) -> float:
    """The floor of words: how many rows hold them, from the full text alone."""
    words = " ".join(f'"{word}"' for word in wanted.q.split())
    if not words:
        return 0.0
    begun = time.perf_counter()
    index.words.file.execute("SELECT count(*) FROM text WHERE text MATCH ?", [f"words : ({words})"]).fetchone()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
