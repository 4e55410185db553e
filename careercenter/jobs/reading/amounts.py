"""
Figures of money as texts write them: "$25.00 - $38.50/hour", "$62-71k", "USD 60,000 a year", "29.50 to 41.25 hourly".

What a figure is for, is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = {
    "hour": r"hour(?:ly)?|hrs?|h",
    "year": r"year(?:ly)?|yr|annum|annual(?:ly|ized)?",
    "week": r"week(?:ly)?|wk",
    "month": r"month(?:ly)?|mo|mth",
    "day": r"day|daily|diem",
    "chart": r"charts?",
    "encounter": r"encounters?",
    "record": r"records?",
    "page": r"pages?",
    "hcc_found": r"hccs?(?:\s(?:captured|found))?",
    "project": r"project",
}
# Units that the vocabulary does not have.
OTHER_UNITS = (
    r"bi-?weekly|fortnight|pay\s?period|pay\s?check|shift|visit|session|assignment|mile|unit|class|lesson|credit"
    r"|semester|patient|case|referral|piece|quarter(?:ly)?|two\sweeks|call|hire|module|night|person|member|employee|user|seat|share|acre|square"
)
ADVERBS = {
    "hourly": "hour",
    "annually": "year",
    "annual": "year",
    "yearly": "year",
    "weekly": "week",
    "monthly": "month",
    "daily": "day",
}
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d+(?:\.\d{1,6})?"
MARK = r"(?:(?<![A-Za-z])(?:USD?\s?)?\$\s?|(?<![A-Za-z])USD\s?)"
DASH = r"\s?\\?(?:-|–|—|−|‑|~)\s?"  # Markdown may put a backslash before it
WORD = r"\s+(?:to|and|through|up\sto|maximum:?)\s+"
SAID = rf"(?:\s?/\s?|\s(?:per|an?)\s)?(?:{UNITS['hour']}|{UNITS['year']})\b\.?"  # "$25/hr - $30/hr"
SPACE = r"[\s*_]{0,4}"
MIDDLE = rf"(?:{SPACE}(?:{DASH}|\s(?:mid(?:-?point)?|median):?\s){SPACE}{MARK}(?:{NUMBER}))"  # "$25 - $31 - $37"


def _amount(name: str) -> str:
    return rf"(?P<{name}_mark>{MARK})?(?P<{name}>{NUMBER})(?:\s?(?P<{name}_k>[kK](?![A-Za-z])))?"


FIGURE = re.compile(
    rf"{_amount('low')}(?:(?:\s?(?:minimum\b|USD\b))?(?P<between>{SAID})?(?:\s?minimum\b)?"
    rf"{MIDDLE}?{SPACE}(?:{DASH}|{WORD}){SPACE}(?:maximum\s)?{_amount('high')})?",
    re.IGNORECASE,
)
UNIT_AFTER = re.compile(
    rf"[\s,*_)+.]{{0,4}}(?:minimum|maximum|USD|US\sdollars|dollars)?[\s,*_)]{{0,4}}"
    rf"(?:[(\[]?\s?(?:/|per\b|\ban?\b|\beach\b|\bevery\b)\s?(?P<unit>[a-z]+(?:[\s-]?[a-z]+)?)"
    rf"|[(\[]?(?P<adverb>{'|'.join(ADVERBS)})\b)",
    re.IGNORECASE,
)
UNIT_NAMES = {unit: re.compile(rf"(?:{pattern})(?![a-z])", re.IGNORECASE) for unit, pattern in UNITS.items()}
OTHER = re.compile(rf"(?:{OTHER_UNITS})(?![a-z])", re.IGNORECASE)
US_AFTER = re.compile(r"[\s*_)]{0,3}(?:USD\b|US\sdollars)", re.IGNORECASE)
OTHER_BESIDE = re.compile(r"[\s,*_(]{0,4}(?:bi-?weekly|semi-?monthly)", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """
    An amount or a range in dollars at text[start:end]. `is_marked` says that there is a "$" or "USD", `says_us` that
    US dollars are named. `unit` is None where none stands behind it, "" for one that the vocabulary does not have.
    """

    low: float
    high: float
    start: int
    end: int
    is_range: bool
    is_marked: bool
    says_us: bool
    unit: str | None


def figures(text: str) -> Iterator[Figure]:
    """Every number or range of numbers, each with the unit behind it."""
    for match in FIGURE.finditer(text):
        if _is_part_of_more(text, match):
            continue
        marks = f"{match['low_mark'] or ''}{match['high_mark'] or ''}"
        unit, end = _unit(text, match)
        low, high = _ends(match)
        says_us = "US" in marks.upper() or US_AFTER.match(text, match.end()) is not None
        yield Figure(low, high, match.start(), end, match["high"] is not None, bool(marks) or says_us, says_us, unit)


def _is_part_of_more(text: str, match: re.Match[str]) -> bool:
    """ "ICD-10", "12:30", "1.2.3", "#401", "401(k)"."""
    before, after = text[: match.start()][-1:], text[match.end() :][:3]
    glued = (
        before.isalnum() or before in ("#", "/", "&") or (before in "-.,:" and text[: match.start()][-2:-1].isalnum())
    )
    return glued or re.match(r"\d|:\d|[.,]\d|\(k|-[a-z]", after, re.IGNORECASE) is not None


def _ends(match: re.Match[str]) -> tuple[float, float]:
    """The ends in dollars; a K on the upper end alone counts for both ("$62-71k")."""
    low = float(match["low"].replace(",", "")) * (1_000 if match["low_k"] else 1)
    if match["high"] is None:
        return low, low
    high = float(match["high"].replace(",", "")) * (1_000 if match["high_k"] else 1)
    if match["high_k"] and low < 1_000:
        low *= 1_000
    elif match["low_k"] and high < 1_000:
        high *= 1_000
    return min(low, high), max(low, high)


def _unit(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    after = UNIT_AFTER.match(text, match.end())
    if after and after["adverb"]:
        return ADVERBS[after["adverb"].lower()], after.end()
    if after:
        if OTHER.match(after["unit"]):
            return "", after.end()
        for unit, name in UNIT_NAMES.items():
            found = name.match(text, after.start("unit"))
            if found:
                return unit, found.end()
    if OTHER_BESIDE.match(text, match.end()):
        return "", match.end()
    between = match["between"]
    if between:
        return next((unit for unit, name in UNIT_NAMES.items() if name.search(between)), None), match.end()
    return None, match.end()
