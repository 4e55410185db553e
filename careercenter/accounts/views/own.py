"""The owner's doors: name and zone, password, address, devices."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts import passwords, signin, signup, throttle
from careercenter.accounts.forms import AddressForm, PasswordForm, ProfileForm
from careercenter.accounts.models import AccountSession
from careercenter.accounts.views.blueprint import bp
from careercenter.accounts.views.cookies import current_session, sent
from careercenter.db import db
from careercenter.rules import RuleBroken
from careercenter.web import Page, blaming, found, shown


@bp.route("", methods=["GET", "POST"])
def profile() -> Page:
    form = ProfileForm(obj=current_user)
    if form.validate_on_submit():
        signup.change_profile(current_user, name=form.name.data, time_zone=form.time_zone.data, now=clock.now())
        db.session.commit()
        flash("Your account is changed.")
        return redirect(url_for("accounts.profile"), code=303)
    return shown("accounts/profile.html", form)


@bp.route("/password", methods=["GET", "POST"])
def password() -> Page:
    form = PasswordForm()
    if form.validate_on_submit():
        with blaming(form):
            _ask_password(form.current.data)
            signup.change_password(current_user, password=form.password.data, now=clock.now())
            signin.end_all(current_user, but=sent())
            db.session.commit()
            flash("Your password is changed. Every other device is logged out.")
            return redirect(url_for("accounts.profile"), code=303)
    return shown("accounts/password.html", form)


@bp.route("/address", methods=["GET", "POST"])
def address() -> Page:
    form = AddressForm()
    if form.validate_on_submit():
        with blaming(form):
            _ask_password(form.current.data)
            signup.ask_new_address(current_user, form.email.data, now=clock.now())
            db.session.commit()
            flash(f"A letter is on its way to {form.email.data}. Open its link to change the address.", "plain")
            return redirect(url_for("accounts.profile"), code=303)
    return shown("accounts/address.html", form)


@bp.get("/sessions")
def sessions() -> Page:
    rows = db.session.scalars(signin.sessions_of(current_user, now=clock.now())).all()
    return render_template("accounts/sessions.html", sessions=rows, here=current_session())


@bp.post("/sessions/<id:session_id>/end")
def end_session(session_id: int) -> Page:
    session = found(signin.sessions_of(current_user, now=clock.now()), AccountSession.id == session_id)
    db.session.delete(session)
    db.session.commit()
    flash("That device is logged out.")
    return redirect(url_for("accounts.sessions"), code=303)


def _ask_password(given: str) -> None:
    throttle.note(throttle.PASSWORD_BY_ACCOUNT, str(current_user.id), now=clock.now())
    db.session.commit()
    if not passwords.matches(current_user, given):
        raise RuleBroken("This is not your present password.", field="current")
    throttle.forget(throttle.PASSWORD_BY_ACCOUNT, str(current_user.id))
