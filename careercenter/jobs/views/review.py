"""Staff reads every job before it is public, and every material change of one that is."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.cleaning import one_line
from careercenter.db import db, for_change
from careercenter.doors import require, staff_only
from careercenter.jobs import lifecycle, queries, revisions
from careercenter.jobs.cards import card, with_terms
from careercenter.jobs.columns import facts_of
from careercenter.jobs.days import named
from careercenter.jobs.facts import from_data
from careercenter.jobs.forms import ReasonForm
from careercenter.jobs.history import differences, history
from careercenter.jobs.models import Job, JobRevision, JobState
from careercenter.jobs.moves import Move
from careercenter.jobs.permissions import can_move
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.moves import listing
from careercenter.web import Page, blaming, found, page_number, shown

PER_PAGE = 30
MOST_LETTERS = 100  # of a search


@bp.get("/staff/review")
@staff_only
def review() -> Page:
    page = db.paginate(with_terms(queries.awaiting_review()), page=page_number(), per_page=PER_PAGE, error_out=False)
    waiting = db.session.scalars(queries.revisions_awaiting_review().limit(PER_PAGE)).all()
    return render_template("jobs/review.html", page=page, revisions=waiting)


@bp.get("/staff/jobs")
@staff_only
def staff_index() -> Page:
    words, wanted = one_line(request.args.get("q"))[:MOST_LETTERS], request.args.get("state", "")
    state = JobState(wanted) if wanted in set(JobState) else None
    page = db.paginate(queries.jobs_like(words, state), page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("jobs/staff_index.html", page=page, words=words, state=state)


@bp.get("/staff/jobs/<id:job_id>")
@staff_only
def read(job_id: int) -> Page:
    job = _job(job_id)
    return _reading(job, ReasonForm(version=str(job.version)))


@bp.post("/staff/jobs/<id:job_id>/approve")
@staff_only
def approve(job_id: int) -> Page:
    job = _job(job_id)
    form = ReasonForm()
    with blaming(form):
        lifecycle.approve(job, by=current_user, version=form.read_version(), listing=listing(), now=clock.now())
        db.session.commit()
        flash(_approved(job))
        return redirect(url_for("jobs.review"), code=303)
    return _reading(job, form)


@bp.post("/staff/jobs/<id:job_id>/refuse")
@staff_only
def refuse(job_id: int) -> Page:
    job = _job(job_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with blaming(form):
            lifecycle.refuse(job, form.reason.data, by=current_user, version=form.read_version(), now=clock.now())
            db.session.commit()
            flash(f"{job.title} is sent back with your words.")
            return redirect(url_for("jobs.review"), code=303)
    return _reading(job, form)


@bp.post("/staff/jobs/<id:job_id>/remove")
@staff_only
def remove(job_id: int) -> Page:
    job = _job(job_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with blaming(form):
            lifecycle.remove(job, form.reason.data, by=current_user, now=clock.now())
            db.session.commit()
            flash(f"{job.title} is taken down.")
            return redirect(url_for("jobs.read", job_id=job.id), code=303)
    return _reading(job, form)


@bp.post("/staff/jobs/<id:job_id>/restore")
@staff_only
def restore(job_id: int) -> Page:
    job = _job(job_id)
    require(can_move(current_user, job, Move.RESTORE))
    lifecycle.restore(job, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"{job.title} waits for review again.")
    return redirect(url_for("jobs.read", job_id=job.id), code=303)


@bp.get("/staff/revisions/<id:revision_id>")
@staff_only
def read_revision(revision_id: int) -> Page:
    revision = _waiting(revision_id)
    return _reading_revision(revision, ReasonForm(version=str(revision.version)))


@bp.post("/staff/revisions/<id:revision_id>/approve")
@staff_only
def approve_revision(revision_id: int) -> Page:
    revision = _waiting(revision_id)
    form = ReasonForm()
    with blaming(form):
        revisions.approve_revision(revision, by=current_user, version=form.read_version(), now=clock.now())
        db.session.commit()
        flash("The new text is public.")
        return redirect(url_for("jobs.review"), code=303)
    return _reading_revision(revision, form)


@bp.post("/staff/revisions/<id:revision_id>/refuse")
@staff_only
def refuse_revision(revision_id: int) -> Page:
    revision = _waiting(revision_id)
    form = ReasonForm()
    if form.validate_on_submit():
        with blaming(form):
            revisions.refuse_revision(
                revision, form.reason.data, by=current_user, version=form.read_version(), now=clock.now()
            )
            db.session.commit()
            flash("The change is sent back; the text as it was stays public.")
            return redirect(url_for("jobs.review"), code=303)
    return _reading_revision(revision, form)


def _job(job_id: int) -> Job:
    return found(for_change(queries.all_jobs()), Job.id == job_id)


def _waiting(revision_id: int) -> JobRevision:
    """A change that waits. Its job is held first, as by everybody who changes one."""
    its_job = queries.all_jobs().join(JobRevision, JobRevision.job_id == Job.id)
    found(for_change(its_job), JobRevision.id == revision_id)
    return found(for_change(queries.revisions_awaiting_review()), JobRevision.id == revision_id)


def _approved(job: Job) -> str:
    """What coders see of it now: nothing yet, where its employer is not proved."""
    if job.employer.opens_once:
        return f"{job.title} is approved. Coders see it once {job.employer.opens_once}."
    end = named(job.last_day, current_user.time_zone) if job.last_day else ""
    return f"{job.title} is open until {end}."


def _reading(job: Job, form: ReasonForm) -> Page:
    facts = facts_of(job)
    return shown(
        "jobs/read.html",
        form,
        job=job,
        facts=facts,
        card=card(job, facts),
        history=history(job),
        others=db.session.scalars(queries.jobs_of(job.employer).where(Job.id != job.id).limit(8)).all(),
        now=clock.now(),
    )


def _reading_revision(revision: JobRevision, form: ReasonForm) -> Page:
    before, after = facts_of(revision.job), from_data(revision.facts)
    return shown(
        "jobs/read_revision.html",
        form,
        revision=revision,
        job=revision.job,
        facts=after,
        before=before,
        card=card(revision.job, after),
        changes=differences(before, after),
        now=clock.now(),
    )
