"""The board while it is being made: everybody and everything so far, by the keys of the content files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from careercenter.accounts.models import Account
from careercenter.alerts.models import SavedSearch
from careercenter.applications.models import Application
from careercenter.demo.diary import Diary
from careercenter.employers.models import Employer
from careercenter.jobs.models import Job
from careercenter.seekers.models import Resume, Seeker


@dataclass
class Board:
    """`folder` is where résumé files go. `passwords` are known here and nowhere else; the database has their hashes."""

    now: datetime
    folder: Path
    people: dict[str, Account] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    seekers: dict[str, Seeker] = field(default_factory=dict)
    resumes: dict[str, Resume] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    applications: list[Application] = field(default_factory=list)
    searches: list[SavedSearch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.diary = Diary(self.now)
