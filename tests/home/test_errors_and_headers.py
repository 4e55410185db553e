"""When something goes wrong: a page that says so, the same careful headers, and a log that names nobody."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.accounts import signin
from careercenter.db import db
from careercenter.headers import address_for_page
from careercenter.jobs.models import Job
from tests import cast, factories
from tests.pages import form_with, send
from tests.statements import another_writer

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: SetClock, now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        factories.open_job(people.sunrise, people.olive, now)


def break_the_list(app: Flask) -> None:
    """A row that no code of ours writes: the list of jobs can't draw it."""
    with app.app_context():
        db.session.execute(sa.update(Job).values(pay_unit="nonsense"))
        db.session.commit()


def assert_a_page_of_ours(answer: TestResponse) -> None:
    assert answer.html.h1.text.strip()
    assert answer.html.find("link", rel="stylesheet"), "the site's own page, with its styles"
    assert answer.html.find("a", href="/jobs"), "with a way on"
    assert "Traceback" not in answer
    assert "sqlalchemy" not in answer.text.lower()


def test_a_page_that_there_is_not(visit: Visit) -> None:
    for path in ("/no-such-page", "/jobs/x", "/%ff%00", "/staff/no", "/a" * 2_000):
        answer = visit().get(path, expect_errors=True)
        assert answer.status_int == 404, path
        assert_a_page_of_ours(answer)
        assert answer.html.h1.text == "There is no such page"


def test_a_nul_in_an_address_leads_nowhere(app: Flask, visit: Visit) -> None:
    """PostgreSQL can't be asked for a text with one."""
    for who, path in (("maria", "/seeker/applications/a%00"), ("olive", "/employer/applications/a%00")):
        cast.signed_in(app, visit, who).get(path, status=404)
    for path in ("/employers/a%00b", "/unsubscribe/a%00b", "/account/confirm/%00", "/static/%00.css"):
        visit().get(path, status=404)


def test_a_page_that_is_not_yours(app: Flask, visit: Visit) -> None:
    answer = cast.signed_in(app, visit, "maria").get("/staff/mail", status=403)
    assert_a_page_of_ours(answer)
    assert answer.html.h1.text == "This is not yours to do"
    assert answer.html.main.find("a", href="mailto:help@careercenter.example")


def test_a_page_used_in_another_way(visit: Visit) -> None:
    answer = visit().post("/jobs", "x=1", status=405)
    assert_a_page_of_ours(answer)
    assert {"GET", "HEAD", "OPTIONS"} == {method.strip() for method in answer.headers["Allow"].split(",")}


def test_a_form_without_its_token(app: Flask, visit: Visit) -> None:
    answer = cast.signed_in(app, visit, "maria").post("/seeker/profile", {"state": "TX"}, status=400)
    assert_a_page_of_ours(answer)
    assert "The form was open too long" in answer


def test_a_request_that_is_too_large(visit: Visit) -> None:
    answer = visit().post("/account/register", "email=" + "x" * (1024 * 1024 + 1), status=413)
    assert_a_page_of_ours(answer)
    assert answer.html.h1.text == "That is too large"


def test_a_part_of_a_form_without_a_name_is_refused(app: Flask, visit: Visit) -> None:
    """RFC 7578, section 4.2, asks for one."""
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    for disposition in ("form-data", 'form-data; filename="a.pdf"'):
        body = f"--x\r\nContent-Disposition: {disposition}\r\n\r\nabc\r\n--x--\r\n"
        for browser, path in (
            (visit(), "/account/register"),
            (cast.signed_in(app, visit, "maria"), "/seeker/resumes"),
        ):
            assert_a_page_of_ours(browser.post(path, body, headers, status=400))


def test_our_own_mistake_has_a_number_and_no_trace(app: Flask, visit: Visit) -> None:
    break_the_list(app)
    for browser in (visit(), cast.signed_in(app, visit, "maria")):
        answer = browser.get("/jobs", status=500)
        assert_a_page_of_ours(answer)
        assert answer.html.h1.text == "Our mistake"
        assert answer.html.code.text == answer.headers["X-Request-ID"]
        assert answer.html.main.find("a", href="mailto:help@careercenter.example")
        assert "nonsense" not in answer
    visit().get("/help/posting", status=200)


