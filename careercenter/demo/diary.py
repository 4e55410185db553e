"""What happened when, so that a board made in two seconds has a past of ten weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

Act = Callable[[datetime], object]


class Diary:
    """Acts with the days before `now` on which they are done. Each is called with its own moment, the oldest first."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._acts: list[tuple[datetime, Act]] = []

    def note(self, days_ago: float, act: Act) -> None:
        self._acts.append((self.now - timedelta(days=days_ago), act))

    def live_through(self) -> None:
        for moment, act in sorted(self._acts, key=lambda noted: noted[0]):
            act(moment)
