"""Writing letters: three templates a letter, rendered into one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, render_template
from sqlalchemy import select

from careercenter.db import db
from careercenter.outbox.models import Kind, OutgoingMail

PRIORITY = {Kind.ACCOUNT: 0, Kind.NOTICE: 3, Kind.DIGEST: 7}
ACCOUNT_LETTER_LIFE = timedelta(hours=24)
TEXTS_KEPT = timedelta(days=30)  # what a letter said; its row stays


@dataclass(frozen=True)
class Content:
    """What a letter says, as text and as HTML, and where its reader may end such letters with one click."""

    subject: str
    text: str
    html: str
    unsubscribe_url: str | None = None


Writer = Callable[[OutgoingMail, datetime], Content | None]
_writers: dict[str, Writer] = {}


def writer(letter: str) -> Callable[[Writer], Writer]:
    """
    Registers a room's writer for a letter that is written at the moment it is sent, because it must be true then.

    The writer gives None when there is nothing to say.
    """

    def register(write: Writer) -> Writer:
        _writers[letter] = write
        return write

    return register


def written(mail: OutgoingMail, now: datetime) -> Content | None:
    """The letter's content: the stored one, or what its writer says now."""
    write = _writers.get(mail.letter)
    if write is not None:
        return write(mail, now)
    return Content(mail.subject, mail.text or "", mail.html or "", mail.unsubscribe_url)


def compose(
    letter: str, to: str, *, kind: Kind, dedupe_key: str, now: datetime, account: Any = None, **facts: Any
) -> None:
    """
    Adds the letter to the outbox, to be delivered from now on; once only for one `dedupe_key`.

    Renders subject.txt, body.txt and body.html of templates/letters/<letter>/ with the facts.
    """
    if db.session.scalar(select(OutgoingMail.id).where(OutgoingMail.dedupe_key == dedupe_key)) is not None:
        return
    content = rendered(letter, account=account, now=now, **facts)
    db.session.add(
        OutgoingMail(
            kind=kind,
            letter=letter,
            dedupe_key=dedupe_key,
            account_id=account.id if account is not None else None,
            to_address=to,
            priority=PRIORITY[kind],
            not_before=now,
            expires_at=now + ACCOUNT_LETTER_LIFE if kind is Kind.ACCOUNT else None,
            subject=content.subject,
            text=content.text,
            html=content.html,
            created_at=now,
            updated_at=now,
        )
    )


def rendered(letter: str, *, unsubscribe_url: str | None = None, **facts: Any) -> Content:
    """The letter of this folder with these facts."""
    facts["postal_address"] = current_app.config["POSTAL_ADDRESS"]
    subject = " ".join(render_template(f"letters/{letter}/subject.txt", **facts).split())
    return Content(
        subject=subject[:300],
        text=_without_gaps(render_template(f"letters/{letter}/body.txt", subject=subject, **facts)),
        html=render_template(f"letters/{letter}/body.html", subject=subject, **facts),
        unsubscribe_url=unsubscribe_url,
    )


def _without_gaps(text: str) -> str:
    """Template tags leave blank lines behind; never more than one stays, and no space at a line's end."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
