"""Where a full stop does not end a sentence: behind a word cut short."""

from __future__ import annotations

import re

CUT_SHORT = frozenset(
    {
        *("e.g", "i.e", "etc", "incl", "vs", "approx", "no", "dept", "min", "max"),
        *("sr", "jr", "dr", "mr", "ms", "inc", "ltd", "co", "st", "u.s"),
        *("yr", "yrs", "hr", "hrs"),
    }
)
LAST_WORD = re.compile(r"[\w.]+$")
LONGEST = 8  # characters looked at before the stop


def is_cut_short(text: str, stop: int) -> bool:
    """Whether the stop at this place belongs to the word before it: "e.g.", or the letter of a name."""
    last = LAST_WORD.search(text, max(0, stop - LONGEST), stop)
    if last is None:
        return False
    word = last[0].lower()
    letters = word.rpartition(".")[2]
    return word in CUT_SHORT or (len(letters) == 1 and letters.isalpha())
