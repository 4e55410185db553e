"""
The one writer: a row becomes a job of its employer, inside a savepoint of its own. Nothing is committed here.

A job is known again by source and external id, and changed only where its facts differ. What people decided stays: a
job that was filled, closed or taken down is not reopened, one that staff sent back is not sent in again unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.exc import SQLAlchemyError

from careercenter.db import db, for_change
from careercenter.employers import proving, team
from careercenter.employers.models import Employer
from careercenter.employers.queries import unclaimed_employers
from careercenter.jobs import lifecycle
from careercenter.jobs.closing_dates import has_passed
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.importing.changes import put_text, take_back
from careercenter.jobs.importing.identity import source_of
from careercenter.jobs.importing.outcomes import Outcome, RowResult
from careercenter.jobs.importing.readings import Reading, readings
from careercenter.jobs.importing.rows import Feed, unforeseen
from careercenter.jobs.models import Job, JobRevision, JobState, RevisionState
from careercenter.rules import RuleBroken

ENDED_BY_PEOPLE = (JobState.FILLED, JobState.CLOSED, JobState.REMOVED)

NOT_REOPENED = "It was ended by people and is not reopened."
CLOSED = "Its closing date has passed, so it waits for review."
RENEWED = "Its time had run out; it is listed again."
PUBLISHED = "It waited for review and is now public."


@dataclass(frozen=True)
class Orders:
    """What the operator asked for. With `publish` the operator's word stands for the review, for `listing` from now on."""

    employer: Employer | None
    publish: bool
    listing: timedelta
    now: datetime


class Import:
    """One run over one feed."""

    def __init__(self, feed: Feed, orders: Orders) -> None:
        self.feed, self.orders = feed, orders
        self.source = source_of(feed, orders.employer)
        self._name = orders.employer.name if orders.employer is not None else ""
        unclaimed = unclaimed_employers().with_only_columns(Employer.id, Employer.name).order_by(Employer.id.desc())
        self._employers = {name.casefold(): key for key, name in db.session.execute(unclaimed)}
        self._known = set(db.session.scalars(select(Job.external_id).where(Job.source == self.source)))
        self._asked = set(db.session.scalars(_asked_of(self.source)))

    def readings(self) -> Iterator[Reading]:
        return readings(self.feed, self._name)

    def written(self, reading: Reading) -> RowResult:
        """Writes what was read, and says what became of it."""
        result, facts = reading.result, reading.facts
        if facts is None:
            return result
        try:
            with db.session.begin_nested():
                outcome, note = self._write(result, facts)
        except RuleBroken as rule:
            return replace(result, reason=rule.message)
        except SQLAlchemyError as error:
            return replace(result, reason=f"The database refuses it: {type(error).__name__}.")
        except Exception as error:
            return replace(result, reason=unforeseen(error))
        self._known.add(result.external_id)
        return replace(result, outcome=outcome, note=note)

    def _write(self, result: RowResult, facts: JobFacts) -> tuple[Outcome, str]:
        job = self._job(result.external_id)
        if job is None:
            return Outcome.IMPORTED, self._add(result, facts)
        if job.state in ENDED_BY_PEOPLE:
            return Outcome.UNCHANGED, NOT_REOPENED
        changed, note = False, ""
        if not same_facts(facts_of(job), facts):
            changed, note = put_text(job, facts, publish=self.orders.publish, now=self.orders.now)
        elif result.external_id in self._asked:
            note = take_back(job, now=self.orders.now)
            changed = note != ""
        raised = self._publish(job, facts) if self.orders.publish else ""
        is_news = changed or raised in (PUBLISHED, RENEWED)
        return (Outcome.UPDATED if is_news else Outcome.UNCHANGED), raised or note

    def _job(self, key: str) -> Job | None:
        if key not in self._known:
            return None
        return db.session.scalar(for_change(select(Job)).where(Job.source == self.source, Job.external_id == key))

    def _add(self, result: RowResult, facts: JobFacts) -> str:
        now = self.orders.now
        job = lifecycle.draft(self._employer(result.employer), facts, by=None, now=now)
        job.source, job.external_id = self.source, result.external_id
        lifecycle.submit(job, by=None, now=now)
        note = self._publish(job, facts) if self.orders.publish else ""
        return "" if note == PUBLISHED else note

    def _publish(self, job: Job, facts: JobFacts) -> str:
        """Makes a job public that waits for review, and lists one again whose time has run out. Returns what there is to say."""
        orders = self.orders
        if has_passed(facts.closing_date, orders.now):
            return CLOSED if job.state is JobState.PENDING_REVIEW else ""
        if job.state is JobState.PENDING_REVIEW:
            proving.trust_feed(job.employer, now=orders.now)
            lifecycle.approve(job, by=None, version=job.version, listing=orders.listing, now=orders.now)
            return PUBLISHED
        ran_out = job.state is JobState.LIVE and job.has_run_out(orders.now)
        if ran_out or job.state is JobState.EXPIRED:
            lifecycle.renew(job, by=None, listing=orders.listing, now=orders.now)
            return RENEWED
        return ""

    def _employer(self, name: str) -> Employer:
        """
        The employer that the operator named, else the unclaimed one of this name, made where there is none. One that has
        people here is never meant by its name alone: a feed may say any name, and anybody may take the name of a feed's.
        """
        if self.orders.employer is not None:
            return self.orders.employer
        known = self._employers.get(name.casefold())
        employer = db.session.get(Employer, known) if known is not None else None
        if employer is None:
            employer = team.create(team.EmployerFacts(name), by=None, now=self.orders.now)
            self._employers[name.casefold()] = employer.id
        return employer


def same_facts(before: JobFacts, after: JobFacts) -> bool:
    """Whether two texts say the same; the order of the lines of credentials says nothing."""
    return _in_order(before) == _in_order(after)


def _in_order(facts: JobFacts) -> JobFacts:
    return replace(facts, credentials_required=tuple(sorted(facts.credentials_required)))


def _asked_of(source: str) -> Select[str | None]:
    """The ids of this source's jobs for which a change waits."""
    waits = (JobRevision.job_id == Job.id) & (JobRevision.state == RevisionState.WAITING)
    return select(Job.external_id).join(JobRevision, waits).where(Job.source == source)
