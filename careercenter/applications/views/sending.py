"""The seeker's applications: sent, followed, withdrawn."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.applications import permissions, pipeline, queries
from careercenter.applications.forms import WithdrawForm, form_for
from careercenter.applications.models import Application
from careercenter.applications.pipeline import Papers
from careercenter.applications.views.blueprint import bp
from careercenter.applications.views.papers import chosen_resume, resume_of
from careercenter.db import db, for_change
from careercenter.doors import accepts
from careercenter.jobs.cards import card_of
from careercenter.jobs.columns import facts_of
from careercenter.jobs.models import Job
from careercenter.jobs.queries import shown_jobs
from careercenter.seekers import resumes
from careercenter.seekers.acting import current_seeker, seeker_or_none
from careercenter.seekers.queries import resumes_of
from careercenter.web import Page, blaming, found, page_number, shown

PER_PAGE = 50


@bp.route("/jobs/<id:job_id>/apply", methods=["GET", "POST"])
@accepts(resumes.UPLOAD_MOST, too_large=resumes.TOO_LARGE)
def new(job_id: int) -> Page:
    seeker = current_seeker()
    now = clock.now()
    before = db.session.scalar(queries.applications_of(seeker).where(Application.job_id == job_id))
    if before is not None:
        return redirect(url_for("applications.show", key=before.key), code=303)
    job = found(shown_jobs(now), Job.id == job_id)
    if request.method == "GET" and not (job.is_open(now) and job.apply_url is None):
        return redirect(url_for("jobs.show", job_id=job.id, slug=job.slug))
    form = form_for(facts_of(job), seeker, list(db.session.scalars(resumes_of(seeker))))
    if form.validate_on_submit():
        with blaming(form):
            papers = Papers(resume=chosen_resume(form, seeker), answers=form.answers(), note=form.note.data)
            application = pipeline.apply(job, seeker, papers, folder=current_app.config["DATA_DIR"], now=now)
            db.session.commit()
            flash(
                f"Sent to {job.employer.name} with {application.resume_filename}. A copy, word for word, is on this page."
            )
            return redirect(url_for("applications.show", key=application.key), code=303)
    return shown(
        "applications/new.html", form, job=job, card=card_of(job), seeker=seeker, kept_months=pipeline.KEPT_MONTHS
    )


@bp.get("/seeker/applications")
def index() -> Page:
    page = db.paginate(
        queries.applications_of(current_seeker()), page=page_number(), per_page=PER_PAGE, error_out=False
    )
    return render_template("applications/index.html", page=page)


@bp.get("/seeker/applications/<key>")
def show(key: str) -> Page:
    application = found(queries.applications_of(current_seeker()), Application.key == key)
    return shown("applications/show.html", WithdrawForm(), **_sheet(application))


@bp.post("/seeker/applications/<key>/withdraw")
def withdraw(key: str) -> Page:
    application = found(for_change(queries.applications_of(current_seeker())), Application.key == key)
    form = WithdrawForm()
    if form.validate_on_submit():
        pipeline.withdraw(application, form.reason.data or None, by=current_user, now=clock.now())
        db.session.commit()
        flash("Withdrawn. The employer can no longer read it.")
        return redirect(url_for("applications.show", key=key), code=303)
    return shown("applications/show.html", form, **_sheet(application))


@bp.get("/seeker/applications/<key>/resume")
def own_resume(key: str) -> Page:
    application = found(
        queries.applications_of(current_seeker()), Application.key == key, Application.resume_key.is_not(None)
    )
    return resume_of(application)


bp.add_app_template_global(pipeline.public_stage)


@bp.app_template_global()
def application_for(job: Job) -> Application | None:
    """What the reader has sent to this job; for the job's page, which stands below applications."""
    seeker = seeker_or_none()
    return db.session.scalar(queries.application_to(job, seeker)) if seeker else None


def _sheet(application: Application) -> dict[str, object]:
    return {
        "application": application,
        "card": card_of(application.job),
        "changes": db.session.scalars(queries.changes_of(application)).all(),
        "reads": db.session.scalars(queries.resume_reads(application)).all(),
        "may_withdraw": permissions.can_withdraw(current_user, application),
        "now": clock.now(),
    }
