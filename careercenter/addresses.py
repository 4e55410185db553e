"""Whole addresses of our own pages."""

from __future__ import annotations

from typing import Any

from flask import current_app


def public_url(endpoint: str, **values: Any) -> str:
    """The whole address of a page, built from PUBLIC_URL alone: a letter never repeats what a request claims."""
    adapter = current_app.create_url_adapter(None)
    if adapter is None:
        raise RuntimeError("SERVER_NAME is not set")
    return adapter.build(endpoint, values, force_external=True)
