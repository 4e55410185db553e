"""Creating an employer, and the people who act for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from careercenter import trail
from careercenter.accounts import throttle
from careercenter.accounts.models import Account
from careercenter.accounts.tokens import hashed, new_secret
from careercenter.db import db
from careercenter.employers import letters, proving, queries
from careercenter.employers.models import INVITATION_LIFE, Employer, EmployerMember, Invitation, Role
from careercenter.rules import RuleBroken
from careercenter.slugs import slug
from careercenter.vocabulary.normalising import search_words


@dataclass(frozen=True)
class EmployerFacts:
    """What an employer says about itself. `website` is an https address or empty; `kind` is a term of employer_kinds."""

    name: str
    kind: str | None = None
    website: str = ""
    city: str = ""
    state: str | None = None
    about: str = ""


def create(facts: EmployerFacts, *, by: Account | None, now: datetime) -> Employer:
    """
    A new employer; whoever creates it owns it. Without a person (an import) it is unclaimed and has no member. Raises
    RuleBroken for too many of one person a day.
    """
    if by is not None:
        throttle.note(throttle.EMPLOYERS_BY_ACCOUNT, str(by.id), now=now)
    employer = _added(facts, now=now)
    if by is not None:
        db.session.add(EmployerMember(employer_id=employer.id, account_id=by.id, role=Role.OWNER, joined_at=now))
    trail.record(by, "created", employer, now=now)
    return employer


def change(employer: Employer, facts: EmployerFacts, *, by: Account, now: datetime) -> None:
    """A new website ends the proof of the old one; a new name must be looked at by our staff, who read the jobs under the old."""
    website, name = employer.domain, employer.name
    _write(employer, facts, now=now)
    if employer.domain != website and employer.proved_at is not None:
        proving.forget_proof(employer, by=by, now=now)
    if employer.name.casefold() != name.casefold():
        proving.leave_to_staff(employer, by=by, now=now)
    if employer.domain != website:
        proving.prove_by_own_address(employer, by=by, now=now)
    trail.record(by, "changed", employer, now=now)


def invite(employer: Employer, address: str, role: Role, *, by: Account, now: datetime) -> None:
    """A letter with a link to join. Raises RuleBroken for somebody who is in the team, and for too many a day."""
    if db.session.scalar(
        queries.members_of(employer)
        .join(Account, Account.id == EmployerMember.account_id)
        .where(Account.email == address)
    ):
        raise RuleBroken(f"{address} is in the team already.", field="address")
    throttle.note(throttle.INVITE_BY_ACCOUNT, str(by.id), now=now)
    throttle.note(throttle.INVITE_BY_EMPLOYER, str(employer.id), now=now)
    throttle.note(throttle.LETTER_TO_ADDRESS, address, now=now)
    db.session.execute(delete(Invitation).where(Invitation.employer_id == employer.id, Invitation.address == address))
    secret = new_secret()
    invitation = Invitation(
        employer=employer,
        address=address,
        role=role,
        invited_by_id=by.id,
        token_hash=hashed(secret),
        created_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    db.session.add(invitation)
    trail.record(by, "invited", invitation, now=now, role=role.value)
    letters.invited(invitation, secret, by=by, now=now)


def accept(invitation: Invitation, *, by: Account, now: datetime) -> Employer:
    """Joins the team. Raises RuleBroken when the invitation went to another address than the account's."""
    if by.email != invitation.address:
        raise RuleBroken(
            f"This invitation went to {invitation.address}. Log in with the account of that address to accept it."
        )
    employer = invitation.employer
    if db.session.scalar(queries.membership(by, employer)) is None:
        db.session.add(EmployerMember(employer_id=employer.id, account_id=by.id, role=invitation.role, joined_at=now))
    db.session.delete(invitation)
    trail.record(by, "joined", employer, now=now, role=invitation.role.value)
    return employer


def withdraw(invitation: Invitation, *, by: Account, now: datetime) -> None:
    trail.record(by, "withdrew invitation", invitation, now=now)
    db.session.delete(invitation)


def remove(member: EmployerMember, *, by: Account, now: datetime) -> None:
    """Takes effect at the member's next request. Raises RuleBroken for the last owner."""
    if member.role is Role.OWNER:
        owners = db.session.scalar(select(func.count()).select_from(queries.owners_of(member.employer).subquery()))
        if owners == 1:
            raise RuleBroken("The last owner can't leave. Invite another owner first.")
    trail.record(by, "removed member", member, now=now, account=member.account_id)
    db.session.delete(member)


def _added(facts: EmployerFacts, *, now: datetime) -> Employer:
    """A new row with an address of its own: the next free one, when somebody took the same at this very moment."""
    address = _free_slug(facts.name)
    employer = Employer(slug=address, created_at=now, updated_at=now)
    _write(employer, facts, now=now)
    try:
        with db.session.begin_nested():
            db.session.add(employer)
    except IntegrityError:
        if _free_slug(facts.name) == address:
            raise
        return _added(facts, now=now)
    return employer


def _write(employer: Employer, facts: EmployerFacts, *, now: datetime) -> None:
    employer.name, employer.kind, employer.website = facts.name, facts.kind, facts.website
    employer.city, employer.state, employer.about = facts.city, facts.state, facts.about
    employer.domain = proving.domain_of(facts.website)
    employer.words = search_words(facts.name)[:400]
    employer.updated_at = now


def _free_slug(name: str) -> str:
    wanted = slug(name)
    taken = set(db.session.scalars(select(Employer.slug).where(Employer.slug.startswith(wanted, autoescape=True))))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{number}" for number in range(2, len(taken) + 3) if f"{wanted}-{number}" not in taken)
