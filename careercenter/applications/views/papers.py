"""Résumés in and out: the one that a form brings, and the copy that an application keeps."""

from __future__ import annotations

from flask import current_app
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from careercenter import clock
from careercenter.applications.forms import NEW_FILE, ApplyForm
from careercenter.applications.models import Application
from careercenter.db import db
from careercenter.rules import RuleBroken
from careercenter.seekers import resumes
from careercenter.seekers.models import Resume, Seeker
from careercenter.seekers.queries import resumes_of
from careercenter.seekers.views import received
from careercenter.web import found, handed_out


def chosen_resume(form: ApplyForm, seeker: Seeker) -> Resume | None:
    """The résumé chosen, or the new file kept first. One is needed: it is what employers read."""
    if form.file.data and form.file.data.filename:
        kept = resumes.keep(seeker, received(seeker, form.file.data), by=current_user, now=clock.now())
        db.session.flush()
        return kept
    if form.resume.data == NEW_FILE or not form.resume.data:
        raise RuleBroken("Choose a file. Employers read a résumé before anything else.", field="file")
    return found(resumes_of(seeker), Resume.id == int(form.resume.data))


def resume_of(application: Application) -> AnyResponse:
    """The application's own copy as a file."""
    path = resumes.path_of(current_app.config["DATA_DIR"], application.resume_key or "")
    return handed_out(path, application.resume_filename)
