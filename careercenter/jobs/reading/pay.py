"""
Pay as a posting advertises it, from a feed's fields or from the text.

- Dollars only. Another currency, or dollars of a posting from abroad that are not said to be US dollars, are left out.
- The unit is the one that stands beside the amount, or the one that its label has. It is guessed only where it can be
  nothing else: a pay range from $15,000 up is by the year, one between the federal minimum wage and $150 by the hour.
- Bonuses, differentials, allowances, what the firm earns or manages, and units that the vocabulary does not have (by the
  shift, the visit, two weeks) are not pay.
- Of several figures the surest is taken (unit said, a range, labelled as pay), of those the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from careercenter.jobs.facts import Pay
from careercenter.jobs.reading import pay_words as words
from careercenter.jobs.reading.amounts import Figure, figures
from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.reading.pay_fields import pay_of_field
from careercenter.jobs.reading.pay_limits import (
    HOURLY_MOST,
    LONELY_LEAST,
    MINIMUM_WAGE,
    WIDEST,
    YEARLY_LEAST,
    guessed_unit,
    plausible,
)
from careercenter.jobs.reading.statements import Statement, Statements

NEAR = 70  # characters before an amount in which a word says what it is


@dataclass(frozen=True)
class _Candidate:
    """A figure that may be pay; `weight` says how surely."""

    pay: Pay
    weight: int
    start: int
    is_least: bool = False
    is_most: bool = False


def pay_from(hints: Hints, statements: Statements, *, is_abroad: bool) -> Pay | None:
    """
    The pay of the feed's fields, else of its line about pay, else of the text; None where none is said.

    A single figure of the feed gives way to a range of the text that it lies in: feeds often have room for one only.
    """
    by_field = pay_of_field(hints.pay, is_abroad=is_abroad) if hints.pay is not None else None
    if by_field is None and hints.pay_text:
        by_field = pay_in(Statements(f"Pay: {hints.pay_text[:300]}"), is_abroad=is_abroad)
    if by_field is not None and by_field.low != by_field.high:
        return by_field
    by_text = pay_in(statements, is_abroad=is_abroad)
    if by_field is None or (by_text and by_text.unit == by_field.unit and by_text.low <= by_field.low <= by_text.high):
        return by_text
    return by_field


def pay_in(statements: Statements, *, is_abroad: bool = False) -> Pay | None:
    """The pay that a text states."""
    found = [
        one for statement in statements.with_words(words.MONEY) for one in _candidates(statement, is_abroad=is_abroad)
    ]
    if not found:
        return None
    best = max(found, key=lambda one: (one.weight, -one.start))
    return _to_the_most(best, found).pay


def _to_the_most(best: _Candidate, found: list[_Candidate]) -> _Candidate:
    """A least amount together with the most, where each has a line of its own."""
    most = next(
        (one for one in found if one.is_most and one.pay.unit == best.pay.unit and one.pay.high > best.pay.low), None
    )
    if best.pay.low != best.pay.high or most is None or not best.is_least or most.pay.high > best.pay.low * WIDEST:
        return best
    return replace(best, pay=replace(best.pay, high=most.pay.high))


def _candidates(statement: Statement, *, is_abroad: bool) -> Iterator[_Candidate]:
    for match in words.SHARE.finditer(statement.text):
        low, high = (float(said.replace(",", "")) for said in (match["low"], match["high"] or match["low"]))
        if 0 < low <= high <= 100:
            yield _Candidate(Pay(round(low * 100), round(high * 100), "percent_collections"), 3, statement.start)
    for figure in figures(statement.text):
        candidate = _candidate(statement, figure, is_abroad=is_abroad)
        if candidate is not None:
            yield candidate


def _candidate(statement: Statement, figure: Figure, *, is_abroad: bool) -> _Candidate | None:
    text = statement.text
    before, after = text[max(0, figure.start - NEAR) : figure.start], text[figure.end : figure.end + NEAR]
    if not _is_dollars(figure, before, after, is_abroad=is_abroad) or _means_something_else(before, after):
        return None
    around = f"{statement.heading}: {statement.lead}: {before}"
    unit = figure.unit if figure.unit is not None else _unit_said_before(figure, before, after, around)
    is_labelled = words.LABELS.search(around) is not None
    if unit == "" or (not figure.is_marked and (unit is None or not is_labelled)):
        return None
    if unit is None and not _is_plainly_pay(figure, around, text):
        return None
    said = unit if unit is not None else guessed_unit(figure.low, figure.high)
    pay = plausible(figure.low, figure.high, said) if said else None
    if pay is None:
        return None
    weight = 4 * (unit is not None) + 2 * figure.is_range + 2 * is_labelled + (words.PAY_WORDS.search(text) is not None)
    label = words.CLAUSE_START.split(before)[-1]
    return _Candidate(
        pay, weight, statement.start + figure.start, bool(words.LEAST.search(label)), bool(words.MOST.search(label))
    )


def _is_dollars(figure: Figure, before: str, after: str, *, is_abroad: bool) -> bool:
    if words.FOREIGN_BEFORE.search(before) or words.FOREIGN_AFTER.match(after) or words.AUSTRALIAN.search(after):
        return False
    if words.BIGGER.match(after):
        return False
    return figure.says_us or not is_abroad


def _unit_said_before(figure: Figure, before: str, after: str, around: str) -> str | None:
    """The unit of the label ("Hourly rate: $31"), where the amount can be one of it."""
    if words.OTHER_BEFORE.search(before):
        return ""
    for place in (before, around, after[:40]):
        for unit, pattern in words.UNIT_BEFORE.items():
            if pattern.search(place) and plausible(figure.low, figure.high, unit) is not None:
                return unit
    return None


def _is_plainly_pay(figure: Figure, around: str, text: str) -> bool:
    """A figure without a unit: a range that something calls pay, or one of whole years; a single one only with its label."""
    if figure.is_range:
        return words.PAY_WORDS.search(f"{around} {text}") is not None or figure.low >= YEARLY_LEAST
    if words.LABELS.search(around[-NEAR:]) is None:
        return False
    return figure.low >= LONELY_LEAST or MINIMUM_WAGE <= figure.low <= HOURLY_MOST


def _means_something_else(before: str, after: str) -> bool:
    """A bonus, a fee or what the firm earns: by the words right before the amount, and those right after it."""
    clause = words.CLAUSE_START.split(before)[-1]
    near = list(words.NOT_PAY.finditer(clause))
    if near and not words.PAY_AFTER_ALL.search(clause[near[-1].end() :]):
        return True
    return words.NOT_PAY.search(words.CLAUSE_END.split(after, maxsplit=1)[0][:45]) is not None
