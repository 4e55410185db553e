"""Whether the work must stay in the United States (d9 work_location), where the posting says so in plain words."""

from __future__ import annotations

import re

from careercenter.jobs.reading.statements import Statements

COUNTRY = r"(?:the\s+)?(?:continental |contiguous )?(?:U\.?S\.?A?\b\.?|United States(?: of America)?)"
RULES = (
    (
        "us_citizen",
        re.compile(
            r"\b(?:must be (?:a |an )?(?:U\.?S\.?|United States) citizens?|(?:U\.?S\.?"
            r"|United States) citizenship (?:is )?(?:required|mandatory)|requires? (?:U\.?S\.?"
            r"|United States) citizenship)\b(?! or\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "us_only_residence",
        re.compile(
            rf"\b(?:must (?:currently )?(?:reside|live|be (?:located|based|living|domiciled|physically located"
            rf"|a resident))(?: and work)? (?:in|within|of) {COUNTRY}|(?:only|exclusively) (?:open"
            rf"|available) to (?:U\.?S\.?|United States)[ -](?:based |residents)"
            rf"|(?:U\.?S\.?|United States) residents? only|(?:reside|live) and work in {COUNTRY})",
            re.IGNORECASE,
        ),
    ),
    (
        "us_only_performance",
        re.compile(
            rf"\b(?:(?:all )?work (?:must|has to|is to|may only|can only) be (?:performed|done"
            rf"|completed) (?:from )?(?:only )?(?:in|within|inside) {COUNTRY}|no (?:offshore|off-shore) work"
            rf"|not (?:work|access\w*)[^.;\n]{{0,40}} (?:outside|from outside)(?: of)? {COUNTRY})",
            re.IGNORECASE,
        ),
    ),
    (
        "clearance",
        re.compile(
            r"\b(?:public trust|(?:security|secret|top secret|government) clearance (?:is )?required"
            r"|must (?:be able to )?(?:obtain|pass|have|hold|possess|maintain)[^.;\n]{0,40}(?:public trust|clearance"
            r"|background investigation)|active (?:secret|top secret|TS))",
            re.IGNORECASE,
        ),
    ),
)


def work_location(statements: Statements) -> str | None:
    """The first of the rules that a statement says; None where none does."""
    return next(
        (rule for rule, pattern in RULES if any(pattern.search(statement.text) for statement in statements.all)), None
    )
