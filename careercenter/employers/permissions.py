"""What a member may do for an employer. The same functions are asked by views and by templates."""

from __future__ import annotations

from typing import Any

from careercenter.db import db
from careercenter.employers import queries
from careercenter.employers.models import Employer, Role


def role_of(account: Any, employer: Employer) -> Role | None:
    """The account's role in this employer, None for a stranger."""
    if not account.is_authenticated:
        return None
    member = db.session.scalar(queries.membership(account, employer))
    return member.role if member is not None else None


def can_read(account: Any, employer: Employer) -> bool:
    return role_of(account, employer) is not None


def can_post(account: Any, employer: Employer) -> bool:
    """May write and close jobs and move applicants."""
    return role_of(account, employer) in (Role.OWNER, Role.RECRUITER)


def can_manage(account: Any, employer: Employer) -> bool:
    """May change the employer's page, its proof and its team."""
    return role_of(account, employer) is Role.OWNER
