"""A real Chromium on the real site, served by a thread on a free port."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from careercenter import clock
from careercenter.accounts import signin
from careercenter.accounts.models import Account
from careercenter.db import db

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(
        filter(None, (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("No Chromium was found, and CI must test in one.")
        pytest.skip("NO CHROMIUM: install it to run the browser tests.")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the site while a test runs."""
    yield from serve(app)


def serve(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def open_page(app: Flask, site: str, chromium: Browser) -> Iterator[Open]:
    """
    Opens a page for a visitor: `as_` a mail address, `width` in CSS pixels, `scheme` light or dark, `script` on or off.

    Anything that the browser complains about (a blocked style, a script error, a missing file) fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints = Complaints()

    def open_(path: str, *, as_: str = "", width: int = 1440, scheme: str = "light", script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        if as_:
            context.add_cookies([{"name": "careercenter_session", "value": session_of(app, as_), "url": site}])
        page = context.new_page()
        complaints.listen(page)
        page.goto(site + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints.heard == []


class Complaints:
    """What the browser complains about: a blocked style, a script error, a missing file."""

    EXPECTED = "Failed to load resource: the server responded with a status of 4"  # a 404 or 422 page is a page too

    def __init__(self) -> None:
        self.heard: list[str] = []

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self._hear(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._hear(str(error)))

    def _hear(self, words: str) -> None:
        if self.EXPECTED not in words:
            self.heard.append(words)


def session_of(app: Flask, email: str) -> str:
    with app.app_context():
        account = db.session.scalar(db.select(Account).where(Account.email == email))
        secret = signin.start(account, now=clock.now()).secret
        db.session.commit()
        return secret
