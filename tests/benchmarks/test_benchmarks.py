"""Each benchmark runs by its one command on a tiny board, and fails when an answer is wrong. No time is judged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import naive, search

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.sqlite_only
COMMANDS = {
    "search": (["--searches", "2"], "equal", "yes"),
    "pages": (["--requests", "3"], "asked for", "/healthz"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_it_runs_from_one_command_and_its_answers_are_right(tmp_path: Path, name: str) -> None:
    more, column, first = COMMANDS[name]
    to = tmp_path / "figures.json"
    command = [sys.executable, "-m", f"benchmarks.{name}", "--jobs", "200", "--rounds", "1", "--json", str(to), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    rows = json.loads(to.read_text())["rows"]
    assert rows[0][column] == first
    assert column in done.stdout


def test_a_fast_wrong_count_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    right = naive.answer

    def off_by_one(*asked: object) -> object:
        seconds, total, counts = right(*asked)  # type: ignore[arg-type]
        return seconds, total + 1, counts

    monkeypatch.setattr(naive, "answer", off_by_one)
    command = ["search", "--jobs", "60", "--rounds", "1", "--searches", "1", "--data", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as end:
        search.main()
    assert end.value.code == 1
    assert "NO" in capsys.readouterr().out
