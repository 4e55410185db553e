"""Feeds on the disk for the readers, written by each test in its own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careercenter.jobs.importing.formats import open_feed
from careercenter.jobs.importing.rows import Feed, ImportedRow


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text, bytes, or anything that JSON can say, into a file."""

    def write(content: Any, name: str = "feed.txt") -> Path:
        path = tmp_path / name
        if not isinstance(content, str | bytes):
            content = json.dumps(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def opened(save: Callable[..., Path]) -> Callable[..., Feed]:
    """The feed that such a file is read as."""
    return lambda content, named=None, name="feed.txt": open_feed(save(content, name), named)


@pytest.fixture
def read(opened: Callable[..., Feed]) -> Callable[..., list[ImportedRow]]:
    """The rows of that feed."""
    return lambda content, named=None, name="feed.txt": list(opened(content, named, name).rows)
