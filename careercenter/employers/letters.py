"""The letters to those who hire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from careercenter.accounts.models import Account
from careercenter.accounts.tokens import hashed
from careercenter.employers.models import INVITATION_LIFE, PROOF_LIFE, Employer, Invitation
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind


def prove_domain(employer: Employer, address: str, secret: str, *, by: Account, now: datetime) -> None:
    _with_link("prove_domain", address, secret, now=now, employer=employer, by=by, life=PROOF_LIFE)


def invited(invitation: Invitation, secret: str, *, by: Account, now: datetime) -> None:
    facts = {"employer": invitation.employer, "invitation": invitation, "by": by, "life": INVITATION_LIFE}
    _with_link("invited", invitation.address, secret, now=now, **facts)


def proved(employer: Employer, account: Account, *, now: datetime) -> None:
    _notice("proved", employer, account, f"{now:%Y-%m-%d}", now=now)


def suspended(employer: Employer, account: Account, reason: str, *, now: datetime) -> None:
    _notice("suspended", employer, account, f"{now.timestamp():.0f}", now=now, reason=reason)


def lifted(employer: Employer, account: Account, *, now: datetime) -> None:
    _notice("lifted", employer, account, f"{now.timestamp():.0f}", now=now)


def _notice(name: str, employer: Employer, account: Account, when: str, *, now: datetime, **facts: Any) -> None:
    key = f"{name}:{employer.id}:{account.id}:{when}"
    facts |= {"account": account, "employer": employer}
    compose(f"employers/{name}", account.email, kind=Kind.NOTICE, dedupe_key=key, now=now, **facts)


def _with_link(name: str, to: str, secret: str, *, now: datetime, **facts: Any) -> None:
    key = f"{name}:{hashed(secret)[:32]}"
    compose(f"employers/{name}", to, kind=Kind.ACCOUNT, dedupe_key=key, now=now, secret=secret, **facts)
