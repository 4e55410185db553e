"""What becomes of a letter: by every answer of a relay, by every place in which the line may break, and after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import AuthResult
from flask import Flask

from careercenter.accounts import letters as account_letters
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import aside, db
from careercenter.employers import letters as employer_letters
from careercenter.outbox import delivery
from careercenter.outbox.headers import message_id
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind, MailState, OutgoingMail
from careercenter.outbox.transport import letter_file
from tests import cast
from tests.outbox.relay import FaultyRelay, Relay, free_port, running_faulty, running_relay, use

MINUTE = timedelta(minutes=1)
PAUSES = (1, 5, 20, 60, 180, 360)  # minutes between two tries


@pytest.fixture
def relay(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    with running_relay() as (relay, port):
        use(app, port, monkeypatch)
        yield relay


@pytest.fixture
def faulty(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., FaultyRelay]]:
    """Starts a relay that fails in these ways, one connection after the other."""
    with ExitStack() as stack:

        def start(*faults: str) -> FaultyRelay:
            relay, port = stack.enter_context(running_faulty(*faults))
            use(app, port, monkeypatch)
            return relay

        yield start


def write(people: cast.Cast, kind: Kind, now: datetime) -> OutgoingMail:
    """A letter to Maria that waits: one about her account, or a notice about Harbor Billing."""
    if kind is Kind.ACCOUNT:
        account_letters.confirm(people.maria, f"secret-{now}", now=now)
    else:
        employer_letters.proved(people.harbor, people.maria, now=now)
    db.session.commit()
    return db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(1)).one()


def deliver(now: datetime) -> None:
    assert runner.run(chore("deliver-mail"), now).failed == 0  # type: ignore[arg-type]
    db.session.expire_all()


# The relay answers


@pytest.mark.parametrize("kind", [Kind.ACCOUNT, Kind.NOTICE])
def test_a_letter_that_the_relay_takes_is_sent_once(people: cast.Cast, relay: Relay, now: datetime, kind: Kind) -> None:
    mail = write(people, kind, now)
    for minutes in range(3):
        deliver(now + minutes * MINUTE)
    [received] = relay.received
    assert (received.sender, received.to) == ("help@careercenter.example", ["maria@example.com"])
    assert (mail.state, mail.sent_at, mail.reply_code, mail.attempts) == ("sent", now, 250, 1)
    assert received.message["Message-ID"] == message_id(mail.dedupe_key)


def test_an_address_that_there_is_not_fails_and_the_others_are_sent(
    people: cast.Cast, relay: Relay, now: datetime
) -> None:
    relay.refusals["maria@example.com"] = ["550 5.1.1 no such user"]
    failed, other = write(people, Kind.NOTICE, now), write(people, Kind.ACCOUNT, now)
    other.to_address = "nora@example.com"
    db.session.commit()
    for minutes in range(3):
        deliver(now + minutes * MINUTE)
    assert (failed.state, failed.reply_code, failed.reason) == ("failed", 550, "5.1.1 no such user")
    assert other.state == "sent"
    assert [received.to for received in relay.received] == [["nora@example.com"]]


def test_a_relay_that_says_later_is_asked_again_with_the_same_message(
    people: cast.Cast, relay: Relay, now: datetime
) -> None:
    relay.refusals["maria@example.com"] = ["451 greylisted"]
    mail = write(people, Kind.NOTICE, now)
    deliver(now)
    assert (mail.state, mail.reason) == ("planned", "greylisted")
    first_id = message_id(mail.dedupe_key)
    deliver(now + MINUTE - timedelta(seconds=1))
    assert relay.received == []
    deliver(now + MINUTE)
    assert mail.state == "sent"
    assert relay.received[0].message["Message-ID"] == first_id


@pytest.mark.parametrize("fault", ["451 at DATA", "451"])
def test_a_later_after_the_address_is_a_later_too(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, fault: str
) -> None:
    relay, mail = faulty(fault, "fine"), write(people, Kind.NOTICE, now)
    deliver(now)
    assert (mail.state, mail.reply_code) == ("planned", 451)
    deliver(now + MINUTE)
    assert mail.state == "sent"
    assert relay.message_ids() == [message_id(mail.dedupe_key)]


@pytest.mark.parametrize("fault", ["554 at DATA", "554"])
def test_a_message_that_the_relay_will_not_have_fails(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, fault: str
) -> None:
    relay, mail = faulty(fault), write(people, Kind.NOTICE, now)
    for minutes in range(3):
        deliver(now + minutes * MINUTE)
    assert (mail.state, mail.reply_code) == ("failed", 554)
    assert relay.connections == 1


def test_after_seven_tries_it_has_failed(people: cast.Cast, relay: Relay, now: datetime) -> None:
    relay.refusals["maria@example.com"] = ["451 later"] * 20
    mail, moment = write(people, Kind.NOTICE, now), now
    for tries, pause in enumerate(PAUSES, 1):
        deliver(moment)
        assert (mail.state, mail.attempts) == ("planned", tries)
        moment += pause * MINUTE
        deliver(moment - timedelta(seconds=1))
        assert mail.attempts == tries, "it waits for the end of the pause"
    deliver(moment)
    assert (mail.state, mail.attempts) == ("failed", 7)
    deliver(moment + timedelta(days=1))
    assert len(relay.refusals["maria@example.com"]) == 13


# The line breaks


def test_a_relay_that_is_away_is_tried_again(
    app: Flask, people: cast.Cast, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    use(app, free_port(), monkeypatch)
    mail = write(people, Kind.NOTICE, now)
    deliver(now)
    assert mail.state == "planned"
    assert "refused" in mail.reason
    with running_relay() as (relay, port):
        use(app, port, monkeypatch)
        deliver(now + MINUTE)
        assert len(relay.received) == 1
    assert mail.state == "sent"


@pytest.mark.parametrize("fault", ["421", "close", "530 at MAIL", "550 at MAIL", "451 at MAIL"])
def test_a_relay_that_takes_no_letter_at_all_costs_none_of_them_a_try(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, fault: str
) -> None:
    """It is away or at odds with our settings; the letters rest, and one a minute asks again."""
    relay = faulty(fault)
    letters = [write(people, kind, now) for kind in (Kind.NOTICE, Kind.ACCOUNT)]
    for minutes in range(12):
        deliver(now + minutes * MINUTE)
        deliver(now + minutes * MINUTE + timedelta(seconds=45))
    assert relay.connections == 12
    assert [(mail.state, mail.attempts) for mail in letters] == [("planned", 0)] * 2
    relay = faulty("fine")
    deliver(now + 12 * MINUTE)
    assert [mail.state for mail in letters] == ["sent"] * 2
    assert len(relay.kept) == 2


@pytest.mark.parametrize("password", ["wrong", "wröng"])
def test_a_password_that_the_relay_refuses_costs_no_letter_a_try(
    app: Flask, people: cast.Cast, now: datetime, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    mail = write(people, Kind.NOTICE, now)
    monkeypatch.setattr(app.extensions["mail"], "username", "careercenter")
    monkeypatch.setattr(app.extensions["mail"], "password", password)

    def asks(*said: Any) -> AuthResult:
        return AuthResult(success=said[-1].password == b"right", handled=False)

    with running_relay(authenticator=asks, auth_require_tls=False) as (relay, port):
        use(app, port, monkeypatch)
        deliver(now)
        assert (mail.state, mail.attempts, relay.received) == ("planned", 0, [])
        monkeypatch.setattr(app.extensions["mail"], "password", "right")
        deliver(now + MINUTE)
        assert (mail.state, len(relay.received)) == ("sent", 1)


@pytest.mark.parametrize("kind", [Kind.ACCOUNT, Kind.NOTICE])
@pytest.mark.parametrize("fault", ["421", "close", "close at EHLO", "close at MAIL", "close at RCPT", "close at DATA"])
def test_a_line_that_breaks_before_the_body_is_tried_again(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, fault: str, kind: Kind
) -> None:
    relay, mail = faulty(fault, "fine"), write(people, kind, now)
    deliver(now)
    assert (mail.state, relay.kept) == ("planned", [])
    deliver(now + MINUTE)
    assert mail.state == "sent"
    assert relay.message_ids() == [message_id(mail.dedupe_key)]


def test_an_address_that_cannot_be_said_to_a_relay_fails_alone(people: cast.Cast, relay: Relay, now: datetime) -> None:
    failed, other = write(people, Kind.NOTICE, now), write(people, Kind.ACCOUNT, now)
    failed.to_address = "märia@example.com"
    db.session.commit()
    deliver(now)
    assert (failed.state, other.state) == ("failed", "sent")


@pytest.mark.parametrize("kind", [Kind.ACCOUNT, Kind.NOTICE])
def test_a_line_that_breaks_before_the_dot_is_tried_again(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, kind: Kind
) -> None:
    """The relay hangs up in the middle of the body: without its last line it keeps nothing."""
    relay, mail = faulty("close in body", "fine"), write(people, kind, now)
    deliver(now)
    assert (mail.state, relay.kept) == ("planned", [])
    deliver(now + MINUTE)
    assert mail.state == "sent"
    assert relay.message_ids() == [message_id(mail.dedupe_key)]


def test_a_notice_of_which_nobody_knows_is_never_sent_again(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime
) -> None:
    relay, mail = faulty("keep and close", "fine"), write(people, Kind.NOTICE, now)
    for minutes in (0, 1, 10, 1_000):
        deliver(now + minutes * MINUTE)
    assert mail.state == "uncertain"
    assert "may or may not have arrived" in mail.reason
    assert relay.message_ids() == [message_id(mail.dedupe_key)]


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        ("250 kept", "sent"),
        ("251 forwarded", "sent"),
        ("200 fine", "sent"),
        ("354 what?", "uncertain"),
        ("999 no such code", "uncertain"),
        ("garbage", "uncertain"),
        ("", "uncertain"),
    ],
)
def test_whatever_the_relay_says_a_notice_that_it_kept_comes_once(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, answer: str, becomes: str
) -> None:
    relay, mail = faulty(f"keep and say {answer}"), write(people, Kind.NOTICE, now)
    for minutes in (0, 1, 10, 1_000):
        deliver(now + minutes * MINUTE)
    assert mail.state == becomes
    assert relay.message_ids() == [message_id(mail.dedupe_key)]


def test_an_account_letter_of_which_nobody_knows_is_sent_again_as_the_same_message(
    people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime
) -> None:
    relay, mail = faulty("keep and close", "fine"), write(people, Kind.ACCOUNT, now)
    deliver(now)
    assert mail.state == "planned"
    assert mail.text is not None, "its text is needed once more"
    deliver(now + MINUTE)
    assert mail.state == "sent"
    assert relay.message_ids() == [message_id(mail.dedupe_key)] * 2


def test_a_letter_cancelled_while_it_is_on_the_wire_is_dropped_before_the_dot(
    app: Flask, people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime
) -> None:
    relay, mail = faulty("fine"), write(people, Kind.NOTICE, now)

    def cancel() -> None:
        with app.app_context(), aside() as other:
            other.execute(sa.update(OutgoingMail).values(state=MailState.CANCELLED))

    relay.on_data = cancel
    deliver(now)
    assert (mail.state, relay.kept) == ("cancelled", [])


def test_nobody_waits_for_a_relay_that_dawdles(
    app: Flask,
    people: cast.Cast,
    faulty: Callable[..., FaultyRelay],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While a letter is on the wire the database is free for everybody who writes."""
    monkeypatch.setattr("careercenter.db.LOCK_WAIT", 200)
    db.engine.dispose()
    relay, mail, written = faulty("fine"), write(people, Kind.NOTICE, now), []

    def change_a_name() -> None:
        with app.app_context(), aside() as other:
            other.execute(sa.update(cast.Account).values(name="Somebody"))
            written.append(True)

    relay.on_data = change_a_name
    deliver(now)
    assert (mail.state, written) == ("sent", [True])


