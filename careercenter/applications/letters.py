"""The letters of an application: to the employer that one came, to the seeker what becomes of it."""

from __future__ import annotations

from datetime import datetime

from careercenter.applications.models import Application
from careercenter.db import db
from careercenter.jobs.letters import poster
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind


def received(application: Application, *, now: datetime) -> None:
    to = poster(application.job)
    if to is None:
        return
    db.session.flush()
    key = f"apply:{application.id}:employer"
    compose(
        "applications/received",
        to.email,
        kind=Kind.NOTICE,
        dedupe_key=key,
        now=now,
        account=to,
        application=application,
    )


def sent(application: Application, *, now: datetime) -> None:
    account = application.seeker.account
    key = f"apply:{application.id}:seeker"
    compose(
        "applications/sent",
        account.email,
        kind=Kind.NOTICE,
        dedupe_key=key,
        now=now,
        account=account,
        application=application,
    )


def stage_changed(application: Application, *, now: datetime) -> None:
    account = application.seeker.account
    key = f"stage:{application.id}:{application.stage.value}:{now:%Y-%m-%dT%H:%M:%S}"
    compose(
        "applications/stage_changed",
        account.email,
        kind=Kind.NOTICE,
        dedupe_key=key,
        now=now,
        account=account,
        application=application,
    )
