"""What is expected of the work (the quota card): so many charts an hour, and so much accuracy."""

from __future__ import annotations

import re

from careercenter.jobs.facts import Quota
from careercenter.jobs.reading.statements import Statements

THINGS = (
    r"(?:charts?|records?|encounters?|cases?|reports?|accounts?|claims?|reviews?|visits?|notes?|dates? of service|DOS)"
)
NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:\s?(?:-|–|to)\s?\d{1,3}(?:\.\d{1,2})?)?"
PER_HOUR = re.compile(
    rf"(?<![$\d.]){NUMBER}\+?\s(?:\w+\s){{0,3}}{THINGS}\s?(?:/|per|an|each|every)\s?(?:hour|hr)\b"
    rf"|\b{THINGS}[ -](?:per|/)[ -]hour\s*(?:\w+\s){{0,3}}[:=]?\s*(?P<after>\d{{1,3}}(?:\.\d)?)\b",
    re.IGNORECASE,
)
ACCURACY = re.compile(
    r"(?P<first>\d{2}(?:\.\d)?)\s?(?:%|percent)(?:\s?(?:or (?:higher|better|greater|above)|\+"
    r"|and above))?\s(?:\w+\s){0,3}(?:accura\w+|quality)|\b(?:accura\w+"
    r"|quality)\b[^.;%\n]{0,50}?\b(?P<last>\d{2}(?:\.\d)?)\s?(?:%|percent)",
    re.IGNORECASE,
)
MEASURES = re.compile(r"%|percent|hour|\bhr", re.IGNORECASE)
LEAST_ACCURACY = 80  # percent; less is some other figure
MOST_PER_HOUR = 120


def quota(statements: Statements) -> Quota | None:
    """The quota a text states; None where it states neither a rate nor an accuracy."""
    per_hour = accuracy = None
    for statement in statements.with_words(MEASURES):
        if per_hour is None and (match := PER_HOUR.search(statement.text)):
            number = float(match["number"] or match["after"])
            per_hour = number if 0 < number <= MOST_PER_HOUR else None
        if accuracy is None and (match := ACCURACY.search(statement.text)):
            percent = float(match["first"] or match["last"])
            accuracy = percent if LEAST_ACCURACY <= percent < 100 else None
    if per_hour is None and accuracy is None:
        return None
    return Quota(per_hour=per_hour, accuracy=accuracy)
