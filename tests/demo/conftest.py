"""The demo board, made at the moment that the tests call now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from careercenter.accounts import passwords
from careercenter.db import db
from careercenter.demo import loading
from careercenter.demo.board import Board
from careercenter.seekers import resumes
from careercenter.seekers.models import ResumeKind


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], Board]:
    """
    Loads the board without its two slow steps, which test_commands takes: hashes as hard as in life, and a process that
    looks into each résumé.
    """
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setattr(resumes, "look_into", lambda _path: ResumeKind.PDF)

    def load_at(now: datetime) -> Board:
        board = loading.load(tmp_path, now=now)
        db.session.commit()
        return board

    return load_at


@pytest.fixture
def board(context: None, load: Callable[[datetime], Board], now: datetime) -> Board:
    """The whole board, for tests of what is in it."""
    return load(now)
