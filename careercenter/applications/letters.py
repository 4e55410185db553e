"""The letters of an application: to the employer that one came, to the seeker what becomes of it."""

from __future__ import annotations

from datetime import datetime

from careercenter.accounts.models import Account
from careercenter.applications.models import Application
from careercenter.jobs.letters import poster
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind


def received(application: Application, *, now: datetime) -> None:
    to = poster(application.job)
    if to is not None:
        _about("received", application, to, f"apply:{application.id}:employer", now=now)


def sent(application: Application, *, now: datetime) -> None:
    _about("sent", application, application.seeker.account, f"apply:{application.id}:seeker", now=now)


def stage_changed(application: Application, *, now: datetime) -> None:
    key = f"stage:{application.id}:{application.stage.value}:{now:%Y-%m-%dT%H:%M:%S}"
    _about("stage_changed", application, application.seeker.account, key, now=now)


def _about(name: str, application: Application, to: Account, key: str, *, now: datetime) -> None:
    compose(
        f"applications/{name}",
        to.email,
        kind=Kind.NOTICE,
        dedupe_key=key,
        now=now,
        account=to,
        application=application,
    )
