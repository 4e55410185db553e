"""Every page that somebody reaches on the demo board by links alone."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from flask import Flask
from webtest import TestApp

from careercenter import clock
from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.demo.board import Board
from tests.cast import sign_in

HREF = re.compile(r'href="([^"]*)"')
MOST_FILTERS = 1  # of a search: every filter once, not every combination
# Every open job may be applied to, and beside the profile stand its rooms: they say that a profile comes first.
PROFILE_FIRST = {"/jobs/N/apply", "/seeker", "/seeker/applications", "/seeker/resumes", "/seeker/saved"}


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("visitor", "fewest", "refused"),
    [
        (None, 150, set()),
        ("june", 250, PROFILE_FIRST),
        ("ellen", 200, PROFILE_FIRST),
        ("maria", 180, set()),
        ("naomi", 180, set()),
    ],
)
def test_every_page_can_be_opened(
    app: Flask,
    visit: Callable[[], TestApp],
    load: Callable[[datetime], Board],
    visitor: str | None,
    fewest: int,
    refused: set[str],
) -> None:
    browser = visit()
    with app.app_context():
        board = load(clock.now())
        if visitor:
            sign_in(browser, db.session.get_one(Account, board.people[visitor].id))
    opened = dict(crawl(browser))
    assert len(opened) >= fewest
    others = {path: status for path, status in opened.items() if status != 200}
    assert set(others.values()) <= {403}, others
    assert {re.sub(r"\d+", "N", path) for path in others} == refused
    assert all("A profile comes first" in browser.get(path, status=403) for path in others)


def crawl(browser: TestApp) -> Iterator[tuple[str, int]]:
    """Each address of the site that links lead to, with the status of its answer; redirections are followed."""
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        page = browser.get(path, expect_errors=True)
        found = [page.location] if 300 <= page.status_int < 400 else []
        if not found:
            yield path, page.status_int
        if "html" in (page.content_type or ""):
            found += [unescape(link) for link in HREF.findall(page.text)]
        for link in found:
            parts = urlsplit(urljoin(f"http://localhost{path}", link))
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            too_many = len(parse_qsl(parts.query)) > MOST_FILTERS
            if (
                parts.netloc == "localhost"
                and not parts.path.startswith("/static")
                and not too_many
                and address not in known
            ):
                known.add(address)
                waiting.append(address)
