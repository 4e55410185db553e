"""
Sending what waits: claim, write, intend, finish.

SMTP can't give exactly-once (RFC 1047), so each step is committed before the next begins and a crash leaves a state
that says what is known. This is the one verb that commits.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select, update

from careercenter.config import ConfigError
from careercenter.db import changed, db
from careercenter.logs import log
from careercenter.outbox import letters, transport
from careercenter.outbox.headers import wire_bytes
from careercenter.outbox.models import Kind, MailState, OutgoingMail
from careercenter.outbox.transport import Reply, Result

LEASE = timedelta(minutes=5)
PAUSES = (1, 5, 20, 60, 180, 360)  # minutes between tries; after the last one the letter has failed


def waiting(now: datetime) -> Select[OutgoingMail]:
    """Letters to act on: planned and due, or left behind by a worker that is gone. Urgent ones first."""
    left_behind = and_(OutgoingMail.state.in_((MailState.SENDING, MailState.INTENT)), OutgoingMail.lease_until <= now)
    rested = or_(OutgoingMail.lease_until.is_(None), OutgoingMail.lease_until <= now)
    due = and_(OutgoingMail.state == MailState.PLANNED, OutgoingMail.not_before <= now, rested)
    return (
        select(OutgoingMail)
        .where(or_(due, left_behind))
        .order_by(OutgoingMail.priority, OutgoingMail.not_before, OutgoingMail.id)
    )


def send(mail: OutgoingMail, now: datetime) -> None:
    """Brings one waiting letter one state further, usually to `sent`."""
    if mail.state is MailState.INTENT:
        _settle_doubt(mail, now)
        return
    if mail.expires_at is not None and mail.expires_at <= now:
        _end(mail, MailState.EXPIRED, now, reason="It was too late to send it.")
        return
    if not _claim(mail, now):
        return
    try:
        content = letters.written(mail, now)
        data = wire_bytes(mail, content, now=now) if content is not None else b""
    except Exception as error:  # one letter that can't be written must not stop the others
        db.session.rollback()
        log.exception("letter not written", mail_id=mail.id, letter=mail.letter)
        says = str(error) if isinstance(error, ConfigError) else f"{type(error).__name__} while writing it"
        _try_later(mail, now, Reply(Result.LATER, text=says))
        return
    if content is None:
        _end(mail, MailState.EMPTY, now)
        return
    mail.subject, mail.text, mail.html, mail.unsubscribe_url = (
        content.subject,
        content.text,
        content.html,
        content.unsubscribe_url,
    )
    number, address = mail.id, mail.to_address
    db.session.commit()  # from here to the reply no transaction is open, so nobody waits for the relay
    reply = transport.deliver(number, address, data, lambda: _move(mail, MailState.SENDING, MailState.INTENT, now))
    _conclude(mail, now, reply)


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    """Takes the letter for one worker. The attempt counts from here, so a letter that kills its worker runs out too."""
    epoch, state = mail.epoch, mail.state
    claimed = changed(
        update(OutgoingMail)
        .where(OutgoingMail.id == mail.id, OutgoingMail.epoch == epoch, OutgoingMail.state == state)
        .values(
            state=MailState.SENDING,
            epoch=epoch + 1,
            attempts=OutgoingMail.attempts + 1,
            lease_until=now + LEASE,
            updated_at=now,
        )
    )
    db.session.commit()
    db.session.refresh(mail)
    return bool(claimed)


def _move(mail: OutgoingMail, before: MailState, after: MailState, now: datetime) -> bool:
    """One step of this worker's own claim; False when somebody else holds or has cancelled the letter."""
    moved = changed(
        update(OutgoingMail)
        .where(OutgoingMail.id == mail.id, OutgoingMail.epoch == mail.epoch, OutgoingMail.state == before)
        .values(state=after, updated_at=now)
    )
    db.session.commit()
    return bool(moved)


def _conclude(mail: OutgoingMail, now: datetime, reply: Reply) -> None:
    db.session.refresh(mail)
    mail.reply_code = reply.code
    if reply.result is Result.ACCEPTED:
        _end(mail, MailState.SENT, now, reason=reply.text)
    elif reply.result is Result.REFUSED:
        _end(mail, MailState.FAILED, now, reason=reply.text)
    elif reply.result is Result.LATER:
        _try_later(mail, now, reply)
    elif reply.result is Result.DOUBTFUL:
        _settle_doubt(mail, now)
    # DROPPED: the letter was cancelled or is another worker's; its state is right already.


def _settle_doubt(mail: OutgoingMail, now: datetime) -> None:
    """Nobody knows whether the relay kept it. An account letter goes out again; any other never twice."""
    if mail.kind is Kind.ACCOUNT:
        _try_later(mail, now, Reply(Result.DOUBTFUL, text="The relay did not answer."))
    else:
        _end(mail, MailState.UNCERTAIN, now, reason="The relay did not answer; it may or may not have arrived.")


def _try_later(mail: OutgoingMail, now: datetime, reply: Reply) -> None:
    if mail.attempts > len(PAUSES):
        _end(mail, MailState.FAILED, now, reason=reply.text)
        return
    mail.state, mail.reason, mail.updated_at = MailState.PLANNED, reply.text[:300], now
    mail.lease_until = now + timedelta(minutes=PAUSES[mail.attempts - 1])
    db.session.commit()


def _end(mail: OutgoingMail, state: MailState, now: datetime, *, reason: str = "") -> None:
    mail.state, mail.reason, mail.updated_at, mail.lease_until = state, reason[:300], now, None
    mail.sent_at = now if state is MailState.SENT else None
    if mail.kind is Kind.ACCOUNT:
        mail.text = mail.html = None  # its links are keys
    db.session.commit()
