"""What became of the rows: one outcome each, and the count of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from careercenter.jobs.columns import term_rows
from careercenter.jobs.facts import JobFacts, as_data, states_eligible
from careercenter.jobs.importing.rows import ImportedRow
from careercenter.jobs.models import TermKind


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowResult:
    """
    What became of one row. `reason` says why it was refused; `note` what else the operator should know, such as that it
    waits for review. `facts` is None where the row could not be read.
    """

    row: ImportedRow
    outcome: Outcome
    reason: str = ""
    note: str = ""
    employer: str = ""
    external_id: str = ""
    facts: JobFacts | None = None


@dataclass
class Report:
    """The four counts, which add up to the rows, with the refused rows and how often each note was made."""

    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    refused: list[RowResult] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def add(self, result: RowResult) -> None:
        self.counts[result.outcome] += 1
        if result.outcome is Outcome.REFUSED:
            self.refused.append(result)
        if result.note:
            self.notes[result.note] = self.notes.get(result.note, 0) + 1

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def result_as_data(result: RowResult) -> dict[str, Any]:
    """A row's outcome as JSON: `fields` as everywhere a job is printed, `terms` as vocabulary ids by group."""
    return {
        "where": result.row.where,
        "outcome": result.outcome.value,
        "reason": result.reason or None,
        "note": result.note or None,
        "employer": result.employer or None,
        "external_id": result.external_id or None,
        "posted": result.row.posted.isoformat() if result.row.posted else None,
        "fields": as_data(result.facts) if result.facts else None,
        "terms": _terms(result.facts) if result.facts else None,
    }


def _terms(facts: JobFacts) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {"title": [facts.title_id] if facts.title_id else []}
    kinds = (TermKind.CREDENTIAL, TermKind.SPECIALTY, TermKind.CODE_SET, TermKind.SETTING, TermKind.TOOL)
    for kind in kinds:
        terms[kind.value] = list(dict.fromkeys(term for found, term, _ in term_rows(facts) if found is kind))
    terms["workplace"] = [facts.workplace] if facts.workplace else []
    terms["employment"] = [facts.employment] if facts.employment else []
    terms["state"] = list(states_eligible(facts))
    return terms
