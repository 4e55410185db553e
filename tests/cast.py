"""The people and employers that the tests speak of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter import clock
from careercenter.accounts import passwords, signin
from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.employers import team
from careercenter.employers.models import Employer, EmployerMember, Proof, Role
from careercenter.employers.team import EmployerFacts
from careercenter.seekers import profile
from careercenter.seekers.models import Seeker
from careercenter.seekers.profile import ProfileFacts

PASSWORD = "quiet harbor lantern 42"
PASSWORD_HASH = passwords.hash_password(PASSWORD)
LONG_AGO = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """
    Maria codes in Texas and holds the CPC. Olive owns Sunrise Clinic, which is proved; Rex recruits for it. Hank owns
    Harbor Billing, which is not proved yet. Dev is staff.
    """

    maria: Account
    maria_seeker: Seeker
    olive: Account
    rex: Account
    hank: Account
    dev: Account
    sunrise: Employer
    harbor: Employer


def make_cast() -> Cast:
    """Everybody, committed."""
    maria, olive, rex, hank = (
        make_account(name) for name in ("Maria Ortega", "Olive Chen", "Rex Rivera", "Hank Moody")
    )
    dev = make_account("Dev Anand", is_staff=True)
    seeker = make_seeker(maria)
    sunrise = make_employer("Sunrise Clinic", owner=olive, proof=Proof.DOMAIN)
    db.session.add(EmployerMember(employer_id=sunrise.id, account_id=rex.id, role=Role.RECRUITER, joined_at=LONG_AGO))
    harbor = make_employer("Harbor Billing", owner=hank, proof=None)
    db.session.commit()
    return Cast(maria, seeker, olive, rex, hank, dev, sunrise, harbor)


def make_account(name: str, *, is_staff: bool = False) -> Account:
    account = Account(
        email=f"{name.split(maxsplit=1)[0].lower()}@example.com",
        name=name,
        password_hash=PASSWORD_HASH,
        is_staff=is_staff,
        confirmed_at=LONG_AGO,
        created_at=LONG_AGO,
        updated_at=LONG_AGO,
    )
    db.session.add(account)
    db.session.flush()
    return account


def make_seeker(account: Account, *, state: str = "TX", credentials: tuple[str, ...] = ("cpc",)) -> Seeker:
    seeker = profile.begin(account, now=LONG_AGO)
    facts = ProfileFacts("Outpatient coder, four years", state, 4, credentials, ("em",), ("epic",))
    profile.change(seeker, facts, account=account, now=LONG_AGO)
    db.session.flush()
    return seeker


def make_employer(name: str, *, owner: Account | None, proof: Proof | None = Proof.DOMAIN) -> Employer:
    domain = name.lower().replace(" ", "") + ".example"
    facts = EmployerFacts(
        name, "direct_provider", f"https://www.{domain}", "Dayton", "OH", "We code **our own** charts."
    )
    employer = team.create(facts, by=owner, now=LONG_AGO)
    if proof is not None:
        employer.proof, employer.proved_at = proof, LONG_AGO
    db.session.flush()
    return employer


def sign_in(browser: TestApp, account: Account) -> TestApp:
    """Signs in by a session row, as the sign-in page would; that page has tests of its own."""
    secret = signin.start(account, now=clock.now()).secret
    db.session.commit()
    browser.set_cookie("careercenter_session", secret)
    return browser


def person(first_name: str) -> Account:
    """The account of somebody of the cast, as it stands in the database now."""
    return db.session.scalars(sa.select(Account).where(Account.email == f"{first_name}@example.com")).one()


def signed_in(app: Flask, visit: Callable[[], TestApp], first_name: str) -> TestApp:
    """A new browser in which this person is signed in."""
    with app.app_context():
        return sign_in(visit(), person(first_name))
