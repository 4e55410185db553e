"""By what an imported job is known again: its source, and its id there (unique together in the schema)."""

from __future__ import annotations

import hashlib

from careercenter.employers.models import Employer
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.importing.descriptions import one_line
from careercenter.jobs.importing.rows import Feed, ImportedRow

LONGEST_KEY = 120
LONGEST_ID = 200
START = 200  # characters of the text that tell two jobs of one title and place apart


def source_of(feed: Feed, employer: Employer | None) -> str:
    """The dialect with the employer that the operator named, else with what the feed is known by: "lever:sunrise-clinic"."""
    key = employer.slug if employer is not None else " ".join(one_line(feed.key).lower().split())
    return f"{feed.dialect}:{key if len(key) <= LONGEST_KEY else _hash(key)}"


def external_id(row: ImportedRow, facts: JobFacts, employer_name: str) -> str:
    """The feed's own id, else the job's address, else a hash of title, employer, place and the start of the text."""
    given = one_line(row.external_id) or one_line(row.url) or one_line(row.apply_url)
    if not given:
        place = f"{row.hints.place} {row.hints.city} {row.hints.state}"
        return _hash("\n".join((facts.title, employer_name, one_line(place), facts.description[:START])))
    return given if len(given) <= LONGEST_ID else _hash(given)


def _hash(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
