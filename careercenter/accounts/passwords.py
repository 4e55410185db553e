"""Passwords: argon2id at OWASP's minimum, any characters, no composition rules, a sentence when one is too easy."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from careercenter.accounts.models import Account
from careercenter.rules import RuleBroken

# OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane; some 25 ms on one core.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
SHORTEST = 15  # characters; NIST SP 800-63B-4, section 3.1.1.2, asks for them where no second factor is used
LONGEST = 256
FEWEST_DIFFERENT = 6
SITE_WORDS = (
    "careercenter",
    "medicalcoder",
    "medicalcoding",
    "password",
    "passphrase",
    "letmein",
    "qwerty",
    "1234567890",
)
NOBODY = HASHER.hash("the hash that an unknown address is checked against")


def hash_password(password: str) -> str:
    return HASHER.hash(password)


def matches(account: Account | None, password: str) -> bool:
    """Whether this is the account's password. Takes the same time for an account that does not exist."""
    stored = account.password_hash if account is not None else None
    try:
        HASHER.verify(stored or NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def strengthen(account: Account, password: str) -> None:
    """A hash made with older settings is made anew from the password, which matched."""
    if account.password_hash is not None and HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = HASHER.hash(password)


def check_strength(password: str, *, email: str, name: str = "") -> None:
    """Raises RuleBroken with a sentence when a password is too short, too long or easily guessed."""
    if len(password) < SHORTEST:
        raise RuleBroken(f"This has {len(password)}. Use at least {SHORTEST} characters.", field="password")
    if len(password) > LONGEST:
        raise RuleBroken(f"Use at most {LONGEST} characters.", field="password")
    plain = _plain(password)
    if len(set(plain)) < FEWEST_DIFFERENT:
        raise RuleBroken("This repeats a few characters. Use more different ones.", field="password")
    for known in (*SITE_WORDS, _plain(email), _plain(email.split("@", maxsplit=1)[0]), _plain(name)):
        if len(known) >= 4 and len(plain.replace(known, "")) < SHORTEST - 7:
            raise RuleBroken(
                "This is mostly your name, your address or a common word. Add words nobody would guess.",
                field="password",
            )


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
