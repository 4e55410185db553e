"""
The API in OpenAPI 3.1, made from what the code itself uses: the filters, the word lists and the limits.

The schema of a job is JSON Schema 2020-12; the same document validates every job that the API hands out (tests/api).
"""

from __future__ import annotations

from typing import Any

from careercenter.addresses import public_url
from careercenter.jobs.coding import CODED, VERSION
from careercenter.jobs.criteria import LONGEST_QUERY, MOST_MILES, SORTS, USUAL_RADIUS
from careercenter.jobs.index import Tier, Whereabouts
from careercenter.jobs.search import JOBS_A_PAGE
from careercenter.jobs.terms import FILTERS
from careercenter.vocabulary import (
    BENEFITS,
    PAY_UNITS,
    SCREENING_QUESTIONS,
    STATE_RULES,
    WORK_LOCATIONS,
    WORK_TYPES,
    WordList,
)

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
AMOUNT: Schema = {"type": "number", "minimum": 0}
CONVERTED: Schema = {
    "type": ["object", "null"],
    "properties": {"min": AMOUNT, "max": AMOUNT, "assumption": TEXT},
    "required": ["min", "max", "assumption"],
    "additionalProperties": False,
}
AMOUNT_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
SORTING = (
    "Without it relevance where there are words, else newest. Quota has the fewest records an hour first and the jobs that"
    " state none last. Distance needs `near`."
)
BY_NAME = {group.name: group.word_list for group in FILTERS}


def document() -> Schema:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CareerCenter",
            "version": "1",
            "summary": "Open jobs for medical coders, with credentials, kinds of work, systems, states and pay as data.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": public_url("home.front").rstrip("/")}],
        "paths": {
            "/api/v1/jobs": {
                "get": {
                    "operationId": "searchJobs",
                    "summary": "Open jobs that match, with exact counts of every further choice.",
                    "parameters": _parameters(),
                    "responses": {"200": _json("A page of jobs.", "#/components/schemas/Result"), "304": _unchanged()},
                }
            },
            "/api/v1/jobs/{id}": {
                "get": {
                    "operationId": "getJob",
                    "summary": "One open job.",
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
                    ],
                    "responses": {
                        "200": _json("The job.", "#/components/schemas/Job"),
                        "304": _unchanged(),
                        "404": {"description": "There is no open job of this number."},
                    },
                }
            },
            "/api/v1/suggest": {
                "get": {
                    "operationId": "suggest",
                    "summary": "Names of the trade, states and employers that complete the last words of a query; or cities.",
                    "parameters": [
                        _parameter("q", "The query typed so far.", {**TEXT, "maxLength": LONGEST_QUERY}),
                        _parameter("near", "In place of q: the city typed so far.", TEXT),
                    ],
                    "responses": {
                        "200": _json("Up to eight, the likeliest first.", "#/components/schemas/Suggestions"),
                        "304": _unchanged(),
                    },
                }
            },
        },
        "components": {
            "schemas": {
                "Job": job_schema(),
                "Coding": coding_schema(),
                "Result": _result_schema(),
                "Suggestions": _suggestions_schema(),
            }
        },
    }


def _parameters() -> list[Schema]:
    """Several values of one name are OR, different names are AND. What means nothing is dropped and named in the answer."""
    return [
        _parameter("q", "Words, phrases in quotes (to the letter), -words to leave out, 'or'.", {**TEXT, "maxLength": LONGEST_QUERY}),
        *(_parameter(group.name, _about(group.name), {"type": "array", "items": _id_of(group.word_list)}) for group in FILTERS),
        _parameter("employer", "The last part of an employer's address.", {"type": "array", "items": TEXT}),
        _parameter("pay_min", "Dollars an hour that comparable pay reaches at its upper end.", {"type": "number", "exclusiveMinimum": 0}),
        _parameter("posted", "Published in the last so many days.", {"type": "integer", "minimum": 1}),
        _parameter("near", "78701 or Austin, TX: the office lies strictly within `radius` of it, by air.", TEXT),
        _parameter("radius", "Miles around `near`.", {"type": "integer", "minimum": 1, "maximum": MOST_MILES, "default": USUAL_RADIUS}),
        _parameter("closed", "The jobs closed to `state` as well, after the open ones.", {"const": "1"}),
        _parameter("apprentice", "Apprentices (CPC-A, CCA) welcome.", {"const": "1"}),
        _parameter("us_only", "The work stays in the United States.", {"const": "1"}),
        _parameter("sort", SORTING, {"enum": list(SORTS)}),
        _parameter("page", "The page, from 1.", {"type": "integer", "minimum": 1}),
        _parameter("per_page", "Jobs a page.", {"type": "integer", "minimum": 1, "maximum": 100, "default": JOBS_A_PAGE}),
    ]  # fmt: skip


def _about(name: str) -> str:
    if name == "state":
        return "States where one may live: open to one of them, or remote without stated limits."
    return f"Ids of the list {BY_NAME[name].name}."


def job_schema() -> Schema:
    properties = _properties()
    coding = {"$ref": "#/components/schemas/Coding"}
    return _object({**properties, "coding": coding})


def coding_schema() -> Schema:
    """Those of a job's properties that make it one for coders."""
    properties = _properties()
    return _object({"version": {"const": VERSION}, **{name: properties[name] for name in CODED}})


