"""The cookie of a session: who is behind a request, and a session that begins or ends with its answer."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response as AnyResponse

from careercenter import clock
from careercenter.accounts import signin
from careercenter.accounts.models import Account, AccountSession
from careercenter.db import looking
from careercenter.extensions import login_manager


@login_manager.request_loader  # type: ignore[untyped-decorator]
def load_account(_request: object) -> Account | None:
    session = current_session()
    if session is None:
        return None
    signin.touch(session, now=clock.now(), looking=looking())
    return session.account


def current_session() -> AccountSession | None:
    secret = sent()
    return signin.session_of(secret, now=clock.now()) if secret else None


def sent() -> str:
    """The secret that came with this request, "" without one."""
    return request.cookies.get(current_app.config["SIGN_IN_COOKIE_NAME"], "")


def signed_in(account: Account, response: AnyResponse, *, remember: bool = False) -> AnyResponse:
    """Starts a session with a new secret, which the answer carries."""
    cookie = signin.start(account, now=clock.now(), remember=remember, agent=request.user_agent.string)
    response.set_cookie(
        current_app.config["SIGN_IN_COOKIE_NAME"],
        cookie.secret,
        max_age=cookie.max_age,
        secure=current_app.config["PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    return response


def signed_out(response: AnyResponse) -> AnyResponse:
    """Ends the session of this request; the answer takes the cookie back and empties the browser's cache."""
    signin.end(sent())
    response.delete_cookie(
        current_app.config["SIGN_IN_COOKIE_NAME"],
        secure=current_app.config["PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
