"""Asking for an account, confirming it, and changing what it holds: through the forms and the letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.accounts import signup, tokens
from careercenter.accounts.models import Account, AccountToken, TokenPurpose
from careercenter.db import db
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind, MailState, OutgoingMail
from tests import cast
from tests.mailbox import letter_to, letters_to, link_in, subjects_to
from tests.pages import form_with, send

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
NEW_PASSWORD = "seven copper kettles sing"


@pytest.fixture(autouse=True)
def peopled(app: Flask) -> None:
    with app.app_context():
        cast.make_cast()


def register(visit: Visit, email: str) -> TestApp:
    page = visit().get("/account/register")
    form = form_with(page, "email")
    form["email"] = email
    return form.submit(expect_errors=True)


def test_a_known_and_an_unknown_address_are_answered_alike(app: Flask, visit: Visit) -> None:
    new, known = register(visit, "nora@example.com"), register(visit, "maria@example.com")
    assert (new.status_int, new.location) == (known.status_int, known.location)
    assert subjects_to(app, "nora@example.com") == ["Confirm your CareerCenter account"]
    assert subjects_to(app, "maria@example.com") == ["You already have a CareerCenter account"]


def test_a_form_that_says_not_what_for_is_answered_alike_for_known_and_unknown_addresses(visit: Visit) -> None:
    for address in ("nora@example.com", "maria@example.com"):
        page = send(form_with(visit().get("/account/register"), "email"), email=address, wish=[])
        assert page.status_int == 422
        assert "Choose what you are here for." in page


def test_the_page_says_once_where_the_letter_goes_and_offers_to_write_it_again(visit: Visit) -> None:
    for where, address in (
        ("register", "nora@exmaple.com"),
        ("register", "maria@example.com"),
        ("forgotten", "x@y.com"),
    ):
        form = form_with(visit().get(f"/account/{where}", {"wish": "hire", "next": "/jobs?q=epic"}), "email")
        form["email"] = address
        page = form.submit().follow()
        assert page.html.main.b.text == address
        again = page.click("Wrong address?")
        assert again.request.path == f"/account/{where}"
        if where == "register":
            assert (again.request.params["wish"], again.request.params["next"]) == ("hire", "/jobs?q=epic")
        assert address not in page.goto("/account/letter-sent"), "whoever sits here next learns nothing"


def test_the_address_is_one_in_any_case(app: Flask, visit: Visit) -> None:
    register(visit, "Maria@Example.COM")
    assert subjects_to(app, "maria@example.com") == ["You already have a CareerCenter account"]


def test_looking_at_the_link_confirms_nothing_and_the_button_works_once(app: Flask, visit: Visit) -> None:
    register(visit, "nora@example.com")
    link = link_in(letter_to(app, "nora@example.com"))
    for _ in range(3):
        visit().get(link)
    form = form_with(visit().get(link), "password")
    form["name"], form["password"] = "Nora Field", NEW_PASSWORD
    form.submit(status=303)
    visit().get(link, status=404)
    with app.app_context():
        nora = db.session.scalar(db.select(Account).where(Account.email == "nora@example.com"))
        assert nora is not None
        assert nora.confirmed_at is not None


def test_an_account_that_is_not_confirmed_cannot_sign_in(app: Flask, visit: Visit) -> None:
    register(visit, "nora@example.com")
    form = form_with(visit().get("/account/sign-in"), "password")
    form["email"], form["password"] = "nora@example.com", NEW_PASSWORD
    assert "do not match" in form.submit(status=422)


def test_asking_again_voids_the_first_link(app: Flask, visit: Visit) -> None:
    register(visit, "nora@example.com")
    first = link_in(letter_to(app, "nora@example.com"))
    register(visit, "nora@example.com")
    visit().get(first, status=404)
    visit().get(link_in(letter_to(app, "nora@example.com")), status=200)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short one", "This has 9. Use at least 15 characters."),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats a few characters"),
        ("nora@example.com1", "mostly your name"),
        ("NoraFieldNoraField", "mostly your name"),
        ("careercenter12345", "mostly your name"),
        ("x" * 200 + "abcdefghij" * 9, "at most 256"),
    ],
)
def test_a_weak_password_is_answered_beside_its_field(app: Flask, visit: Visit, password: str, says: str) -> None:
    register(visit, "nora@example.com")
    form = form_with(visit().get(link_in(letter_to(app, "nora@example.com"))), "password")
    form["name"], form["password"] = "Nora Field", password
    page = form.submit(status=422)
    assert says in page
    assert 'id="password-e"' in page
    assert form_with(page, "name")["name"].value == "Nora Field"


@pytest.mark.parametrize("name", ["", "   ", "\u202e"])
def test_an_account_is_confirmed_with_a_name_that_can_be_read(app: Flask, visit: Visit, name: str) -> None:
    register(visit, "nora@example.com")
    link = link_in(letter_to(app, "nora@example.com"))
    form = form_with(visit().get(link), "password")
    form["name"], form["password"] = name, NEW_PASSWORD
    page = form.submit(status=422)
    assert "Write the name" in page.html.find(id="name-e").text
    visit().get(link, status=200)


@pytest.mark.parametrize(
    "address", ["nobody", "a@b", "two words@example.com", "a@example.com\r\nBcc: b@example.com", "ü@example.com"]
)
def test_a_bad_address_stays_in_the_field_with_a_sentence(visit: Visit, address: str) -> None:
    page = register(visit, address)
    assert page.status_int == 422
    assert "not a mail address we can write to" in page
    assert form_with(page, "email")["email"].value


def test_a_forgotten_password(app: Flask, visit: Visit) -> None:
    old = cast_session(app, visit, "maria")
    for address in ("maria@example.com", "nobody@example.com"):
        form = form_with(visit().get("/account/forgotten"), "email")
        form["email"] = address
        assert form.submit().location.endswith("/account/letter-sent")
    assert subjects_to(app, "nobody@example.com") == ["There is no CareerCenter account with this address"]
    link = link_in(letter_to(app, "maria@example.com", "new password"))
    form = form_with(visit().get(link), "password")
    form["password"] = NEW_PASSWORD
    form.submit(status=303)
    visit().get(link, status=404)
    assert old.get("/account").status_int == 303, "a reset ends every session"
    form = form_with(visit().get("/account/sign-in"), "password")
    form["email"], form["password"] = "maria@example.com", NEW_PASSWORD
    form.submit(status=303)
    assert "password was changed" in subjects_to(app, "maria@example.com")[0]


@pytest.mark.parametrize("door", ["forgotten", "register"])
def test_letters_that_strangers_ask_for_keep_an_address_waiting_for_minutes_only(
    visit: Visit, now: datetime, set_clock: SetClock, door: str
) -> None:
    def ask(network: str, moment: datetime) -> int:
        set_clock(moment)
        browser = visit()
        browser.extra_environ["REMOTE_ADDR"] = network
        answer = send(form_with(browser.get(f"/account/{door}"), "email"), email="maria@example.com")
        return int(answer.status_int)

    assert [ask("198.51.100.1", now) for _ in range(4)] == [303, 303, 303, 429]
    assert ask("203.0.113.1", now) == 429, "the address has a pause, whoever asks"
    later = now + timedelta(minutes=15)
    assert ask("203.0.113.1", later) == 303
    assert [ask("198.51.100.1", later) for _ in range(2)] == [303, 303]
    assert ask("198.51.100.1", now + timedelta(hours=23)) == 429, "who asked often waits for a day"
    assert ask("203.0.113.1", now + timedelta(hours=23)) == 303


def test_a_new_address_is_confirmed_there_and_can_be_taken_back_from_the_old_one(app: Flask, visit: Visit) -> None:
    maria = cast_session(app, visit, "maria")
    form = form_with(maria.get("/account/address"), "current")
    form["email"], form["current"] = "maria.new@example.com", cast.PASSWORD
    form.submit(status=303)
    change = link_in(letter_to(app, "maria.new@example.com"))
    visit().get(change)
    assert address_of(app, "Maria Ortega") == "maria@example.com", "looking is not confirming"
    form_with(visit().get(change), "csrf_token").submit(status=303)
    assert address_of(app, "Maria Ortega") == "maria.new@example.com"
    keep = link_in(letter_to(app, "maria@example.com", "another address"))
    form_with(visit().get(keep), "csrf_token").submit(status=303)
    assert address_of(app, "Maria Ortega") == "maria@example.com"
    assert maria.get("/account").status_int == 303


def test_notices_that_have_not_gone_out_follow_to_the_new_address_and_back(context: None, now: datetime) -> None:
    maria, olive = cast.person("maria"), cast.person("olive")
    planned, in_hand, out = (
        letter_in(state, maria, now) for state in (MailState.PLANNED, MailState.SENDING, MailState.SENT)
    )
    link = letter_in(MailState.PLANNED, maria, now, kind=Kind.ACCOUNT)
    another = letter_in(MailState.PLANNED, olive, now)
    signup.change_address(link_for(maria, TokenPurpose.CHANGE_ADDRESS, "new@example.com", now), now=now)
    db.session.commit()
    assert [mail.to_address for mail in (planned, in_hand)] == ["new@example.com"] * 2
    assert [mail.to_address for mail in (out, link)] == ["maria@example.com"] * 2, "a link is about its own address"
    assert another.to_address == "olive@example.com"
    assert (in_hand.state, in_hand.epoch, in_hand.lease_until) == ("planned", 1, None), "nobody sends it as it was"
    signup.keep_address(link_for(maria, TokenPurpose.KEEP_ADDRESS, "maria@example.com", now), now=now)
    db.session.commit()
    assert [mail.to_address for mail in (planned, in_hand)] == ["maria@example.com"] * 2


def link_for(account: Account, purpose: TokenPurpose, address: str, now: datetime) -> AccountToken:
    secret = tokens.issue(account, purpose, subject=address, now=now)
    return db.session.scalars(tokens.live(secret, purpose, now=now)).one()


def letter_in(state: MailState, account: Account, now: datetime, kind: Kind = Kind.NOTICE) -> OutgoingMail:
    key = f"{state}:{kind}:{account.id}"
    compose("accounts/password_changed", account.email, kind=kind, dedupe_key=key, now=now, account=account)
    mail = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.dedupe_key == key)).one()
    mail.state = state
    db.session.commit()
    return mail


def test_an_address_of_somebody_else_changes_nothing_and_says_so_only_to_its_owner(app: Flask, visit: Visit) -> None:
    maria = cast_session(app, visit, "maria")
    form = form_with(maria.get("/account/address"), "current")
    form["email"], form["current"] = "olive@example.com", cast.PASSWORD
    assert "on its way to olive@example.com" in form.submit().follow()
    assert subjects_to(app, "olive@example.com") == ["This address has a CareerCenter account already"]
    assert len(letters_to(app, "maria@example.com")) == 0


@pytest.mark.parametrize("address", ["nobody@example.com", "olive@example.com"])
def test_five_letters_a_day_to_a_new_address_are_enough(app: Flask, visit: Visit, address: str) -> None:
    """Whether or not somebody has an account with it."""
    maria = cast_session(app, visit, "maria")
    answers = [
        send(form_with(maria.get("/account/address"), "current"), email=address, current=cast.PASSWORD).status_int
        for _ in range(6)
    ]
    assert answers == [303] * 5 + [429]


def test_a_letter_to_a_stranger_has_no_words_of_who_asked_for_it(app: Flask, visit: Visit) -> None:
    maria = cast_session(app, visit, "maria")
    send(form_with(maria.get("/account/address"), "current"), email="nobody@example.com", current=cast.PASSWORD)
    assert "Maria" not in letter_to(app, "nobody@example.com")


def test_a_changed_password_signs_out_every_other_device(app: Flask, visit: Visit) -> None:
    here, there = cast_session(app, visit, "maria"), cast_session(app, visit, "maria")
    form = form_with(here.get("/account/password"), "current")
    form["current"], form["password"] = cast.PASSWORD, NEW_PASSWORD
    form.submit(status=303)
    assert here.get("/account").status_int == 200
    assert there.get("/account").status_int == 303


def test_the_present_password_must_be_right(app: Flask, visit: Visit) -> None:
    form = form_with(cast_session(app, visit, "maria").get("/account/password"), "current")
    form["current"], form["password"] = "not my password at all", NEW_PASSWORD
    assert "not your present password" in form.submit(status=422)


def cast_session(app: Flask, visit: Visit, name: str) -> TestApp:
    with app.app_context():
        account = db.session.scalar(db.select(Account).where(Account.email == f"{name}@example.com"))
        return cast.sign_in(visit(), account)


def address_of(app: Flask, name: str) -> str | None:
    with app.app_context():
        return db.session.scalar(db.select(Account.email).where(Account.name == name))
