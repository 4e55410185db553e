"""Links from letters against somebody who is in an account that is not theirs: the owner gets it back, the thief nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.outbox.models import OutgoingMail
from tests import cast
from tests.mailbox import link_in
from tests.pages import form_with, send

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
NEW_PASSWORD = "seven copper kettles sing"


@pytest.fixture
def thief(app: Flask, visit: Visit, peopled: None) -> TestApp:
    """Somebody who is logged in as Maria and knows her password."""
    return cast.signed_in(app, visit, "maria")


def link(app: Flask, letter: str, to: str) -> str:
    """The link of the newest letter of this kind to an address."""
    with app.app_context():
        query = sa.select(OutgoingMail.text).where(
            OutgoingMail.letter == f"accounts/{letter}", OutgoingMail.to_address == to
        )
        return link_in(db.session.scalars(query.order_by(OutgoingMail.id.desc()).limit(1)).one() or "")


def press(visit: Visit, address: str) -> None:
    form_with(visit().get(address), "csrf_token").submit(status=303)


def ask_change(browser: TestApp, to: str) -> None:
    assert (
        send(form_with(browser.get("/account/address"), "current"), email=to, current=cast.PASSWORD).status_int == 303
    )


def ask_reset(visit: Visit, address: str) -> None:
    assert send(form_with(visit().get("/account/forgotten"), "email"), email=address).status_int == 303


def change(app: Flask, visit: Visit, browser: TestApp, to: str) -> None:
    ask_change(browser, to)
    press(visit, link(app, "change_address", to))


def address_of_maria(app: Flask) -> str | None:
    with app.app_context():
        return db.session.scalar(sa.select(Account.email).where(Account.name == "Maria Ortega"))


def test_a_second_change_of_address_leaves_the_way_back_to_the_first_one(
    app: Flask, visit: Visit, thief: TestApp, now: datetime, set_clock: SetClock
) -> None:
    change(app, visit, thief, "thief1@example.com")
    set_clock(now + timedelta(minutes=1))
    change(app, visit, thief, "thief2@example.com")
    press(visit, link(app, "address_changed", "maria@example.com"))
    assert address_of_maria(app) == "maria@example.com"


def test_going_back_one_step_leaves_the_way_further_back(app: Flask, visit: Visit, thief: TestApp) -> None:
    change(app, visit, thief, "thief1@example.com")
    change(app, visit, thief, "thief2@example.com")
    press(visit, link(app, "address_changed", "thief1@example.com"))
    press(visit, link(app, "address_changed", "maria@example.com"))
    assert address_of_maria(app) == "maria@example.com"


def test_going_back_ends_the_ways_back_to_later_addresses(app: Flask, visit: Visit, thief: TestApp) -> None:
    change(app, visit, thief, "thief1@example.com")
    change(app, visit, thief, "thief2@example.com")
    press(visit, link(app, "address_changed", "maria@example.com"))
    visit().get(link(app, "address_changed", "thief1@example.com"), status=404)


@pytest.mark.parametrize("spare", ["reset", "change_address"])
def test_going_back_ends_every_other_link(app: Flask, visit: Visit, thief: TestApp, spare: str) -> None:
    change(app, visit, thief, "thief@example.com")
    if spare == "reset":
        ask_reset(visit, "thief@example.com")
    else:
        ask_change(thief, "thief@elsewhere.example")
    waiting = link(app, spare, "thief@example.com" if spare == "reset" else "thief@elsewhere.example")
    press(visit, link(app, "address_changed", "maria@example.com"))
    visit().get(waiting, status=404)


@pytest.mark.parametrize("way", ["reset", "password"])
def test_a_new_password_ends_a_change_of_address_that_waits(app: Flask, visit: Visit, thief: TestApp, way: str) -> None:
    ask_change(thief, "thief@example.com")
    if way == "reset":
        ask_reset(visit, "maria@example.com")
        form = form_with(visit().get(link(app, "reset", "maria@example.com")), "password")
        assert send(form, password=NEW_PASSWORD).status_int == 303
    else:
        form = form_with(cast.signed_in(app, visit, "maria").get("/account/password"), "current")
        assert send(form, current=cast.PASSWORD, password=NEW_PASSWORD).status_int == 303
    visit().get(link(app, "change_address", "thief@example.com"), status=404)


def test_a_new_password_leaves_the_way_back_to_an_address(app: Flask, visit: Visit, thief: TestApp) -> None:
    """Whoever took the account can ask for a new password too."""
    change(app, visit, thief, "thief@example.com")
    ask_reset(visit, "thief@example.com")
    form = form_with(visit().get(link(app, "reset", "thief@example.com")), "password")
    assert send(form, password=NEW_PASSWORD).status_int == 303
    press(visit, link(app, "address_changed", "maria@example.com"))
    assert address_of_maria(app) == "maria@example.com"


def test_a_new_address_ends_the_reset_link_that_went_to_the_old_one(app: Flask, visit: Visit, thief: TestApp) -> None:
    ask_reset(visit, "maria@example.com")
    change(app, visit, thief, "maria.new@example.com")
    visit().get(link(app, "reset", "maria@example.com"), status=404)


def test_an_account_that_was_only_asked_for_does_not_hold_an_address(app: Flask, visit: Visit, thief: TestApp) -> None:
    change(app, visit, thief, "thief@example.com")
    form = form_with(visit().get("/account/register"), "email")
    assert send(form, email="maria@example.com").status_int == 303
    press(visit, link(app, "address_changed", "maria@example.com"))
    assert address_of_maria(app) == "maria@example.com"


def test_a_change_to_an_address_that_was_only_asked_for_is_confirmed_there(
    app: Flask, visit: Visit, thief: TestApp
) -> None:
    assert send(form_with(visit().get("/account/register"), "email"), email="maria.new@example.com").status_int == 303
    asked_for = link(app, "confirm", "maria.new@example.com")
    change(app, visit, thief, "maria.new@example.com")
    assert address_of_maria(app) == "maria.new@example.com"
    visit().get(asked_for, status=404)
