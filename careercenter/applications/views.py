"""The doors of applications: the seeker's, the employer's."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from careercenter import clock, trail
from careercenter.applications import permissions, pipeline, queries
from careercenter.applications.forms import NEW_FILE, ApplyForm, DeclineForm, MoveForm, WithdrawForm, form_for
from careercenter.applications.models import Application, SavedJob, Stage
from careercenter.applications.pipeline import Papers
from careercenter.db import db
from careercenter.doors import accepts, require
from careercenter.employers.acting import current_employer
from careercenter.jobs.cards import card_of
from careercenter.jobs.models import Job
from careercenter.jobs.queries import jobs_of, open_jobs, shown_jobs
from careercenter.jobs.text import facts_of
from careercenter.rules import RuleBroken
from careercenter.seekers import profile, resumes
from careercenter.seekers.acting import current_seeker, seeker_or_none
from careercenter.seekers.models import Resume, Seeker
from careercenter.seekers.queries import resumes_of
from careercenter.web import Page, blaming, found, handed_out, page_number, shown

bp = Blueprint("applications", __name__)

PER_PAGE = 50


@bp.route("/jobs/<id:job_id>/apply", methods=["GET", "POST"])
@accepts(resumes.UPLOAD_MOST)
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
            papers = Papers(resume=_resume(form, seeker), answers=form.answers(), note=form.note.data)
            application = pipeline.apply(job, seeker, papers, folder=current_app.config["DATA_DIR"], now=now)
            db.session.commit()
            flash(f"Sent to {job.employer.name}. A copy, word for word, is on this page.")
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
    application = found(queries.applications_of(current_seeker()), Application.key == key)
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
    return _handed_out(application)


@bp.get("/seeker/saved")
def saved() -> Page:
    page = db.paginate(queries.saved_jobs(current_seeker()), page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template(
        "applications/saved.html",
        page=page,
        cards={one.job_id: card_of(one.job) for one in page.items},
        now=clock.now(),
    )


@bp.post("/jobs/<id:job_id>/save")
def save(job_id: int) -> Page:
    now = clock.now()
    job = found(open_jobs(now), Job.id == job_id)
    pipeline.save_job(profile.begin(current_user, now=now), job, now=now)
    db.session.commit()
    flash("Saved. You find it on your desk.")
    return redirect(url_for("jobs.show", job_id=job.id, slug=job.slug), code=303)


@bp.post("/jobs/<id:job_id>/unsave")
def unsave(job_id: int) -> Page:
    kept = found(queries.saved_jobs(current_seeker()), SavedJob.job_id == job_id)
    pipeline.unsave_job(kept)
    db.session.commit()
    flash("No longer saved.")
    return redirect(url_for("applications.saved"), code=303)


@bp.get("/employer/applicants")
def applicants() -> Page:
    employer = current_employer()
    require(employer.is_proved)
    page = db.paginate(queries.applications_to(employer), page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("applications/applicants.html", page=page, job=None)


@bp.get("/employer/jobs/<id:job_id>/applicants")
def applicants_of_job(job_id: int) -> Page:
    employer = current_employer()
    job = found(jobs_of(employer), Job.id == job_id)
    require(employer.is_proved)
    mine = queries.applications_to(employer).where(Application.job_id == job.id)
    page = db.paginate(mine, page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("applications/applicants.html", page=page, job=job)


@bp.get("/employer/applications/<key>")
def read(key: str) -> Page:
    application = _to_us(key)
    return _reading(application, MoveForm(stage=application.stage.value), DeclineForm(formdata=None))


@bp.post("/employer/applications/<key>/move")
def move(key: str) -> Page:
    application = _to_us(key)
    require(permissions.can_move(current_user, application))
    form = MoveForm()
    if form.validate_on_submit():
        with blaming(form):
            pipeline.move(application, Stage(form.stage.data), by=current_user, now=clock.now())
            db.session.commit()
            flash(f"{application.name} is moved. They see it, and are written to when their own word for it changes.")
            return redirect(url_for("applications.read", key=key), code=303)
    return _reading(application, form, DeclineForm(formdata=None))


@bp.post("/employer/applications/<key>/decline")
def decline(key: str) -> Page:
    application = _to_us(key)
    require(permissions.can_move(current_user, application))
    form = DeclineForm()
    if form.validate_on_submit():
        with blaming(form):
            pipeline.decline(application, form.reason.data, by=current_user, now=clock.now())
            db.session.commit()
            flash(f"{application.name} is told, with your reason.")
            return redirect(url_for("applications.read", key=key), code=303)
    return _reading(application, MoveForm(formdata=None, stage=application.stage.value), form)


@bp.post("/employer/applications/<key>/resume")
def resume(key: str) -> Page:
    """A form, not a link: taking a résumé out leaves a trace that its owner can read."""
    application = _to_us(key)
    require(application.resume_key is not None)
    trail.record(current_user, queries.RESUME_READ, application, now=clock.now())
    response = _handed_out(application)
    db.session.commit()
    return response


@bp.app_template_global()
def application_for(job: Job) -> Application | None:
    """What the reader has sent to this job; for the job's page, which stands below applications."""
    seeker = seeker_or_none()
    return db.session.scalar(queries.application_to(job, seeker)) if seeker else None


@bp.app_template_global()
def is_saved(job: Job) -> bool:
    seeker = seeker_or_none()
    return seeker is not None and db.session.scalar(queries.saved(seeker, job)) is not None


@bp.app_template_global()
def public_stage(application: Application) -> str:
    return pipeline.public_stage(application)


def _handed_out(application: Application) -> AnyResponse:
    """The application's own copy of the résumé."""
    path = resumes.path_of(current_app.config["DATA_DIR"], application.resume_key or "")
    return handed_out(path, application.resume_filename)


def _to_us(key: str) -> Application:
    """An application to the employer being acted for. Withdrawn, or to somebody else: 404, as if it were not there."""
    application = found(
        queries.applications_to(current_employer()), Application.key == key, Application.stage != Stage.WITHDRAWN
    )
    require(permissions.can_open(current_user, application))
    return application


def _reading(application: Application, move_form: MoveForm, decline_form: DeclineForm) -> Page:
    return shown(
        "applications/read.html",
        decline_form if decline_form.errors else move_form,
        application=application,
        move_form=move_form,
        decline_form=decline_form,
        changes=db.session.scalars(queries.changes_of(application)).all(),
        may_decide=permissions.can_move(current_user, application),
    )


def _sheet(application: Application) -> dict[str, object]:
    return {
        "application": application,
        "card": card_of(application.job),
        "changes": db.session.scalars(queries.changes_of(application)).all(),
        "reads": db.session.scalars(queries.resume_reads(application)).all(),
        "now": clock.now(),
    }


def _resume(form: ApplyForm, seeker: Seeker) -> Resume | None:
    """The résumé chosen, or the new file kept first. One is needed: it is what employers read."""
    if form.file.data and form.file.data.filename:
        file = form.file.data
        kept = resumes.accept(
            seeker, file.stream, file.filename, folder=current_app.config["DATA_DIR"], by=current_user, now=clock.now()
        )
        db.session.flush()
        return kept
    if form.resume.data == NEW_FILE or not form.resume.data:
        raise RuleBroken("Choose a file. Employers read a résumé before anything else.", field="file")
    return found(resumes_of(seeker), Resume.id == int(form.resume.data))
