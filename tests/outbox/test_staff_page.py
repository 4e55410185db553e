"""Staff's page of mails: what waits, what was sent, what failed and why, and the letters themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.accounts import letters as account_letters
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.employers import letters as employer_letters
from careercenter.outbox.models import Kind, MailState, OutgoingMail
from tests import cast

Visit = Callable[[], TestApp]
pytestmark = pytest.mark.usefixtures("peopled")


@pytest.fixture
def dev(app: Flask, visit: Visit, peopled: None) -> TestApp:
    return cast.signed_in(app, visit, "dev")


def write(app: Flask, now: datetime, state: MailState = MailState.PLANNED, **over: object) -> int:
    """A notice to Hank in a state; its number."""
    with app.app_context():
        harbor = db.session.get_one(cast.Employer, 2)
        employer_letters.proved(harbor, cast.person("hank"), now=now)
        db.session.flush()
        number = db.session.scalars(sa.select(sa.func.max(OutgoingMail.id))).one()
        changes = {"state": state, "dedupe_key": f"made:{number}", **over}
        db.session.execute(sa.update(OutgoingMail).where(OutgoingMail.id == number).values(**changes))
        db.session.commit()
        return number


def test_every_letter_stands_there_with_its_state_and_why(app: Flask, dev: TestApp, now: datetime) -> None:
    write(app, now, subject="It waits")
    write(app, now, MailState.FAILED, subject="It failed", reason="5.1.1 no such user")
    write(app, now, MailState.SENT, subject="It was sent", reason="250 kept", sent_at=now)
    page = dev.get("/staff/mail")
    for words in ("It waits", "It failed", "It was sent", "5.1.1 no such user", "hank@example.com"):
        assert words in page, words
    assert "250 kept" not in page
    assert "Nothing leaves this machine" in page


@pytest.mark.parametrize("state", list(MailState))
def test_letters_are_told_apart_by_their_state(app: Flask, dev: TestApp, now: datetime, state: str) -> None:
    write(app, now, MailState(state), subject=f"Letter {state}")
    other = MailState.SENT if state != "sent" else MailState.FAILED
    write(app, now, other, subject="Another one")
    page = dev.get("/staff/mail", {"state": state})
    assert f"Letter {state}" in page
    assert "Another one" not in page


@pytest.mark.parametrize("state", ["nonsense", "", "SENT", "' OR 1=1", "\x00"])
def test_a_state_that_there_is_not_shows_all(app: Flask, dev: TestApp, now: datetime, state: str) -> None:
    write(app, now, subject="One letter")
    assert "One letter" in dev.get("/staff/mail", {"state": state})


def test_a_letter_is_shown_as_text_and_its_html_in_a_sandbox(app: Flask, dev: TestApp, now: datetime) -> None:
    evil = "<script>alert(1)</script>"
    number = write(app, now, subject=f"Hello {evil}", text=f"Words {evil} http://localhost/x", html=f"<p>Hi{evil}</p>")
    page = dev.get(f"/staff/mail/{number}")
    assert "<script>alert" not in page
    assert "Words &lt;script&gt;" in page
    part = dev.get(f"/staff/mail/{number}/html")
    assert part.headers["Content-Security-Policy"].startswith("sandbox")
    assert "allow-scripts" not in part.headers["Content-Security-Policy"]
    assert part.headers["Cache-Control"] == "private, no-store"


def test_the_text_of_an_account_letter_that_went_to_a_relay_is_gone(app: Flask, dev: TestApp, now: datetime) -> None:
    number = write(app, now, MailState.SENT, kind=Kind.ACCOUNT, text=None, html=None)
    assert "Its links are keys, so its text is for its reader alone" in dev.get(f"/staff/mail/{number}")
    dev.get(f"/staff/mail/{number}/html", status=404)


def test_a_link_that_goes_to_a_relay_is_shown_to_nobody(
    app: Flask, dev: TestApp, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        account_letters.reset(cast.person("maria"), "the-secret", now=now)
        db.session.commit()
    monkeypatch.setitem(app.config, "MAIL_SERVER", "relay.example")
    page = dev.get("/staff/mail")
    assert "the-secret" not in page
    letter = page.click("password", index=0)
    assert "the-secret" not in letter
    dev.get(f"{letter.request.path}/html", status=404)


def test_without_a_relay_the_files_are_read(app: Flask, dev: TestApp, now: datetime) -> None:
    with app.app_context():
        account_letters.confirm(cast.person("maria"), "the-secret", now=now)
        db.session.commit()
        assert runner.run(chore("deliver-mail"), now).failed == 0  # type: ignore[arg-type]
    page = dev.get("/staff/mail").click("Confirm your CareerCenter account")
    assert "http://localhost/account/confirm/the-secret" in page
    assert "the-secret" in page.click("As HTML")


def test_a_digest_that_is_not_written_yet_says_so(app: Flask, dev: TestApp, now: datetime) -> None:
    number = write(app, now, kind=Kind.DIGEST, subject="", text=None, html=None)
    assert "Digest, written when it is sent" in dev.get("/staff/mail")
    assert "No text is kept." in dev.get(f"/staff/mail/{number}")


def test_many_letters_are_paged_newest_first(app: Flask, dev: TestApp, now: datetime) -> None:
    for number in range(45):
        write(app, now + timedelta(seconds=number), subject=f"Letter {number:02}")
    first, second = dev.get("/staff/mail"), dev.get("/staff/mail?page=2")
    assert first.text.index("Letter 44") < first.text.index("Letter 05")
    assert "Letter 04" not in first
    assert "Letter 04" in second
    assert "Letter 05" not in second


def test_a_letter_that_there_is_not(dev: TestApp) -> None:
    for number in ("99", "0", "1" * 20):
        dev.get(f"/staff/mail/{number}", status=404)


def test_what_failed_is_told_on_staffs_desk(app: Flask, dev: TestApp, now: datetime) -> None:
    write(app, now, MailState.FAILED)
    write(app, now, MailState.UNCERTAIN)
    assert "2 letters were not delivered for certain" in dev.get("/staff")
