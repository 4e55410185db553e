"""What programs are told when something goes wrong: JSON, as RFC 9457 writes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp

from careercenter.db import db

pytestmark = pytest.mark.usefixtures("peopled")
Visit = Callable[[], TestApp]


@pytest.mark.parametrize(
    ("path", "method", "status", "title"),
    [
        ("/api/v1/jobs/99999", "GET", 404, "Not Found"),
        ("/api/v1", "GET", 404, "Not Found"),
        ("/api", "GET", 404, "Not Found"),
        ("/api/v1/jobs", "PUT", 405, "Method Not Allowed"),
    ],
)
def test_an_error_of_the_api_is_json(visit: Visit, path: str, method: str, status: int, title: str) -> None:
    answer = visit().request(path, method=method, status=status)
    assert answer.content_type == "application/problem+json"
    assert set(answer.json) == {"type", "title", "status", "detail"}
    assert (answer.json["type"], answer.json["title"], answer.json["status"]) == ("about:blank", title, status)
    assert answer.json["detail"].endswith(".")


def test_a_database_that_is_away_is_said_as_json_too(app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        engine = db.engine

    def refuse(*_facts: object) -> None:
        raise sa.exc.OperationalError("SELECT 1", {}, ConnectionError("away"))

    sa.event.listen(engine, "before_cursor_execute", refuse)
    try:
        answer = visit().get("/api/v1/jobs/1", status=503)
    finally:
        sa.event.remove(engine, "before_cursor_execute", refuse)
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_people_still_get_a_page(visit: Visit) -> None:
    assert visit().get("/apiary", status=404).content_type == "text/html"
