"""Whether apprentices (CPC-A, COC-A) and coders at the start of their career may apply; None where the posting does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careercenter.jobs.reading.statements import Statements
from careercenter.vocabulary.reading import Mention

APPRENTICE_TERMS = frozenset({"cpc_a", "coc_a"})
APPRENTICE = r"(?:CPC[\s-]?A\b|COC[\s-]?A\b|apprentice\w*(?: (?:status|designation|coders?|certification))?|\(?-?A\)? designation)"
WELCOME = re.compile(
    rf"\b(?:{APPRENTICE}[^.;\n]{{0,40}}\b(?:welcome\w*|accept(?:ed|able)|considered|ok(?:ay)?|eligible|encouraged"
    rf"|may apply|can apply)"
    rf"|(?:accept\w*|consider\w*|welcom\w+|open to|includ\w+)[^.;\n]{{0,40}}{APPRENTICE}"
    r"|new(?:ly)?[ -](?:grad(?:uate)?s?|certified|credentialed)(?: coders?)?(?: are| is)? (?:welcome|encouraged"
    r"|accepted|considered)|entry[ -]level (?:coders?|candidates|applicants)(?: are)? (?:welcome|encouraged"
    r"|considered|accepted)"
    # The first of the levels of certificates in the standard of the Veterans Health Administration for coders.
    r"|apprentice(?:/associate)?[ -]level certification"
    r"|(?:welcome|encourage)s? (?:new grad\w*|entry[ -]level|recent grad\w*|newly certified)|(?:recent"
    r"|new) (?:coding )?grad(?:uate)?s (?:are )?(?:welcome|encouraged))",
    re.IGNORECASE,
)
SHUT = re.compile(
    rf"\b(?:(?:no|not|non)[\s-]+(?:an? |accepting |for |eligible for )?{APPRENTICE}"
    rf"|{APPRENTICE}[^.;\n]{{0,30}}\b(?:not|will not|cannot|won't|are not|is not|isn't|don't) (?:be )?(?:accept\w*"
    rf"|consider\w*|eligible|qualif\w*|meet|apply|welcome)"
    rf"|(?:not|unable to|cannot|do not|don't|will not) (?:accept\w*|consider\w*|hire)[^.;\n]{{0,30}}{APPRENTICE}"
    rf"|without (?:the )?(?:an? )?{APPRENTICE}|{APPRENTICE} (?:removed|must be removed|has been removed)|(?:full"
    rf"|fully) (?:CPC|certified)[^.;\n]{{0,20}}\bno(?:t|n)? {APPRENTICE}"
    r"|must have (?:(?:either|an?|the|following|one of) ){0,3}mastery[ -]level certification)",
    re.IGNORECASE,
)


def apprentices_welcome(statements: Statements, mentions: Sequence[Mention]) -> bool | None:
    """True where they are welcome or where an apprentice's credential is one of the ways, False where they are shut out."""
    texts = [statement.text for statement in statements.all]
    if any(SHUT.search(text) for text in texts):
        return False
    if any(WELCOME.search(text) for text in texts) or any(mention.term in APPRENTICE_TERMS for mention in mentions):
        return True
    return None
