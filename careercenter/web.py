"""What every view needs: doors and who may open them, finding a record or 404, safe ways on, headers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, Response, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import IntegerConverter, RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from careercenter.db import SAFE_METHODS, db
from careercenter.forms import HouseForm
from careercenter.rules import RuleBroken

T = TypeVar("T")
Page = str | AnyResponse
View = TypeVar("View", bound=Callable[..., Any])

CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
LAST_PAGE = 10_000
KEYS = frozenset({"secret", "token"})  # what routes call a key that a letter carries

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


class IdConverter(IntegerConverter):
    """A record's number in an address: 1 to 999,999,999. A longer one would not fit the database and is 404."""

    regex = r"[1-9][0-9]{0,8}"


def init_app(app: Flask) -> None:
    app.before_request(shut_doors)
    app.after_request(protect)
    app.url_defaults(version_of_static)
    app.url_map.converters["id"] = IdConverter


def public(view: View) -> View:
    """Marks a door that a stranger may open. Every other door asks for sign-in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def staff_only(view: View) -> View:
    """Marks a door for the site's own people; others are answered 403."""
    view.is_staff_only = True  # type: ignore[attr-defined]
    return view


def accepts(most_bytes: int) -> Callable[[View], View]:
    """Marks a door that takes a larger body than other forms, such as a file."""

    def mark(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return mark


def shut_doors() -> AnyResponse | None:
    if "\0" in request.path:
        abort(404)  # PostgreSQL can't be asked for a text with NUL in it
    if request.endpoint is None or request.endpoint == "static":
        return None  # no such page, or a style sheet
    view = current_app.view_functions[request.endpoint]
    request.max_content_length = getattr(view, "most_bytes", current_app.config["MAX_CONTENT_LENGTH"])
    if getattr(view, "is_public", False):
        return None
    if not current_user.is_authenticated:
        return to_sign_in()
    require(not getattr(view, "is_staff_only", False) or current_user.is_staff)
    return None


def to_sign_in() -> AnyResponse:
    """Sends a stranger to the sign-in page and back here afterwards; a lost POST comes back to a page that can be shown."""
    flash("Log in to go on.", "plain")
    wanted = request.full_path.rstrip("?") if request.method in SAFE_METHODS else safe_path(request.referrer)
    return redirect(url_for("accounts.sign_in", next=wanted), code=303)


def require(allowed: bool) -> None:
    """403 unless allowed: the thing is yours, but not this act, or not now."""
    if not allowed:
        abort(403)


def found(query: sa.Select[T], *where: sa.ColumnElement[bool]) -> T:
    """The one record of this person's own set; what is not theirs is answered as if it were not there: 404."""
    record = db.session.scalar(query.where(*where))
    if record is None:
        abort(404)
    return record


def found_by_link(query: sa.Select[T], *, or_else: str) -> T:
    """The record that a link from a letter leads to, or 404 with a page that says what to do about a dead link."""
    record = db.session.scalar(query)
    if record is None:
        abort(make_response(render_template(or_else), 404))
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


def public_url(endpoint: str, **values: Any) -> str:
    """The whole address of a page, built from PUBLIC_URL alone: a letter never repeats what a request claims."""
    adapter = current_app.create_url_adapter(None)
    if adapter is None:
        raise RuntimeError("SERVER_NAME is not set")
    return adapter.build(endpoint, values, force_external=True)


def way_on(default: str) -> AnyResponse:
    """On to the page in `next` when it is one of ours, else to the default, with 303 See Other."""
    return redirect(safe_path(request.args.get("next")) or default, code=303)


def page_number() -> int:
    """The page asked for, 1 when it is missing or makes no sense."""
    text = request.args.get("page", "")
    return min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() and 0 < len(text) < 9 and int(text) > 0 else 1


def protect(response: Response) -> Response:
    """The same careful headers on every answer, errors included. A view may have set a stricter one before."""
    headers = response.headers
    if _has_key():
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Robots-Tag"] = "noindex"
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if current_app.config["PRODUCTION"]:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint == "static":
        if "v" in request.args or request.path.endswith(".woff2"):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        headers.setdefault("Cache-Control", "private, no-store" if _on_a_desk() else "private, no-cache")
        response.vary.add("Cookie")
    return response


def _on_a_desk() -> bool:
    """Anything behind a door, touched by a form, or reached by a key from a letter stays out of every cache."""
    view = current_app.view_functions.get(request.endpoint or "")
    return not getattr(view, "is_public", False) or request.method not in SAFE_METHODS or _has_key()


def _has_key() -> bool:
    """The address holds a key from a letter: no cache, no index and no other page may learn it."""
    return not KEYS.isdisjoint(request.view_args or ())


_static_versions: dict[str, str] = {}


def version_of_static(endpoint: str, values: dict[str, Any]) -> None:
    """Style sheets and scripts carry a hash of their content, so that caches may keep them for a year."""
    if endpoint != "static" or "filename" not in values or "v" in values:
        return
    name = values["filename"]
    if name.startswith("fonts/"):
        return  # style sheets name fonts by their plain address; a preload must ask for the same one
    if name not in _static_versions or current_app.debug:
        try:
            content = Path(current_app.static_folder or "", name).read_bytes()
        except OSError:
            return
        _static_versions[name] = hashlib.sha256(content).hexdigest()[:10]
    values["v"] = _static_versions[name]