# A worker dies


@pytest.mark.parametrize(
    ("kind", "left_in", "ends_in", "copies"),
    [
        (Kind.NOTICE, MailState.SENDING, "sent", 1),  # nothing was promised yet
        (Kind.ACCOUNT, MailState.SENDING, "sent", 1),
        (Kind.NOTICE, MailState.INTENT, "uncertain", 0),  # the dot may have been sent
        (Kind.ACCOUNT, MailState.INTENT, "sent", 1),
    ],
)
def test_what_a_dead_worker_left_behind_is_taken_up_when_its_lease_is_over(
    people: cast.Cast, relay: Relay, now: datetime, kind: Kind, left_in: MailState, ends_in: str, copies: int
) -> None:
    mail = write(people, kind, now)
    mail.state, mail.epoch, mail.attempts, mail.lease_until = left_in, 1, 1, now + timedelta(minutes=5)
    db.session.commit()
    deliver(now + timedelta(minutes=4, seconds=59))
    assert (mail.state, relay.received) == (left_in, []), "another worker has it in hand"
    for minutes in (5, 6, 30):
        deliver(now + minutes * MINUTE)
    assert mail.state == ends_in
    assert len(relay.received) == copies


def test_a_worker_that_comes_too_late_sends_nothing(people: cast.Cast, relay: Relay, now: datetime) -> None:
    """It read the letter, slept, and another worker has claimed it since."""
    mail = write(people, Kind.NOTICE, now)
    db.session().expire_on_commit = False
    assert mail.epoch == 0
    db.session.commit()
    with aside() as other:
        other.execute(sa.update(OutgoingMail).values(epoch=5))
    delivery.send(mail, now)
    assert relay.received == []


