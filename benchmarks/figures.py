"""Figures as a table for people and as JSON for machines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any


@dataclass
class Figures:
    """`facts` are single values, `rows` have the same columns."""

    facts: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, asked: argparse.Namespace) -> None:
        for name, value in self.facts.items():
            print(f"{name}: {_said(value)}")
        columns = list(self.rows[0])
        table = [columns, *([_said(row[column]) for column in columns] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for line in table:
            print(
                "  ".join(
                    cell.rjust(width) if at else cell.ljust(width)
                    for at, (cell, width) in enumerate(zip(line, widths, strict=True))
                )
            )
        if asked.json:
            asked.json.write_text(json.dumps({"facts": self.facts, "rows": self.rows}, indent=2), encoding="utf-8")


def median(seconds: Sequence[float]) -> float:
    return sorted(seconds)[len(seconds) // 2]


def p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[ceil(len(seconds) * 0.95) - 1]


def ms(seconds: float) -> float:
    return round(seconds * 1_000, 2)


def _said(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
