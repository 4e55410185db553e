"""What a title may not say, since it has fields of its own or says nothing: coders search for the plain name."""

from __future__ import annotations

import re

from careercenter.vocabulary import STATES

PAY = re.compile(r"\$|\d\s*k?\s*(?:/|per|an?\b)\s*(?:hr|hour|yr|year|month|week|chart|encounter)", re.IGNORECASE)
WORKPLACE = (
    r"remote(?:ly)?|hybrid|on[- ]?site|(?:work(?:ing)? )?(?:from|at) home|home[- ]?based|wfh|tele(?:work|commute)"
)
STATE_NAMES = "|".join(re.escape(state.label) for state in STATES.values())
PLACE = re.compile(rf"\b(?:{WORKPLACE}|{STATE_NAMES})\b", re.IGNORECASE)


def objection(title: str) -> str:
    """The sentence for a title that is not plain, empty for one that is."""
    if "!" in title:
        return "Write the title without exclamation marks."
    if PAY.search(title):
        return "Leave the pay out of the title; it has its own fields below."
    if found := PLACE.search(title):
        return f"Leave “{found[0]}” out of the title; where the work is done has its own fields below."
    return ""
