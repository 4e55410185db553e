"""What people and machines type, made clean: one line, paragraphs, a whole number."""

from __future__ import annotations

import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# Beside line ends and tabs nothing that can't be seen: no control, no override of the direction of reading.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
HIGHEST_PAGE = 99_999_999  # that is read as the number of a page


def one_line(text: str | None) -> str:
    """Nothing unseen, and single spaces between the words."""
    return " ".join(UNSEEN.sub(" ", text or "").split())


def paragraphs(text: str | None) -> str:
    """Nothing unseen, and line ends as \\n."""
    return UNSEEN.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def whole_number(text: str, *, most: int) -> int | None:
    """
    The number that ASCII digits write, None for anything else and for one over `most`.

    The length is looked at first, since Python raises for thousands of digits.
    """
    digits = text.lstrip("0")
    if not (text.isascii() and text.isdigit()) or len(digits) > len(str(most)):
        return None
    number = int(digits or "0")
    return number if number <= most else None
