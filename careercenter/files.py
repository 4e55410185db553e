"""Files that the site keeps: on the disk before anything speaks of them, and for nobody but itself to read."""

from __future__ import annotations

import os
from pathlib import Path


def keep(path: Path, data: bytes) -> None:
    """The whole file under its final name, or nothing: a crash leaves no half of it, and no row without its file."""
    put(write_beside(path, data), path)


def write_beside(path: Path, data: bytes) -> Path:
    """The whole file on the disk, beside the place that it is for. A disk that is full is an OSError and leaves nothing."""
    make_folder(path.parent)
    beside = path.with_suffix(".part")
    try:
        with open(beside, "wb", opener=_for_us_alone) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def put(beside: Path, path: Path) -> None:
    """At its place under its final name, also after a crash."""
    beside.replace(path)
    if os.name == "posix":
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def make_folder(folder: Path) -> None:
    """The folder and those above it that are missing; other users of the machine can't look into what is made here."""
    for part in (*reversed(folder.parents), folder):
        if not part.is_dir():
            part.mkdir(mode=0o700, exist_ok=True)


def _for_us_alone(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
