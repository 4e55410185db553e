"""Rules that stand in one place stay there: who commits, who sets a state, who reads the clock."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "careercenter"
FILES = sorted(HOUSE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def found(path: Path, is_it: Callable[[ast.AST], bool]) -> Iterator[int]:
    return (node.lineno for node in ast.walk(ast.parse(path.read_text())) if is_it(node))  # type: ignore[attr-defined]


def is_commit(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"


def is_clock(node: ast.AST) -> bool:
    reads = (
        isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"} and isinstance(node.value, ast.Name)
    )
    return reads and node.value.id in {"datetime", "date", "clock"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_doors_commands_and_the_runner_commit(path: Path) -> None:
    name = name_of(path)
    may = "views" in name or name.endswith("commands.py") or name.startswith("demo/")
    may = may or name in {"chores/runner.py", "outbox/delivery.py", "jobs/importing/writing.py", "serving.py"}
    assert may or not list(found(path, is_commit)), f"{name} commits; that is for the door, the command or the runner"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_doors_commands_and_the_runner_read_the_clock(path: Path) -> None:
    name = name_of(path)
    may = "views" in name or name.endswith("commands.py") or name.startswith("demo/")
    may = may or name in {"clock.py", "chores/runner.py", "chores/health.py", "serving.py", "showing.py"}
    assert may or not list(found(path, is_clock)), f"{name} reads the clock; it should be handed a `now`"


def test_a_jobs_state_is_set_in_lifecycle_alone() -> None:
    def sets_state(node: ast.AST) -> bool:
        targets = node.targets if isinstance(node, ast.Assign) else []
        names = [part for target in targets for part in ast.walk(target)]
        return any(isinstance(part, ast.Attribute) and part.attr == "state" and _is_job(part.value) for part in names)

    setters = {name_of(path) for path in FILES if list(found(path, sets_state))}
    assert setters <= {"jobs/lifecycle.py"}


def _is_job(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "job"