def test_a_worker_that_wakes_up_before_the_dot_drops_a_letter_that_another_has_claimed(
    app: Flask, people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime
) -> None:
    """It slept longer than its lease. The other's claim looks like its own but for the epoch."""
    relay, mail = faulty("fine"), write(people, Kind.NOTICE, now)

    def claim() -> None:
        with app.app_context(), aside() as other:
            other.execute(sa.update(OutgoingMail).values(epoch=OutgoingMail.epoch + 1))

    relay.on_data = claim
    deliver(now)
    assert (mail.state, relay.kept) == ("sending", [])


@pytest.mark.parametrize("fault", ["451 at DATA", "554 at DATA", "fine"])
def test_no_answer_wakes_a_letter_that_was_cancelled_meanwhile(
    app: Flask, people: cast.Cast, faulty: Callable[..., FaultyRelay], now: datetime, fault: str
) -> None:
    relay, mail = faulty(fault), write(people, Kind.NOTICE, now)

    def cancel() -> None:
        with app.app_context(), aside() as other:
            other.execute(sa.update(OutgoingMail).values(state=MailState.CANCELLED))

    relay.on_data = cancel
    deliver(now)
    assert (mail.state, relay.kept) == ("cancelled", [])


def test_a_letter_that_ends_its_worker_each_time_fails_in_the_end(
    people: cast.Cast, relay: Relay, now: datetime
) -> None:
    mail = write(people, Kind.NOTICE, now)
    mail.state, mail.epoch, mail.attempts, mail.lease_until = MailState.SENDING, 7, 7, now
    db.session.commit()
    deliver(now)
    assert (mail.state, relay.received) == ("failed", [])


