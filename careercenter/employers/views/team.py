"""The team: invited, joined, removed."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts.tokens import hashed
from careercenter.db import db
from careercenter.doors import public, require
from careercenter.employers import permissions, queries, team
from careercenter.employers.acting import act_for, current_employer
from careercenter.employers.forms import InviteForm
from careercenter.employers.models import Employer, EmployerMember, Invitation, Role
from careercenter.employers.views.blueprint import bp
from careercenter.web import Page, blaming, found, found_by_link, shown


@bp.get("/employer/team")
def members() -> Page:
    employer = current_employer()
    return shown("employers/team.html", InviteForm(), **_team(employer))


@bp.post("/employer/team/invite")
def invite() -> Page:
    employer = current_employer()
    require(permissions.can_manage(current_user, employer))
    form = InviteForm()
    if form.validate_on_submit():
        with blaming(form):
            team.invite(employer, form.address.data, Role(form.role.data), by=current_user, now=clock.now())
            db.session.commit()
            flash(f"A letter with the invitation is on its way to {form.address.data}.")
            return redirect(url_for("employers.members"), code=303)
    return shown("employers/team.html", form, **_team(employer))


@bp.post("/employer/team/invitations/<id:invitation_id>/withdraw")
def withdraw_invitation(invitation_id: int) -> Page:
    employer = current_employer()
    invitation = found(queries.open_invitations(employer, clock.now()), Invitation.id == invitation_id)
    require(permissions.can_manage(current_user, employer))
    team.withdraw(invitation, by=current_user, now=clock.now())
    db.session.commit()
    flash("The invitation is withdrawn; its link no longer works.")
    return redirect(url_for("employers.members"), code=303)


@bp.post("/employer/team/<id:member_id>/remove")
def remove_member(member_id: int) -> Page:
    employer = current_employer()
    member = found(queries.members_of(employer), EmployerMember.id == member_id)
    require(permissions.can_remove(current_user, member))
    team.remove(member, by=current_user, now=clock.now())
    db.session.commit()
    flash("They are out of the team.")
    return redirect(url_for("employers.members"), code=303)


@bp.get("/employer/invitation/<secret>")
@public
def show_invitation(secret: str) -> Page:
    invitation = found_by_link(queries.invitation_by_link(hashed(secret), clock.now()))
    return render_template("employers/invitation.html", invitation=invitation, secret=secret)


@bp.post("/employer/invitation/<secret>")
def accept_invitation(secret: str) -> Page:
    invitation = found_by_link(queries.invitation_by_link(hashed(secret), clock.now()))
    employer = team.accept(invitation, by=current_user, now=clock.now())
    db.session.commit()
    act_for(employer)
    flash(f"You are in the team of {employer.name}.")
    return redirect(url_for("home.employer_desk"), code=303)


def _team(employer: Employer) -> dict[str, object]:
    return {
        "employer": employer,
        "members": db.session.scalars(queries.members_of(employer)).all(),
        "invitations": db.session.scalars(queries.open_invitations(employer, clock.now())).all(),
    }
