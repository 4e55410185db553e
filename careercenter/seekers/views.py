"""The doors of a coder: the profile and the résumés."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from careercenter import clock
from careercenter.db import db
from careercenter.doors import accepts
from careercenter.seekers import profile as profiles
from careercenter.seekers import queries, resumes
from careercenter.seekers.acting import current_seeker, seeker_or_none
from careercenter.seekers.forms import ProfileForm, ResumeForm
from careercenter.seekers.models import Resume, Seeker
from careercenter.web import Page, blaming, found, handed_out, shown, way_on

bp = Blueprint("seekers", __name__, url_prefix="/seeker")


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
@accepts(resumes.UPLOAD_MOST, too_large=resumes.TOO_LARGE)
def upload() -> Page:
    seeker = current_seeker()
    form = ResumeForm()
    if form.validate_on_submit():
        with blaming(form):
            resumes.keep(seeker, received(seeker, form.file.data), by=current_user, now=clock.now())
            db.session.commit()
            flash("Your résumé is kept.")
            return redirect(url_for("seekers.resume_list"), code=303)
    return _resumes(seeker, form)


@bp.get("/resumes/<id:resume_id>")
def download(resume_id: int) -> Page:
    resume = found(queries.resumes_of(current_seeker()), Resume.id == resume_id)
    return handed_out(resumes.path_of(current_app.config["DATA_DIR"], resume.key), resume.filename)


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


def received(seeker: Seeker, file: FileStorage) -> resumes.Received:
    """A file that a form brought, looked into while no transaction is open: that may take seconds, and others write."""
    resumes.check_room(seeker)
    resumes.begin_upload(current_user, now=clock.now())
    db.session.commit()
    taken = None
    try:
        taken = resumes.receive(file.stream, file.filename or "", folder=current_app.config["DATA_DIR"])
    finally:
        resumes.end_upload(current_user, taken=taken is not None)
        db.session.commit()
    current_seeker()  # held again for what comes next
    return taken


def _resumes(seeker: Seeker, form: Any) -> Page:
    return shown("seekers/resumes.html", form, resumes=db.session.scalars(queries.resumes_of(seeker)).all())
