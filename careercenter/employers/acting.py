"""For which employer the signed-in person is acting. One may be a member of several."""

from __future__ import annotations

from flask import abort, g, make_response, render_template, session
from flask_login import current_user

from careercenter.db import db, for_change, may_write
from careercenter.employers import queries
from careercenter.employers.models import Employer

CHOICE = "employer"  # the key in Flask's session


def employer_or_none() -> Employer | None:
    """The employer chosen before, else the first joined; None for somebody who is in no team."""
    if not current_user.is_authenticated:
        return None
    if "employer" not in g:
        mine = queries.employers_of(current_user)
        chosen = (
            db.session.scalar(mine.where(Employer.id == session[CHOICE]))
            if isinstance(session.get(CHOICE), int)
            else None
        )
        g.employer = chosen or db.session.scalar(mine.limit(1))
    employer: Employer | None = g.employer
    return employer


def current_employer() -> Employer:
    """
    The employer being acted for; 403 with the way to one for everybody else. A request that may write holds it, so
    that its team's changes come one after the other, each seeing the ones before.
    """
    employer = employer_or_none()
    if employer is not None and may_write():
        employer = db.session.scalar(for_change(queries.employers_of(current_user)).where(Employer.id == employer.id))
    if employer is None:
        abort(make_response(render_template("employers/none_yet.html"), 403))
    return employer


def act_for(employer: Employer) -> None:
    session[CHOICE] = employer.id
    g.employer = employer
