"""
Error pages: what happened, why, and what to do; never a stack trace and never a bare number. Programs that ask the API get
the same words as JSON (RFC 9457).
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from careercenter.db import db
from careercenter.doors import door
from careercenter.logs import log
from careercenter.rules import RuleBroken

KEPT_HEADERS = frozenset({"Allow", "Retry-After"})  # of an exception; RFC 9110 asks for the first one with a 405
TOO_LARGE = 413
API = "/api"  # under which programs ask
PROBLEM = "application/problem+json"
RETRY_AFTER = 5  # seconds, when the database is busy or away

WORDS = {
    400: (
        "This request could not be read",
        "Something in it was cut off or is not what the page sends. Go back and try once more.",
    ),
    403: ("This is not yours to do", "You are logged in, but this act is not open to you, or not at this moment."),
    404: (
        "There is no such page",
        "The address may be mistyped, or the page is not for the account you are logged in with.",
    ),
    405: ("This page is not used that way", "Open it by its link instead."),
    409: (
        "Somebody was here before you",
        "This was changed while you were looking at it. Load it again and repeat your change.",
    ),
    410: ("This page is gone", "What stood here is over, and was kept for a while after its end."),
    413: ("That is too large", "What you sent is far longer than this form can need. Nothing was stored."),
    429: ("A short pause", "There were too many tries in a short time. Wait a few minutes, then go on."),
    500: (
        "Our mistake",
        "Something here broke, and the people who run the site can see it. Nothing that you had saved is lost.",
    ),
    503: (
        "Busy for a moment",
        "The database did not answer in time. Nothing was stored. Send it again in a few seconds.",
    ),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(RuleBroken, rule_broken)
    app.register_error_handler(StaleDataError, conflict)
    app.register_error_handler(IntegrityError, conflict)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(DBAPIError, unexpected)
    app.register_error_handler(Exception, unexpected)


def http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error  # a redirect
    response = page(error.code, advice=getattr(door(), "too_large", None) if error.code == TOO_LARGE else None)
    response.headers.extend((name, value) for name, value in error.get_headers() if name in KEPT_HEADERS)
    return response


def csrf_error(_error: CSRFError) -> Response:
    return page(
        400,
        "The form was open too long",
        "Go back, load the page again, and send the form once more. What you typed is still in it.",
    )


def rule_broken(error: RuleBroken) -> Response:
    db.session.rollback()
    return page(409, "That can't be done now", error.message)


def conflict(error: Exception) -> Response:
    db.session.rollback()
    log.warning("conflict", error=type(error).__name__)
    return page(409)


def database_away(error: OperationalError) -> Response:
    db.session.rollback()
    log.error("database away", error=type(error.orig).__name__)
    response = page(503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def unexpected(error: Exception) -> Response:
    db.session.rollback()
    log.exception("unexpected", exc_info=error)
    return page(500)


def page(status: int, title: str | None = None, advice: str | None = None) -> Response:
    words = WORDS.get(status, WORDS[500] if status >= 500 else WORDS[400])
    facts = {
        "status": status,
        "title": title or words[0],
        "advice": advice or words[1],
        "request_id": g.get("request_id"),
    }
    if request.path == API or request.path.startswith(f"{API}/"):
        return _problem(status, f"{facts['title']}. {facts['advice']}")
    if status < 500:
        return make_response(render_template("errors/error.html", plain=False, **facts), status)
    # Rendered without the account's part, since asking who is logged in would ask the database again.
    template = current_app.jinja_env.get_template("errors/error.html")
    return make_response(template.render(plain=True, **facts), status)


def _problem(status: int, detail: str) -> Response:
    """`about:blank` says that the title is the status's own."""
    facts = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(facts), status, mimetype=PROBLEM)
