"""Stopping letters from a letter: looking changes nothing, one press is enough, and nothing else is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.alerts import saving
from careercenter.alerts.models import SavedSearch
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.jobs.criteria import JobCriteria
from careercenter.outbox.models import OutgoingMail
from tests import cast, factories
from tests.outbox.relay import running_faulty, use
from tests.pages import form_to, press

Visit = Callable[[], TestApp]
SLOT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True)
class Links:
    """The address of the letter's own head, and of each search by its system."""

    letter: str
    epic: str
    athena: str


@pytest.fixture
def links(app: Flask, set_clock: Callable[[datetime], None]) -> Links:
    """
    Maria has three searches: Epic and Athena found jobs and stand in this Monday's letter, Meditech found none. Hank has
    one of his own.
    """
    set_clock(SLOT)
    with app.app_context():
        people = cast.make_cast()
        before = SLOT - timedelta(days=5)
        tools = ("epic", "athena", "meditech")
        epic, athena, _ = (saving.save(people.maria, JobCriteria(tool=(tool,)), now=before) for tool in tools)
        saving.save(people.hank, JobCriteria(), now=before)
        for tool in ("epic", "athena"):
            factories.open_job(
                people.sunrise, people.olive, SLOT - timedelta(days=1), tools=(tool,), title=f"{tool} job"
            )
        db.session.commit()
        send_alerts(SLOT)
        letter = db.session.scalars(
            sa.select(OutgoingMail).where(OutgoingMail.kind == "digest", OutgoingMail.to_address == "maria@example.com")
        ).one()
        assert letter.unsubscribe_url is not None
        paths = (f"/unsubscribe/{token}" for token in (epic.unsubscribe_token, athena.unsubscribe_token))
        return Links(letter.unsubscribe_url.removeprefix("http://localhost"), *paths)


def send_alerts(now: datetime) -> None:
    for name in ("send-alerts", "deliver-mail"):
        assert runner.run(chore(name), now).failed == 0  # type: ignore[arg-type]


def stopped(app: Flask) -> list[str]:
    """The criteria of all searches that are stopped."""
    with app.app_context():
        query = sa.select(SavedSearch.criteria).where(SavedSearch.status == "unsubscribed")
        return sorted(db.session.scalars(query))


def test_looking_stops_nothing(app: Flask, visit: Visit, links: Links) -> None:
    """Mail scanners open every link, some of them as the person who is signed in."""
    maria = cast.signed_in(app, visit, "maria")
    for browser in (visit(), maria):
        for link in (links.letter, links.epic, f"{links.epic}/all"):
            for method in ("GET", "HEAD", "OPTIONS", "GET"):
                assert browser.request(link, method=method, expect_errors=True).status_int in (200, 405)
    assert stopped(app) == []


def test_the_page_says_what_would_stop_and_asks_for_a_press(app: Flask, visit: Visit, links: Links) -> None:
    page = visit().get(links.letter)
    assert "Epic" in page
    assert "athena" in page.text.lower()
    assert "meditech" not in page.text.lower()
    assert 'name="robots" content="noindex"' in page
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert 'name="referrer" content="no-referrer"' in page
    assert "Stopped." in form_to(page, links.letter).submit(status=200)
    assert stopped(app) == ["tool=athena", "tool=epic"]
    assert "Nothing is left to stop" in visit().get(links.letter, status=200)


FORM_DATA = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ONE_CLICK, "application/x-www-form-urlencoded"),
        (FORM_DATA, "multipart/form-data; boundary=x"),
        ("", "application/x-www-form-urlencoded"),
        ("{}", "application/json"),
    ],
)
def test_one_click_needs_no_cookie_no_token_and_no_page_in_between(
    app: Flask, visit: Visit, links: Links, body: str, kind: str
) -> None:
    for _ in range(2):
        answer = visit().post(links.letter, body, {"Content-Type": kind})
        assert answer.status_int == 200
        assert "Set-Cookie" not in answer.headers
    assert stopped(app) == ["tool=athena", "tool=epic"], "what the letter carried, and no other search"


def test_one_click_works_in_somebody_elses_browser(app: Flask, visit: Visit, links: Links) -> None:
    cast.signed_in(app, visit, "hank").post(links.letter, ONE_CLICK, status=200)
    assert stopped(app) == ["tool=athena", "tool=epic"], "Hank's own searches go on"


