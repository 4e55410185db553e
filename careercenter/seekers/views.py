"""The doors of a coder: the profile and the résumés."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, send_file, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.db import db
from careercenter.seekers import profile as profiles
from careercenter.seekers import queries, resumes
from careercenter.seekers.acting import current_seeker, seeker_or_none
from careercenter.seekers.forms import ProfileForm, ResumeForm
from careercenter.seekers.models import Resume, Seeker
from careercenter.web import Page, accepts, blaming, found, shown, way_on

bp = Blueprint("seekers", __name__, url_prefix="/seeker")

UPLOAD_LIMIT = resumes.LARGEST + 1024 * 1024  # the file and what the form wraps around it


@bp.route("/profile", methods=["GET", "POST"])
def profile() -> Page:
    seeker = seeker_or_none()
    form = ProfileForm(data=vars(profiles.facts_of(seeker)) if seeker else None)
    if form.validate_on_submit():
        now = clock.now()
        seeker = profiles.begin(current_user, now=now)
        profiles.change(seeker, form.facts(), account=current_user, now=now)
        db.session.commit()
        flash("Your profile is kept. Employers see it only when you apply to them.")
        return way_on(url_for("home.seeker_desk"))
    return shown("seekers/profile.html", form, seeker=seeker)


@bp.get("/resumes")
def resume_list() -> Page:
    return _resumes(current_seeker(), ResumeForm())


@bp.post("/resumes")
@accepts(UPLOAD_LIMIT)
def upload() -> Page:
    seeker = current_seeker()
    form = ResumeForm()
    if form.validate_on_submit():
        with blaming(form):
            file = form.file.data
            resumes.accept(
                seeker,
                file.stream,
                file.filename or "",
                folder=current_app.config["DATA_DIR"],
                by=current_user,
                now=clock.now(),
            )
            db.session.commit()
            flash("Your résumé is kept.")
            return redirect(url_for("seekers.resume_list"), code=303)
    return _resumes(seeker, form)


@bp.get("/resumes/<id:resume_id>")
def download(resume_id: int) -> Page:
    resume = found(queries.resumes_of(current_seeker()), Resume.id == resume_id)
    return handed_out(resume.key, resume.filename)


@bp.post("/resumes/<id:resume_id>/delete")
def delete(resume_id: int) -> Page:
    resume = found(queries.resumes_of(current_seeker()), Resume.id == resume_id)
    key = resumes.delete(resume, by=current_user, now=clock.now())
    db.session.commit()
    resumes.discard(key, folder=current_app.config["DATA_DIR"])
    flash("The file is deleted. Copies sent with applications stay with those applications.")
    return redirect(url_for("seekers.resume_list"), code=303)


@bp.app_template_global()
def reader() -> Seeker | None:
    """The signed-in coder, for pages that tell what a job means to the one who reads it."""
    return seeker_or_none()


def handed_out(key: str, filename: str) -> Response:
    """A stored file as an attachment that nothing can run in or keep; 404 when it is gone. The caller has asked permission."""
    path = resumes.path_of(current_app.config["DATA_DIR"], key)
    if not path.is_file():
        abort(404)
    response: Response = send_file(
        path, as_attachment=True, download_name=filename, mimetype="application/octet-stream", etag=False, max_age=0
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _resumes(seeker: Seeker, form: Any) -> Page:
    return shown("seekers/resumes.html", form, resumes=db.session.scalars(queries.resumes_of(seeker)).all())
