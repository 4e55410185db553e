"""Who is asked to register first comes to the page that was wanted, whichever browser the letter is opened in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter import clock
from careercenter.db import db
from careercenter.employers.models import Employer
from tests import cast, factories
from tests.mailbox import letter_to, link_in
from tests.pages import form_with, press

Visit = Callable[[], TestApp]
NEW_PASSWORD = "seven copper kettles sing"


@pytest.fixture(autouse=True)
def peopled(app: Flask) -> None:
    with app.app_context():
        cast.make_cast()


def choose_password(browser: TestApp, link: str) -> TestResponse:
    form = form_with(browser.get(link), "password")
    form["name"], form["password"] = "Nora Field", NEW_PASSWORD
    return form.submit(status=303)


def test_from_apply_here_to_the_application_by_a_new_account(app: Flask, visit: Visit) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(Employer, 1), cast.person("olive"), clock.now())
    page = visit().get("/jobs/1").follow().click("Apply here").follow()
    form = form_with(page.click("Register free account", index=0), "wish")
    form["email"] = "nora@example.com"
    form.submit(status=303)
    elsewhere = visit()
    page = choose_password(elsewhere, link_in(letter_to(app, "nora@example.com"))).follow(status=403)
    assert page.request.path == "/jobs/1/apply"
    form = form_with(page.click("Make my profile"), "state")
    form["state"] = "TX"
    page = form.submit().follow()
    assert page.request.path == "/jobs/1/apply"
    assert "Sunrise Clinic" in page.html.h1.text


def test_who_has_an_account_already_is_led_on_by_the_letter_too(app: Flask, visit: Visit) -> None:
    form = form_with(visit().get("/account/register?next=/jobs%3Ftool%3Depic"), "email")
    form["email"] = "maria@example.com"
    form.submit(status=303)
    form = form_with(visit().get(link_in(letter_to(app, "maria@example.com"))), "password")
    form["email"], form["password"] = "maria@example.com", cast.PASSWORD
    assert form.submit().location == "/jobs?tool=epic"


@pytest.mark.parametrize(
    "page", ["https://evil.test/", "//evil.test", "/\\evil.test", "/no/such/page", "/jobs?q=" + "call+us+now+" * 30]
)
def test_a_letter_leads_to_no_page_but_ours_and_carries_no_long_one(app: Flask, visit: Visit, page: str) -> None:
    form = form_with(visit().get("/account/register", {"next": page}), "email")
    form["email"] = "nora@example.com"
    form.submit(status=303)
    link = link_in(letter_to(app, "nora@example.com"))
    assert "next" not in link
    if not page.startswith("/jobs"):
        link += f"?next={page}"
    assert choose_password(visit(), link).location == "/seeker/profile"


def test_somebody_invited_who_is_new_comes_back_to_the_invitation(app: Flask, visit: Visit) -> None:
    olive = cast.signed_in(app, visit, "olive")
    form = form_with(olive.get("/employer/team"), "address")
    form["address"] = "nora@example.com"
    form.submit(status=303)
    page = visit().get(link_in(letter_to(app, "nora@example.com", "invited")))
    form = form_with(page.click("Register with that address"), "email")
    form["email"] = "nora@example.com"
    form.submit(status=303)
    page = choose_password(visit(), link_in(letter_to(app, "nora@example.com", "Confirm"))).follow()
    assert "You are in the team of Sunrise Clinic" in press(page, page.request.path)
