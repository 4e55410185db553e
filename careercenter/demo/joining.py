"""How people come to the site: an account confirmed by its letter, a profile, a résumé."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from careercenter.accounts import signup, tokens
from careercenter.accounts.models import Account, AccountToken, TokenPurpose
from careercenter.db import db
from careercenter.demo.board import Board
from careercenter.demo.content import Person
from careercenter.demo.paper import pdf
from careercenter.demo.passphrases import passphrase
from careercenter.seekers import profile, resumes
from careercenter.seekers.profile import ProfileFacts

MINUTES = timedelta(minutes=20)  # from the account to a filled profile


def plan(board: Board, person: Person) -> None:
    board.diary.note(person.joined, partial(_join, board, person))


def _join(board: Board, person: Person, now: datetime) -> None:
    signup.register(person.email, wish="work" if person.profile else "hire", now=now)
    account = board.people[person.key] = db.session.scalars(select(Account).where(Account.email == person.email)).one()
    token = db.session.scalars(
        select(AccountToken).where(AccountToken.account_id == account.id, AccountToken.purpose == TokenPurpose.CONFIRM)
    ).one()
    tokens.use(token, now=now)
    password = board.passwords[person.key] = passphrase(email=person.email, name=person.name)
    signup.confirm(account, name=person.name, password=password, now=now)
    if person.is_staff:
        signup.make_staff(person.email, now=now)
    if person.profile is not None:
        _say_who_they_are(board, person, account, now + MINUTES)


def _say_who_they_are(board: Board, person: Person, account: Account, now: datetime) -> None:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in (person.profile or {}).items()
    }
    seeker = board.seekers[person.key] = profile.begin(account, now=now)
    profile.change(seeker, ProfileFacts(**said), account=account, now=now)
    if person.resume:
        file = io.BytesIO(pdf([person.name, *person.resume]))
        name = f"{person.name.replace(' ', '-')}.pdf"
        board.resumes[person.key] = resumes.accept(seeker, file, name, folder=board.folder, by=account, now=now)
