"""The quota on a job's page beside what the board asks for in the middle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.facts import Pay, Quota
from tests.pay.market import Fair

Visit = Callable[[], TestApp]
PAY = Pay(3000, 3000, "hour")
TOO_FEW = "Too few jobs state one to compare"


def quota_of(page: TestResponse) -> str:
    """What stands in the panel, as people read it."""
    return " ".join(page.html.select_one("section[aria-labelledby=quota]").get_text(" ").split())


@pytest.fixture
def look(app: Flask, visit: Visit, now: datetime) -> Callable[..., TestResponse]:
    """The page of a job with this quota, on a board of others with theirs, in turn of so many employers."""

    def look(quota: Quota | None, others: list[Quota | None], firms: int = 4) -> TestResponse:
        with app.app_context():
            fair = Fair(now, firms)
            for other in others:
                fair.post(PAY, quota=other)
            number = fair.post(PAY, quota=quota).id
        return visit().get(f"/jobs/{number}").follow()

    return look


def test_the_middle_of_the_other_jobs_of_its_kind_stands_beside_it(look: Callable[..., TestResponse]) -> None:
    same = [Quota("wt_em", per_hour, 95.0) for per_hour in (10.0, 11.0, 12.5, 13.0, 20.0, 20.0)]
    others = [Quota("wt_diag_rad", 45.0, 99.0), Quota(None, 3.0, 99.0), Quota("wt_em", None, 98.0), None]
    words = quota_of(look(Quota("wt_em", 30.0, 96.0), [*same, *others]))
    assert "encounters an hour, Clinic E/M 30 Board: 12.75 in the middle, n = 6 jobs" in words
    assert "accuracy 96% Board: 95% in the middle, n = 7 jobs" in words


def test_each_figure_speaks_for_itself(look: Callable[..., TestResponse]) -> None:
    others = [*(Quota("wt_em", None, 95.0) for _ in range(5)), *(Quota("wt_em", 77.0, None) for _ in range(4))]
    words = quota_of(look(Quota("wt_em", 30.0, 96.0), others))
    assert f"30 {TOO_FEW}" in words
    assert "96% Board: 95% in the middle, n = 5 jobs" in words
    assert "77" not in words


@pytest.mark.parametrize(("jobs", "firms", "is_told"), [(5, 3, True), (4, 4, False), (8, 2, False)])
def test_it_takes_five_other_jobs_of_three_employers(
    look: Callable[..., TestResponse], jobs: int, firms: int, is_told: bool
) -> None:
    words = quota_of(look(Quota("wt_em", 30.0, None), [Quota("wt_em", 12.0, None)] * jobs, firms))
    assert (f"Board: 12 in the middle, n = {jobs} jobs" in words, TOO_FEW in words) == (is_told, not is_told)


def test_a_quota_of_no_kind_of_record_is_compared_with_none(look: Callable[..., TestResponse]) -> None:
    words = quota_of(look(Quota(None, 30.0, None), [Quota(None, 12.0, None)] * 6))
    assert "charts an hour 30 It names no kind of record, so it is compared with no other job." in words
    assert "Board" not in words


def test_without_a_quota_card_and_facts_say_not_stated(look: Callable[..., TestResponse]) -> None:
    page = look(None, [Quota("wt_em", 12.0, None)] * 6)
    assert quota_of(page).startswith("Quota Not stated")
    assert "Board" not in quota_of(page)
    facts = page.html.select_one("dl.facts-2")
    said = {one.dt.text: one.dd.text for one in facts.select("div")}
    assert said["Quota"] == "Not stated"


def test_a_closed_job_is_compared_with_nothing(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        fair = Fair(now)
        for _ in range(6):
            fair.post(PAY, quota=Quota("wt_em", 12.0, 95.0))
        job = fair.post(PAY, quota=Quota("wt_em", 13.0, 95.0))
        lifecycle.fill(job, by=fair.by, now=now)
        db.session.commit()
        number = job.id
    words = quota_of(visit().get(f"/jobs/{number}").follow())
    assert "13" in words
    assert "Board" not in words
