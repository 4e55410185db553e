"""The doors of the API. Everything here is public, says no more than the pages do, and may be read by any site's script."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from careercenter import clock
from careercenter.api import coding_schema
from careercenter.api.answers import correction_as_data, job_as_data, search_as_data, suggestion_as_data
from careercenter.api.openapi import document
from careercenter.cleaning import whole_number
from careercenter.doors import public
from careercenter.headers import open_to_scripts
from careercenter.jobs import queries
from careercenter.jobs.index import Explained
from careercenter.jobs.models import Job
from careercenter.jobs.search import JOBS_A_PAGE
from careercenter.jobs.spelling import page_of
from careercenter.jobs.suggesting import places, suggestions
from careercenter.jobs.views.asking import asked
from careercenter.jobs.views.freshness import MINUTE, fresh_data
from careercenter.web import found, page_number

bp = Blueprint("api", __name__, url_prefix="/api/v1")

MOST = 100  # jobs a page
HEADERS = open_to_scripts(max_age=60)


@bp.get("/jobs")
@public
@fresh_data(HEADERS, MINUTE)
def jobs() -> Response:
    """The query string of /jobs, and `per_page`. It counts ages, so it is right to the minute."""
    criteria, dropped = asked()
    criteria, page, correction = page_of(
        criteria, clock.now(), answer=Explained, page=page_number(), per_page=_per_page()
    )
    dropped = [one for one in dropped if one.name != "per_page"]
    answer = search_as_data(criteria, dropped, page.found, page.items, page=page.page, per_page=page.per_page)
    return jsonify({**answer, "corrected": correction_as_data(correction)})


@bp.get("/jobs/<id:job_id>")
@public
@fresh_data(HEADERS)
def job(job_id: int) -> Response:
    """One open job; 404 for any other, however it ended."""
    return jsonify(job_as_data(found(queries.open_jobs(clock.now()), Job.id == job_id)))


@bp.get("/suggest")
@public
@fresh_data(HEADERS)
def suggest() -> Response:
    """What completes the last words of `q`, or the place of `near`, for a search field while somebody types."""
    now = clock.now()
    found = places(request.args["near"], now) if "near" in request.args else suggestions(request.args.get("q", ""), now)
    return jsonify({"suggestions": [suggestion_as_data(one) for one in found]})


@bp.get("/openapi.json")
@public
def openapi() -> Response:
    return _description(document())


@bp.get("/coding.schema.json")
@public
def coding() -> Response:
    """What the `coding` of a job may say."""
    return _description(coding_schema.schema())


def _description(data: object) -> Response:
    """It changes with a release only."""
    response = jsonify(data)
    response.headers.update(HEADERS)
    response.add_etag()
    response.make_conditional(request)
    return response


def _per_page() -> int:
    return min(whole_number(request.args.get("per_page", ""), most=9_999) or JOBS_A_PAGE, MOST)
