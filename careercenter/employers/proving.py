"""May this employer post? Proof by a letter to its own domain, or by the word of our staff."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select

from careercenter import trail
from careercenter.accounts import throttle
from careercenter.accounts.models import Account
from careercenter.accounts.tokens import hashed, new_secret
from careercenter.db import changed, db
from careercenter.employers import letters, queries
from careercenter.employers.models import PROOF_LIFE, DomainProof, Employer, EmployerMember, Proof
from careercenter.hosts import host_of
from careercenter.rules import RuleBroken

FREE_MAIL = frozenset((Path(__file__).parent / "free_mail.txt").read_text(encoding="utf-8").split())


def domain_of(website: str) -> str:
    """The host name of a website without "www", as DNS carries it; empty when there is none."""
    return host_of(website).removeprefix("www.")


def ask_domain_proof(employer: Employer, address: str, *, by: Account, now: datetime) -> None:
    """
    Sends a letter to an address at the employer's own domain, unless the one that confirmed the account was it. Raises
    RuleBroken for another domain, for a domain that gives mail addresses to everybody, and for too many letters a day.
    """
    domain = _domain_of_mail(address)
    _check_name(employer)
    if not employer.domain:
        raise RuleBroken("Give your website first; its domain is what a letter can prove.", field="address")
    if domain in FREE_MAIL or employer.domain in FREE_MAIL:
        raise RuleBroken(
            f"Anybody can have an address at {domain}, so it proves nothing. Ask our staff to prove you instead.",
            field="address",
        )
    if domain != employer.domain:
        raise RuleBroken(
            f"Write an address that ends in @{employer.domain}, the domain of your website.", field="address"
        )
    if address == by.email and _has_just_read_there(by, now):
        _prove(employer, Proof.DOMAIN, by=by, now=now)
        return
    throttle.note(throttle.PROOF_BY_ACCOUNT, str(by.id), now=now)
    throttle.note(throttle.PROOF_BY_EMPLOYER, str(employer.id), now=now)
    throttle.note(throttle.LETTER_TO_ADDRESS, address, now=now)
    db.session.execute(delete(DomainProof).where(DomainProof.employer_id == employer.id))
    secret = new_secret()
    db.session.add(
        DomainProof(
            employer_id=employer.id,
            address=address,
            token_hash=hashed(secret),
            created_at=now,
            expires_at=now + PROOF_LIFE,
        )
    )
    trail.record(by, "asked for proof", employer, now=now)
    letters.prove_domain(employer, address, secret, by=by, now=now)


def prove_by_own_address(employer: Employer, *, by: Account, now: datetime) -> None:
    """Who has just confirmed an account by a letter to the employer's own domain needs no second letter."""
    if not employer.waits_for_staff and address_at(employer, by) and _has_just_read_there(by, now):
        _prove(employer, Proof.DOMAIN, by=by, now=now)


def address_at(employer: Employer, account: Account) -> str:
    """The account's own address where a letter to it could prove the employer, else ""."""
    domain = _domain_of_mail(account.email)
    return account.email if domain == employer.domain and domain not in FREE_MAIL else ""


def prove_domain(proof: DomainProof, *, now: datetime) -> None:
    """
    Somebody at the address pressed the button. Raises RuleBroken when the website or the name has changed since the
    letter went out, or when it was pressed already.
    """
    employer = proof.employer
    _check_name(employer)
    if _domain_of_mail(proof.address) != employer.domain:
        raise RuleBroken("The website was changed after this letter went out. Ask for a new one.")
    if not changed(delete(DomainProof).where(DomainProof.id == proof.id)):
        raise RuleBroken("This link has been used already.")
    _prove(employer, Proof.DOMAIN, by=None, now=now)


def prove_by_staff(employer: Employer, *, by: Account, now: datetime) -> None:
    """Our staff has looked the employer up by other means."""
    _prove(employer, Proof.STAFF, by=by, now=now)
    for account in _team_of(employer):
        letters.proved(employer, account, now=now)


def trust_feed(employer: Employer, *, now: datetime) -> None:
    """
    The operator publishes this employer's own feed; that is the operator's word. An older proof stays as it is. Raises
    RuleBroken for one that has people here: anybody may take the name of a feed's employer.
    """
    if employer.proved_at is not None:
        return
    if db.session.scalar(queries.members_of(employer).limit(1)) is not None:
        raise RuleBroken(
            f"{employer.name} has people of its own here, whom no feed proves. Our staff must prove it first."
        )
    _prove(employer, Proof.FEED, by=None, now=now)


def forget_proof(employer: Employer, *, by: Account, now: datetime) -> None:
    """The website changed, so what was proved is no longer what is shown."""
    employer.proof = employer.proved_at = None
    trail.record(by, "proof ended", employer, now=now)


def leave_to_staff(employer: Employer, *, by: Account, now: datetime) -> None:
    """The name changed, under which staff had read the jobs: none of them is seen before staff has looked at the new one."""
    employer.proof, employer.proved_at = Proof.STAFF, None
    trail.record(by, "renamed", employer, now=now)


def suspend(employer: Employer, reason: str, *, by: Account, now: datetime) -> None:
    """
    Every job of the employer leaves the board at once. Nothing is deleted, and its team is told why. Raises RuleBroken
    when it is suspended already.
    """
    if employer.suspended_at is not None:
        raise RuleBroken(f"{employer.name} is suspended already.")
    employer.suspended_at = now
    trail.record(by, "suspended", employer, now=now, reason=reason)
    for account in _team_of(employer):
        letters.suspended(employer, account, reason, now=now)


def lift(employer: Employer, *, by: Account, now: datetime) -> None:
    """All that was approved is on the board again, and its team is told. Lifting what is not suspended says nothing."""
    if employer.suspended_at is None:
        return
    employer.suspended_at = None
    trail.record(by, "lifted suspension", employer, now=now)
    for account in _team_of(employer):
        letters.lifted(employer, account, now=now)


def _team_of(employer: Employer) -> list[Account]:
    members = db.session.scalars(select(EmployerMember).where(EmployerMember.employer_id == employer.id))
    return [member.account for member in members]


def _check_name(employer: Employer) -> None:
    if employer.waits_for_staff:
        raise RuleBroken("Our staff looks at your new name first, and proves you then. No letter is needed.")


def _domain_of_mail(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _has_just_read_there(account: Account, now: datetime) -> bool:
    """
    Whether the letter that confirmed the account is as new as a letter of proof may be: who has left since proves
    nothing. Staff are confirmed by a link that no letter carried.
    """
    return not account.is_staff and account.confirmed_at is not None and now - account.confirmed_at < PROOF_LIFE


def _prove(employer: Employer, proof: Proof, *, by: Account | None, now: datetime) -> None:
    employer.proof, employer.proved_at, employer.updated_at = proof, now, now
    trail.record(by, "proved", employer, now=now, how=proof.value)
