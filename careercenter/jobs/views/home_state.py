"""
The state one lives in, remembered for the next visit without an account: only when asked to, in one small cookie.

It only suggests, and says on each job whether it is open to that state. A search is what its address says, for everybody who opens it.
"""

from __future__ import annotations

from flask import current_app, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from careercenter.doors import public
from careercenter.forms import HouseForm, needed
from careercenter.jobs.views.blueprint import bp
from careercenter.seekers.acting import seeker_or_none
from careercenter.vocabulary import STATES
from careercenter.vocabulary.fields import TermField
from careercenter.web import Page, page_after, shown, way_on

KEPT = 365 * 24 * 60 * 60  # seconds


class HomeStateForm(HouseForm):
    state = TermField("I live in", STATES, [needed("Choose the state that you live in.")], blank="Choose a state")


@bp.get("/my-state")
@public
def home_state() -> Page:
    """Where a stranger's wish comes to: nothing is remembered before the button."""
    asked = request.args.get("state")
    form = HomeStateForm(state=asked if asked in STATES else remembered_state())
    return render_template("jobs/home_state.html", form=form, remembered=remembered_state(), page_after=page_after())


@bp.post("/my-state")
@public
def remember_state() -> Page:
    form = HomeStateForm()
    if not form.validate_on_submit():
        return shown("jobs/home_state.html", form, remembered=remembered_state(), page_after=page_after())
    response = way_on(url_for("jobs.index", state=form.state.data))
    response.set_cookie(
        _cookie(),
        form.state.data,
        max_age=KEPT,
        secure=current_app.config["PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    return response


@bp.post("/my-state/forget")
@public
def forget_state() -> AnyResponse:
    response = way_on(url_for("jobs.index"))
    response.delete_cookie(_cookie(), secure=current_app.config["PRODUCTION"], httponly=True, samesite="Lax")
    return response


@bp.app_template_global()
def suggested_state() -> str | None:
    """The state of the coder's profile, else the one that this browser remembers."""
    seeker = seeker_or_none()
    return (seeker.state if seeker else None) or remembered_state()


def remembered_state() -> str | None:
    state = request.cookies.get(_cookie(), "")
    return state if state in STATES else None


def _cookie() -> str:
    name: str = current_app.config["STATE_COOKIE_NAME"]
    return name
