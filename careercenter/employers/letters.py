"""The letters to those who hire."""

from __future__ import annotations

from datetime import datetime

from careercenter.accounts.models import Account
from careercenter.accounts.tokens import hashed
from careercenter.employers.models import Employer, Invitation
from careercenter.outbox.letters import compose
from careercenter.outbox.models import Kind


def prove_domain(employer: Employer, address: str, secret: str, *, by: Account, now: datetime) -> None:
    key = f"prove_domain:{hashed(secret)[:32]}"
    compose(
        "employers/prove_domain",
        address,
        kind=Kind.ACCOUNT,
        dedupe_key=key,
        now=now,
        employer=employer,
        secret=secret,
        by=by,
    )


def invited(employer: Employer, invitation: Invitation, secret: str, *, by: Account, now: datetime) -> None:
    key = f"invited:{hashed(secret)[:32]}"
    compose(
        "employers/invited",
        invitation.address,
        kind=Kind.ACCOUNT,
        dedupe_key=key,
        now=now,
        employer=employer,
        invitation=invitation,
        secret=secret,
        by=by,
    )


def confirmed(employer: Employer, account: Account, *, now: datetime) -> None:
    key = f"confirmed:{employer.id}:{account.id}:{now:%Y-%m-%d}"
    compose(
        "employers/confirmed",
        account.email,
        kind=Kind.NOTICE,
        dedupe_key=key,
        now=now,
        account=account,
        employer=employer,
    )
