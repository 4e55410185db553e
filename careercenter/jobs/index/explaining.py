"""Why each job of a list stands where it stands, for whoever shows it: a page does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from careercenter.jobs.index.counting import Counted
from careercenter.jobs.index.finding import Question
from careercenter.jobs.index.relevance import Standing, standing


@dataclass(frozen=True)
class Explained(Counted):
    """`standings` says it of each of `ids` in the order by relevance; in any other order there is none."""

    standings: list[Standing]

    @classmethod
    def facts(cls, question: Question, slots: list[int]) -> dict[str, Any]:
        standings = [standing(slot, question.spreads) for slot in slots] if question.is_by_relevance else []
        return super().facts(question, slots) | {"standings": standings}
