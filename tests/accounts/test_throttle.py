"""Tries that are counted: none slips through beside another."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

import pytest
from flask import Flask

from careercenter.accounts import throttle
from careercenter.accounts.throttle import Limit, TooManyTries
from careercenter.db import db

TWO = Limit("test", 2, timedelta(minutes=5))


def test_tries_that_come_at_once_are_counted_one_after_the_other(app: Flask, now: datetime) -> None:
    passed = []

    def try_it() -> None:
        with app.app_context():
            try:
                throttle.note(TWO, "k", now=now)
            except TooManyTries:
                return
            time.sleep(0.05)  # as long as the others have counted, if nothing holds them
            db.session.commit()
            passed.append(1)

    tries = [threading.Thread(target=try_it) for _ in range(6)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert len(passed) == 2


def test_a_try_that_was_taken_back_does_not_count(context: None, now: datetime) -> None:
    for _ in range(5):
        throttle.note(TWO, "k", now=now)
        throttle.take_back(TWO, "k")
    throttle.note(TWO, "other", now=now)
    assert throttle.note(TWO, "k", now=now) == 1
    throttle.take_back(TWO, "k")
    assert throttle.note(TWO, "other", now=now) == 0
    with pytest.raises(TooManyTries):
        throttle.note(TWO, "other", now=now)
