"""The doors that links from letters open: each acts once, and looking through it changes nothing."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for

from careercenter import clock
from careercenter.accounts import signup, tokens
from careercenter.accounts.forms import ConfirmForm, ResetForm
from careercenter.accounts.models import Account, AccountToken, TokenPurpose
from careercenter.accounts.views.blueprint import bp
from careercenter.accounts.views.cookies import signed_in
from careercenter.db import db
from careercenter.doors import public
from careercenter.web import Page, blaming, found_by_link, shown, way_on


@bp.route("/confirm/<secret>", methods=["GET", "POST"])
@public
def confirm(secret: str) -> Page:
    token = _live(secret, TokenPurpose.CONFIRM)
    account, wish = token.account, token.subject
    form = ConfirmForm(name=account.name)
    if form.validate_on_submit():
        with blaming(form):
            tokens.use(token, now=clock.now())
            signup.confirm(account, name=form.name.data, password=form.password.data, now=clock.now())
            flash(f"Welcome, {account.first_name}. Your address is confirmed.")
            first_page = url_for("employers.new") if wish == "hire" else url_for("seekers.profile")
            response = signed_in(account, way_on(first_page))
            db.session.commit()
            return response
    return shown("accounts/confirm.html", form, email=account.email)


@bp.route("/reset/<secret>", methods=["GET", "POST"])
@public
def reset(secret: str) -> Page:
    token = _live(secret, TokenPurpose.RESET)
    form = ResetForm()
    if form.validate_on_submit():
        with blaming(form):
            tokens.use(token, now=clock.now())
            signup.reset(token.account, password=form.password.data, now=clock.now())
            db.session.commit()
            flash("Your new password is set. Log in with it.")
            return redirect(url_for("accounts.sign_in"), code=303)
    return shown("accounts/reset.html", form)


@bp.get("/address/change/<secret>")
@public
def show_change_address(secret: str) -> Page:
    token = _live(secret, TokenPurpose.CHANGE_ADDRESS)
    way_back = tokens.LIFE[TokenPurpose.KEEP_ADDRESS]
    return render_template("accounts/address_link.html", token=token, keep=False, way_back=way_back)


@bp.post("/address/change/<secret>")
@public
def change_address(secret: str) -> Page:
    link = _live(secret, TokenPurpose.CHANGE_ADDRESS)
    account = link.account
    signup.change_address(link, now=clock.now())
    db.session.commit()
    return _to_account(account)


@bp.get("/address/keep/<secret>")
@public
def show_keep_address(secret: str) -> Page:
    return render_template("accounts/address_link.html", token=_live(secret, TokenPurpose.KEEP_ADDRESS), keep=True)


@bp.post("/address/keep/<secret>")
@public
def keep_address(secret: str) -> Page:
    link = _live(secret, TokenPurpose.KEEP_ADDRESS)
    account = link.account
    signup.keep_address(link, now=clock.now())
    db.session.commit()
    return _to_account(account)


def _live(secret: str, purpose: TokenPurpose) -> AccountToken:
    """The link from a letter, or 404. Showing it changes nothing: mail scanners open links, only a button acts."""
    return found_by_link(tokens.live(secret, purpose, now=clock.now()))


def _to_account(account: Account) -> Page:
    flash(f"The address of this account is now {account.email}.")
    return redirect(url_for("accounts.profile"), code=303)
