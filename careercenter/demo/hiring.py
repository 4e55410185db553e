"""How employers come to the site: a desk, a proof, a team."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import select

from careercenter.db import db
from careercenter.demo.board import Board
from careercenter.demo.content import Firm
from careercenter.employers import proving, team
from careercenter.employers.models import DomainProof, Invitation, Proof, Role
from careercenter.employers.team import EmployerFacts

STAFF = "june"  # who of the site's own people reads and confirms
TO_PROOF, TO_TEAM = 0.3, 1.2  # days after the desk was made
INVITED = 0.9  # days ago: the invitation that nobody has accepted yet


def plan(board: Board, firm: Firm) -> None:
    board.diary.note(firm.created, partial(_open_desk, board, firm))
    if firm.proof is not None:
        board.diary.note(firm.created - TO_PROOF, partial(_prove, board, firm))
    for who, role in firm.team.items():
        board.diary.note(firm.created - TO_TEAM, partial(_join_team, board, firm, who, role))
    if firm.invited is not None:
        board.diary.note(INVITED, partial(_invite, board, firm, firm.invited, Role.RECRUITER))


def _open_desk(board: Board, firm: Firm, now: datetime) -> None:
    facts = EmployerFacts(firm.name, firm.kind, firm.website, firm.city, firm.state, firm.about)
    owner = board.people[firm.owner] if firm.owner else None
    board.employers[firm.key] = team.create(facts, by=owner, now=now)


def _prove(board: Board, firm: Firm, now: datetime) -> None:
    employer = board.employers[firm.key]
    if firm.proof is Proof.STAFF:
        proving.prove_by_staff(employer, by=board.people[STAFF], now=now)
    elif firm.proof is Proof.FEED or firm.owner is None:
        proving.trust_feed(employer, now=now)
    else:
        proving.ask_domain_proof(employer, f"hr@{employer.domain}", by=board.people[firm.owner], now=now)
        letter = db.session.scalars(select(DomainProof).where(DomainProof.employer_id == employer.id)).one()
        proving.prove_domain(letter, now=now)


def _join_team(board: Board, firm: Firm, who: str, role: Role, now: datetime) -> None:
    account = board.people[who]
    invitation = _invite(board, firm, account.email, role, now)
    team.accept(invitation, by=account, now=now)


def _invite(board: Board, firm: Firm, address: str, role: Role, now: datetime) -> Invitation:
    employer, owner = board.employers[firm.key], board.people[firm.owner or ""]
    team.invite(employer, address, role, by=owner, now=now)
    return db.session.scalars(
        select(Invitation).where(Invitation.employer_id == employer.id, Invitation.address == address)
    ).one()
