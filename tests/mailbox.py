"""Letters that the site has written, as their readers find them."""

from __future__ import annotations

import re

from flask import Flask

from careercenter.db import db
from careercenter.outbox.models import OutgoingMail


def letters_to(app: Flask, address: str) -> list[OutgoingMail]:
    """All letters to an address, newest first."""
    with app.app_context():
        query = db.select(OutgoingMail).where(OutgoingMail.to_address == address).order_by(OutgoingMail.id.desc())
        return list(db.session.scalars(query))


def subjects_to(app: Flask, address: str) -> list[str]:
    return [letter.subject for letter in letters_to(app, address)]


def letter_to(app: Flask, address: str, subject_has: str = "") -> str:
    """The text of the newest letter to an address with these words in its subject."""
    letter = next((one for one in letters_to(app, address) if subject_has in one.subject), None)
    assert letter is not None, f"no letter to {address} about {subject_has!r}: {subjects_to(app, address)}"
    return letter.text or ""


def link_in(text: str) -> str:
    """The path of the first link of a letter."""
    found = re.search(r"http://localhost(/\S+)", text)
    assert found, text
    return found[1]
