"""
The weekly letter: planned once an account and slot, written at the moment it is sent.

`plan` adds an empty letter whose key names account and week, so no second one can be. `write` fills it with jobs that are
open at that moment and remembers, in the same transaction, what each search was sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from careercenter.accounts.models import Account
from careercenter.addresses import public_url
from careercenter.alerts import queries, slots
from careercenter.alerts.models import AlertedJob, SavedSearch, UnsubscribeLink
from careercenter.alerts.reasons import in_force, why
from careercenter.db import db
from careercenter.jobs.cards import Card, card_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.search import in_order
from careercenter.outbox.letters import PRIORITY, Content, rendered, writer
from careercenter.outbox.models import NOT_DELIVERED, Kind, OutgoingMail

LETTER = "alerts/digest"
MOST_JOBS = 25  # shown in one letter; the rest is counted and linked


@dataclass(frozen=True)
class Match:
    """One job of a section and why it is there."""

    card: Card
    reasons: list[str]


@dataclass(frozen=True)
class Section:
    """One saved search: the numbers of all its new jobs, those that are shown, and how many stand in a section above."""

    saved: SavedSearch
    criteria: JobCriteria
    in_force: str
    new: frozenset[int]
    matches: list[Match]
    above: int = 0


def plan(account: Account, now: datetime) -> None:
    """
    One letter for the account's latest slot, unless it has one or the slot is more than three days past.

    Either way every search of the account waits for the next slot.
    """
    zone = account.time_zone
    slot = slots.last_slot(zone, now)
    key = f"digest:{account.id}:{slots.period(slot, zone)}"
    in_time = now - slot <= slots.LATEST
    known = db.session.scalar(select(OutgoingMail.id).where(OutgoingMail.dedupe_key == key))
    if in_time and known is None and db.session.scalar(queries.searches_for(account, slot).limit(1)) is not None:
        db.session.add(
            OutgoingMail(
                kind=Kind.DIGEST,
                letter=LETTER,
                dedupe_key=key,
                account_id=account.id,
                to_address=account.email,
                priority=PRIORITY[Kind.DIGEST],
                not_before=slot,
                expires_at=slot + slots.LATEST,
                created_at=now,
                updated_at=now,
            )
        )
    for saved in db.session.scalars(queries.searches_of(account)):
        saved.next_slot_at = slots.next_slot(zone, now)


@writer(LETTER)
def write(letter: OutgoingMail, now: datetime) -> Content | None:
    """What is new for each search, as of now; None when nothing is. The ledger is kept in the letter's transaction."""
    account = db.session.get(Account, letter.account_id)
    if account is None:
        return None
    letter.to_address = account.email
    _release(letter, account)
    sections = [
        section for saved in _searches(account, letter) if (section := _section(saved, letter, now)) is not None
    ]
    if not sections:
        return None
    sections = _each_job_once(sections)
    link = UnsubscribeLink(outgoing_mail_id=letter.id, searches=[section.saved for section in sections])
    db.session.add(link)
    db.session.flush()
    return rendered(
        LETTER,
        unsubscribe_url=public_url("alerts.show_unsubscribe", secret=link.token),
        account=account,
        sections=sections,
        total=len(frozenset().union(*(section.new for section in sections))),
        all_link=link.token,
        next_slot=slots.next_slot(account.time_zone, letter.not_before + timedelta(minutes=1)).astimezone(
            ZoneInfo(account.time_zone)
        ),
        zone=account.time_zone,
    )


def _searches(account: Account, letter: OutgoingMail) -> list[SavedSearch]:
    return list(db.session.scalars(queries.searches_for(account, letter.not_before)))


def _section(saved: SavedSearch, letter: OutgoingMail, now: datetime) -> Section | None:
    """The new jobs of one search, every one of them written into the ledger."""
    criteria = queries.criteria_of(saved)
    new = queries.news(saved, now)
    if not new:
        return None
    db.session.add_all(
        AlertedJob(saved_search_id=saved.id, job_id=number, outgoing_mail_id=letter.id) for number in new
    )
    cards = [card_of(job) for job in in_order(new[:MOST_JOBS], now)]
    return Section(
        saved=saved,
        criteria=criteria,
        in_force=in_force(saved, criteria),
        new=frozenset(new),
        matches=[Match(card, why(criteria, card.facts)) for card in cards],
    )


def _each_job_once(sections: list[Section]) -> list[Section]:
    """A job that several searches found stands in the first of them; the letter as a whole shows at most 25."""
    shown: set[int] = set()
    result = []
    for section in sections:
        above = len(section.new & shown)
        fresh = [match for match in section.matches if match.card.id not in shown][: MOST_JOBS - len(shown)]
        shown.update(match.card.id for match in fresh)
        result.append(replace(section, matches=fresh, above=above))
    return result


def _release(letter: OutgoingMail, account: Account) -> None:
    """What an earlier try of this letter, or a letter that never arrived, had taken becomes news again."""
    lost = select(OutgoingMail.id).where(OutgoingMail.account_id == account.id, OutgoingMail.state.in_(NOT_DELIVERED))
    db.session.execute(
        delete(AlertedJob).where((AlertedJob.outgoing_mail_id == letter.id) | AlertedJob.outgoing_mail_id.in_(lost))
    )
    db.session.execute(delete(UnsubscribeLink).where(UnsubscribeLink.outgoing_mail_id == letter.id))