@pytest.mark.sqlite_only
def test_while_another_one_writes_readers_go_on(
    app: Flask, visit: Visit, now: datetime, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria = cast.signed_in(app, visit, "maria")
    form = form_with(maria.get("/seeker/profile"), "state")
    set_clock(now + timedelta(minutes=5))  # the session would be noted as seen
    with another_writer(app, monkeypatch):
        for path in ("/", "/jobs", "/jobs.rss", "/seeker", "/account"):
            maria.get(path, status=200)
        answer = send(form, headline="Busy")
        assert answer.status_int == 503
        assert_a_page_of_ours(answer)
        assert int(answer.headers["Retry-After"]) > 0
        assert "Maria" not in answer, "who is signed in can't be asked now"
    assert send(form, headline="Free again").status_int == 303


class Dribbled(io.BytesIO):
    """A body that comes slowly: each time that some of it is read, somebody else writes."""

    def __init__(self, data: bytes, database: str | None) -> None:
        super().__init__(data)
        self.database = database
        self.written = 0

    def readinto(self, place: Any) -> int:
        other = sqlite3.connect(self.database or "", isolation_level=None, timeout=0)
        other.execute("BEGIN IMMEDIATE")
        other.close()
        self.written += 1
        return super().readinto(place)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("path", ["/account", "/seeker/resumes", "/account/register"])
def test_while_a_form_is_on_its_way_others_write(app: Flask, now: datetime, set_clock: SetClock, path: str) -> None:
    maria = app.test_client()
    with app.app_context():
        maria.set_cookie("careercenter_session", signin.start(cast.person("maria"), now=now).secret)
        db.session.commit()
        form = Dribbled(b"name=Maria", db.engine.url.database)
    set_clock(now + timedelta(minutes=5))  # the session will be noted as seen
    sent = {"input_stream": form, "content_length": 10, "content_type": "application/x-www-form-urlencoded"}
    assert maria.post(path, **sent).status_code == 400, "it has no token"
    assert form.written


@pytest.mark.sqlite_only
def test_while_a_description_is_drawn_others_write(app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    olive = cast.signed_in(app, visit, "olive")
    form = form_with(olive.get("/employer/jobs/new"), "title")
    form.action = "/employer/markdown"
    with another_writer(app, monkeypatch):
        form.submit(status=200)


@pytest.mark.sqlite_only
def test_a_locked_database_answers_soon_and_asks_to_come_back(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visit()
    form = form_with(browser.get("/account/register"), "email")
    form["email"] = "nora@example.com"
    with another_writer(app, monkeypatch):
        answer = form.submit(status=503)
        assert_a_page_of_ours(answer)
        assert answer.html.h1.text == "Busy for a moment"
        assert int(answer.headers["Retry-After"]) > 0
    assert form.submit(status=303), "it works again without a restart"


@pytest.mark.sqlite_only
def test_one_click_that_finds_the_database_locked_is_asked_to_come_back(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program that sends it shows nobody a page: it must learn from the answer that nothing was stopped."""
    with another_writer(app, monkeypatch):
        answer = visit().post("/unsubscribe/x", "List-Unsubscribe=One-Click", status=503)
        assert int(answer.headers["Retry-After"]) > 0
    visit().post("/unsubscribe/x", "List-Unsubscribe=One-Click", status=200)


# Headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/jobs", 200),
    ("HEAD", "/jobs", 200),
    ("OPTIONS", "/jobs", 200),
    ("GET", "/jobs?q=", 302),
    ("GET", "/jobs/1", 301),
    ("GET", "/jobs.rss", 200),
    ("GET", "/robots.txt", 200),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 503),
    ("GET", "/static/css/base.css", 200),
    ("GET", "/static/no-such.css", 404),
    ("GET", "/no-such-page", 404),
    ("GET", "/seeker", 303),
    ("POST", "/jobs", 405),
    ("POST", "/account/register", 400),
    ("GET", "/unsubscribe/x", 200),
    ("GET", "/account/confirm/no-such", 404),
]


def assert_careful(answer: TestResponse) -> None:
    headers = answer.headers
    for name, value in ALWAYS.items():
        assert headers.getall(name) == [value], name
    assert headers["Referrer-Policy"] in ("strict-origin-when-cross-origin", "no-referrer")
    assert headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_has_the_same_careful_headers(visit: Visit, method: str, path: str, status: int) -> None:
    answer = visit().request(path, method=method, expect_errors=True)
    assert answer.status_int == status
    assert_careful(answer)


def test_errors_of_every_kind_have_them_too(app: Flask, visit: Visit) -> None:
    maria = cast.signed_in(app, visit, "maria")
    assert_careful(maria.get("/staff", status=403))
    assert_careful(visit().post("/account/register", "x" * (1024 * 1024 + 1), status=413))
    break_the_list(app)
    assert_careful(maria.get("/jobs", status=500))


def test_what_is_behind_a_door_stays_out_of_every_cache(app: Flask, visit: Visit) -> None:
    maria = cast.signed_in(app, visit, "maria")
    for path in ("/seeker", "/seeker/profile", "/seeker/alerts", "/account", "/account/sessions"):
        headers = maria.get(path).headers
        assert headers["Cache-Control"] == "private, no-store", path
        assert "Cookie" in headers["Vary"]
    assert visit().get("/jobs").headers["Cache-Control"] == "private, no-cache"


def test_an_address_that_leads_on_to_a_key_is_kept_from_caches_and_other_sites(visit: Visit) -> None:
    headers = visit().get("/account/sign-in?next=/employer/invitation/some-secret").headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_style_sheet_with_its_hash_is_kept_for_a_year(visit: Visit) -> None:
    sheet = re.search(r'href="(/static/css/base\.css\?v=\w+)"', visit().get("/").text)
    assert sheet
    assert visit().get(sheet[1]).headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_is_kept_only_as_it_was_asked_for(app: Flask) -> None:
    """What was kept for one way of asking answers no other."""
    with app.test_request_context("/"):
        plain = address_for_page("static", filename="css/base.css")
        assert plain == address_for_page("static", filename="css/base.css")
        assert plain.startswith("/static/css/base.css?v=")
        assert address_for_page("static", filename="css/base.css", _external=True) == f"http://localhost{plain}"
        assert address_for_page("static", filename="css/base.css", v="1") == "/static/css/base.css?v=1"
        assert address_for_page("static", filename="css/base.css") == plain
        assert address_for_page("jobs.index") == "/jobs"
        assert address_for_page("jobs.index", _external=True) == "http://localhost/jobs"
        assert address_for_page("jobs.index", _anchor="find") == "/jobs#find"
        assert address_for_page("jobs.index", state="TX") == "/jobs?state=TX"
        assert address_for_page("jobs.index") == "/jobs"
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/board"}):
        assert address_for_page("jobs.index") == "/board/jobs"


def test_a_request_keeps_the_number_it_came_with_if_it_is_one(visit: Visit) -> None:
    sent = {"X-Request-ID": "abc-123.DEF_45"}
    assert visit().get("/healthz", headers=sent).headers["X-Request-ID"] == "abc-123.DEF_45"
    for bad in ("x", "a b c d e f g h", "x" * 65, "<script>alert(1)"):
        given = visit().get("/healthz", headers={"X-Request-ID": bad}).headers["X-Request-ID"]
        assert given != bad
        assert re.fullmatch(r"[0-9a-f]{16}", given)


# The log


def test_the_log_names_nobody_and_no_search(app: Flask, visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    browser = visit()
    browser.get("/jobs?q=pregnant+zebra&state=TX")
    form = form_with(browser.get("/account/sign-in?next=/seeker%3Fzebra"), "password")
    form["email"], form["password"] = "maria@example.com", "zebra password of maria"
    form.submit(status=422)
    form["password"] = cast.PASSWORD
    form.submit(status=303)
    send(form_with(browser.get("/seeker/profile"), "state"), headline="Zebra headline").follow()
    form = form_with(visit().get("/account/register"), "email")
    form["email"] = "zebra@example.com"
    form.submit(status=303)
    visit().get("/unsubscribe/zebra-token")
    visit().get("/account/confirm/zebra-secret", status=404)
    break_the_list(app)
    browser.get("/jobs?zebra=zebra", status=500)
    log = capsys.readouterr().err
    assert log.count("endpoint=") >= 10
    for canary in ("zebra", "Zebra", "maria", "Maria", "Ortega", "pregnant", cast.PASSWORD, "state=TX"):
        assert canary not in log, canary


def test_a_line_of_the_log_says_what_was_asked_and_how_it_went(
    visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    answer = visit().get("/jobs")
    [line] = [line for line in capsys.readouterr().err.splitlines() if "endpoint=" in line]
    for words in (
        "endpoint=jobs.index",
        "method=GET",
        "status=200",
        f"request_id={answer.headers['X-Request-ID']}",
        "ms=",
    ):
        assert words in line, words


def test_an_error_of_the_database_names_nobody_in_the_log(
    app: Flask, visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints its statement, but not what was typed into it."""
    form = form_with(visit().get("/account/forgotten"), "email")
    form["email"] = "zebra@example.com"
    with rows_renamed(app):
        assert form.submit(expect_errors=True).status_int in (500, 503)
    log = capsys.readouterr().err
    assert "database away" in log or "Traceback" in log
    assert "zebra" not in log


def test_an_error_of_the_database_repeats_nothing_that_was_typed(context: None) -> None:
    """Chores keep its words in their record, where staff reads them."""
    with pytest.raises(sa.exc.DBAPIError) as error:
        db.session.execute(sa.text("SELECT :typed FROM no_such_table"), {"typed": "zebra@example.com"})
    assert "no_such_table" in str(error.value)
    assert "zebra" not in str(error.value)


@contextmanager
def rows_renamed(app: Flask) -> Iterator[None]:
    """A column that has another name for a while, as in the middle of a migration that went wrong."""
    with app.app_context():
        db.session.execute(sa.text("ALTER TABLE account RENAME COLUMN email TO email_"))
        db.session.commit()
        db.session.remove()
    try:
        yield
    finally:
        with app.app_context():
            db.session.execute(sa.text("ALTER TABLE account RENAME COLUMN email_ TO email"))
            db.session.commit()
            db.session.remove()


def test_our_own_mistake_is_told_in_the_log(app: Flask, visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    break_the_list(app)
    capsys.readouterr()
    number = visit().get("/jobs", status=500).headers["X-Request-ID"]
    log = capsys.readouterr().err
    assert "Traceback" in log
    assert number in log
