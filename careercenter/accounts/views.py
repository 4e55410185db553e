"""The doors of an account: asking for one, signing in and out, and changing what it holds."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from careercenter import clock
from careercenter.accounts import passwords, signin, signup, throttle, tokens
from careercenter.accounts.forms import (
    AddressForm,
    ConfirmForm,
    ForgottenForm,
    PasswordForm,
    ProfileForm,
    RegisterForm,
    ResetForm,
    SignInForm,
)
from careercenter.accounts.models import Account, AccountSession, AccountToken, TokenPurpose
from careercenter.db import SAFE_METHODS, db
from careercenter.doors import public
from careercenter.extensions import login_manager
from careercenter.rules import RuleBroken
from careercenter.web import Page, blaming, found, found_by_link, shown, way_on

bp = Blueprint("accounts", __name__, url_prefix="/account")


@login_manager.request_loader  # type: ignore[untyped-decorator]
def load_account(_request: object) -> Account | None:
    session = current_session()
    if session is None:
        return None
    signin.touch(session, now=clock.now(), looking=request.method in SAFE_METHODS)
    return session.account


def current_session() -> AccountSession | None:
    secret = _cookie()
    return signin.session_of(secret, now=clock.now()) if secret else None


@bp.route("/register", methods=["GET", "POST"])
@public
def register() -> Page:
    form = RegisterForm(wish=request.args.get("wish", "work"))
    if form.validate_on_submit():
        with blaming(form):
            _count(throttle.REGISTER_BY_NETWORK, throttle.REGISTER_BY_ADDRESS, form.email.data)
            signup.register(form.email.data, wish=form.wish.data, now=clock.now())
            db.session.commit()
            return redirect(url_for("accounts.letter_sent"), code=303)
    return shown("accounts/register.html", form)


@bp.get("/letter-sent")
@public
def letter_sent() -> Page:
    return render_template("accounts/letter_sent.html")


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
            return _signed_in(account, redirect(first_page, code=303))
    return shown("accounts/confirm.html", form, email=account.email)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Page:
    if current_user.is_authenticated:
        return way_on(url_for("home.desk"))
    form = SignInForm()
    if form.validate_on_submit():
        with blaming(form):
            left = _count(throttle.SIGN_IN_BY_NETWORK, throttle.SIGN_IN_BY_ADDRESS, form.email.data)
            account = signin.check(form.email.data, form.password.data)
            if account is None:
                raise RuleBroken(f"Mail address and password do not match. {_tries(left)}")
            throttle.forget(throttle.SIGN_IN_BY_ADDRESS, account.email)
            return _signed_in(account, way_on(url_for("home.desk")), remember=form.remember.data)
    return shown("accounts/sign_in.html", form)


@bp.post("/sign-out")
@public
def sign_out() -> Page:
    signin.end(_cookie())
    db.session.commit()
    flash("You are logged out.")
    response = redirect(url_for("home.front"), code=303)
    response.delete_cookie(
        current_app.config["SIGN_IN_COOKIE_NAME"],
        secure=current_app.config["PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Page:
    form = ForgottenForm()
    if form.validate_on_submit():
        with blaming(form):
            _count(throttle.RESET_BY_NETWORK, throttle.RESET_BY_ADDRESS, form.email.data)
            signup.ask_reset(form.email.data, now=clock.now())
            db.session.commit()
            return redirect(url_for("accounts.letter_sent"), code=303)
    return shown("accounts/forgotten.html", form)


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
            signin.end_all(current_user, but=_cookie())
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


@bp.get("/address/change/<secret>")
@public
def show_change_address(secret: str) -> Page:
    return render_template("accounts/address_link.html", token=_live(secret, TokenPurpose.CHANGE_ADDRESS), keep=False)


@bp.post("/address/change/<secret>")
@public
def change_address(secret: str) -> Page:
    return _act_on_address(_live(secret, TokenPurpose.CHANGE_ADDRESS), signup.change_address)


@bp.get("/address/keep/<secret>")
@public
def show_keep_address(secret: str) -> Page:
    return render_template("accounts/address_link.html", token=_live(secret, TokenPurpose.KEEP_ADDRESS), keep=True)


@bp.post("/address/keep/<secret>")
@public
def keep_address(secret: str) -> Page:
    return _act_on_address(_live(secret, TokenPurpose.KEEP_ADDRESS), signup.keep_address)


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


def _cookie() -> str:
    return request.cookies.get(current_app.config["SIGN_IN_COOKIE_NAME"], "")


def _live(secret: str, purpose: TokenPurpose) -> AccountToken:
    """The link from a letter, or 404. Showing it changes nothing: mail scanners open links, only a button acts."""
    return found_by_link(tokens.live(secret, purpose, now=clock.now()))


def _act_on_address(token: AccountToken, act: signup.AddressAct) -> Page:
    tokens.use(token, now=clock.now())
    act(token.account, token.subject, now=clock.now())
    db.session.commit()
    flash(f"The address of this account is now {token.subject}.")
    return redirect(url_for("accounts.profile"), code=303)


def _signed_in(account: Account, response: AnyResponse, *, remember: bool = False) -> AnyResponse:
    """Starts a session with a new token and sets its cookie; one for this browser's session unless remembered."""
    secret = signin.start(account, now=clock.now(), remember=remember, agent=request.user_agent.string)
    db.session.commit()
    response.set_cookie(
        current_app.config["SIGN_IN_COOKIE_NAME"],
        secret,
        max_age=signin.REMEMBERED if remember and not account.is_staff else None,
        secure=current_app.config["PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _count(by_network: throttle.Limit, by_address: throttle.Limit, email: str) -> int:
    """Counts one try by where it comes from and by the address it names, and keeps the count whatever follows."""
    now = clock.now()
    throttle.note(by_network, throttle.network_of(request.remote_addr), now=now)
    left = throttle.note(by_address, email, now=now)
    db.session.commit()
    return left


def _tries(left: int) -> str:
    if left == 0:
        return "This was the last try before a pause of five minutes."
    return f"{left} more {'try' if left == 1 else 'tries'}, then a pause of five minutes."


def _ask_password(given: str) -> None:
    throttle.note(throttle.SIGN_IN_BY_ADDRESS, current_user.email, now=clock.now())
    db.session.commit()
    if not passwords.matches(current_user, given):
        raise RuleBroken("This is not your present password.", field="current")
    throttle.forget(throttle.SIGN_IN_BY_ADDRESS, current_user.email)
