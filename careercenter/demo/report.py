"""What a load made: a table of sign-ins for people, the same and the numbers of everything as data for scripts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.demo.board import Board
from careercenter.employers.models import EmployerMember, Role
from careercenter.vocabulary import CREDENTIALS, STATES

HEADINGS = (("staff", "Our staff"), ("seeker", "Seekers"), ("hiring", "Who hires"))


def as_data(board: Board) -> dict[str, Any]:
    return {
        "accounts": [_account(board, key) for key in board.people],
        "employers": [
            {"id": one.id, "slug": one.slug, "name": one.name, "proved": one.is_proved}
            for one in board.employers.values()
        ],
        "jobs": [
            {
                "id": job.id,
                "slug": job.slug,
                "state": job.state.value,
                "title": job.title,
                "employer_id": job.employer_id,
            }
            for job in board.jobs.values()
        ],
        "applications": [
            {"key": one.key, "job_id": one.job_id, "seeker_id": one.seeker_id, "stage": one.stage.value}
            for one in board.applications
        ],
        "saved_searches": [
            {
                "id": saved.id,
                "account_id": saved.account_id,
                "name": saved.name,
                "criteria": saved.criteria,
                "status": saved.status.value,
                "next_slot_at": saved.next_slot_at.isoformat(),
            }
            for saved in board.searches
        ],
    }


def as_text(board: Board) -> str:
    """A sign-in a line, under the heading of what they are."""
    rows: dict[str, list[tuple[str, str, str]]] = {group: [] for group, _ in HEADINGS}
    for key, account in board.people.items():
        group, who = _who(board, key, account)
        rows[group].append((account.email, board.passwords[key], who))
    widths = [max(len(row[column]) for group in rows.values() for row in group) for column in (0, 1)]
    lines = ["Sign-ins of the demo board. The passwords were made for this load."]
    for group, heading in HEADINGS:
        lines += ["", heading]
        lines += [f"  {email:{widths[0]}}  {password:{widths[1]}}  {who}" for email, password, who in rows[group]]
    return "\n".join(lines)


def _account(board: Board, key: str) -> dict[str, Any]:
    account, seeker, memberships = board.people[key], board.seekers.get(key), _memberships(board.people[key])
    role = "staff" if account.is_staff else "seeker" if seeker else memberships[0].role.value if memberships else "none"
    return {
        "person": key,
        "role": role,
        "name": account.name,
        "email": account.email,
        "password": board.passwords[key],
        "time_zone": account.time_zone,
        "account_id": account.id,
        "seeker_id": seeker.id if seeker else None,
        "employer_id": memberships[0].employer_id if memberships else None,
        "memberships": [
            {"employer_id": one.employer_id, "slug": one.employer.slug, "role": one.role.value} for one in memberships
        ],
    }


def _who(board: Board, key: str, account: Account) -> tuple[str, str]:
    """The heading somebody stands under, and what they are in a few words."""
    if account.is_staff:
        return "staff", f"{account.name}, reads jobs before they are public"
    hires = [_membership(one) for one in _memberships(account)]
    if (seeker := board.seekers.get(key)) is not None:
        held = " ".join(CREDENTIALS.shorts(seeker.credentials))
        return "seeker", "; ".join([f"{account.name}, {held}, {STATES.label(seeker.state)}", *hires])
    return "hiring", f"{account.name}, {' and '.join(hires)}"


def _membership(member: EmployerMember) -> str:
    word = {Role.OWNER: "", Role.RECRUITER: "recruits for ", Role.REVIEWER: "reads for "}[member.role]
    return f"{word}{member.employer.name}{'' if member.employer.is_proved else ' (not proved yet)'}"


def _memberships(account: Account) -> list[EmployerMember]:
    query = select(EmployerMember).where(EmployerMember.account_id == account.id).order_by(EmployerMember.id)
    return list(db.session.scalars(query))
