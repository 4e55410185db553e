"""A job that has no page any more, for those who applied to it."""

from __future__ import annotations

from flask import make_response, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from careercenter.applications import queries
from careercenter.applications.models import Application
from careercenter.applications.views.blueprint import bp
from careercenter.db import db
from careercenter.errors import http_error
from careercenter.seekers.acting import seeker_or_none

PAGES_OF_A_JOB = ("jobs.show", "jobs.short")


@bp.app_errorhandler(404)
def off_the_board(error: NotFound) -> Response:
    """Who applied to it reads why it is gone; to everybody else it looks as if it had never been."""
    application = _to_the_job_asked_for()
    if application is None:
        page: Response = http_error(error)
        return page
    return make_response(render_template("applications/off_the_board.html", application=application), 404)


def _to_the_job_asked_for() -> Application | None:
    if request.endpoint not in PAGES_OF_A_JOB or (seeker := seeker_or_none()) is None:
        return None
    job_id = (request.view_args or {})["job_id"]
    return db.session.scalar(queries.applications_of(seeker).where(Application.job_id == job_id))
