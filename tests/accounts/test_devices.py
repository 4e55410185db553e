"""What a browser says of itself, in the words of people."""

from __future__ import annotations

import pytest

from careercenter.accounts.devices import named

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
APPLE = "Mozilla/5.0 ({}) AppleWebKit/605.1.15 (KHTML, like Gecko) {} Mobile/15E148 Safari/604.1"
IPHONE = "iPhone; CPU iPhone OS 17_5 like Mac OS X"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME.format("X11; Linux x86_64"), "Chrome on Linux"),
        (CHROME.format("X11; CrOS x86_64 14541.0.0"), "Chrome on ChromeOS"),
        (CHROME.format("Linux; Android 10; K").replace("Safari", "Mobile Safari"), "Chrome on Android"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/126.0.0.0", "Edge on Windows"),
        (CHROME.format("Macintosh; Intel Mac OS X 10_15_7") + " OPR/112.0.0.0", "Opera on Mac"),
        (CHROME.format("Linux; Android 13; SM-S901B").replace("Chrome/", "SamsungBrowser/25.0 Chrome/"),
         "Samsung Internet on Android"),
        (APPLE.format(IPHONE, "Version/17.5"), "Safari on iPhone"),
        (APPLE.format(IPHONE, "CriOS/126.0.6478.54"), "Chrome on iPhone"),
        (APPLE.format("iPad; CPU OS 17_5 like Mac OS X", "FxiOS/127.0"), "Firefox on iPad"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) SomethingNew/1.0", "Unknown browser on Linux"),
        ("Chrome/126.0.0.0", "Chrome on an unknown system"),
        ("curl/8.5.0", "Unknown device"),
        ("<script>alert(1)</script>", "Unknown device"),
        ("", "Unknown device"),
    ],
)  # fmt: skip
def test_a_browser_and_its_system_are_named(agent: str, name: str) -> None:
    assert named(agent) == name
