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
PAIRED = re.compile(
    r"/jobs/(?!(remote/)?credential/cpc/in/).+/.+/.+"
)  # landing pages: each alone, and the pairs of one
# What a stranger has opened already: public lists behind filters.
STRANGERS = re.compile(r"/(jobs|pay|employers)(\.\w+)?\?.+|/jobs/(browse|remote|credential|specialty|in)\b.*")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("visitor", "fewest"), [(None, 1_000), ("june", 200), ("ellen", 160), ("maria", 200), ("naomi", 200)]
)
def test_every_page_can_be_opened(
    app: Flask,
    visit: Callable[[], TestApp],
    load: Callable[[datetime], Board],
    visitor: str | None,
    fewest: int,
) -> None:
    browser = visit()
    with app.app_context():
        board = load(clock.now())
        if visitor:
            sign_in(browser, db.session.get_one(Account, board.people[visitor].id))
    opened = dict(crawl(browser, without=STRANGERS if visitor else PAIRED))
    assert len(opened) >= fewest
    assert {path: status for path, status in opened.items() if status != 200} == {}


def crawl(browser: TestApp, without: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """
    Each address of the site that links lead to, with the status of its answer; redirections are followed. Addresses of the
    pattern are left out.
    """
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
                and not without.fullmatch(address)
                and address not in known
            ):
                known.add(address)
                waiting.append(address)
