"""The way of an application: apply, move, decline, withdraw."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.applications import letters, queries
from careercenter.applications.models import ACTIVE, Application, SavedJob, Stage, StageChange
from careercenter.db import db
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import as_data
from careercenter.jobs.models import Job
from careercenter.rules import RuleBroken
from careercenter.seekers import profile, resumes
from careercenter.seekers.models import Resume, Seeker
from careercenter.vocabulary import DECLINE_REASONS, STAGES, WITHDRAW_REASONS, word_list

KEPT_MONTHS = 24  # after the last move; then the application and its résumé are deleted


@dataclass(frozen=True)
class Answer:
    """One question as it was asked and the answer in words."""

    question: str
    answer: str


@dataclass(frozen=True)
class Papers:
    """What a seeker sends with an application."""

    resume: Resume | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    note: str = ""


def apply(job: Job, seeker: Seeker, papers: Papers, *, folder: Path, now: datetime) -> Application:
    """
    Sends an application, once: a second press gives the first one back. Raises RuleBroken when the job takes none.

    The copy that is kept is made here and never changed.
    """
    before = db.session.scalar(queries.application_to(job, seeker))
    if before is not None:
        return before
    if not job.is_open(now):
        raise RuleBroken("This job was closed a moment ago and takes no more applications.")
    if job.apply_url:
        raise RuleBroken("This employer takes applications on its own site only.")
    application = Application(
        job=job,
        seeker=seeker,
        stage=Stage.APPLIED,
        sent=_copy(job, seeker, papers),
        applied_at=now,
        moved_at=now,
        created_at=now,
        updated_at=now,
    )
    if papers.resume is not None:
        application.resume_key = resumes.copy(papers.resume.key, folder=folder)
        application.resume_filename, application.resume_kind = papers.resume.filename, papers.resume.kind
    db.session.add(application)
    db.session.flush()
    db.session.add(
        StageChange(application_id=application.id, before=None, after=Stage.APPLIED, by_id=seeker.account_id, at=now)
    )
    trail.record(seeker.account, "applied", application, now=now)
    letters.received(application, now=now)
    letters.sent(application, now=now)
    return application


def move(application: Application, stage: Stage, *, by: Account, now: datetime) -> None:
    """To another stage, or hired. The seeker is written to when the word that they see changes."""
    if stage not in (*ACTIVE, Stage.HIRED):
        raise RuleBroken("Choose one of the stages.", field="stage")
    _to(application, stage, by=by, now=now)
    application.decline_reason = None


def decline(application: Application, reason: str, *, by: Account, now: datetime) -> None:
    """Not selected, with one of the reasons of the list, which the seeker reads."""
    if reason not in DECLINE_REASONS:
        raise RuleBroken("Choose the reason. The coder reads it, and it beats silence.", field="reason")
    if application.stage is Stage.DECLINED and reason != application.decline_reason:
        raise RuleBroken("The coder has been told another reason already. Move them back first.", field="reason")
    application.decline_reason = reason
    _to(application, Stage.DECLINED, by=by, now=now)


def withdraw(application: Application, reason: str | None, *, by: Account, now: datetime) -> None:
    """The seeker takes it back, once: the employer no longer reads it, the row stays as proof."""
    if application.stage is Stage.WITHDRAWN:
        return
    application.withdraw_reason = reason if reason in WITHDRAW_REASONS else None
    _to(application, Stage.WITHDRAWN, by=by, now=now)


def take_resume_out(application: Application, *, by: Account | None, now: datetime) -> None:
    """The employer takes the résumé along. Whose it is can read when."""
    trail.record(by, queries.RESUME_READ, application, now=now)


def save_job(seeker: Seeker, job: Job, *, now: datetime) -> None:
    if db.session.scalar(queries.saved(seeker, job)) is None:
        db.session.flush()
        db.session.add(SavedJob(seeker_id=seeker.id, job_id=job.id, saved_at=now))


def unsave_job(kept: SavedJob) -> None:
    db.session.delete(kept)


def public_stage(application: Application) -> str:
    """The word that the seeker sees for the employer's stage, with the reason of a no."""
    public = STAGES[application.stage.value].facts["public"]
    words = word_list("public_stages")[public].label
    reason = DECLINE_REASONS.label(application.decline_reason)
    return f"{words}: {reason[0].lower()}{reason[1:]}" if application.stage is Stage.DECLINED and reason else words


def _to(application: Application, stage: Stage, *, by: Account, now: datetime) -> None:
    if application.stage is Stage.WITHDRAWN:
        raise RuleBroken("This application was withdrawn; it can't be moved any more.")
    if application.stage is stage:
        return
    seen_before = public_stage(application)
    before, application.stage = application.stage, stage
    application.moved_at = application.updated_at = now
    db.session.add(StageChange(application_id=application.id, before=before, after=stage, by_id=by.id, at=now))
    trail.record(by, "moved", application, now=now, before=before.value, after=stage.value)
    if stage is not Stage.WITHDRAWN and public_stage(application) != seen_before:
        letters.stage_changed(application, now=now)


def _copy(job: Job, seeker: Seeker, papers: Papers) -> dict[str, Any]:
    return {
        "profile": profile.as_data(seeker),
        "answers": [
            {"id": question, "question": one.question, "answer": one.answer} for question, one in papers.answers.items()
        ],
        "note": papers.note,
        "job": as_data(facts_of(job)),
    }
