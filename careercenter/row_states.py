"""Keeps CPython 3.11 from crashing when a session lets go of many rows (docs/decisions/0005)."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy.orm.state import InstanceState


def make_room_in_row_states() -> None:
    """One state that has every attribute, made before any other, gives all later ones room for them from the start."""
    row: Any = type("Row", (), {})()
    state: Any = InstanceState(row, cast("Any", None))
    for name in InstanceState.__annotations__:
        if name not in InstanceState.__slots__:
            setattr(state, name, None)
    state._instance_dict = lambda: None
