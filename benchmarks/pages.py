"""Whole pages and feeds by the server as it is shipped, one client: `python -m benchmarks.pages --jobs 10000`."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks import naive
from benchmarks.boards import MeasuredSite, arguments, board
from benchmarks.figures import Figures, median, ms, p95
from benchmarks.questions import USUAL, Drawn, criteria
from careercenter.db import db
from careercenter.jobs.index import JobIndex
from careercenter.jobs.search import search

ROOT = Path(__file__).parents[1]
STARTING = 120  # seconds
TOTAL = re.compile(r'"total":(\d+)')
Ask = Callable[[int], tuple[str, dict[str, str]]]


def main() -> None:
    parser = arguments("Pages and feeds beside /healthz of the same server.")
    parser.add_argument("--requests", type=int, default=300, help="of each kind and round (300)")
    parser.add_argument("--words", type=int, default=40, help="typed words, of which a search has two (40)")
    asked = parser.parse_args()
    figures = Figures()
    with board(asked) as place:
        queries = _queries(place, asked.words)
        with server(place) as port:
            client = Client(port)
            wrong = _compare(place, client, queries[:5])
            kinds = _kinds(client, queries)
            for ask in kinds.values():  # words, cards and templates are known from here on
                for number in range(asked.requests):
                    client.get(*ask(number))
            rounds = [
                {name: _timed(client, ask, asked.requests) for name, ask in kinds.items()} for _ in range(asked.rounds)
            ]
    for name in kinds:
        best = min(rounds, key=lambda one: median(one[name]) / median(one["/healthz"]))
        figures.rows.append(
            {
                "asked for": name,
                "p50 ms": ms(median(best[name])),
                "p95 ms": ms(p95(best[name])),
                "a second": round(len(best[name]) / sum(best[name])),
                "to /healthz": round(sum(best["/healthz"]) / sum(best[name]), 2),
            }
        )
    figures.facts["equal to plain SQL"] = "NO" if wrong else "yes"
    figures.tell(asked)
    sys.exit(1 if wrong else 0)


def _queries(place: MeasuredSite, words: int) -> list[str]:
    """Two words each and a filter now and then, with the ticking of which the list changes."""
    with place.app.app_context():
        index = JobIndex(db.engine, Path(place.environ["CAREERCENTER_DATA_DIR"]))
        search_now = datetime.now(UTC)
        index.nearest((), search_now)  # which brings the words with it
        drawn = Drawn(index.words.file.connection, 1)
        db.session.rollback()
    typed = drawn.said(USUAL, words).split()
    pairs = [drawn.chance.sample(typed, 2) for _ in range(10_000)]
    filters = ("", "", "&workplace=remote", "&credential=cpc", "&state=TX")
    return [f"q={first}+{second}{drawn.chance.choice(filters)}" for first, second in pairs]


def _kinds(client: Client, queries: list[str]) -> dict[str, Ask]:
    page, feed = f"/jobs?{queries[0]}", f"/jobs.rss?{queries[0]}"
    turn = count()

    def fresh(path: str) -> Ask:
        def one(_: int) -> tuple[str, dict[str, str]]:
            number = next(turn)
            return f"{path}?{queries[number % len(queries)]}&page={1 + number % 3}", {}

        return one

    def known(path: str) -> Ask:
        return lambda _: (path, {"If-None-Match": client.tag(path)})

    return {
        "/healthz": lambda _: ("/healthz", {}),
        "/jobs, two words and a filter": fresh("/jobs"),
        "/jobs, the same again": lambda _: (page, {}),
        "/jobs, 304": known(page),
        "/jobs.rss, two words and a filter": fresh("/jobs.rss"),
        "/jobs.rss, 304": known(feed),
    }


def _timed(client: Client, ask: Ask, requests: int) -> list[float]:
    times = []
    for number in range(requests):
        path, headers = ask(number)
        begun = time.perf_counter()
        client.get(path, headers)
        times.append(time.perf_counter() - begun)
    return times


def _compare(place: MeasuredSite, client: Client, queries: list[str]) -> int:
    """How many totals of the site are not those of plain SQL."""
    wrong = 0
    with place.app.app_context():
        for query in queries:
            values = [pair.split("=") for pair in query.split("&")]
            wanted = criteria({name: [value.replace("+", " ")] for name, value in values})
            _, total, _ = naive.answer(wanted, datetime.now(UTC))
            db.session.rollback()
            said = TOTAL.search(client.get(f"/api/v1/jobs?{query}", {}))
            wrong += said is None or int(said[1]) != total or search(wanted, datetime.now(UTC)).total != total
            db.session.rollback()
    return wrong


class Client:
    """One client that keeps its connection, and remembers the tags of pages."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.tags: dict[str, str] = {}

    def get(self, path: str, headers: dict[str, str]) -> str:
        try:
            answer = self._asked(path, headers)
        except ConnectionError:  # the server lets go of a connection that was idle for two seconds
            self.connection.close()
            answer = self._asked(path, headers)
        text = answer.read().decode()
        if answer.status not in (200, 304):
            raise RuntimeError(f"{answer.status} for {path}")
        self.tags[path] = answer.headers.get("ETag", "")
        return text

    def _asked(self, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        self.connection.request("GET", path, headers=headers)
        return self.connection.getresponse()

    def tag(self, path: str) -> str:
        return self.tags.get(path, "")


@contextlib.contextmanager
def server(place: MeasuredSite) -> Iterator[int]:
    """The shipped server with its own settings, at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}"]
    environ = {**os.environ, **place.environ}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            Client(port).get("/healthz", {})
            return
        time.sleep(0.2)
    sys.exit("The server did not start.")


if __name__ == "__main__":
    main()
