"""The employer's desk: its jobs, and each of them as coders see it or will see it."""

from __future__ import annotations

from flask import render_template

from careercenter import clock
from careercenter.db import db, for_change
from careercenter.employers.acting import current_employer
from careercenter.jobs import queries, revisions
from careercenter.jobs.cards import card, with_terms
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import JobFacts, from_data
from careercenter.jobs.history import differences
from careercenter.jobs.models import Job
from careercenter.jobs.views.blueprint import bp
from careercenter.web import Page, found, page_number

PER_PAGE = 30
SENT_FOR_REVIEW = "Sent for review. Our staff answer within one working day."


@bp.get("/employer/jobs")
def desk() -> Page:
    employer = current_employer()
    page = db.paginate(with_terms(queries.jobs_of(employer)), page=page_number(), per_page=PER_PAGE, error_out=False)
    waiting = {revision.job_id for revision in db.session.scalars(queries.waiting_revisions(page.items))}
    return render_template("jobs/desk.html", employer=employer, page=page, waiting=waiting, now=clock.now())


@bp.get("/employer/jobs/<id:job_id>")
def preview(job_id: int) -> Page:
    """The job as coders see it or will see it, with its state and its moves."""
    job = own_job(job_id)
    public_facts, waiting = facts_of(job), revisions.waiting_revision(job)
    facts = from_data(waiting.facts) if waiting else public_facts
    return render_template(
        "jobs/preview.html",
        job=job,
        facts=facts,
        card=card(job, facts),
        waiting=waiting,
        changes=differences(public_facts, facts),
        refused=db.session.scalar(queries.last_refused_revision(job)),
        now=clock.now(),
    )


def own_job(job_id: int) -> Job:
    """A job of the employer being acted for; everybody else's is 404."""
    return found(for_change(queries.jobs_of(current_employer())), Job.id == job_id)


def present(job: Job) -> tuple[JobFacts, int]:
    """What the employer last wrote: the waiting text where there is one, and its version."""
    waiting = revisions.waiting_revision(job)
    return (from_data(waiting.facts), waiting.version) if waiting else (facts_of(job), job.version)
