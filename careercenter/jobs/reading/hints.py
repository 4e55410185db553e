"""What a feed says of a job in fields of its own, beside the text. Here in the feed's words; the readers give them a meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PayField:
    """Pay as a feed's fields have it. `unit` is the feed's word for it ("YEAR", "per-hour-wage", "PA"), `currency` a code or empty."""

    low: str = ""
    high: str = ""
    unit: str = ""
    currency: str = ""


@dataclass(frozen=True)
class Hints:
    """
    `place` is one line ("Dayton, OH"); city, state, zip and country are its parts where the feed parts them.

    `remote` is None where the feed has no such field. `workplace`, `employment` and `pay_text` are the feed's words, and
    `live_in` names the places in which it says one may live while working (schema.org applicantLocationRequirements).
    """

    place: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    remote: bool | None = None
    workplace: str = ""
    live_in: tuple[str, ...] = ()
    employment: str = ""
    pay: PayField | None = None
    pay_text: str = ""
    months_of_experience: int | None = None
    closing_date: date | None = None


NO_HINTS = Hints()
