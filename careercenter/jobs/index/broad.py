"""
The words that stand in many jobs, kept ready in the file of words: their rows as one bitmap instead of a hundred thousand
numbers to fetch.

They are gathered when the file is opened and much of it is new. Rows are never rewritten, only added: what came later is
fetched as for any other word, and a row that belongs to no job any more does no harm.
"""

from __future__ import annotations

import json
import sqlite3

from pyroaring import BitMap

TABLES = """
CREATE TABLE broad (field TEXT, word TEXT, rows BLOB NOT NULL, PRIMARY KEY (field, word)) WITHOUT ROWID;
CREATE TABLE gathered (upto INTEGER NOT NULL);
INSERT INTO gathered VALUES (0);
"""
BROAD = 0.02  # of all rows
NEW = 0.1  # of all rows; when more are new, the words are gathered again
FEWEST = 5_000  # rows; with fewer every word is quick to fetch


def gather(file: sqlite3.Connection) -> None:
    """Looks for the broad words again when the file has grown. The caller holds the file for writing."""
    last, rows = file.execute("SELECT coalesce(max(row), 0), count(*) FROM line").fetchone()
    if rows < FEWEST or last - _upto(file) <= NEW * rows:
        return
    file.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, text, col)")
    found = file.execute("SELECT col, term FROM temp.vocabulary WHERE doc >= ?", [BROAD * rows]).fetchall()
    file.execute("DELETE FROM broad")
    for field, word in found:
        holding = fetched(file, field, (word,), 0).serialize()
        file.execute("INSERT INTO broad VALUES (?, ?, ?)", [field, word, holding])
    file.execute("UPDATE gathered SET upto = ?", [last])


def rows_holding(file: sqlite3.Connection, field: str, phrase: tuple[str, ...]) -> BitMap:
    """The rows that hold these tokens side by side."""
    kept = None
    if len(phrase) == 1:
        kept = file.execute("SELECT rows FROM broad WHERE field = ? AND word = ?", [field, phrase[0]]).fetchone()
    if kept is None:
        return fetched(file, field, phrase, 0)
    return BitMap.deserialize(kept[0]) | fetched(file, field, phrase, _upto(file))


def fetched(file: sqlite3.Connection, field: str, phrase: tuple[str, ...], after: int) -> BitMap:
    """The same from the full text alone, beginning after a row. JSON reads many numbers fastest."""
    query = "SELECT group_concat(rowid) FROM text WHERE text MATCH ? AND rowid > ?"
    (rows,) = file.execute(query, [f'{field} : "{" ".join(phrase)}"', after]).fetchone()
    return BitMap(json.loads(f"[{rows}]")) if rows else BitMap()


def _upto(file: sqlite3.Connection) -> int:
    upto: int = file.execute("SELECT upto FROM gathered").fetchone()[0]
    return upto
