"""
The demo board, made as life makes one: by the verbs of every room, each called with a `now` that lies in the past.

The letters that these acts compose are deleted at the end. They belong to days that nobody has lived, so to deliver
them would be to send a hundred letters of last month today, and to mark them as sent would be a lie in the log of mail.
What is due from now on (the next Monday's digest, the warning of a job that ends) is written in its time like any other.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, select

from careercenter.accounts.models import Account
from careercenter.alerts import saving
from careercenter.alerts.models import SearchStatus
from careercenter.db import db
from careercenter.demo import answering, content, hiring, joining, posting
from careercenter.demo.board import Board
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle, queries
from careercenter.outbox.models import OutgoingMail


def is_empty() -> bool:
    """Nobody and no employer is here yet."""
    return (
        db.session.scalar(select(Account.id).limit(1)) is None
        and db.session.scalar(select(Employer.id).limit(1)) is None
    )


def load(folder: Path, *, now: datetime) -> Board:
    """Everything in the content files, in the session. Does not commit."""
    board = Board(now, folder)
    last_letter = db.session.scalar(select(func.max(OutgoingMail.id))) or 0
    everybody = content.people()
    for person in everybody:
        joining.plan(board, person)
    for firm in content.firms():
        hiring.plan(board, firm)
    for job in content.postings():
        posting.plan(board, job)
    for answer in content.answerings():
        answering.plan(board, answer)
    for kept in content.saved_jobs():
        answering.plan_saved_job(board, kept)
    for search in content.searches():
        answering.plan_search(board, search)
    board.diary.live_through()
    _arrive_at_now(board)
    db.session.flush()
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.id > last_letter))
    board.people = {person.key: board.people[person.key] for person in everybody}  # in the order of the file
    return board


def _arrive_at_now(board: Board) -> None:
    """
    What the chores would have done meanwhile: employers of jobs that end soon are warned, and the letters of past
    Mondays are behind us, so each saved search waits for the next one.
    """
    for job in db.session.scalars(queries.expiring_unwarned(board.now)).all():
        lifecycle.warn_expiring(job, board.now)
    for saved in board.searches:
        if saved.status is SearchStatus.ACTIVE:
            saving.resume(saved, now=board.now)