def test_a_letter_that_cannot_be_written_stops_no_other_and_fails_in_the_end(
    people: cast.Cast, relay: Relay, now: datetime
) -> None:
    poison, other = write(people, Kind.NOTICE, now), write(people, Kind.ACCOUNT, now)
    poison.to_address = "maria@example.com\nBcc: everybody@example.com"
    db.session.commit()
    deliver(now)
    assert (poison.state, other.state) == ("planned", "sent")
    moment = now
    for pause in PAUSES:
        moment += pause * MINUTE
        deliver(moment)
    assert (poison.state, poison.attempts) == ("failed", 7)
    assert len(relay.received) == 1


# Which, when, and what stays


def test_urgent_letters_go_first(people: cast.Cast, relay: Relay, now: datetime) -> None:
    write(people, Kind.NOTICE, now - 2 * MINUTE)
    write(people, Kind.ACCOUNT, now)
    deliver(now)
    assert [received.message["Subject"] for received in relay.received] == [
        "Confirm your CareerCenter account",
        "Harbor Billing is proved on CareerCenter",
    ]


def test_a_letter_waits_for_its_time(people: cast.Cast, relay: Relay, now: datetime) -> None:
    mail = write(people, Kind.NOTICE, now)
    deliver(now - timedelta(seconds=1))
    assert mail.state == "planned"
    deliver(now)
    assert mail.state == "sent"


