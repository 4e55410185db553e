"""Handing bytes to a relay, phase by phase, so that a failure says how far it came; or into a file where there is no relay."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask import current_app

from careercenter.outbox.headers import sender

TIMEOUT = 20  # seconds for each step of the dialogue


class Result(StrEnum):
    ACCEPTED = "accepted"
    LATER = "later"  # nothing was stored; try again
    REFUSED = "refused"  # never try this one again
    DROPPED = "dropped"  # our own word before the final dot was no
    DOUBTFUL = "doubtful"  # the final dot was sent and no reply came


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
    try:
        relay = _connect()
    except smtplib.SMTPResponseException as error:
        return Reply(Result.LATER, error.smtp_code, _plain(error.smtp_error))
    except (OSError, smtplib.SMTPException) as error:
        return Reply(Result.LATER, text=str(error))
    try:
        return _dialogue(relay, address, data, may_finish)
    finally:
        relay.close()


def _settings() -> Any:
    """Flask-Mail's own reading of the MAIL_ settings."""
    return current_app.extensions["mail"]


def _connect() -> smtplib.SMTP:
    state = _settings()
    context = ssl.create_default_context()
    relay: smtplib.SMTP
    if state.use_ssl:
        relay = smtplib.SMTP_SSL(state.server, state.port, timeout=TIMEOUT, context=context)
    else:
        relay = smtplib.SMTP(state.server, state.port, timeout=TIMEOUT)
    relay.ehlo_or_helo_if_needed()
    if state.use_tls:
        relay.starttls(context=context)
        relay.ehlo()
    if state.username:
        relay.login(state.username, state.password or "")
    return relay


def _dialogue(relay: smtplib.SMTP, address: str, data: bytes, may_finish: Callable[[], bool]) -> Reply:
    try:
        for code, text in (relay.mail(sender().addr_spec), relay.rcpt(address), relay.docmd("DATA")):
            if code not in (250, 251, 354):
                return Reply(Result.REFUSED if code >= 500 else Result.LATER, code, _plain(text))
        body = smtplib._quote_periods(data)  # type: ignore[attr-defined]
        relay.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    except (OSError, smtplib.SMTPException) as error:
        return Reply(Result.LATER, text=str(error))
    if not may_finish():
        return Reply(Result.DROPPED)
    try:
        relay.send(b".\r\n")
    except (OSError, smtplib.SMTPException) as error:
        return Reply(
            Result.LATER, text=str(error)
        )  # the line broke before the dot: RFC 5321 has the relay keep nothing
    try:
        code, text = relay.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Reply(Result.DOUBTFUL, text=str(error))
    if code == 250:
        return Reply(Result.ACCEPTED, code, _plain(text))
    return Reply(Result.REFUSED if code >= 500 else Result.LATER, code, _plain(text))


def _into_file(number: int, data: bytes, may_finish: Callable[[], bool]) -> Reply:
    if not may_finish():
        return Reply(Result.DROPPED)
    path = letter_file(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Reply(Result.ACCEPTED, text=f"written to {path.name}")


def letter_file(number: int) -> Path:
    """Where a letter lies when no mail server is set."""
    return Path(current_app.config["DATA_DIR"]) / "mail" / f"{number:08d}.eml"


def _plain(text: bytes | str) -> str:
    return (text.decode("utf-8", "replace") if isinstance(text, bytes) else text)[:200]
