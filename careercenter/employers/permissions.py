"""What a member may do for an employer. The same functions are asked by views and by templates."""

from __future__ import annotations

from typing import Any

from careercenter.employers.models import POSTERS, Employer, EmployerMember, Role


def role_of(account: Any, employer: Employer) -> Role | None:
    """
    The account's role in this employer, None for a stranger. A page asks this of each of its rows: the team is read
    once and kept with the employer until the transaction ends.
    """
    if not account.is_authenticated:
        return None
    return next((member.role for member in employer.members if member.account_id == account.id), None)


def can_read(account: Any, employer: Employer) -> bool:
    return role_of(account, employer) is not None


def can_post(account: Any, employer: Employer) -> bool:
    """May write and close jobs and move applicants."""
    return role_of(account, employer) in POSTERS


def can_manage(account: Any, employer: Employer) -> bool:
    """May change the employer's page, its proof and its team."""
    return role_of(account, employer) is Role.OWNER


def can_remove(account: Any, member: EmployerMember) -> bool:
    """An owner removes the others; an owner who wants to leave is removed by another one."""
    return can_manage(account, member.employer) and member.account_id != account.id
