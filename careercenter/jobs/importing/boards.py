"""Boards that name their employer only by the key in their addresses, such as jobs.lever.co/sunrise-clinic."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

PARTS = re.compile(r"[-_+\s]+")


def place_on_the_web(address: str) -> tuple[str, list[str]]:
    """The host of an address, with its port, and the steps of its path; nothing for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that begins an IPv6 address and does not end it
        return "", []
    return parts.netloc, [step for step in parts.path.split("/") if step]


def board_name(key: str) -> str:
    """The key as a name: "sunrise-clinic" is Sunrise Clinic; one with capitals of its own stays as it is."""
    words = [word for word in PARTS.split(key) if word]
    return " ".join(word.capitalize() if word.islower() else word for word in words)
