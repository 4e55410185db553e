"""The checklist on a job's page: for a coder beside the profile, for everybody else what is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp

from tests import cast, factories

Visit = Callable[[], TestApp]


@pytest.fixture
def address(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> str:
    set_clock(now)
    with app.app_context():
        people = cast.make_cast()
        job = factories.open_job(people.sunrise, people.olive, now - timedelta(days=1), years=6)
        return f"/jobs/{job.id}-{job.slug}"


def test_a_coder_sees_each_line_beside_the_profile(app: Flask, visit: Visit, address: str) -> None:
    page = cast.signed_in(app, visit, "maria").get(address)
    rows = [" ".join(row.get_text(" ").split()) for row in page.html.select("section[aria-labelledby=asks] tbody tr")]
    assert rows[:3] == [
        "Must: CPC or CCS-P Any one of them counts CPC Met",
        "Must: 6 years of paid coding 4 years Not met",
        "Must: Live in FL, OH or TX Texas Met",
    ]
    assert "Only you see this" in page


@pytest.mark.parametrize("who", [None, "olive", "dev"])
def test_everybody_else_sees_what_is_asked(app: Flask, visit: Visit, address: str, who: str | None) -> None:
    page = (cast.signed_in(app, visit, who) if who else visit()).get(address)
    section = page.html.select_one("section[aria-labelledby=asks]")
    assert "6 years of paid coding" in section.text
    assert "Any one of them counts" in section.text
    assert "Not met" not in section.text
    assert bool(section.find("a", string="Log in")) == (who is None)
