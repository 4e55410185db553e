"""How long things are kept: one rule a kind, each safe to run twice and to miss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from careercenter.accounts import throttle
from careercenter.accounts.models import Account, AccountSession, AccountToken, Attempt
from careercenter.accounts.signup import KEPT_UNCONFIRMED
from careercenter.applications.models import Application
from careercenter.applications.pipeline import KEPT_MONTHS
from careercenter.db import Model, db
from careercenter.employers.models import DomainProof, Invitation
from careercenter.jobs.index import MOST_CHANGES
from careercenter.jobs.models import JobChange, RenewLink
from careercenter.outbox.letters import TEXTS_KEPT
from careercenter.outbox.models import MailState, OutgoingMail
from careercenter.reports import reporting
from careercenter.reports.models import JobReport
from careercenter.seekers.models import Resume

APPLICATIONS = timedelta(days=KEPT_MONTHS * 365.25 / 12)
KEPT_CHANGES = (
    5 * MOST_CHANGES
)  # of the board: all that an index reads one by one; one further behind reads all jobs anew
STRAY = timedelta(days=1)  # a file without a row may belong to a request that has not committed yet


@dataclass(frozen=True)
class Rule:
    """What goes: the rows of a table that fulfil the condition at a moment. With `wipe` they stay, without those values."""

    name: str
    table: type[Model]
    over: Callable[[datetime], ColumnElement[bool]]
    wipe: tuple[str, ...] = ()


RULES = (
    Rule("sessions", AccountSession, lambda now: AccountSession.expires_at <= now),
    Rule("links", AccountToken, lambda now: AccountToken.expires_at <= now),
    Rule("tries", Attempt, lambda now: Attempt.at <= now - throttle.LONGEST),
    Rule("proofs", DomainProof, lambda now: DomainProof.expires_at <= now),
    Rule("invitations", Invitation, lambda now: Invitation.expires_at <= now),
    Rule(
        "job changes",
        JobChange,
        lambda _now: JobChange.seq <= select(func.max(JobChange.seq)).scalar_subquery() - KEPT_CHANGES,
    ),
    Rule("renew links", RenewLink, lambda now: RenewLink.expires_at <= now),
    Rule(
        "unconfirmed accounts",
        Account,
        lambda now: and_(
            Account.confirmed_at.is_(None),
            Account.is_staff.is_(False),
            Account.created_at <= now - KEPT_UNCONFIRMED,
            ~exists().where(AccountToken.account_id == Account.id, AccountToken.expires_at > now),
        ),
    ),
    Rule("reports", JobReport, lambda now: JobReport.created_at <= now - reporting.KEPT),
    Rule("applications", Application, lambda now: Application.moved_at <= now - APPLICATIONS),
    Rule(
        "letter texts",
        OutgoingMail,
        lambda now: and_(
            OutgoingMail.updated_at <= now - TEXTS_KEPT,
            OutgoingMail.state.not_in((MailState.PLANNED, MailState.SENDING, MailState.INTENT)),
            or_(OutgoingMail.text.is_not(None), OutgoingMail.html.is_not(None)),
        ),
        wipe=("text", "html"),
    ),
)


@dataclass(frozen=True)
class Rules:
    """What is due: the rules that would change something now."""

    rules: tuple[Rule, ...]

    def keys(self, now: datetime) -> Sequence[str]:
        return [rule.name for rule in self.rules if self.again(rule.name, now)]

    def again(self, key: str, now: datetime) -> Rule | None:
        rule = next(rule for rule in self.rules if rule.name == key)
        return rule if db.session.scalar(select(exists(select(rule.table).where(rule.over(now))))) else None


def purge(rule: Rule, now: datetime) -> None:
    """Applies one rule to everything it covers."""
    if rule.wipe:
        db.session.execute(update(rule.table).where(rule.over(now)).values(dict.fromkeys(rule.wipe)))
    else:
        db.session.execute(delete(rule.table).where(rule.over(now)))


@dataclass(frozen=True)
class StrayFiles:
    """Files that nothing speaks of any more, a day after they were written; letters kept as files, as long as the texts of letters."""

    folder: Callable[[], Path]

    def keys(self, now: datetime) -> Sequence[str]:
        folder = self.folder()
        known = set(db.session.scalars(select(Resume.key))) | set(db.session.scalars(select(Application.resume_key)))
        strays = [path for path in _files(folder / "resumes", now - STRAY) if path.name not in known]
        letters = list(_files(folder / "mail", now - TEXTS_KEPT))
        return [str(path.relative_to(folder)) for path in (*strays, *letters)]

    def again(self, key: str, _now: datetime) -> Path | None:
        path = self.folder() / key
        return path if path.is_file() else None


def discard(path: Path, _now: datetime) -> None:
    path.unlink(missing_ok=True)


def _files(folder: Path, before: datetime) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) <= before:
            yield path
