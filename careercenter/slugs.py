"""Words for addresses: what a page is about, readable in its URL."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 80 characters; "untitled" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:LONGEST].rstrip("-") or "untitled"