def test_an_account_letter_is_not_sent_after_a_day(people: cast.Cast, relay: Relay, now: datetime) -> None:
    mail = write(people, Kind.ACCOUNT, now)
    deliver(now + timedelta(hours=24))
    assert (mail.state, mail.text, mail.html) == ("expired", None, None)
    assert relay.received == []


def test_the_text_of_an_account_letter_is_wiped_and_that_of_a_notice_stays(
    people: cast.Cast, relay: Relay, now: datetime
) -> None:
    account, notice = write(people, Kind.ACCOUNT, now), write(people, Kind.NOTICE, now)
    assert "/account/confirm/" in account.text
    deliver(now)
    assert (account.text, account.html) == (None, None)
    assert notice.text
    assert "/account/confirm/" in relay.received[0].message.get_body(("plain",)).get_content()


def test_one_cause_writes_one_letter(people: cast.Cast, now: datetime) -> None:
    facts = {"kind": Kind.NOTICE, "dedupe_key": "confirmed:2:1", "now": now, "account": people.maria}
    for _ in range(3):
        compose("employers/proved", "maria@example.com", employer=people.harbor, **facts)
    db.session.commit()
    assert len(db.session.scalars(sa.select(OutgoingMail)).all()) == 1
    duplicate = sa.insert(OutgoingMail).values(
        kind="notice", letter="x", dedupe_key="confirmed:2:1", to_address="x@example.com", not_before=now,
        subject="", reason="", created_at=now, updated_at=now,
    )  # fmt: skip
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(duplicate)


def test_without_a_relay_letters_go_into_files(app: Flask, people: cast.Cast, now: datetime) -> None:
    mail = write(people, Kind.NOTICE, now)
    deliver(now)
    assert mail.state == "sent"
    path = letter_file(mail.id)
    assert path.parent == Path(app.config["DATA_DIR"]) / "mail"
    assert path.stat().st_mode & 0o777 == 0o600, "for the site alone to read"
    message = message_from_bytes(path.read_bytes())
    assert (message["To"], message["Message-ID"]) == ("maria@example.com", message_id(mail.dedupe_key))
    assert mail.reason == f"written to {path.name}"


def test_a_disk_that_is_full_for_a_while_loses_no_letter(app: Flask, people: cast.Cast, now: datetime) -> None:
    folder = Path(app.config["DATA_DIR"]) / "mail"
    folder.write_text("in the way")
    mail = write(people, Kind.NOTICE, now)
    deliver(now)
    assert (mail.state, mail.reason) == ("planned", "It can't be written to a file: File exists.")
    folder.unlink()
    deliver(now + MINUTE)
    assert mail.state == "sent"
    assert [path.name for path in folder.iterdir()] == [letter_file(mail.id).name]


def test_a_cancelled_letter_leaves_no_file(
    app: Flask, people: cast.Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_intend", lambda *_: False)
    mail = write(people, Kind.NOTICE, now)
    deliver(now)
    assert not list(letter_file(mail.id).parent.iterdir())


def test_a_dry_run_of_the_chore_sends_nothing(people: cast.Cast, relay: Relay, now: datetime) -> None:
    mail = write(people, Kind.NOTICE, now)
    assert runner.run(chore("deliver-mail"), now, dry_run=True).done == 1  # type: ignore[arg-type]
    db.session.expire_all()
    assert (mail.state, mail.attempts, relay.received) == ("planned", 0, [])
