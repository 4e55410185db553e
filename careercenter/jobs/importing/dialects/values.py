"""Values of JSON as what they should be: anything may stand where a list or an object is expected."""

from __future__ import annotations

from typing import Any


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def as_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def objects_in(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; whatever else is in it is left out."""
    return [one for one in as_list(value) if isinstance(one, dict)]
