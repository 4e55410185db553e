"""Words put together as people say them: one or the other, one and the other, a capital at the beginning."""

from __future__ import annotations

from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """CCS; CCS or CIC; CCS, CIC or RHIT."""
    return _joined(words, "or")


def both(words: Iterable[str]) -> str:
    """CA; CA and NY; CA, NV and NY."""
    return _joined(words, "and")


def capital(words: str) -> str:
    """The first letter large, the others as they are: "inpatient, Texas" becomes "Inpatient, Texas"."""
    return words[:1].upper() + words[1:]


def in_quotes(words: Iterable[str]) -> list[str]:
    """Each word in the quotes of a sentence."""
    return [f"“{word}”" for word in words]


def _joined(words: Iterable[str], joint: str) -> str:
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last