def test_the_link_of_one_search_stops_that_one(app: Flask, visit: Visit, links: Links) -> None:
    visit().post(links.athena, ONE_CLICK, status=200)
    assert stopped(app) == ["tool=athena"]


def test_all_means_all_of_this_account(app: Flask, visit: Visit, links: Links) -> None:
    page = visit().get(links.epic)
    form_to(page, "/all").submit(status=200)
    assert stopped(app) == ["tool=athena", "tool=epic", "tool=meditech"]


@pytest.mark.parametrize("token", ["no-such-token", "x" * 24, "x" * 500, "%20", "1", "' OR 1=1"])
def test_an_unknown_link_is_answered_like_a_known_one(app: Flask, visit: Visit, links: Links, token: str) -> None:
    known, unknown = visit().post(links.athena, ONE_CLICK), visit().post(f"/unsubscribe/{token}", ONE_CLICK)
    assert (known.status_int, unknown.status_int) == (200, 200)
    assert known.html.h1.text == unknown.html.h1.text
    visit().post(f"/unsubscribe/{token}/all", ONE_CLICK, status=200)
    assert stopped(app) == ["tool=athena"]
    seen = [visit().get(link) for link in (links.athena, f"/unsubscribe/{token}")]
    assert len({page.html.h1.text for page in seen}) == 1
    assert {page.headers["Cache-Control"] for page in seen} == {"private, no-store"}


def test_after_it_no_letter_comes(app: Flask, visit: Visit, links: Links) -> None:
    visit().post(links.letter, ONE_CLICK)
    with app.app_context():
        sunrise, olive = db.session.get_one(cast.Employer, 1), cast.person("olive")
        factories.open_job(sunrise, olive, SLOT + timedelta(days=1), title="Epic again")
        factories.open_job(sunrise, olive, SLOT + timedelta(days=1), title="Meditech job", tools=("meditech",))
        send_alerts(SLOT + WEEK)
        query = sa.select(OutgoingMail).where(OutgoingMail.to_address == "maria@example.com").order_by(OutgoingMail.id)
        last = list(db.session.scalars(query))[-1]
        assert "Meditech job" in last.text, "a search that the letter did not carry goes on"
        assert "Epic again" not in last.text


@pytest.mark.parametrize("state", ["uncertain", "failed", "cancelled"])
def test_the_link_of_a_letter_in_doubt_stops_what_it_carried(
    app: Flask, visit: Visit, links: Links, state: str
) -> None:
    """It may have arrived; its jobs came again in the next one, and its link must still stand for its searches."""
    with app.app_context():
        db.session.execute(sa.update(OutgoingMail).where(OutgoingMail.kind == "digest").values(state=state))
        db.session.commit()
        send_alerts(SLOT + WEEK)
    visit().post(links.letter, ONE_CLICK, status=200)
    assert stopped(app) == ["tool=athena", "tool=epic"]


def test_a_letter_that_is_planned_already_does_not_come(app: Flask, visit: Visit, links: Links) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), SLOT + timedelta(days=1))
        assert runner.run(chore("send-alerts"), SLOT + WEEK).done == 2  # type: ignore[arg-type]
    form_to(visit().get(links.epic), "/all").submit()
    with app.app_context():
        runner.run(chore("deliver-mail"), SLOT + WEEK)  # type: ignore[arg-type]
        query = sa.select(OutgoingMail.state).where(OutgoingMail.to_address == "maria@example.com")
        assert list(db.session.scalars(query.order_by(OutgoingMail.id))) == ["sent", "cancelled"]


@pytest.fixture
def on_the_wire(
    app: Flask, links: Links, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[], object]], list[str]]:
    """Sends next Monday's letter and does something while its body is on the wire. Gives the texts that the relay kept."""

    def send(do: Callable[[], object]) -> list[str]:
        with app.app_context(), running_faulty("fine") as (relay, port):
            sunrise, olive = db.session.get_one(cast.Employer, 1), cast.person("olive")
            for tool in ("epic", "athena"):
                factories.open_job(sunrise, olive, SLOT + timedelta(days=1), tools=(tool,), title=f"{tool} again")
            db.session.execute(sa.delete(SavedSearch).where(SavedSearch.account_id == cast.person("hank").id))
            db.session.execute(sa.delete(OutgoingMail).where(OutgoingMail.state == "planned"))
            db.session.commit()
            use(app, port, monkeypatch)

            def once() -> None:
                relay.on_data = lambda: None
                done = Thread(target=do)
                done.start()
                done.join(10)

            relay.on_data = once
            send_alerts(SLOT + WEEK)
            send_alerts(SLOT + WEEK)  # the next beat, which takes up what was called back
            texts = [message_from_bytes(body, EmailMessage, policy=policy.default) for body in relay.kept]
            return [str(text.get_body(("plain",)).get_content()) for text in texts]  # type: ignore[union-attr]

    return send


