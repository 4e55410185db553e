"""Sets of seekers and their papers."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from careercenter.accounts.models import Account
from careercenter.seekers.models import Resume, Seeker


def seeker_of(account: Account) -> Select[Seeker]:
    return select(Seeker).where(Seeker.account_id == account.id).options(selectinload(Seeker.terms))


def resumes_of(seeker: Seeker) -> Select[Resume]:
    return select(Resume).where(Resume.seeker_id == seeker.id).order_by(Resume.uploaded_at.desc(), Resume.id.desc())
