"""Jobs that are no news to somebody: a room above says which ones an account has dealt with already."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_

from careercenter.accounts.models import Account
from careercenter.jobs.models import Job

Known = Callable[[Account], Select[int]]
_known: list[Known] = []


def known_to(query: Known) -> Known:
    """Marks a room's query for the numbers of jobs that an account has dealt with."""
    _known.append(query)
    return query


def is_news_to(account: Account) -> ColumnElement[bool]:
    return and_(True, *(Job.id.not_in(query(account)) for query in _known))
