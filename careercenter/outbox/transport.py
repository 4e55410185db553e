"""Handing bytes to a relay, phase by phase, so that a failure says how far it came; or into a file where there is no relay."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import current_app

from careercenter import files
from careercenter.outbox.headers import sender
from careercenter.outbox.relay import Relay, RelayOverTls

TIMEOUT = 20  # seconds that a step of the dialogue may take
STEPS = 6  # so many times that for the whole dialogue, well within a letter's lease


class Result(StrEnum):
    ACCEPTED = "accepted"
    LATER = "later"  # nothing was stored; try again
    REFUSED = "refused"  # never try this one again
    RELAY_ILL = "relay ill"  # it has not even heard whom the letter is for: no other letter would fare better
    DROPPED = "dropped"  # our own word before the final dot was no
    DOUBTFUL = "doubtful"  # the final dot was sent, and no reply came that says what became of it


@dataclass(frozen=True)
class Reply:
    result: Result
    code: int | None = None
    text: str = ""


def deliver(number: int, address: str, data: bytes, may_finish: Callable[[], bool]) -> Reply:
    """
    The bytes of letter `number` to one address. `may_finish` is asked when all but the final dot has been sent; when it says no, the
    line is dropped and the relay, by RFC 5321 section 4.1.1.4, keeps nothing.
    """
    if not _settings().server:
        return _into_file(number, data, may_finish)
    with ExitStack() as stack:
        try:
            relay = stack.enter_context(closing(_connected()))
            _introduce(relay)
        except smtplib.SMTPResponseException as error:
            return Reply(Result.RELAY_ILL, error.smtp_code, _plain(error.smtp_error))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            return Reply(Result.RELAY_ILL, text=_plain(str(error)))
        return _hand_over(relay, address, data) or _finish(relay, may_finish)


def _settings() -> Any:
    """Flask-Mail's own reading of the MAIL_ settings."""
    return current_app.extensions["mail"]


def _connected() -> Relay:
    state = _settings()
    limits = {"timeout": TIMEOUT, "longest": TIMEOUT * STEPS}
    if state.use_ssl:
        return RelayOverTls(state.server, state.port, **limits, context=ssl.create_default_context())
    return Relay(state.server, state.port, **limits)


def _introduce(relay: Relay) -> None:
    """All that is the same for every letter: greeting, encryption, password, and the sender's address."""
    state = _settings()
    relay.ehlo_or_helo_if_needed()
    if state.use_tls:
        relay.starttls(context=ssl.create_default_context())
        relay.ehlo()
    if state.username:
        relay.login(state.username, state.password or "")
    address = sender().addr_spec
    code, text = relay.mail(address)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, text, address)


def _hand_over(relay: Relay, address: str, data: bytes) -> Reply | None:
    """The address and the body, up to the final dot. A reply when it comes to an end there."""
    try:
        code, text = relay.rcpt(address)
        if code // 100 == 2:
            code, text = relay.docmd("DATA")
        if code != 354:
            return Reply(Result.REFUSED if code // 100 == 5 else Result.LATER, code, _plain(text))
        body = smtplib._quote_periods(data)  # type: ignore[attr-defined]
        relay.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    except (OSError, smtplib.SMTPException) as error:
        return Reply(Result.LATER, text=_plain(str(error)))
    except ValueError:  # smtplib speaks ASCII
        return Reply(Result.REFUSED, text="The address has characters that no mail server is asked to take.")
    return None


def _finish(relay: Relay, may_finish: Callable[[], bool]) -> Reply:
    if not may_finish():
        return Reply(Result.DROPPED)
    try:
        relay.send(b".\r\n")
    except (OSError, smtplib.SMTPException) as error:
        # The line broke before the dot: RFC 5321 has the relay keep nothing.
        return Reply(Result.LATER, text=_plain(str(error)))
    try:
        code, text = relay.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Reply(Result.DOUBTFUL, text=_plain(str(error)))
    # The first digit decides (RFC 5321, section 4.2.1); what has none of these may have been kept.
    verdicts = {2: Result.ACCEPTED, 4: Result.LATER, 5: Result.REFUSED}
    return Reply(verdicts.get(code // 100, Result.DOUBTFUL), code, _plain(text))


def _into_file(number: int, data: bytes, may_finish: Callable[[], bool]) -> Reply:
    """Written whole beside its place first: a disk that is full says so before anything is promised."""
    path = letter_file(number)
    try:
        beside = files.write_beside(path, data)
        if not may_finish():
            beside.unlink()
            return Reply(Result.DROPPED)
        files.put(beside, path)
    except OSError as error:
        return Reply(Result.LATER, text=f"It can't be written to a file: {error.strerror}.")
    return Reply(Result.ACCEPTED, text=f"written to {path.name}")


def letter_file(number: int) -> Path:
    """Where a letter lies when no mail server is set."""
    return Path(current_app.config["DATA_DIR"]) / "mail" / f"{number:08d}.eml"


def _plain(text: bytes | str) -> str:
    return (text.decode("utf-8", "replace") if isinstance(text, bytes) else text)[:200]
