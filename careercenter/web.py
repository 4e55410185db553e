"""What every view needs: a record or 404, a form shown with its messages, safe ways on, a file handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, abort, current_app, make_response, redirect, render_template, request, send_file
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import IntegerConverter, RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from careercenter.cleaning import CONTROLS, HIGHEST_PAGE, whole_number
from careercenter.db import db
from careercenter.forms import HouseForm
from careercenter.rules import RuleBroken

T = TypeVar("T")
Page = str | AnyResponse

LAST_PAGE = 10_000  # no list of ours is longer, and an offset beyond it only costs the database


class IdConverter(IntegerConverter):
    """A record's number in an address: 1 to 999,999,999. A longer one would not fit the database and is 404."""

    regex = r"[1-9][0-9]{0,8}"


def init_app(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter


def found(query: sa.Select[T], *where: sa.ColumnElement[bool]) -> T:
    """The one record of this person's own set; what is not theirs is answered as if it were not there: 404."""
    record = db.session.scalar(query.where(*where))
    if record is None:
        abort(404)
    return record


def found_by_link(query: sa.Select[T]) -> T:
    """The record that a link from a letter leads to, or 404 with a page that says what to do about a dead link."""
    record = db.session.scalar(query)
    if record is None:
        abort(make_response(render_template("errors/dead_link.html"), 404))
    return record


class blaming:  # noqa: N801 - a word of the sentence `with blaming(form):`
    """A rule that a verb finds broken undoes what was begun and stands beside its field; the form is shown again."""

    def __init__(self, form: HouseForm) -> None:
        self.form = form

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, RuleBroken):
            return False
        db.session.rollback()
        self.form.blame(error)
        return True


def shown(template: str, form: HouseForm, **facts: Any) -> AnyResponse:
    """The page of a form: 200 when it is new, 422 with its messages, 429 with Retry-After when a pause is due."""
    response = make_response(render_template(template, form=form, **facts))
    if form.pause is not None:
        response.status_code = 429
        response.headers["Retry-After"] = str(form.pause)
    elif form.errors:
        response.status_code = 422
    return response


def safe_path(address: str | None) -> str | None:
    """
    The path of an address when it leads to a page of this site, else None.

    Browsers drop control characters and read a backslash as a slash, so `/<TAB>/evil.test` leads away: such an
    address is refused as a whole, and what remains must match the site's own map.
    """
    if not address or CONTROLS.search(address) or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    own_host = parts.netloc in {"", request.host}
    if not own_host or not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    try:
        current_app.create_url_adapter(request).match(parts.path, method="GET")  # type: ignore[union-attr]
    except (NotFound, MethodNotAllowed):
        return None
    except RequestRedirect:
        pass  # a page of ours under a slightly different address
    return parts.path + (f"?{parts.query}" if parts.query else "")


def page_after() -> str | None:
    """The page in `next` when it is one of ours: where the way goes on after what is asked for first."""
    return safe_path(request.args.get("next"))


def way_on(default: str) -> AnyResponse:
    """On to the page in `next` when it is one of ours, else to the default, with 303 See Other."""
    return redirect(page_after() or default, code=303)


def page_number() -> int:
    """The page asked for, 1 when it is missing or makes no sense."""
    return min(whole_number(request.args.get("page", ""), most=HIGHEST_PAGE) or 1, LAST_PAGE)


def handed_out(path: Path, filename: str) -> AnyResponse:
    """A stored file as an attachment that nothing can run in or keep; 404 when it is gone. The caller has asked permission."""
    if not path.is_file():
        abort(404)
    response = send_file(
        path, as_attachment=True, download_name=filename, mimetype="application/octet-stream", etag=False, max_age=0
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
