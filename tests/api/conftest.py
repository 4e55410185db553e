"""The API's own document, and whether an answer is as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from webtest import TestApp

Valid = Callable[[str, object], bool]


@pytest.fixture
def document(visit: Callable[[], TestApp]) -> dict[str, Any]:
    found: dict[str, Any] = visit().get("/api/v1/openapi.json").json
    return found


@pytest.fixture
def valid(document: dict[str, Any]) -> Valid:
    """Is this what the document's schema of that name describes?"""

    def valid(schema: str, data: object) -> bool:
        whole = {"$ref": f"#/components/schemas/{schema}", "components": document["components"]}
        return not list(Draft202012Validator(whole).iter_errors(data))

    return valid
