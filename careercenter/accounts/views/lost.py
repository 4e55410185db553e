"""
Who is not logged in comes to the log-in page, and back. A form that was sent after the login had run out is kept in
that page as text: nothing of it is stored, and it is sent again only by a press of whoever has logged in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from careercenter.accounts.forms import SignInForm
from careercenter.db import SAFE_METHODS, looking
from careercenter.doors import door
from careercenter.extensions import csrf, login_manager
from careercenter.forms import NEVER_REPEATED
from careercenter.web import safe_path

MOST = 300_000  # bytes of a form on its way; the longest of ours takes a third, and no form may take more than 500,000


class Lost(NamedTuple):
    """A form that was sent to a path of ours: names and values, without what is never repeated."""

    path: str
    fields: list[tuple[str, str]]

    def packed(self) -> str:
        return json.dumps(self, ensure_ascii=False)


@login_manager.unauthorized_handler  # type: ignore[untyped-decorator]
def to_sign_in() -> AnyResponse:
    """To the log-in page and back here afterwards; a form of which nothing can be kept, to a page that can be shown."""
    lost = _lost()
    if lost is None:
        flash("Log in to go on.", "plain")
        return redirect(url_for("accounts.sign_in", next=_wanted()), code=303)
    packed = lost.packed()
    form = SignInForm(formdata=None, lost=packed if len(quote(packed)) <= MOST else "")
    with_file = any(file.filename for file in request.files.values())
    facts = {"is_lost": True, "with_file": with_file, "then": None}
    return make_response(render_template("accounts/sign_in.html", form=form, **facts), 403)


def unpacked(text: str | None) -> Lost | None:
    """What was kept in the log-in page, when it still is a form for one of our shut doors."""
    try:
        path, fields = json.loads(text or "")
        lost = Lost(str(path), [(str(name), str(value)) for name, value in fields if name not in NEVER_REPEATED])
        lost.packed().encode()  # half a character can't be written into a page
        endpoint, _ = current_app.create_url_adapter(request).match(lost.path.partition("?")[0], method="POST")  # type: ignore[union-attr]
    except (ValueError, TypeError, RecursionError, HTTPException):
        return None
    is_public = getattr(current_app.view_functions[endpoint], "is_public", False)
    return None if is_public or not lost.path.startswith("/") or lost.path.startswith("//") else lost


def sent_again(lost: Lost) -> AnyResponse:
    """The page whose button sends the form again; until then nothing is done."""
    return make_response(render_template("accounts/send_again.html", lost=lost, plain=True))


def _lost() -> Lost | None:
    """The form of this request, when it says something worth keeping and came from a page of ours."""
    if looking() or hasattr(door(), "finished_at"):
        return None
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_REPEATED]
    if not any(value for _, value in fields):
        return None
    try:
        csrf.protect()
    except CSRFError:
        return None
    return Lost(request.full_path.rstrip("?"), fields)


def _wanted() -> str | None:
    if request.method in SAFE_METHODS:
        return request.full_path.rstrip("?")
    finished_at: Callable[[], str] | None = getattr(door(), "finished_at", None)
    return finished_at() if finished_at else safe_path(request.referrer)
