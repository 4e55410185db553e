"""Doors: shut unless marked public, and who may open which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from careercenter.db import SAFE_METHODS
from careercenter.extensions import login_manager

View = TypeVar("View", bound=Callable[..., Any])


def init_app(app: Flask) -> None:
    app.before_request(shut_doors)


def public(view: View) -> View:
    """Marks a door that a stranger may open. Every other door asks for sign-in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def staff_only(view: View) -> View:
    """Marks a door for the site's own people; others are answered 403."""
    view.is_staff_only = True  # type: ignore[attr-defined]
    return view


def accepts(most_bytes: int, *, too_large: str) -> Callable[[View], View]:
    """Marks a door that takes a larger body than other forms, such as a file, and what it says of one larger still."""

    def mark(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        view.too_large = too_large  # type: ignore[attr-defined]
        return view

    return mark


def only_looks(view: View) -> View:
    """Marks a door that changes nothing although forms are sent to it: it keeps no writer waiting."""
    view.only_looks = True  # type: ignore[attr-defined]
    return view


def finished_at(page: Callable[[], str]) -> Callable[[View], View]:
    """Marks a door for the form of a stranger, who can finish on this page, by one press more, after signing in."""

    def mark(view: View) -> View:
        view.finished_at = page  # type: ignore[attr-defined]
        return view

    return mark


def door() -> Any:
    """The view behind the door that this request came to; None where there is no such page."""
    return current_app.view_functions.get(request.endpoint or "")


def shut_doors() -> AnyResponse | None:
    if "\0" in request.path:
        abort(404)  # PostgreSQL can't be asked for a text with NUL in it
    if request.endpoint is None or request.endpoint == "static":
        return None  # no such page, or a style sheet
    view = door()
    request.max_content_length = getattr(view, "most_bytes", current_app.config["MAX_CONTENT_LENGTH"])
    if request.method not in SAFE_METHODS:
        read_whole_form()
    if getattr(view, "is_public", False):
        return None
    if not current_user.is_authenticated:
        return login_manager.unauthorized()  # type: ignore[no-any-return]
    require(not getattr(view, "is_staff_only", False) or current_user.is_staff)
    return None


def read_whole_form() -> None:
    """
    Takes in what was sent before the database is asked anything. A client may take its time over it; whoever then is
    let in begins to write, and on SQLite everybody else waits for that.
    """
    if None in request.form or None in request.files:
        abort(400)  # a part of multipart/form-data without the name that RFC 7578, section 4.2, asks for


def require(allowed: bool) -> None:
    """403 unless allowed: the thing is yours, but not this act, or not now."""
    if not allowed:
        abort(403)
