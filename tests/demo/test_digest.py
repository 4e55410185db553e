"""The next Monday's letters: content for several people in their own zones, and none for somebody nothing is there for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from careercenter.alerts import slots
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.demo.board import Board
from careercenter.outbox.models import Kind, MailState, OutgoingMail


def run(name: str, now: datetime) -> None:
    one = chore(name)
    assert one is not None
    assert runner.run(one, now).failed == 0


def test_the_next_monday_has_news_for_several_and_none_for_greta(board: Board, now: datetime) -> None:
    last_slot = max(slots.next_slot(account.time_zone, now) for account in board.people.values())
    evening = last_slot + timedelta(hours=1)
    for name in ("expire-jobs", "send-alerts", "deliver-mail"):
        run(name, evening)
    letters = db.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == Kind.DIGEST)).all()
    by_person = {key: one for key, account in board.people.items() for one in letters if one.account_id == account.id}
    written = {key for key, letter in by_person.items() if letter.state is MailState.SENT}
    assert {"maria", "walt", "ines", "theo", "kiana", "samir"} == written
    assert len({board.people[key].time_zone for key in written}) >= 5
    assert by_person["greta"].state is MailState.EMPTY
    assert "Coder I, clinic visits" in (by_person["maria"].text or "")
    assert "Interventional Radiology Coder" in (by_person["kiana"].text or "")


def test_a_paused_search_stays_silent(board: Board) -> None:
    paused = [saved for saved in board.searches if saved.status == "paused"]
    assert [saved.name for saved in paused] == ["“radv”"]
