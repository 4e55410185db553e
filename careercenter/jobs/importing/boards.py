"""Boards that name their employer only by the key in their addresses, such as jobs.lever.co/sunrise-clinic."""

from __future__ import annotations

import re

PARTS = re.compile(r"[-_+\s]+")


def board_name(key: str) -> str:
    """The key as a name: "sunrise-clinic" is Sunrise Clinic; one with capitals of its own stays as it is."""
    words = [word for word in PARTS.split(key) if word]
    return " ".join(word.capitalize() if word.islower() else word for word in words)
