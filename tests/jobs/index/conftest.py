"""Each test of the index begins without a file of words, whatever another test has left in it."""

from __future__ import annotations

import pytest
from flask import Flask

from careercenter.db import db
from careercenter.jobs.index import job_index


@pytest.fixture(autouse=True)
def no_file_of_words(app: Flask) -> None:
    with app.app_context():
        folder = job_index().words.file.path.parent
        db.session.remove()
    for path in folder.glob("words-*.db*"):
        path.unlink()
