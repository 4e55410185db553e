"""Who may read and move an application."""

from __future__ import annotations

from typing import Any

from careercenter.applications.models import Application, Stage
from careercenter.employers.models import Employer
from careercenter.employers.permissions import can_post, can_read


def can_read_applicants(account: Any, employer: Employer) -> bool:
    """The employer's team, while the employer is proved."""
    return employer.is_proved and can_read(account, employer)


def can_open(account: Any, application: Application) -> bool:
    """Those who read its employer's applicants, while the seeker has not withdrawn."""
    return application.stage is not Stage.WITHDRAWN and can_read_applicants(account, application.job.employer)


def can_move(account: Any, application: Application) -> bool:
    return can_open(account, application) and can_post(account, application.job.employer)


def can_withdraw(account: Any, application: Application) -> bool:
    """Whose it is, while it is under way."""
    return application.is_active and application.seeker.account_id == account.id
