"""Log lines: structured, one request id a request, and never a person's name, address or query string."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger("careercenter")


def init_app(app: Flask) -> None:
    configure(production=app.config["PRODUCTION"])

    @app.before_request
    def name_request() -> None:
        sent = request.headers.get("X-Request-ID", "")
        g.request_id = sent if REQUEST_ID.fullmatch(sent) else secrets.token_hex(8)
        g.started = time.monotonic()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def note(response: Response) -> Response:
        request_id = g.get("request_id")
        if request_id is None:  # the request failed before it had a name
            return response
        response.headers["X-Request-ID"] = request_id
        log.info(
            "request",
            method=request.method,
            endpoint=request.endpoint,
            status=response.status_code,
            ms=round((time.monotonic() - g.started) * 1000, 1),
        )
        return response


def configure(*, production: bool) -> None:
    """JSON lines in production, readable ones elsewhere; both on standard error."""
    draw: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            draw,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # looked up each time: tests swap the stream
        cache_logger_on_first_use=False,
    )
