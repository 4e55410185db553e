"""
Rows into the database, one short transaction a batch.

Between two batches the database is left alone for as long as the next one takes to draw, and two milliseconds more, so
that a site which runs on it goes on writing too.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from careercenter.db import db

Rows = dict[str, list[dict[str, Any]]]  # by table
Numbers = dict[str, list[int]]

PAUSE = 0.002  # seconds
# The columns that speak of rows of the same batch, with their table. Rows are drawn with numbers from zero.
OWN = {
    "account": {"id": "account"},
    "employer": {"id": "employer"},
    "employer_member": {"employer_id": "employer", "account_id": "account"},
    "seeker": {"id": "seeker", "account_id": "account"},
    "seeker_term": {"seeker_id": "seeker"},
    "job": {"id": "job"},
    "job_term": {"job_id": "job"},
    "saved_search": {},
}


def gathered(rows: Iterable[tuple[str, dict[str, Any]]]) -> Rows:
    """Rows with the name of their table, by table."""
    by_table: Rows = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    return by_table


def write(rows: Rows) -> Numbers:
    """Writes a batch and commits it; gives the numbers that its rows have got, by table."""
    numbers: Numbers = {}
    with db.engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            batch = rows.get(table.name)
            if not batch:
                continue
            own = OWN[table.name]
            if "id" in own:
                numbers[table.name] = _free_numbers(connection, table, len(batch))
            for row in batch:
                for column, speaks_of in own.items():
                    row[column] = numbers[speaks_of][row[column]]
            connection.execute(sa.insert(table), batch)
    time.sleep(PAUSE)
    return numbers


def _free_numbers(connection: Connection, table: sa.Table, count: int) -> list[int]:
    """On SQLite the write lock is held, so the next ones are free; on PostgreSQL they come from the table's sequence."""
    if connection.dialect.name == "sqlite":
        last = connection.scalar(sa.select(sa.func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    sequence = sa.func.pg_get_serial_sequence(table.name, "id")
    series = sa.func.generate_series(1, count).alias("series")
    return list(connection.scalars(sa.select(sa.func.nextval(sequence)).select_from(series)))
