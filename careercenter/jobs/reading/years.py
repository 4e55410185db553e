"""How many years of experience a posting asks for at least: those of coding before others; what is only preferred is not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careercenter.jobs.reading.asking import PREFERRED, REQUIRED
from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.reading.statements import Statement, Statements

WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a": 1,
}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(WORDS)})"
YEARS = re.compile(
    rf"(?<![\w$.,/-])(?P<years>{NUMBER})(?:\s?\(\s?\d{{1,2}}\s?\))?\s?\+?(?:\s?(?:-|–|—|to|or)\s?(?:{NUMBER}"
    rf"|more)(?:\s?\(\s?\d{{1,2}}\s?\))?)?\s?\+?(?:\s(?:or more|plus|full))?[\s-]?(?:years?|yrs?)\b['’]?",
    re.IGNORECASE,
)
MONTHS = re.compile(r"(?<![\w$.])(?P<months>12|18|24|36|48|60)\+?\smonths\b", re.IGNORECASE)
TIME = re.compile(r"years?|yrs?\b|months", re.IGNORECASE)
NONE_NEEDED = re.compile(
    r"\b(?:no (?:prior |previous |paid |coding |work )*experience (?:is |are )?(?:required|needed|necessary)"
    r"|experience (?:is )?not (?:required|necessary|needed)|without (?:any )?(?:prior |previous )?experience"
    r"|zero experience)\b",
    re.IGNORECASE,
)
EXPERIENCE = re.compile(
    r"\b(?:experienc\w*|exp\b|background|coding|coder|working|work(?:ed)? (?:as|in)|practic\w+|hands[ -]on|auditing"
    r"|billing|abstract\w*)\b",
    re.IGNORECASE,
)
OF_CODING = re.compile(
    r"\b(?:cod(?:ing|er)|ICD|CPT|HCC|audit\w*|abstract\w*|billing|CDI|documentation|DRG|HIM|health information"
    r"|medical records?|risk adjustment|revenue)\b",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(
    r"\b(?:years? (?:of age|old|to\b|and (?:older|over|up)|ago|in business|of service|degree|warranty|contract"
    r"|anniversary|history|college|program|university|post)|age of|founded|established|since|past|last"
    r"|previous (?:two|three|five|\d+) years|over the (?:next|last|past|course)|for (?:over|more than|nearly"
    r"|almost) (?:\d+|a hundred|fifty|twenty|thirty)"
    r"|within (?:the )?(?:first )?(?:\w+ )?(?:\d+|one|two|three|five) years?|every|per year|each year|lookback"
    r"|look back|history|years? running|consecutive|collective\w*|combined|in a row|our .{0,30}years|company"
    r"|vest\w*)\b",
    re.IGNORECASE,
)
IN_HEADING = re.compile(r"\bexperience\b", re.IGNORECASE)
CLAUSE_END = re.compile(r"[;.]\s|,\s(?=\d)")
INSTEAD = re.compile(r"\b(?:in lieu|substitut\w+|in place of|equivalent to)\b", re.IGNORECASE)
AT_LEAST = re.compile(rf"\b(?:{REQUIRED}|at least)\b", re.IGNORECASE)
MOST = 20  # years; more is the age of a firm


def years_asked(hints: Hints, statements: Statements) -> int | None:
    """The least number of years; 0 where none are needed, None where nothing is said."""
    if hints.months_of_experience is not None:
        return hints.months_of_experience // 12
    found = [one for statement in statements.with_words(TIME) for one in _asked(statement)]
    if not found:
        return 0 if NONE_NEEDED.search(statements.text) else None
    return next((years for years, is_coding in found if is_coding), found[0][0])


def _asked(statement: Statement) -> Iterator[tuple[int, bool]]:
    """The years of a statement that asks for them, and whether they are years of coding."""
    text = statement.text
    around = f"{statement.heading} {statement.lead}"
    for match in (*YEARS.finditer(text), *MONTHS.finditer(text)):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 90]
        near = f"{before[-30:]} {match[0]} {after[:30]}"
        is_experience = any(EXPERIENCE.search(words) for words in (after, before)) or IN_HEADING.search(around)
        if not is_experience or NOT_ASKED.search(near) or INSTEAD.search(near):
            continue
        clause = CLAUSE_END.split(after)[0]
        if any(PREFERRED.search(words) and not AT_LEAST.search(words) for words in (clause, before + match[0], around)):
            continue
        years = _number(match)
        if 0 < years <= MOST:
            yield years, OF_CODING.search(YEARS.split(after, maxsplit=1)[0]) is not None


def _number(match: re.Match[str]) -> int:
    if "months" in match.re.groupindex:
        return int(match["months"]) // 12
    said = match["years"].lower()
    return WORDS[said] if said in WORDS else int(said)
