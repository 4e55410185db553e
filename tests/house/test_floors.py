"""Imports run downwards (docs/decisions and pyproject.toml say which way is down)."""

import subprocess
import sys


def test_rooms_import_only_from_the_floors_below() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
