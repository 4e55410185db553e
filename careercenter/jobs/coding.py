"""
The coding extension: what makes a job one for coders, as ids of the vocabulary, in one block that other programs can read.

The API carries it as `coding`, JSON Feed as `_coding`; /api/v1/coding.schema.json describes it, with the words for every id.
"""

from __future__ import annotations

from typing import Any

from careercenter.jobs.facts import JobFacts, as_data

VERSION = "1"  # of its shape; a name or a meaning that changes makes a new one, a new id in a list does not
CODED = (
    "title_id", "specialties", "code_sets", "settings", "tools", "credentials_required", "credentials_preferred", "apprentice_ok",
    "years", "quota", "workplace", "state_rule", "states", "states_eligible", "work_location", "employment", "pay", "benefits",
)  # fmt: skip


def coding_of(facts: JobFacts) -> dict[str, Any]:
    data = as_data(facts)
    return {"version": VERSION, **{name: data[name] for name in CODED}}
