"""The frame around a page: a stranger's is drawn once an address, and never shown to somebody signed in, or the other way round."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from webtest import TestApp

from tests import cast

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]


def test_each_reader_has_the_header_of_their_own(app: Flask, visit: Visit) -> None:
    stranger, maria = visit(), cast.signed_in(app, visit, "maria")
    for _ in range(2):
        strange, own = stranger.get("/employers"), maria.get("/employers")
        assert "Register free account" in strange
        assert "Maria’s desk" not in strange
        assert "Register free account" not in own
        assert "Maria’s desk" in own


def test_the_place_where_one_is_is_marked_on_every_page(visit: Visit) -> None:
    for address in ("/jobs", "/employers", "/jobs"):
        current = visit().get(address).html.select(".site-links [aria-current]")
        assert [link["href"] for link in current] == [address]
