"""A coder's profile: begun with the first thing kept, and what it says as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.db import db, for_change
from careercenter.seekers import queries
from careercenter.seekers.models import Seeker, SeekerTerm, SeekerTermKind
from careercenter.vocabulary import STATES


@dataclass(frozen=True)
class ProfileFacts:
    """What a coder says about themself: ids of the vocabulary, a USPS state code, years of paid coding."""

    headline: str = ""
    state: str | None = None
    years: int | None = None
    credentials: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


def begin(account: Account, *, now: datetime) -> Seeker:
    """The account's profile, held for what comes next; an empty one made when there is none yet."""
    mine = for_change(queries.seeker_of(account))
    if (seeker := db.session.scalar(mine)) is not None:
        return seeker
    seeker = Seeker(account_id=account.id, created_at=now, updated_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(seeker)
    except IntegrityError:  # begun a moment before, by the same person's other press
        return db.session.scalars(mine).one()
    trail.record(account, "began profile", seeker, now=now)
    return seeker


def change(seeker: Seeker, facts: ProfileFacts, *, account: Account, now: datetime) -> None:
    """Writes the profile. The account's time zone follows the home state until its owner chooses one."""
    seeker.headline, seeker.state, seeker.years, seeker.updated_at = facts.headline, facts.state, facts.years, now
    wanted = [
        *((SeekerTermKind.CREDENTIAL, term) for term in facts.credentials),
        *((SeekerTermKind.SPECIALTY, term) for term in facts.specialties),
        *((SeekerTermKind.TOOL, term) for term in facts.tools),
    ]
    kept = {(row.kind, row.term): row for row in seeker.terms}
    seeker.terms = [kept.get(key) or SeekerTerm(kind=key[0], term=key[1]) for key in wanted]
    if not account.time_zone_chosen:
        account.time_zone = STATES.fact(facts.state, "zone") or account.time_zone
    trail.record(account, "changed profile", seeker, now=now)


def facts_of(seeker: Seeker) -> ProfileFacts:
    return ProfileFacts(
        headline=seeker.headline,
        state=seeker.state,
        years=seeker.years,
        credentials=tuple(seeker.ids(SeekerTermKind.CREDENTIAL)),
        specialties=tuple(seeker.ids(SeekerTermKind.SPECIALTY)),
        tools=tuple(seeker.ids(SeekerTermKind.TOOL)),
    )


def as_data(seeker: Seeker) -> dict[str, Any]:
    """The profile as it goes into an application's copy."""
    facts = facts_of(seeker)
    return {
        "name": seeker.account.name,
        "email": seeker.account.email,
        "headline": facts.headline,
        "state": facts.state,
        "years": facts.years,
        "credentials": list(facts.credentials),
        "specialties": list(facts.specialties),
        "tools": list(facts.tools),
    }
