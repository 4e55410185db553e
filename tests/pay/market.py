"""A small market of known pay: jobs of several employers, made by the verbs of life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs.facts import Pay
from careercenter.jobs.models import Job
from tests import cast, factories

FIRMS = ("Alder Health", "Birch Coding", "Cedar Clinic", "Dogwood Group")


class Fair:
    """Employers of which each posts in turn."""

    def __init__(self, now: datetime, firms: int = len(FIRMS)) -> None:
        self.now = now
        self.by = cast.make_account("Flora Fair")
        self.firms: list[Employer] = [cast.make_employer(name, owner=self.by) for name in FIRMS[:firms]]
        self.posted = 0

    def post(self, pay: Pay | None, **over: Any) -> Job:
        firm = self.firms[self.posted % len(self.firms)]
        self.posted += 1
        day = self.now - timedelta(days=self.posted)
        return factories.open_job(firm, self.by, day, pay=pay, **over)

    def post_all(self, dollars: Iterable[float], **over: Any) -> list[Job]:
        """Jobs that pay one figure each."""
        jobs = [self.post(Pay(round(one * 100), round(one * 100), "hour"), **over) for one in dollars]
        db.session.commit()
        return jobs