def _properties() -> Schema:
    return {
        "id": {"type": "integer", "minimum": 1},
        "url": ADDRESS,
        "employer": _object({"name": TEXT, "slug": TEXT, "url": ADDRESS}),
        "published_at": MOMENT,
        "updated_at": MOMENT,
        "expires_at": MOMENT,
        "title": {**TEXT, "minLength": 1},
        "description": {**TEXT, "description": "Markdown."},
        "requisition": TEXT_OR_NULL,
        "state_rule": _id_of(STATE_RULES, null=True),
        "states": _ids_of("state"),
        "states_eligible": {**_ids_of("state"), "description": "Empty where the job does not say."},
        "work_location": _id_of(WORK_LOCATIONS, null=True),
        "office": _object({"city": TEXT_OR_NULL, "state": _id_of(BY_NAME["state"], null=True), "zip": TEXT_OR_NULL}, null=True),
        "pay": {
            **_object({"min": {"type": "number"}, "max": {"type": "number"}, "unit": _id_of(PAY_UNITS)}, null=True),
            "description": "As advertised, in dollars of the unit; percent for percent_collections.",
        },
        "pay_hourly": {**CONVERTED, "description": "The same in dollars an hour; null where it can't be compared."},
        "pay_yearly": {**CONVERTED, "description": "The same in dollars a year of 2,080 hours."},
        "credentials_required": {
            "type": "array",
            "items": _ids_of("credential"),
            "description": "Lines, each met by any one of its ids.",
        },
        "credentials_preferred": _ids_of("credential"),
        "apprentice_ok": {"type": ["boolean", "null"]},
        "specialties": _ids_of("specialty"),
        "code_sets": _ids_of("code_set"),
        "settings": _ids_of("setting"),
        "tools": _ids_of("tool"),
        "title_id": _id_of(BY_NAME["title"], null=True),
        "workplace": _id_of(BY_NAME["workplace"], null=True),
        "employment": _id_of(BY_NAME["employment"], null=True),
        "years": {"type": ["integer", "null"], "minimum": 0},
        "quota": _object(
            {"work_type": _id_of(WORK_TYPES, null=True), "per_hour": AMOUNT_OR_NULL, "accuracy": AMOUNT_OR_NULL}, null=True
        ),
        "benefits": {"type": "array", "items": _id_of(BENEFITS)},
        "benefits_note": TEXT_OR_NULL,
        "questions": {"type": "array", "items": _id_of(SCREENING_QUESTIONS)},
        "apply_url": {"type": ["string", "null"], "format": "uri"},
        "closing_date": {"type": ["string", "null"], "format": "date"},
        "distance_miles": {**AMOUNT_OR_NULL, "description": "From `near` to the office, by air."},
        "closed_because": {**TEXT_OR_NULL, "description": "Why nobody of the states asked for may be hired."},
        "terms": _object({name: _ids_of(name) for name in BY_NAME}),
    }  # fmt: skip


def _result_schema() -> Schema:
    counts = {"type": "object", "additionalProperties": COUNT}
    return _object(
        {
            "jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}},
            "total": COUNT,
            "page": COUNT,
            "per_page": COUNT,
            "query": {**TEXT, "description": "The canonical query string."},
            "standings": {
                "type": "array",
                "items": _standing_schema(),
                "description": "Why each of the jobs stands where it stands, in the order of jobs; empty in other orders.",
            },
            "facets": {
                "type": "object",
                "additionalProperties": counts,
                "description": "By name and value: how many jobs there would be with that value, all other names as they are.",
            },
            "hidden": _object({"pay_not_comparable": COUNT, "closed_to_state": COUNT}),
            "corrected": {
                **_object(
                    {"words": {"type": "array", "items": _object({"said": TEXT, "meant": TEXT})}, "literal": TEXT},
                    null=True,
                ),
                "description": "Words that no open job says, read as the nearest that one does; `query` is what was answered, "
                "`literal` the query string that asks for the words as typed: in quotes.",
            },
            "dropped": {"type": "array", "items": _object({"name": TEXT, "value": TEXT, "why": TEXT})},
        }
    )


def _suggestions_schema() -> Schema:
    suggestion = _object(
        {
            "kind": {"enum": [*BY_NAME, "employer", "near"]},
            "kind_label": TEXT,
            "label": TEXT,
            "also": {
                **TEXT,
                "description": "The other name by which it was met, such as a former one; empty where it is none.",
            },
            "query": {**TEXT, "description": "The whole query with the name in it, for `q`; the place, for `near`."},
            "jobs": COUNT,
            "url": ADDRESS,
        }
    )
    return _object({"suggestions": {"type": "array", "items": suggestion, "maxItems": 8}})


def _standing_schema() -> Schema:
    thing = {"words": TEXT, "place": {"enum": [place.name.lower() for place in Whereabouts]}}
    return _object(
        {
            "tier": {"enum": [tier.value for tier in Tier], "description": "The tiers in their order."},
            "things": {"type": "array", "items": _object(thing), "minItems": 1},
            "why": {**TEXT, "description": "The same in words."},
        }
    )


def _parameter(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _id_of(word_list: WordList, *, null: bool = False) -> Schema:
    ids: list[str | None] = list(word_list)
    return {"enum": [*ids, None] if null else ids}


def _ids_of(name: str) -> Schema:
    return {"type": "array", "items": _id_of(BY_NAME[name]), "uniqueItems": True}


def _object(properties: Schema, *, null: bool = False) -> Schema:
    return {
        "type": ["object", "null"] if null else "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _json(description: str, schema: str) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": {"$ref": schema}}}}


def _unchanged() -> Schema:
    return {"description": "Unchanged since the ETag that was sent."}
