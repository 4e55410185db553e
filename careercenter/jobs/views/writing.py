"""Writing a job: new, edited, kept as a draft, copied."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.cleaning import paragraphs
from careercenter.db import db
from careercenter.doors import only_looks, require
from careercenter.employers.acting import current_employer
from careercenter.employers.models import Employer
from careercenter.employers.permissions import can_post
from careercenter.forms import LETTER
from careercenter.jobs import lifecycle, permissions, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.forms import PARTS, DraftForm, JobForm
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.moves import Move
from careercenter.jobs.sketch import sketch
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.desk import SENT_FOR_REVIEW, own_job, present
from careercenter.web import Page, blaming, shown


@bp.route("/employer/jobs/new", methods=["GET", "POST"])
def new() -> Page:
    employer = current_employer()
    require(can_post(current_user, employer))
    form = _ready(JobForm())
    if form.validate_on_submit():
        job = lifecycle.draft_once(employer, form.facts(), by=current_user, now=clock.now())
        if permissions.can_move(current_user, job, Move.SUBMIT):
            lifecycle.submit(job, by=current_user, now=clock.now())
        db.session.commit()
        flash(SENT_FOR_REVIEW)
        return redirect(url_for("jobs.preview", job_id=job.id), code=303)
    return _writing("jobs/new.html", form, employer)


@bp.post("/employer/jobs/draft")
def keep_new() -> Page:
    employer = current_employer()
    require(can_post(current_user, employer))
    form = DraftForm()
    if form.validate_on_submit():
        job = lifecycle.draft_once(employer, form.facts(), by=current_user, now=clock.now())
        db.session.commit()
        is_draft = job.state is JobState.DRAFT
        flash("Kept as a draft. Nobody sees it before you send it for review." if is_draft else SENT_FOR_REVIEW)
        return redirect(url_for("jobs.edit", job_id=job.id), code=303)
    return _writing("jobs/new.html", form, employer)


@bp.route("/employer/jobs/<id:job_id>/edit", methods=["GET", "POST"])
def edit(job_id: int) -> Page:
    job = own_job(job_id)
    require(permissions.can_edit(current_user, job))
    before, version = present(job)
    form = _ready(JobForm.of(before, version=version))
    if form.validate_on_submit():
        with blaming(form):
            waiting = revisions.edit(
                job, form.facts(before), by=current_user, version=form.read_version(), now=clock.now()
            )
            if permissions.can_move(current_user, job, Move.SUBMIT):
                lifecycle.submit(job, by=current_user, now=clock.now())
                flash(SENT_FOR_REVIEW)
            elif waiting is not None:
                flash(
                    "Your change waits for our staff. Until they have read it, coders see the text as it was.", "plain"
                )
            else:
                flash("Changed.")
            db.session.commit()
            return redirect(url_for("jobs.preview", job_id=job.id), code=303)
    return _writing("jobs/edit.html", form, job.employer, job)


@bp.post("/employer/jobs/<id:job_id>/draft")
def keep(job_id: int) -> Page:
    job = own_job(job_id)
    require(permissions.can_edit(current_user, job))
    before = facts_of(job)
    form = DraftForm.of(before, version=job.version)
    if form.validate_on_submit():
        with blaming(form):
            revisions.keep(job, form.facts(before), by=current_user, version=form.read_version(), now=clock.now())
            db.session.commit()
            flash("Kept as a draft.")
            return redirect(url_for("jobs.edit", job_id=job.id), code=303)
    return _writing("jobs/edit.html", form, job.employer, job)


@bp.post("/employer/markdown")
@only_looks
def see_description() -> Page:
    """The description as it will look: a part of the page for htmx, a page of its own without script."""
    current_employer()
    text = paragraphs(request.form.get("description"))
    template = "jobs/_description.html" if request.headers.get("HX-Request") else "jobs/description.html"
    if len(text) > LETTER:
        return make_response(render_template(template, text="", most=LETTER), 422)
    return render_template(template, text=text)


@bp.post("/employer/jobs/look")
@only_looks
def see_card() -> Page:
    """The card of what is written so far: a part of the page for htmx, a page of its own without script."""
    template = "jobs/_look.html" if request.headers.get("HX-Request") else "jobs/card.html"
    return render_template(template, look=sketch(current_employer(), DraftForm().facts()))


@bp.post("/employer/jobs/<id:job_id>/duplicate")
def duplicate(job_id: int) -> Page:
    job = own_job(job_id)
    require(can_post(current_user, job.employer))
    copy = lifecycle.duplicate(job, by=current_user, now=clock.now())
    db.session.commit()
    flash("This is a copy, kept as a draft.")
    return redirect(url_for("jobs.edit", job_id=copy.id), code=303)


def _writing(template: str, form: DraftForm, employer: Employer, job: Job | None = None) -> Page:
    return shown(template, form, employer=employer, parts=PARTS, job=job, look=sketch(employer, form.facts()))


def _ready(form: JobForm) -> JobForm:
    form.now = clock.now()
    return form
