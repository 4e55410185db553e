"""Passwords that a person can type from a terminal: four everyday words, drawn anew for each load."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from careercenter.accounts import passwords
from careercenter.rules import RuleBroken

WORDS = 4


def passphrase(*, email: str, name: str) -> str:
    """One that the site's own rule for passwords lets through for this person."""
    while True:
        phrase = "-".join(secrets.choice(words()) for _ in range(WORDS))
        try:
            passwords.check_strength(phrase, email=email, name=name)
        except RuleBroken:
            continue  # short words, or the person's own name
        return phrase


@cache
def words() -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split())
