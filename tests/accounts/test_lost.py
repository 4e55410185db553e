"""A form that was sent after the login had run out: nothing of it is lost, and nothing happens without a press."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp, TestResponse, Upload

from careercenter.db import db
from careercenter.forms import NEVER_REPEATED, HouseForm, Password
from careercenter.jobs.models import Job
from careercenter.seekers.models import Seeker
from tests import cast, factories
from tests.jobs.test_desk import FILLED
from tests.pages import form_with, send

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]
WRITTEN = 'An hour of work: "Ärzte" & <b>Söhne</b>,\nover two lines.'


@pytest.fixture
def idle(set_clock: SetClock, now: datetime) -> Callable[[], None]:
    """The login runs out while somebody writes."""
    return lambda: set_clock(now + timedelta(minutes=61))


def log_in(page: TestResponse, password: str = cast.PASSWORD) -> TestResponse:
    form = form_with(page, "password")
    return send(form, email="olive@example.com", password=password)


def jobs(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Job.description)))


def test_what_was_written_is_sent_again_by_one_press(app: Flask, visit: Visit, idle: Callable[[], None]) -> None:
    form = form_with(cast.signed_in(app, visit, "olive").get("/employer/jobs/new"), "title")
    idle()
    description = f"{factories.DESCRIPTION} {WRITTEN}"
    page = send(form, **{**FILLED, "description": description})
    assert page.status_int == 403
    assert "nothing was stored yet" in page
    page = log_in(page, "wrong wrong wrong wrong")
    assert page.status_int == 422
    page = log_in(page)
    assert page.status_int == 200
    assert "Send it now?" in page
    assert jobs(app) == []
    assert form_with(page, "title").submit().status_int == 303
    assert jobs(app) == [description]


def test_only_the_file_has_to_be_chosen_again(
    app: Flask, visit: Visit, now: datetime, idle: Callable[[], None]
) -> None:
    with app.app_context():
        job = factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now).id
    form = form_with(cast.signed_in(app, visit, "maria").get(f"/jobs/{job}/apply"), "note")
    form["note"], form["file"] = WRITTEN, Upload("cv.pdf", factories.pdf(), "application/pdf")
    idle()
    page = form.submit(status=403)
    assert "Only the file has to be chosen once more" in page
    page = send(form_with(page, "password"), email="maria@example.com", password=cast.PASSWORD)
    page = form_with(page, "note").submit(status=422)
    assert "Choose a file" in page.html.find(id="file-e").text
    assert form_with(page, "note")["note"].value == WRITTEN


@pytest.mark.parametrize("page", ["/account/password", "/seeker/resumes"])
def test_a_form_that_says_nothing_to_keep_leads_to_the_log_in_page(
    app: Flask, visit: Visit, idle: Callable[[], None], page: str
) -> None:
    """A password is never kept."""
    field = "current" if page == "/account/password" else "file"
    form = form_with(cast.signed_in(app, visit, "maria").get(page), field)
    idle()
    answer = send(form, current=cast.PASSWORD, password="seven copper kettles sing")
    assert answer.status_int == 303
    assert answer.location.startswith("/account/sign-in")


def test_a_form_from_another_site_is_not_kept(visit: Visit) -> None:
    answer = visit().post("/seeker/profile", {"headline": "Their words", "state": "TX"}, expect_errors=True)
    assert answer.status_int == 303
    assert "Their words" not in answer.follow()


def test_what_is_too_long_to_be_kept_is_said(app: Flask, visit: Visit, idle: Callable[[], None]) -> None:
    form = form_with(cast.signed_in(app, visit, "olive").get("/employer/jobs/new"), "title")
    idle()
    page = send(form, title="x", description="x" * 400_000)
    assert page.status_int == 403
    assert "too long to be kept" in page
    assert log_in(page).location == "/desk"


@pytest.mark.parametrize(
    "lost",
    [
        "no json",
        "[]",
        '["/seeker/profile"]',
        '["https://evil.example/", [["a", "b"]]]',
        '["//evil.example/seeker/profile", [["a", "b"]]]',
        '["/account/forgotten", [["email", "victim@example.com"]]]',
        '["/no/such/page", [["a", "b"]]]',
        '["/seeker/profile", 7]',
        '["/seeker/profile", [["headline", "\\ud800"]]]',
        "[" * 100_000,
        '[["/seeker/profile"], {"a": "b"}]',
    ],
)
def test_what_is_no_form_for_a_door_of_ours_is_let_go(visit: Visit, lost: str) -> None:
    form = form_with(visit().get("/account/sign-in"), "password")
    assert send(form, email="maria@example.com", password=cast.PASSWORD, lost=lost).location == "/desk"


def test_another_log_in_meanwhile_does_not_lose_it(app: Flask, visit: Visit) -> None:
    maria = cast.signed_in(app, visit, "maria")
    token = form_with(maria.get("/account"), "name")["csrf_token"].value
    lost = json.dumps(["/seeker/profile", [["headline", "Kept"], ["state", "OH"], ["password", "x"]]])
    page = maria.post("/account/sign-in", {"csrf_token": token, "lost": lost})
    form = form_with(page, "headline")
    assert "password" not in form.fields
    form.submit(status=303)
    with app.app_context():
        assert db.session.scalars(sa.select(Seeker.headline)).one() == "Kept"


def test_every_field_for_a_password_is_among_those_that_are_never_repeated() -> None:
    fields = {
        name
        for form in HouseForm.__subclasses__()
        for name, field in vars(form).items()
        if getattr(field, "field_class", None) is Password
    }
    assert fields
    assert fields <= NEVER_REPEATED
