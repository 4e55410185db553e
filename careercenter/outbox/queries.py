"""Letters, for staff's page."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from careercenter.outbox.models import MailState, OutgoingMail


def letters(state: MailState | None = None) -> Select[OutgoingMail]:
    query = select(OutgoingMail).order_by(OutgoingMail.created_at.desc(), OutgoingMail.id.desc())
    return query.where(OutgoingMail.state == state) if state is not None else query


def count_by_state() -> Select[MailState, int]:
    return select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state).order_by(OutgoingMail.state)
