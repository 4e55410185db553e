"""
How the person is employed (d10), from the feed's field, the title, or a statement that is about just that.

"Contract" alone may be W-2, 1099 or corp to corp, so it says nothing until one of them is named. That full-time staff
gets benefits does not make a job full time. A field that says "full time and part time" gives way to the title and the
text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.reading.statements import Statement, Statements
from careercenter.vocabulary.reading import Mention

# In the order in which they win where a field names several: the narrower one first.
FIELD = (
    ("temp_to_perm", r"(?:temp|contract)\w*[\s-]*to[\s-]*(?:perm|hire)\w*"),
    ("c2c", r"\bc2c\b|corp[\s-]to[\s-]corp"),
    ("c1099", r"\b1099\b|independent contractor|freelance"),
    ("agency_w2", r"\bw-?2\b.*contract|contract.*\bw-?2\b"),
    ("prn", r"\bprn\b|per[\s_-]?diem|as needed"),
    ("apprenticeship", r"apprentice(?:ship)?"),
    ("internship", r"\bintern(?:ship|ships)?\b|externship"),
    ("volunteer", r"volunteer"),
    ("seasonal", r"seasonal"),
    ("w2_ft", r"full[\s_-]?time|\bfulltime\b"),
    ("w2_pt", r"part[\s_-]?time|\bparttime\b"),
    ("temp", r"\btemp(?:orary)?\b|\bterm\b|limited term"),
)
FULL_TIME, PART_TIME = (re.compile(dict(FIELD)[term], re.IGNORECASE) for term in ("w2_ft", "w2_pt"))
FIELDS = tuple((term, re.compile(pattern, re.IGNORECASE)) for term, pattern in FIELD)
FULL = re.compile(r"\bfull\b|\bFT\b", re.IGNORECASE)  # "full and part time" leaves it open as well
LABEL = re.compile(
    r"\b(?:job|employment|position|work|contract|assignment)?\s?-?(?:type|status|schedule|category|class\w*|duration"
    r"|term|fte|shift|hours)\s*[:\-–]",
    re.IGNORECASE,
)
THIS_JOB = re.compile(
    r"^\W*this\b[^.;,\n]{0,30}$"
    r"|\b(?:this is|the (?:position|role|job)|position|role|job|opportunity|seeking|hiring|opening|looking for)\b[^.;\n]{0,45}$",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:employees|staff|benefits?|team members|eligible|colleagues|associates|experience|equivalent|students?"
    r"|coders are|insurance|hours? (?:or more|per week to)|enroll\w*|coverage|medical|dental|paid|not|appointments?"
    r"|includes?|career|series|grade)\b",
    re.IGNORECASE,
)
FULL_OR_PART = re.compile(r"\bfull\W{0,2}(?:time\W{1,2})?(?:or|and|/|&)\W{0,2}part\b", re.IGNORECASE)
SHORT = 70  # characters of a statement that can hardly be about anything else


def employment(hints: Hints, title: str, statements: Statements, mentions: Sequence[Mention]) -> str | None:
    """The employment type's id, or None where the posting does not say."""
    by_field = _of_words(hints.employment)
    leaves_open = FULL_TIME.search(hints.employment) is not None and PART_TIME.search(hints.employment) is not None
    by_title = None if leaves_open and FULL.search(title) else _of_words(title)
    if by_title and (leaves_open or not by_field):
        return by_title
    if by_field and not leaves_open:
        return by_field
    said = [(mention, statements.at(mention.start)) for mention in mentions]
    return next((mention.term for mention, statement in said if _is_about_this_job(mention, statement)), by_field)


def _of_words(said: str) -> str | None:
    return next((term for term, pattern in FIELDS if pattern.search(said)), None) if said else None


def _is_about_this_job(mention: Mention, statement: Statement) -> bool:
    text = statement.text
    before = text[: mention.start - statement.start]
    if FULL_OR_PART.search(text) or (OTHERS.search(text) and not LABEL.search(before)):
        return False
    return bool(LABEL.search(before) or LABEL.search(statement.lead) or THIS_JOB.search(before) or len(text) < SHORT)
