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
REST = timedelta(minutes=1)  # for all letters, while the relay is ill


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
    if mail.state is MailState.SENDING and mail.attempts > len(PAUSES):
        _end(mail, MailState.FAILED, now, reason="Each try to send it broke off.")
        return
    claim = _claim(mail, now)
    if claim is None:
        return
    try:
        content = letters.written(mail, now)
        data = wire_bytes(mail, content, now=now) if content is not None else b""
    except Exception as error:  # one letter that can't be written must not stop the others
        db.session.rollback()
        log.exception("letter not written", mail_id=mail.id, letter=mail.letter)
        says = str(error) if isinstance(error, ConfigError) else f"{type(error).__name__} while writing it"
        _conclude(mail, claim, now, Reply(Result.LATER, text=says))
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
    reply = transport.deliver(number, address, data, lambda: _intend(number, claim, now))
    _conclude(mail, claim, now, reply)


def _claim(mail: OutgoingMail, now: datetime) -> int | None:
    """
    Takes the letter for one worker and gives the claim's epoch; None when another was faster. The attempt counts from
    here, so a letter that kills its worker runs out too.
    """
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
    return epoch + 1 if claimed else None


def _intend(number: int, claim: int, now: datetime) -> bool:
    """The last word before the final dot; False when the claim has passed to somebody else or was called back."""
    mine = (OutgoingMail.id == number, OutgoingMail.epoch == claim, OutgoingMail.state == MailState.SENDING)
    moved = changed(update(OutgoingMail).where(*mine).values(state=MailState.INTENT, updated_at=now))
    db.session.commit()
    return bool(moved)


def _conclude(mail: OutgoingMail, claim: int, now: datetime, reply: Reply) -> None:
    """What the reply makes of the letter, unless it is in other hands by now; that it arrived is always worth knowing."""
    db.session.refresh(mail, with_for_update=True)
    in_hand = mail.epoch == claim and mail.state in (MailState.SENDING, MailState.INTENT)
    if reply.result is Result.DROPPED or not (in_hand or reply.result is Result.ACCEPTED):
        db.session.rollback()
        return
    mail.reply_code = reply.code
    if reply.result is Result.ACCEPTED:
        _end(mail, MailState.SENT, now, reason=reply.text)
    elif reply.result is Result.REFUSED:
        _end(mail, MailState.FAILED, now, reason=reply.text)
    elif reply.result is Result.LATER:
        _try_later(mail, now, reply)
    elif reply.result is Result.RELAY_ILL:
        _rest(mail, now, reply)
    else:
        _settle_doubt(mail, now)


def _settle_doubt(mail: OutgoingMail, now: datetime) -> None:
    """Nobody knows whether the relay kept it. An account letter goes out again; any other never twice."""
    if mail.kind is Kind.ACCOUNT:
        _try_later(mail, now, Reply(Result.DOUBTFUL, text="The relay gave no clear answer."))
    else:
        _end(mail, MailState.UNCERTAIN, now, reason="The relay gave no clear answer; it may or may not have arrived.")


def _try_later(mail: OutgoingMail, now: datetime, reply: Reply) -> None:
    if mail.attempts > len(PAUSES):
        _end(mail, MailState.FAILED, now, reason=reply.text)
        return
    mail.state, mail.reason, mail.updated_at = MailState.PLANNED, reply.text[:300], now
    mail.lease_until = now + timedelta(minutes=PAUSES[mail.attempts - 1])
    db.session.commit()


def _rest(mail: OutgoingMail, now: datetime, reply: Reply) -> None:
    """
    The relay takes no letter at all: away, or at odds with our settings. The try is given back, and everything that
    waits rests, so that one letter a minute asks whether it is well again.
    """
    log.error("relay ill", code=reply.code, said=reply.text)
    mail.state, mail.reason, mail.updated_at = MailState.PLANNED, reply.text[:300], now
    mail.lease_until, mail.attempts = now + REST, mail.attempts - 1
    db.session.flush()
    rested = or_(OutgoingMail.lease_until.is_(None), OutgoingMail.lease_until < now + REST)
    db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.state == MailState.PLANNED, OutgoingMail.not_before <= now, rested)
        .values(lease_until=now + REST)
    )
    db.session.commit()


def _end(mail: OutgoingMail, state: MailState, now: datetime, *, reason: str = "") -> None:
    mail.state, mail.reason, mail.updated_at, mail.lease_until = state, reason[:300], now, None
    mail.sent_at = now if state is MailState.SENT else None
    if mail.kind is Kind.ACCOUNT:
        mail.text = mail.html = None  # its links are keys
    db.session.commit()
