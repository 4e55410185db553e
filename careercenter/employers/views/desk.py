"""An employer's own page, made and changed, and for which employer one acts."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.db import db
from careercenter.doors import require
from careercenter.employers import permissions, proving, queries, team
from careercenter.employers.acting import act_for, current_employer, employer_or_none
from careercenter.employers.forms import EmployerForm
from careercenter.employers.models import Employer
from careercenter.employers.views.blueprint import bp
from careercenter.web import Page, blaming, found, shown


@bp.route("/employer/new", methods=["GET", "POST"])
def new() -> Page:
    form = EmployerForm()
    if form.validate_on_submit():
        with blaming(form):
            now = clock.now()
            employer = team.create(form.facts(), by=current_user, now=now)
            proving.prove_by_own_address(employer, by=current_user, now=now)
            db.session.commit()
            act_for(employer)
            if employer.is_proved:
                flash(f"{employer.name} has a desk, and your own address at {employer.domain} proves it.")
                return redirect(url_for("home.employer_desk"), code=303)
            flash(f"{employer.name} has a desk. One step is left before coders can see your jobs: prove your domain.")
            return redirect(url_for("employers.proof"), code=303)
    return shown("employers/new.html", form)


@bp.route("/employer/page", methods=["GET", "POST"])
def edit() -> Page:
    employer = current_employer()
    require(permissions.can_manage(current_user, employer))
    form = EmployerForm(obj=employer)
    if form.validate_on_submit():
        team.change(employer, form.facts(), by=current_user, now=clock.now())
        db.session.commit()
        waits = " Our staff looks at the new name; your jobs are hidden until then." if employer.waits_for_staff else ""
        flash(f"Your page is changed.{waits}")
        return redirect(url_for("employers.edit"), code=303)
    return shown("employers/edit.html", form, employer=employer)


@bp.post("/employer/act-for/<id:employer_id>")
def choose(employer_id: int) -> Page:
    employer = found(queries.employers_of(current_user), Employer.id == employer_id)
    act_for(employer)
    flash(f"You are acting for {employer.name}.")
    return redirect(url_for("home.employer_desk"), code=303)


# What every template may ask: what its reader may do for an employer.
for word in (permissions.can_manage, permissions.can_post, permissions.can_remove):
    bp.add_app_template_global(word)


@bp.app_template_global()
def current_employer_name() -> str | None:
    """The first word of the employer being acted for, for the head of every page."""
    employer = employer_or_none()
    return employer.name.split(" ")[0] if employer is not None else None
