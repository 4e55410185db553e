"""The signed-in person as a coder who looks for work."""

from __future__ import annotations

from flask import abort, g, make_response, render_template
from flask_login import current_user

from careercenter.db import db, for_change, may_write
from careercenter.seekers import queries
from careercenter.seekers.models import Seeker


def seeker_or_none() -> Seeker | None:
    if not current_user.is_authenticated:
        return None
    if "seeker" not in g:
        g.seeker = db.session.scalar(queries.seeker_of(current_user))
    seeker: Seeker | None = g.seeker
    return seeker


def current_seeker() -> Seeker:
    """
    The signed-in coder; 403 with the way to a profile for somebody who has none. A request that may write holds the
    profile, so that two presses of one person come one after the other.
    """
    seeker = seeker_or_none()
    if seeker is not None and may_write():
        seeker = db.session.scalar(for_change(queries.seeker_of(current_user)))
    if seeker is None:
        abort(make_response(render_template("seekers/none_yet.html"), 403))
    return seeker
