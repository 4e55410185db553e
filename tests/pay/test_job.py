"""The pay on a job's page: converted, at the reader's own pace, and among its like."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.facts import Pay, Quota
from tests.pages import form_with
from tests.pay.market import Fair

Visit = Callable[[], TestApp]


def pay_of(page: TestResponse) -> str:
    """What stands in the panel, as people read it."""
    return " ".join(page.html.select_one("section[aria-labelledby=pay]").get_text(" ").split())


@pytest.fixture
def look(app: Flask, visit: Visit, now: datetime) -> Callable[..., TestResponse]:
    """The page of a job with this pay, on a board of others that pay these dollars."""

    def look(pay: Pay, others: list[float] | None = None, **over: object) -> TestResponse:
        with app.app_context():
            fair = Fair(now)
            fair.post_all(others or [])
            number = fair.post(pay, **over).id
        return visit().get(f"/jobs/{number}").follow()

    return look


def test_hour_and_year_stand_beside_the_advertised_figure(look: Callable[..., TestResponse]) -> None:
    words = pay_of(look(Pay(250, 300, "chart"), quota=Quota(None, 10.0, None)))
    assert words.index("$2.50–$3.00 a chart, as advertised") < words.index("$25.00–$30.00 an hour at 10 charts an hour")
    assert "$52,000–$62,400 a year at 10 charts an hour, 2,080 hours" in words


@pytest.mark.parametrize("unit", ["chart", "encounter", "record", "page"])
def test_a_reader_gives_the_own_pace_where_the_employer_states_none(
    look: Callable[..., TestResponse], unit: str
) -> None:
    page = look(Pay(200, 250, unit), quota=None)
    assert f"No number of {unit}s an hour is stated" in pay_of(page)
    form = form_with(page, "per_hour")
    assert page.html.select_one("label[for=per_hour]").text == f"Your {unit}s an hour"
    form["per_hour"] = "12"
    page = form.submit()
    assert f"$24.00–$30.00 an hour at 12 {unit}s an hour, your entry" in pay_of(page)
    assert f"$49,920–$62,400 a year at 12 {unit}s an hour, your entry, 2,080 hours" in pay_of(page)
    assert form_with(page, "per_hour")["per_hour"].value == "12"
    assert "Set-Cookie" not in page.headers
    data = page.html.select_one('script[type="application/ld+json"]').text
    assert "baseSalary" not in data, "what a reader entered is not what the employer pays"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abc", "Write a plain number, such as 12."),
        ("-3", "Write a plain number, such as 12."),
        ("1e9", "Write a plain number, such as 12."),
        ("NaN", "Write a plain number, such as 12."),
        ("99999999", "Write a number from 0.1 to 500, such as 12."),
        ("0", "Write a number from 0.1 to 500, such as 12."),
        ("0.05", "Write a number from 0.1 to 500, such as 12."),
        ("<b>", "Write a plain number, such as 12."),
    ],
)
def test_a_pace_that_makes_no_sense_is_said_beside_the_field_and_stays(
    look: Callable[..., TestResponse], typed: str, said: str
) -> None:
    form = form_with(look(Pay(200, 250, "chart"), quota=None), "per_hour")
    form["per_hour"] = typed
    page = form.submit()
    assert said in page.html.select_one("#per_hour-e").text
    assert form_with(page, "per_hour")["per_hour"].value == typed
    assert "your entry" not in page.text


def test_an_empty_pace_is_no_mistake(look: Callable[..., TestResponse]) -> None:
    page = form_with(look(Pay(200, 250, "chart"), quota=None), "per_hour").submit()
    assert page.html.select_one("#per_hour-e") is None
    assert "your entry" not in page.text


@pytest.mark.parametrize(
    ("pay", "quota", "words"),
    [
        (Pay(450, 600, "percent_collections"), None, "A share of collections can’t be compared by the hour."),
        (Pay(500_000, 600_000, "project"), Quota(None, 12.0, None), "Pay per project can’t be compared by the hour."),
    ],
)
def test_what_cannot_be_compared_says_so_and_asks_nothing(
    look: Callable[..., TestResponse], pay: Pay, quota: Quota | None, words: str
) -> None:
    page = look(pay, [30.0] * 6, quota=quota)
    assert words in pay_of(page)
    assert "per_hour" not in page
    assert "comparable jobs" not in page.text


@pytest.mark.parametrize(
    ("dollars", "standing"),
    [
        (19.0, "Lower than all 10 comparable jobs"),
        (22.5, "Higher than 3 of 10 comparable jobs"),
        (25.0, "Higher than 5 of 10 comparable jobs"),
        (29.5, "Higher than all 10 comparable jobs"),
    ],
)
def test_a_job_stands_among_its_like_and_is_not_one_of_them(
    look: Callable[..., TestResponse], dollars: float, standing: str
) -> None:
    page = look(Pay(round(dollars * 100), round(dollars * 100), "hour"), [20.0 + one for one in range(10)])
    words = pay_of(page)
    assert standing in words
    assert "10 other open jobs (n = 10) of 4 employers with the same title and kind of work" in words
    assert "half of them pay $22.25 to $26.75 an hour" in words
    drawing = page.html.select_one("svg[role=img]")
    assert drawing.title.text == "This job’s pay against 10 comparable jobs"
    assert f"This job pays ${dollars:.2f} an hour" in drawing.desc.text


def test_all_alike_is_neither_higher_nor_lower(look: Callable[..., TestResponse]) -> None:
    assert "The same as all 6 comparable jobs" in pay_of(look(Pay(3000, 3000, "hour"), [30.0] * 6))


def test_four_comparable_jobs_are_too_few_and_their_pay_is_not_told(look: Callable[..., TestResponse]) -> None:
    page = look(Pay(3000, 3000, "hour"), [71.11, 72.22, 73.33, 74.44])
    assert "Too few comparable jobs are open to say how this pay stands." in pay_of(page)
    assert not re.search(r"7[1-4]\.\d\d", pay_of(page))
    assert page.html.select_one("svg.chart") is None


def test_where_the_closest_likeness_has_too_few_the_next_one_is_taken_and_named(
    app: Flask, visit: Visit, now: datetime
) -> None:
    with app.app_context():
        fair = Fair(now)
        fair.post_all([30.0] * 6, title_id="outpatient_coder")
        number = fair.post(Pay(3100, 3100, "hour")).id
    words = pay_of(visit().get(f"/jobs/{number}").follow())
    assert "with the same kind of work" in words
    assert (
        "That is the closest we can compare: too few jobs have the same title and kind of work, or the same title."
        in words
    )


def test_the_own_pace_is_compared_too(look: Callable[..., TestResponse]) -> None:
    form = form_with(look(Pay(200, 200, "chart"), [20.0, 21.0, 22.0, 23.0, 24.0, 25.0], quota=None), "per_hour")
    form["per_hour"] = "12.5"
    assert "Higher than 5 of 6 comparable jobs" in pay_of(form.submit())


def test_a_closed_job_is_compared_with_nothing(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        fair = Fair(now)
        fair.post_all([30.0] * 6)
        job = fair.post(Pay(3100, 3100, "hour"))
        lifecycle.fill(job, by=fair.by, now=now)
        db.session.commit()
        number = job.id
    assert "comparable" not in visit().get(f"/jobs/{number}").follow().text
