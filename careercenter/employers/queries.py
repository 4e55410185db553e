"""Sets of employers and of those who act for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select

from careercenter.accounts.models import Account
from careercenter.employers.models import DomainProof, Employer, EmployerMember, Invitation, Role


def is_public() -> ColumnElement[bool]:
    """The public may see an employer that is proved and not suspended: `Employer.is_proved`, in SQL."""
    return and_(Employer.proved_at.is_not(None), Employer.suspended_at.is_(None))


def public_employers() -> Select[Employer]:
    return select(Employer).where(is_public())


def unclaimed_employers() -> Select[Employer]:
    """Employers for whom nobody acts here: an import made them."""
    return select(Employer).where(~exists().where(EmployerMember.employer_id == Employer.id))


def employers_of(account: Account) -> Select[Employer]:
    return (
        select(Employer)
        .join(EmployerMember, EmployerMember.employer_id == Employer.id)
        .where(EmployerMember.account_id == account.id)
        .order_by(EmployerMember.joined_at, Employer.id)
    )


def members_of(employer: Employer) -> Select[EmployerMember]:
    return (
        select(EmployerMember)
        .where(EmployerMember.employer_id == employer.id)
        .order_by(EmployerMember.joined_at, EmployerMember.id)
    )


def owners_of(employer: Employer) -> Select[EmployerMember]:
    return members_of(employer).where(EmployerMember.role == Role.OWNER)


def membership(account: Account, employer: Employer) -> Select[EmployerMember]:
    return select(EmployerMember).where(
        EmployerMember.account_id == account.id, EmployerMember.employer_id == employer.id
    )


def open_invitations(employer: Employer, now: datetime) -> Select[Invitation]:
    return (
        select(Invitation)
        .where(Invitation.employer_id == employer.id, Invitation.expires_at > now)
        .order_by(Invitation.id)
    )


def invitation_by_link(token_hash: str, now: datetime) -> Select[Invitation]:
    return select(Invitation).where(Invitation.token_hash == token_hash, Invitation.expires_at > now)


def proof_by_link(token_hash: str, now: datetime) -> Select[DomainProof]:
    return select(DomainProof).where(DomainProof.token_hash == token_hash, DomainProof.expires_at > now)


def all_employers() -> Select[Employer]:
    """Staff's list: those who wait for a proof first."""
    return select(Employer).order_by(Employer.proved_at.is_not(None), Employer.created_at.desc(), Employer.id.desc())
