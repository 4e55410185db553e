"""What a browser says of itself, in the words of people: Chrome on Linux."""

from __future__ import annotations

# The first mark that is found decides: Edge says that it is Chrome as well, and every one of them that it is Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def named(agent: str) -> str:
    """The browser and the system of a User-Agent; what it does not tell is not guessed."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if not browser and not system:
        return "Unknown device"
    return f"{browser or 'Unknown browser'} on {system or 'an unknown system'}"
