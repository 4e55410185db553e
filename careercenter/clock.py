"""The only place that reads the time. Everything else is handed a `now`."""

from datetime import UTC, datetime

DEFAULT_ZONE = "America/New_York"  # of everybody who has told no other


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
