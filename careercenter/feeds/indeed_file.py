"""
The aggregators' feed as a file: written once for each state of the open jobs, and sent from the disk as often as it is
asked for. One thread of a process writes at a time, so that no number of readers stops the site.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from careercenter.feeds import indeed
from careercenter.files import make_folder

WAIT = 15  # seconds after which a reader who came while it was written may ask again
_writing = Lock()


class BeingWritten(Exception):
    """Somebody else's request writes it at this moment."""


def opened(folder: Path, tag: str, now: datetime) -> BinaryIO:
    """The whole feed of what the tag stands for, to be read from its start. Raises BeingWritten, at once."""
    path = folder / f"indeed-{tag}.xml"
    try:
        return path.open("rb")
    except FileNotFoundError:
        pass
    if not _writing.acquire(blocking=False):
        raise BeingWritten
    try:
        return _written(path, now)
    finally:
        _writing.release()


def _written(path: Path, now: datetime) -> BinaryIO:
    """Under its name when it is whole; those before it go, and whoever sends one of them still has it open."""
    make_folder(path.parent)
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.writelines(indeed.feed(now))
        for old in path.parent.glob("indeed-*.xml"):
            old.unlink(missing_ok=True)
        whole = draft.open("rb")
        draft.replace(path)
        return whole
    finally:
        draft.unlink(missing_ok=True)
