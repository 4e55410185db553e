"""Anybody's doors: asking for an account, signing in and out, a forgotten password."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts import signin, signup, throttle, tokens
from careercenter.accounts.forms import ForgottenForm, RegisterForm, SignInForm
from careercenter.accounts.models import TokenPurpose
from careercenter.accounts.views.blueprint import bp
from careercenter.accounts.views.cookies import signed_in, signed_out
from careercenter.accounts.views.lost import sent_again, unpacked
from careercenter.counting import counted, span
from careercenter.db import db
from careercenter.doors import public
from careercenter.rules import RuleBroken
from careercenter.web import Page, blaming, page_after, shown, way_on

LETTER_SENT = "letter_sent"  # the key in Flask's session
LONGEST_WAY = 300  # characters


@bp.route("/register", methods=["GET", "POST"])
@public
def register() -> Page:
    form = RegisterForm(wish=request.args.get("wish", "work"))
    if form.validate_on_submit():
        with blaming(form):
            _count(
                (throttle.REGISTER_BY_NETWORK, _network()),
                (throttle.REGISTER_BY_BOTH, f"{_network()} {form.email.data}"),
                (throttle.REGISTER_BY_ADDRESS, form.email.data),
            )
            signup.register(form.email.data, wish=form.wish.data, then=_then(), now=clock.now())
            db.session.commit()
            return _letter_sent(form.email.data, again=url_for("accounts.register", wish=form.wish.data, next=_then()))
    return shown("accounts/register.html", form, then=page_after())


@bp.get("/letter-sent")
@public
def letter_sent() -> Page:
    """Says once where the letter goes, as it was typed; whoever sits here next learns nothing."""
    to, again = session.pop(LETTER_SENT, ("", ""))
    return render_template("accounts/letter_sent.html", to=to, again=again)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Page:
    form = SignInForm()
    lost = unpacked(form.lost.data)
    way = sent_again(lost) if lost else way_on(url_for("home.desk"))
    if current_user.is_authenticated:
        return way
    if form.validate_on_submit():
        with blaming(form):
            left = _count((throttle.SIGN_IN_BY_NETWORK, _network()), (throttle.SIGN_IN_BY_ADDRESS, form.email.data))
            account = signin.check(form.email.data, form.password.data)
            if account is None:
                raise RuleBroken(f"Mail address and password do not match. {_tries(left)}")
            throttle.take_back(throttle.SIGN_IN_BY_NETWORK, _network())
            throttle.forget(throttle.SIGN_IN_BY_ADDRESS, account.email)
            response = signed_in(account, way, remember=form.remember.data)
            db.session.commit()
            return response
    return shown("accounts/sign_in.html", form, then=page_after())


@bp.post("/sign-out")
@public
def sign_out() -> Page:
    response = signed_out(redirect(url_for("home.front"), code=303))
    db.session.commit()
    flash("You are logged out.")
    return response


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Page:
    form = ForgottenForm()
    if form.validate_on_submit():
        with blaming(form):
            _count(
                (throttle.RESET_BY_NETWORK, _network()),
                (throttle.RESET_BY_BOTH, f"{_network()} {form.email.data}"),
                (throttle.RESET_BY_ADDRESS, form.email.data),
            )
            signup.ask_reset(form.email.data, now=clock.now())
            db.session.commit()
            return _letter_sent(form.email.data, again=url_for("accounts.forgotten"))
    return shown("accounts/forgotten.html", form, life=tokens.LIFE[TokenPurpose.RESET])


def _then() -> str | None:
    """Where the letter's link leads on to; what strangers can put into a letter to others is kept short."""
    page = page_after()
    return page if page is not None and len(page) <= LONGEST_WAY else None


def _letter_sent(to: str, *, again: str) -> Page:
    session[LETTER_SENT] = (to, again)
    return redirect(url_for("accounts.letter_sent"), code=303)


def _count(*keys: tuple[throttle.Limit, str]) -> int:
    """Counts one try by each of its keys, and keeps the count whatever follows. Gives how many the last key has left."""
    now = clock.now()
    left = [throttle.note(limit, key, now=now) for limit, key in keys]
    db.session.commit()
    return left[-1]


def _network() -> str:
    return throttle.network_of(request.remote_addr)


def _tries(left: int) -> str:
    pause = f"a pause of {span(throttle.SIGN_IN_BY_ADDRESS.within)}"
    return (
        f"{counted(left, 'more try', 'more tries')}, then {pause}."
        if left
        else f"This was the last try before {pause}."
    )
