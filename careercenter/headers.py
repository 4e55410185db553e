"""What every answer says of itself: what may run in it, who may keep it, how long."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, has_request_context, request

from careercenter.db import SAFE_METHODS
from careercenter.doors import door

KEY = "secret"  # what every route calls the key that a letter's link carries

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


def init_app(app: Flask) -> None:
    app.after_request(protect)
    app.url_defaults(version_of_static)
    app.jinja_env.globals["url_for"] = address_for_page


def protect(response: Response) -> Response:
    """The same careful headers on every answer, errors included. A view may have set a stricter one before."""
    headers = response.headers
    if _has_secret():
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Robots-Tag"] = "noindex"
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if current_app.config["PRODUCTION"]:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint == "static":
        if "v" in request.args or request.path.endswith(".woff2"):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        headers.setdefault("Cache-Control", "private, no-store" if _on_a_desk() else "private, no-cache")
        response.vary.add("Cookie")
    return response


def _on_a_desk() -> bool:
    """Anything behind a door, touched by a form, or reached by a key from a letter stays out of every cache."""
    return not getattr(door(), "is_public", False) or request.method not in SAFE_METHODS or _has_secret()


def _has_secret() -> bool:
    """
    The address holds a key from a letter, or leads on to another address that may: no cache, no index and no other page
    may learn it.
    """
    return KEY in (request.view_args or ()) or "next" in request.args


_static_versions: dict[str, str] = {}
_addresses: dict[tuple[str, str, str], str] = {}


def address_for_page(endpoint: str, **values: Any) -> str:
    """
    What templates know as `url_for`. A page names some sixty static files and as many pages that take no values: their
    addresses stay while the site runs. Whatever else is asked for (`_external`, `_anchor`, another `v`) is made anew.
    """
    lasts = values.keys() == {"filename"} if endpoint == "static" else not (values or endpoint.startswith("."))
    if not lasts or not has_request_context() or current_app.debug:
        return current_app.url_for(endpoint, **values)
    key = request.script_root, endpoint, values.get("filename", "")
    if key not in _addresses:
        _addresses[key] = current_app.url_for(endpoint, **values)
    return _addresses[key]


def open_to_scripts(max_age: int) -> dict[str, str]:
    """Of public data: scripts of any site may read it, and whoever passes it on may keep it for `max_age` seconds."""
    return {
        "Cache-Control": f"public, max-age={max_age}",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }


def version_of_static(endpoint: str, values: dict[str, Any]) -> None:
    """Style sheets and scripts carry a hash of their content, so that caches may keep them for a year."""
    if endpoint != "static" or "filename" not in values or "v" in values:
        return
    name = values["filename"]
    if name.startswith("fonts/"):
        return  # style sheets name fonts by their plain address; a preload must ask for the same one
    if name not in _static_versions or current_app.debug:
        try:
            content = Path(current_app.static_folder or "", name).read_bytes()
        except OSError:
            return
        _static_versions[name] = hashlib.sha256(content).hexdigest()[:10]
    values["v"] = _static_versions[name]
