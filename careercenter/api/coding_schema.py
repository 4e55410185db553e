"""The coding extension as a JSON Schema (2020-12), made from the word lists, with the words that people read for every id."""

from __future__ import annotations

from careercenter.addresses import public_url
from careercenter.api.openapi import Schema, coding_schema
from careercenter.jobs.coding import VERSION
from careercenter.jobs.terms import GROUPS
from careercenter.vocabulary import PAY_UNITS, STATE_RULES, WORK_LOCATIONS, WordList

LISTS = (*(group.word_list for group in GROUPS), STATE_RULES, WORK_LOCATIONS, PAY_UNITS)


def schema() -> Schema:
    """Ids are never taken back: a retired one is marked deprecated and stays valid."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": public_url("api.coding"),
        "title": f"CareerCenter coding extension, version {VERSION}",
        "description": "The `coding` of a job in the API, `_coding` in the JSON Feed. What a job does not say is null or empty.",
        **coding_schema(),
        "$defs": {word_list.name: _words(word_list) for word_list in LISTS},
    }


def _words(word_list: WordList) -> Schema:
    return {
        "description": f"Version {word_list.version}.",
        "oneOf": [
            {"const": term.id, "title": term.full_label, **({} if term.active else {"deprecated": True})}
            for term in word_list.values()
        ],
    }
