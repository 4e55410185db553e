"""Which rung of the ladder a title is (d1), and whether it is a title of the trade at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careercenter.vocabulary import JOB_TITLES
from careercenter.vocabulary.reading import Mention

NOT_CODERS = re.compile(
    r"\b(?:software|developer|engineer|programmer|python|java|javascript|web|data scientist|full[- ]?stack"
    r"|front[- ]?end|back[- ]?end|devops|sql)\b",
    re.IGNORECASE,
)
# Groups of the ladder whose names also stand in the titles of their managers.
PLAIN = frozenset({"coding", "him", "billing"})
# A records technician who codes has a rung of his own.
CODER = re.compile(r"\bcod(?:er|ers|ing)\b", re.IGNORECASE)
# A coder's title with one of these words is that rank.
RANKS = tuple(
    (rank, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for rank, words in (
        ("coding_auditor", r"auditor|auditing|audit"),
        ("coding_educator", r"educator|trainer|instructor"),
        ("coding_supervisor", r"supervisor|supervisory"),
        ("coding_manager", r"manager"),
        ("him_director", r"director"),
        ("coding_lead", r"lead|team leader"),
    )
)
RANKS_OF_TECHNICIANS = frozenset({"coding_lead", "coding_supervisor"})
# What else a technician of medical records does, whose lead or supervisor is none of coders.
OTHER_RECORDS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("oncology_data_specialist", r"(?:cancer|tumor) registrars?|oncology data specialists?"),
        ("him_tech", r"ROI|release of information|HIT|health information technicians?"),
    )
)
# What a coder codes, where the title has words in between ("Inpatient Facility Medical Coder"); one kind only.
KINDS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("risk_adjustment_coder", r"risk adjustment|hcc"),
        ("profee_coder", r"pro-?\s?fee|professional fee|physician"),
        ("inpatient_coder", r"inpatient"),
        ("outpatient_coder", r"outpatient"),
    )
)
# "Inpatient Coder", and "Remote Inpatient Coding" where nothing else is said.
CODES = re.compile(
    r"\bcod(?:er|ing specialist)s?\b|^\W*(?:remote\W+)?[\w -]{0,25}\bcoding(?:\W+remote)?\W*$", re.IGNORECASE
)
TRADE = re.compile(
    r"\b(?:coders?|coding|bill(?:ing|er|ers)|claims?|medical records?|health information|him|hit|cdis?|documentation"
    r"|revenue (?:cycle|integrity)|charge(?:master| capture| corrections| description)?(?! nurse)|drg|hcc"
    r"|risk adjustment|denials?|appeals?|registrars?|registry|abstract\w+|audit\w*|compliance|reimbursement"
    r"|payment integrity|chart review\w*|mrt|medical record|record technician)\b",
    re.IGNORECASE,
)
HEALTH_CODING = re.compile(
    r"\b(?:medical|health\w*|clinical|hospital|inpatient|outpatient|physician|surg\w+|facility|pro-?fee"
    r"|risk adjustment|hcc|drg|cpc|ccs|rhit|icd\S*|oncology|radiology|cardio\w*|ortho\w*|dental)\b.*\bcod(?:er|ers"
    r"|ing)\b"
    r"|\bcod(?:er|ers|ing)\b.*\b(?:medical|health\w*|clinical|hospital|inpatient|outpatient|physician|surgery"
    r"|facility|pro-?fee|icd\S*|cpc|ccs|rhit|hcc|oncology|radiology)\b",
    re.IGNORECASE,
)


def is_of_the_trade(title: str) -> bool:
    """A title of coding, billing, records or documentation; whether of health care, the text must tell."""
    return TRADE.search(title) is not None and NOT_CODERS.search(title) is None


def is_health_coding(title: str) -> bool:
    """A title that tells by itself that health care is coded."""
    return HEALTH_CODING.search(title) is not None and NOT_CODERS.search(title) is None


def title_id(title: str, mentions: Sequence[Mention]) -> str | None:
    """
    The ladder's id for a title, from the names of the ladder that were found in it: the longest, a rank before a plain
    coder. A coder whose name is not on the ladder has the rung of what he codes, where the title says one thing.
    """
    if NOT_CODERS.search(title):
        return None
    if not mentions:
        return _kind(title)
    best = max(
        mentions, key=lambda mention: (JOB_TITLES[mention.term].group not in PLAIN, mention.end - mention.start)
    ).term
    if best == "him_tech" and CODER.search(title):
        best = "mrt_coder"
    if best in RANKS_OF_TECHNICIANS and not CODER.search(title):
        best = next((kind for kind, words in OTHER_RECORDS if words.search(title)), best)
    if JOB_TITLES[best].group != "coding":
        return best
    return next((rank for rank, word in RANKS if word.search(title)), best)


def _kind(title: str) -> str | None:
    if not CODES.search(title):
        return None
    kinds = [kind for kind, words in KINDS if words.search(title)]
    rank = next((rank for rank, word in RANKS if word.search(title)), None)
    return (rank or kinds[0]) if len(kinds) == 1 else None