def test_a_letter_on_the_wire_is_dropped_and_written_anew_without_what_was_stopped(
    app: Flask, visit: Visit, links: Links, on_the_wire: Callable[[Callable[[], object]], list[str]]
) -> None:
    [kept] = on_the_wire(lambda: visit().post(links.epic, ONE_CLICK, status=200))
    assert "athena again" in kept
    assert "epic again" not in kept


def test_a_letter_on_the_wire_is_dropped_when_a_search_is_paused(
    app: Flask, visit: Visit, links: Links, on_the_wire: Callable[[Callable[[], object]], list[str]]
) -> None:
    def pause() -> None:
        with app.app_context():
            saved = db.session.scalars(sa.select(SavedSearch).where(SavedSearch.criteria == "tool=epic")).one()
            saving.pause(saved, now=SLOT + WEEK)
            db.session.commit()

    [kept] = on_the_wire(pause)
    assert "epic again" not in kept


def test_a_letter_on_the_wire_is_cancelled_when_nothing_is_left_of_it(
    app: Flask, visit: Visit, links: Links, on_the_wire: Callable[[Callable[[], object]], list[str]]
) -> None:
    assert on_the_wire(lambda: visit().post(f"{links.epic}/all", ONE_CLICK, status=200)) == []
    with app.app_context():
        query = sa.select(OutgoingMail.state).where(OutgoingMail.kind == "digest").order_by(OutgoingMail.id.desc())
        assert db.session.scalars(query).first() == "cancelled"


def test_a_link_works_after_years_and_after_another_secret(
    app: Flask, visit: Visit, links: Links, set_clock: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(SLOT + timedelta(days=1_000))
    monkeypatch.setitem(app.config, "SECRET_KEY", "another secret that nobody knows")
    visit().post(links.letter, ONE_CLICK, status=200)
    assert stopped(app) == ["tool=athena", "tool=epic"]


def test_who_pressed_by_mistake_starts_it_again_on_the_same_page(app: Flask, visit: Visit, links: Links) -> None:
    browser = visit()
    page = form_to(browser.get(links.letter), links.letter).submit()
    assert stopped(app) == ["tool=athena", "tool=epic"]
    assert "Start them again" in page
    assert "Start them again" in browser.get(links.letter)
    page = form_to(page, "/undo").submit().follow()
    assert stopped(app) == []
    assert "Stop these alerts?" in page


def test_going_back_wakes_what_this_link_had_stopped_and_nothing_else(app: Flask, visit: Visit, links: Links) -> None:
    page = form_to(visit().get(links.epic), "/all").submit()
    form_to(page, "/undo").submit(status=303)
    assert stopped(app) == ["tool=athena", "tool=meditech"]
    assert "Nothing is left to stop" in visit().post("/unsubscribe/no-such-token/undo").follow()
    assert stopped(app) == ["tool=athena", "tool=meditech"]


def test_a_stopped_search_stands_on_the_desk_and_can_be_started_again(app: Flask, visit: Visit, links: Links) -> None:
    visit().post(links.epic, ONE_CLICK)
    maria = cast.signed_in(app, visit, "maria")
    row = maria.get("/seeker/alerts").html.find_all("tr")[-1]
    assert "Epic" in row.text
    assert "Stopped" in row.text
    press(maria.get("/seeker/alerts"), row.form["action"])
    assert stopped(app) == []


def test_a_stopped_search_can_be_saved_again(app: Flask, visit: Visit, links: Links) -> None:
    visit().post(links.epic, ONE_CLICK)
    maria = cast.signed_in(app, visit, "maria")
    form_to(maria.get("/jobs?tool=epic"), "/seeker/alerts").submit(status=303)
    assert stopped(app) == []
    with app.app_context():
        assert len(list(db.session.scalars(sa.select(SavedSearch)))) == 4
