"""What a verb says when the rules of the trade forbid what was asked."""

from __future__ import annotations


class RuleBroken(Exception):
    """
    A rule forbids this act. The message is a sentence for the person who tried it.

    `field` names the form field that the sentence belongs beside, where there is one; `pause` is how many seconds to
    wait, where waiting helps.
    """

    def __init__(self, message: str, *, field: str | None = None, pause: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.pause = pause
