"""The index of the open jobs. Whoever stands outside asks here; `engine` answers."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy.engine import Engine

from careercenter.db import db
from careercenter.jobs.index.board import Version
from careercenter.jobs.index.changes import Change
from careercenter.jobs.index.counting import Counted
from careercenter.jobs.index.engine import MOST_CHANGES, Edition, JobIndex
from careercenter.jobs.index.explaining import Explained
from careercenter.jobs.index.finding import Found
from careercenter.jobs.index.likeness import Likeness
from careercenter.jobs.index.paid import PaidJobs, Sample
from careercenter.jobs.index.quotas import Quotas, Stated
from careercenter.jobs.index.relevance import Standing, Tier, Whereabouts
from careercenter.jobs.index.words import WordsAway

_indexes: WeakKeyDictionary[Engine, JobIndex] = WeakKeyDictionary()


def keep_index(engine: Engine, folder: Path) -> None:
    """Says where the index of this database has its file. Nothing is read before the first question."""
    _indexes[engine] = JobIndex(engine, folder)


def job_index() -> JobIndex:
    """The index of the database at hand."""
    return _indexes[db.engine]


__all__ = [
    "MOST_CHANGES",
    "Change",
    "Counted",
    "Edition",
    "Explained",
    "Found",
    "JobIndex",
    "Likeness",
    "PaidJobs",
    "Quotas",
    "Sample",
    "Standing",
    "Stated",
    "Tier",
    "Version",
    "Whereabouts",
    "WordsAway",
    "job_index",
    "keep_index",
]
