"""The employer's applicants: read, moved, declined."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.applications import permissions, pipeline, queries
from careercenter.applications.forms import DeclineForm, MoveForm
from careercenter.applications.models import Application, Stage
from careercenter.applications.views.blueprint import bp
from careercenter.applications.views.papers import resume_of
from careercenter.db import db, for_change
from careercenter.doors import require
from careercenter.employers.acting import current_employer
from careercenter.jobs.models import Job
from careercenter.jobs.queries import jobs_of
from careercenter.web import Page, blaming, found, page_number, shown

PER_PAGE = 50

bp.add_app_template_global(permissions.can_read_applicants)


@bp.get("/employer/applicants")
def applicants() -> Page:
    employer = current_employer()
    require(permissions.can_read_applicants(current_user, employer))
    page = db.paginate(queries.applications_to(employer), page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("applications/applicants.html", page=page, employer=employer, job=None)


@bp.get("/employer/jobs/<id:job_id>/applicants")
def applicants_of_job(job_id: int) -> Page:
    employer = current_employer()
    job = found(jobs_of(employer), Job.id == job_id)
    require(permissions.can_read_applicants(current_user, employer))
    mine = queries.applications_to(employer).where(Application.job_id == job.id)
    page = db.paginate(mine, page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("applications/applicants.html", page=page, employer=employer, job=job)


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
    pipeline.take_resume_out(application, by=current_user, now=clock.now())
    response = resume_of(application)
    db.session.commit()
    return response


def _to_us(key: str) -> Application:
    """
    An application to the employer being acted for; to somebody else: 404, as if it were not there. Of a withdrawn one a
    letter still has the address: the page tells the day and nothing more (410).
    """
    application = found(for_change(queries.applications_to(current_employer())), Application.key == key)
    require(permissions.can_read_applicants(current_user, application.job.employer))
    if application.stage is Stage.WITHDRAWN:
        abort(make_response(render_template("applications/withdrawn.html", application=application), 410))
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
