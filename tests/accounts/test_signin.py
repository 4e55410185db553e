"""Signing in and out: rows on the server, tries that are counted, and a way back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter import clock
from careercenter.accounts import signin, throttle
from careercenter.accounts.models import Account, AccountSession
from careercenter.accounts.throttle import Limit, TooManyTries, network_of
from careercenter.db import db
from tests import cast
from tests.pages import form_with, press

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
Visit = Callable[[], TestApp]


@pytest.fixture(autouse=True)
def peopled(app: Flask) -> None:
    with app.app_context():
        cast.make_cast()


def try_to_sign_in(
    browser: TestApp, email: str, password: str, where: str = "/account/sign-in", **more: object
) -> object:
    form = form_with(browser.get(where), "password")
    form["email"], form["password"] = email, password
    for name, value in more.items():
        form[name] = value
    return form.submit(expect_errors=True)


def test_in_and_out_again_ends_the_session_on_the_server(app: Flask, visit: Visit) -> None:
    maria = visit()
    assert try_to_sign_in(maria, "maria@example.com", cast.PASSWORD).status_int == 303
    copied = dict(maria.cookies)
    press(maria.get("/account"), "/account/sign-out")
    thief = visit()
    thief.set_cookie("careercenter_session", copied["careercenter_session"])
    assert thief.get("/account").status_int == 303, "a copied cookie is worth nothing after signing out"


def test_the_cookie_holds_a_token_and_the_table_its_hash(app: Flask, visit: Visit) -> None:
    maria = visit()
    try_to_sign_in(maria, "maria@example.com", cast.PASSWORD)
    with app.app_context():
        stored = db.session.scalars(db.select(AccountSession.token_hash)).all()
    assert maria.cookies["careercenter_session"] not in stored


def test_it_leads_back_to_the_page_that_was_asked_for(visit: Visit) -> None:
    browser = visit()
    door = browser.get("/seeker/alerts?page=2").location
    answer = try_to_sign_in(browser, "maria@example.com", cast.PASSWORD, where=door)
    assert answer.location == "/seeker/alerts?page=2"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.test/",
        "//evil.test",
        "/\t/evil.test",
        "/\\evil.test",
        "https:evil.test",
        "/no/such/page",
        "javascript:alert(1)",
    ],
)
def test_it_never_leads_away(visit: Visit, address: str) -> None:
    browser = visit()
    form = form_with(browser.get("/account/sign-in", {"next": address}), "password")
    form["email"], form["password"] = "maria@example.com", cast.PASSWORD
    assert form.submit().location == "/desk"


def test_wrong_tries_are_counted_and_answered_alike_for_known_and_unknown_addresses(visit: Visit) -> None:
    for address in ("maria@example.com", "nobody@example.com"):
        answers = [try_to_sign_in(visit(), address, "wrong wrong wrong wrong") for _ in range(11)]
        assert [answer.status_int for answer in answers] == [422] * 10 + [429]
        assert "9 more tries" in answers[0]
        assert answers[0].html.find(role="alert").text.strip().startswith("Mail address and password do not match.")
        assert "last try before a pause" in answers[9]
        assert int(answers[10].headers["Retry-After"]) > 0


def test_a_right_password_wipes_the_wrong_tries(visit: Visit) -> None:
    for _ in range(9):
        try_to_sign_in(visit(), "maria@example.com", "wrong wrong wrong wrong")
    try_to_sign_in(visit(), "maria@example.com", cast.PASSWORD)
    assert "9 more tries" in try_to_sign_in(visit(), "maria@example.com", "wrong wrong wrong wrong")


def test_an_office_behind_one_address_logs_in_as_one_person_after_the_other(app: Flask, visit: Visit) -> None:
    most = throttle.SIGN_IN_BY_NETWORK.most
    with app.app_context():
        for number in range(most + 1):
            cast.make_account(f"Clerk{number} Smith")
        db.session.commit()
    for number in range(most + 1):
        assert try_to_sign_in(visit(), f"clerk{number}@example.com", cast.PASSWORD).status_int == 303


def test_wrong_tries_of_one_network_bring_a_pause_whomever_they_name(visit: Visit) -> None:
    most = throttle.SIGN_IN_BY_NETWORK.most
    for number in range(most):
        assert try_to_sign_in(visit(), f"nobody{number}@example.com", "wrong wrong wrong").status_int == 422
    assert try_to_sign_in(visit(), "maria@example.com", cast.PASSWORD).status_int == 429


def test_wrong_tries_of_strangers_do_not_keep_an_owner_who_is_logged_in_from_their_account(
    app: Flask, visit: Visit
) -> None:
    maria = cast.signed_in(app, visit, "maria")
    for _ in range(throttle.SIGN_IN_BY_ADDRESS.most + 1):
        try_to_sign_in(visit(), "maria@example.com", "wrong wrong wrong wrong")
    form = form_with(maria.get("/account/password"), "current")
    form["current"], form["password"] = cast.PASSWORD, "seven copper kettles sing"
    form.submit(status=303)


def test_a_pause_ends(context: None) -> None:
    limit, began = Limit("test", 2, timedelta(minutes=5)), datetime(2026, 11, 23, tzinfo=UTC)
    assert [throttle.note(limit, "k", now=began) for _ in range(2)] == [1, 0]
    with pytest.raises(TooManyTries) as pause:
        throttle.note(limit, "k", now=began + timedelta(minutes=1))
    assert pause.value.pause == 241
    assert throttle.note(limit, "k", now=began + timedelta(minutes=5)) == 1
    assert throttle.note(limit, "other", now=began) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.99", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:203.0.113.7", "203.0.113.9", True),
        ("no address", None, True),
    ],
)
def test_one_household_is_one_network(one: str, other: str | None, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same


def test_sessions_run_out_by_idleness_and_by_age(context: None) -> None:
    maria, began = _account("maria"), datetime(2026, 11, 23, tzinfo=UTC)
    plain, kept = signin.start(maria, now=began), signin.start(maria, now=began, remember=True)
    assert signin.session_of(plain.secret, now=began + timedelta(minutes=59)) is not None
    assert signin.session_of(plain.secret, now=began + timedelta(minutes=61)) is None
    assert signin.session_of(kept.secret, now=began + timedelta(days=29)) is not None
    assert signin.session_of(kept.secret, now=began + timedelta(days=31)) is None


def test_staff_are_never_remembered(context: None) -> None:
    dev, began = _account("dev"), datetime(2026, 11, 23, tzinfo=UTC)
    secret, max_age = signin.start(dev, now=began, remember=True)
    assert max_age is None
    assert signin.session_of(secret, now=began + timedelta(minutes=31)) is None


def test_a_session_that_began_before_its_owner_joined_the_staff_ends_as_staffs_do(context: None) -> None:
    maria, began = _account("maria"), datetime(2026, 11, 23, tzinfo=UTC)
    secret = signin.start(maria, now=began, remember=True).secret
    maria.is_staff = True
    for minutes in range(0, 12 * 60, 20):
        session = signin.session_of(secret, now=began + timedelta(minutes=minutes))
        assert session is not None, minutes
        session.last_seen_at = began + timedelta(minutes=minutes)
    assert signin.session_of(secret, now=began + timedelta(hours=12)) is None


def test_a_password_that_changes_while_it_is_checked_opens_nothing(
    context: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def matches_and_changes(account: Account, password: str) -> bool:
        changes = sa.update(Account).where(Account.id == account.id).values(password_hash=None)
        db.session.execute(changes, execution_options={"synchronize_session": False})
        return True

    monkeypatch.setattr(signin.passwords, "matches", matches_and_changes)
    assert signin.check("maria@example.com", cast.PASSWORD) is None


def test_devices_are_listed_and_ended_one_by_one(app: Flask, visit: Visit) -> None:
    with app.app_context():
        here, there = cast.sign_in(visit(), _account("maria")), cast.sign_in(visit(), _account("maria"))
    page = here.get("/account/sessions")
    assert "This device" in page
    press(page, "/end")
    assert there.get("/account").status_int == 303
    assert here.get("/account").status_int == 200


def test_a_device_is_listed_by_the_name_that_people_give_it(app: Flask, visit: Visit) -> None:
    maria = visit()
    maria.extra_environ["HTTP_USER_AGENT"] = CHROME.format("X11; Linux x86_64")
    try_to_sign_in(maria, "maria@example.com", cast.PASSWORD)
    page = maria.get("/account/sessions")
    assert page.html.find("th", scope="row").text == "Chrome on Linux"
    assert "Mozilla" not in page


def test_using_the_site_keeps_the_session_awake(
    app: Flask, visit: Visit, set_clock: Callable[[datetime], None]
) -> None:
    began = clock.now()
    with app.app_context():
        maria = cast.sign_in(visit(), _account("maria"))
    for minutes in (40, 80, 120):
        set_clock(began + timedelta(minutes=minutes))
        assert maria.get("/account").status_int == 200
    set_clock(began + timedelta(minutes=190))
    assert maria.get("/account").status_int == 303


def test_flask_accounts_staff_prints_a_link_that_works_once(app: Flask, visit: Visit) -> None:
    done = app.test_cli_runner().invoke(args=["accounts", "staff", "new.staff@example.com"])
    assert done.exit_code == 0
    link = done.output.strip().splitlines()[-1].removeprefix("http://localhost")
    browser = visit()
    form = form_with(browser.get(link), "password")
    form["name"], form["password"] = "New Staff", cast.PASSWORD
    form.submit(status=303)
    assert browser.get("/staff").status_int == 200
    visit().get(link, status=404)


def test_flask_accounts_staff_logs_a_present_account_out_everywhere(app: Flask, visit: Visit) -> None:
    with app.app_context():
        maria = cast.sign_in(visit(), _account("maria"))
    done = app.test_cli_runner().invoke(args=["accounts", "staff", "maria@example.com"])
    assert done.exit_code == 0
    assert maria.get("/account").status_int == 303


def test_flask_accounts_staff_refuses_what_is_no_address(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["accounts", "staff", "nobody"]).exit_code == 2


def _account(name: str) -> Account:
    account = db.session.scalar(db.select(Account).where(Account.email == f"{name}@example.com"))
    assert account is not None
    return account
