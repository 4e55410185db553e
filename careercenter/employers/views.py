"""The doors of those who hire, the public directory, and staff's list of employers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts.tokens import hashed
from careercenter.db import db
from careercenter.doors import public, require, staff_only
from careercenter.employers import permissions, queries, team, verification
from careercenter.employers.acting import act_for, current_employer, employer_or_none
from careercenter.employers.forms import EmployerForm, InviteForm, ProofForm
from careercenter.employers.models import Employer, EmployerMember, Invitation, Role
from careercenter.web import Page, blaming, found, found_by_link, page_number, shown

bp = Blueprint("employers", __name__)

PER_PAGE = 40


@bp.route("/employer/new", methods=["GET", "POST"])
def new() -> Page:
    form = EmployerForm()
    if form.validate_on_submit():
        employer = team.create(form.facts(), by=current_user, now=clock.now())
        db.session.commit()
        act_for(employer)
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
        flash("Your page is changed.")
        return redirect(url_for("employers.edit"), code=303)
    return shown("employers/edit.html", form, employer=employer)


@bp.route("/employer/proof", methods=["GET", "POST"])
def proof() -> Page:
    employer = current_employer()
    require(permissions.can_manage(current_user, employer))
    form = ProofForm()
    if form.validate_on_submit():
        with blaming(form):
            verification.ask_domain_proof(employer, form.address.data, by=current_user, now=clock.now())
            db.session.commit()
            flash(f"A letter is on its way to {form.address.data}. Open its link to prove your domain.", "plain")
            return redirect(url_for("employers.proof"), code=303)
    return shown("employers/proof.html", form, employer=employer)


@bp.get("/employer/proof/<secret>")
@public
def show_proof(secret: str) -> Page:
    link = found_by_link(queries.proof_by_link(hashed(secret), clock.now()))
    return render_template("employers/prove.html", link=link, secret=secret)


@bp.post("/employer/proof/<secret>")
@public
def prove(secret: str) -> Page:
    link = found_by_link(queries.proof_by_link(hashed(secret), clock.now()))
    employer = link.employer
    verification.prove_domain(link, now=clock.now())
    db.session.commit()
    flash(f"{employer.name} is proved. Jobs that our staff approves are open to coders from now on.")
    return redirect(url_for("employers.show", slug=employer.slug), code=303)


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
    require(permissions.can_manage(current_user, employer))
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


@bp.post("/employer/act-for/<id:employer_id>")
def choose(employer_id: int) -> Page:
    employer = found(queries.employers_of(current_user), Employer.id == employer_id)
    act_for(employer)
    flash(f"You are acting for {employer.name}.")
    return redirect(url_for("home.employer_desk"), code=303)


@bp.get("/employers")
@public
def index() -> Page:
    page = db.paginate(
        queries.public_employers().order_by(Employer.name, Employer.id),
        page=page_number(),
        per_page=PER_PAGE,
        error_out=False,
    )
    return render_template("employers/index.html", page=page)


@bp.get("/employers/<slug>")
@public
def show(slug: str) -> Page:
    employer = found(queries.public_employers(), Employer.slug == slug)
    return render_template("employers/show.html", employer=employer)


@bp.get("/staff/employers")
@staff_only
def staff_index() -> Page:
    page = db.paginate(queries.all_employers(), page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("employers/staff_index.html", page=page)


@bp.post("/staff/employers/<id:employer_id>/confirm")
@staff_only
def confirm(employer_id: int) -> Page:
    employer = found(queries.all_employers(), Employer.id == employer_id)
    verification.confirm_by_staff(employer, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"{employer.name} is confirmed; its members have been written to.")
    return redirect(url_for("employers.staff_index"), code=303)


@bp.post("/staff/employers/<id:employer_id>/suspend")
@staff_only
def suspend(employer_id: int) -> Page:
    employer = found(queries.all_employers(), Employer.id == employer_id)
    verification.suspend(employer, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"{employer.name} is suspended; its jobs are off the board.")
    return redirect(url_for("employers.staff_index"), code=303)


@bp.post("/staff/employers/<id:employer_id>/lift")
@staff_only
def lift(employer_id: int) -> Page:
    employer = found(queries.all_employers(), Employer.id == employer_id)
    verification.lift(employer, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"The suspension of {employer.name} is lifted.")
    return redirect(url_for("employers.staff_index"), code=303)


bp.add_app_template_global(current_employer)


@bp.app_template_global()
def current_employer_name() -> str | None:
    """The first word of the employer being acted for, for the head of every page."""
    employer = employer_or_none()
    return employer.name.split(" ")[0] if employer is not None else None


def _team(employer: Employer) -> dict[str, object]:
    return {
        "employer": employer,
        "members": db.session.scalars(queries.members_of(employer)).all(),
        "invitations": db.session.scalars(queries.open_invitations(employer, clock.now())).all(),
    }
