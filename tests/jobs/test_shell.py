"""`flask search`: what the shell prints and how it helps."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from careercenter.jobs.criteria import READERS
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.terms import LISTS
from tests import cast, factories


@pytest.fixture
def three_jobs(app: Flask, now: datetime) -> None:
    with app.app_context():
        people = cast.make_cast()
        for number in range(3):
            factories.imported_job(people.sunrise, JobFacts(f"Zebra coder {number}"), now)


@pytest.mark.usefixtures("three_jobs")
def test_what_was_not_printed_is_said(app: Flask) -> None:
    shell = app.test_cli_runner()
    assert shell.invoke(args=["search", "zebra", "--limit", "2"]).output.endswith("\n1 more: --limit 3\n")
    assert "more" not in shell.invoke(args=["search", "zebra"]).output


def test_every_option_of_a_filter_has_an_example(app: Flask) -> None:
    said = " ".join(app.test_cli_runner().invoke(args=["search", "--help"]).output.split())
    for name in {*LISTS, *READERS} - {"q"}:
        assert f"--{name.replace('_', '-')} TEXT Such as " in said, name
    assert "Such as remote, remote_after_training, hybrid, onsite" in said
