"""The page of what coding work pays, and its figures as data."""

from __future__ import annotations

import csv
import io
import re
import statistics
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.jobs import lifecycle
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import Pay, Quota
from careercenter.jobs.models import Job
from careercenter.pay.downloads import as_csv
from careercenter.pay.market import Market, Row
from tests.pages import form_with
from tests.pay.market import Fair

Visit = Callable[[], TestApp]
INPATIENT = {"title": "Inpatient Coder", "specialties": ("ip_drg",), "credentials_required": (("ccs",),)}
COMMON = [24.0, 26.5, 27.25, 30.0, 30.0, 33.0, 35.5]
FEW = [11.11, 12.22, 73.33, 74.44]
THEIRS = (
    r"11\.11|12\.22|73\.33|74\.44|11\.94|42\.7[78]|73\.61|88,9\d\d"  # these, their quarters, the median by the year
)


@pytest.fixture
def fair(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> Iterator[Fair]:
    """Seven jobs of office visits that speak, and four of inpatient work that don't."""
    set_clock(now)
    with app.app_context():
        fair = Fair(now)
        fair.post_all(COMMON, specialties=("em",))
        fair.post_all(FEW, **INPATIENT)
        yield fair


def rows(answer: Any, group: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text)) if row["group"] == group}


def test_page_csv_and_json_say_the_same_quarters(fair: Fair, visit: Visit) -> None:
    lower, median, upper = statistics.quantiles(COMMON, n=4, method="inclusive")
    told = next(one for one in visit().get("/pay.json").json["groups"]["specialty"] if one["id"] == "em")
    assert (told["p25_hourly"], told["median_hourly"], told["p75_hourly"]) == (26.88, 30.0, 31.5)
    assert [round(one + 1e-9, 2) for one in (lower, median, upper)] == [26.88, 30.0, 31.5]
    assert (told["jobs"], told["employers"], told["median_yearly"]) == (7, 4, 62_400)
    assert (told["first_posted"], told["last_posted"]) == ("2026-11-16", "2026-11-22")
    row = rows(visit().get("/pay.csv"), "specialty")["em"]
    assert (row["p25_hourly"], row["median_hourly"], row["p75_hourly"], row["jobs"]) == ("26.88", "30.0", "31.5", "7")
    page = visit().get("/pay")
    line = next(line for line in page.html.select("table tr") if "Evaluation and Management" in line.text)
    cells = [cell.get_text(" ", strip=True) for cell in line.select("td.number")]
    assert cells == ["$26.88", "$30.00", "$31.50", "7 jobs: Evaluation and Management", "4"]
    assert "Nov 16 to Nov 22" in line.text
    assert rows(visit().get("/pay.csv"), "specialty")["em"]["one_employer_over_half"] == "false"


def test_what_has_too_few_jobs_is_named_and_its_numbers_are_nowhere(fair: Fair, visit: Visit) -> None:
    page, table, data = visit().get("/pay"), visit().get("/pay.csv"), visit().get("/pay.json")
    for answer in (page, table, data):
        assert not re.search(THEIRS, answer.text)
    assert "Too few jobs to say" in page.text
    row = rows(table, "specialty")["ip_drg"]
    assert row["note"] == "Too few jobs to say"
    assert {row[name] for name in row if name not in ("group", "id", "label", "note")} == {""}
    untold = next(one for one in data.json["groups"]["specialty"] if one["id"] == "ip_drg")
    assert untold == {"id": "ip_drg", "label": row["label"], "too_few": True}


def test_a_figure_of_some_of_the_jobs_says_of_how_many(fair: Fair, visit: Visit) -> None:
    fair.post(Pay(500, 600, "percent_collections"), specialties=("em",))
    db.session.commit()
    page = visit().get("/pay")
    line = next(line for line in page.html.select("table tr") if "Evaluation and Management" in line.text)
    assert line.select_one("[data-unit=jobs]").get_text(" ", strip=True).startswith("7 of 8")


def test_a_search_with_too_few_jobs_gives_the_reason_and_the_way_to_its_jobs(fair: Fair, visit: Visit) -> None:
    page = visit().get("/pay?credential=ccs")
    assert "Too few jobs to say." in page.text
    assert not re.search(THEIRS, page.text)
    assert visit().get("/pay.json?credential=ccs").json["all"] == {"too_few": True}
    jobs = page.click("Show the jobs")
    assert jobs.text.count("Inpatient Coder</a>") == 4
    fair.post_all([75.55], **INPATIENT)
    assert "$73.33" in visit().get("/pay?credential=ccs").text, "the fifth job makes it speak, at once"


def test_jobs_of_two_employers_are_too_few_however_many(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        Fair(now, firms=2).post_all([31.11] * 9)
    for path in ("/pay", "/pay.csv", "/pay.json"):
        assert "31.11" not in visit().get(path).text
    assert visit().get("/pay.json").json["all"] == {"too_few": True}


def test_an_employer_with_most_of_the_jobs_is_not_silent(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        fair = Fair(now, firms=3)
        fair.post_all([30.0, 31.0, 32.0])
        fair.firms = fair.firms[:1]
        fair.post_all([33.0, 34.0])
    assert "More than half of them are one employer’s." in visit().get("/pay").text
    assert visit().get("/pay.json").json["all"]["one_employer_over_half"] is True


def test_every_unit_counts_by_the_hour_and_what_cannot_be_compared_does_not(
    app: Flask, visit: Visit, now: datetime
) -> None:
    with app.app_context():
        fair = Fair(now)
        for pay, quota in (
            (Pay(2000, 2200, "hour"), None),
            (Pay(17_600, 17_600, "day"), None),
            (Pay(46_000_00, 49_840_00, "year"), None),
            (Pay(240, 240, "encounter"), Quota(None, 10.0, None)),
            (Pay(26_00, 26_00, "hour"), None),
            (Pay(500, 600, "percent_collections"), None),
            (Pay(900_000, 900_000, "project"), None),
            (Pay(250, 250, "chart"), None),
        ):
            fair.post(pay, quota=quota)
    told = visit().get("/pay.json").json["all"]
    middles = [21.0, 22.0, (46_000 + 49_840) / 2 / 2080, 24.0, 26.0]
    assert (told["jobs"], told["median_hourly"]) == (5, round(statistics.median(middles), 2))
    assert "3 more open jobs state no pay that can be compared" in visit().get("/pay").text


def test_only_open_jobs_count_and_a_closed_one_is_out_of_the_next_answer(
    fair: Fair, visit: Visit, now: datetime, set_clock: Callable[[datetime], None]
) -> None:
    assert visit().get("/pay.json?specialty=em").json["all"]["jobs"] == 7
    job = db.session.scalars(db.select(Job).order_by(Job.id)).first()
    assert job is not None
    lifecycle.close(job, by=fair.by, now=now)
    db.session.commit()
    assert visit().get("/pay.json?specialty=em").json["all"]["jobs"] == 6
    set_clock(now + timedelta(days=23, hours=12))  # nothing is written, and the older ones have run out
    assert visit().get("/pay.json").json["all"]["jobs"] == 5


def test_the_form_narrows_and_the_rows_lead_on(fair: Fair, visit: Visit) -> None:
    form = form_with(visit().get("/pay?q=coder&employer=alder-health"), "specialty")
    form["specialty"] = "em"
    answer = form.submit().maybe_follow()
    assert answer.request.query_string == "specialty=em&employer=alder-health&q=coder"
    page = visit().get("/pay")
    assert "7" in page.click(href=r"^/pay\?specialty=em$").html.select_one(".figures").text
    jobs = page.click(href=r"^/jobs\?sort=pay&(amp;)?specialty=em$")
    assert jobs.request.path == "/jobs"
    assert "7 Evaluation and Management jobs" in jobs.html.h1.text
    search = visit().get("/jobs?specialty=em&sort=pay")
    assert search.click("Pay of this search").request.query_string == "specialty=em"


def test_a_state_leads_to_its_jobs_from_the_map(fair: Fair, visit: Visit) -> None:
    square = visit().get("/pay").html.select_one('.map a[aria-label^="Texas"]')
    assert re.fullmatch(r"Texas: \$\d\d\.\d\d an hour, the median of 11 jobs", square["aria-label"])
    assert visit().get(square["href"]).html.h1.text == "11 jobs open to Texas"


@pytest.mark.parametrize(
    "query",
    [
        "credential=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%3Csvg+onload%3Dalert(1)%3E",
        "pay_min=1e999&posted=-1&sort=%00&page=99999999999999999999",
        "state=TX&state=zz&specialty=em&specialty=" + "x" * 3_000,
        "q=" + "%F0%9F%98%80" * 300,
        "=&&==&q",
        "workplace=remote&workplace=remote&employer=%27%3B--",
        "near=90210&radius=50",
    ],
)
def test_no_query_breaks_page_or_data(fair: Fair, visit: Visit, query: str) -> None:
    for path in ("/pay", "/pay.csv", "/pay.json"):
        answer = visit().get(f"{path}?{query}").maybe_follow()
        assert answer.status_int == 200
        if path == "/pay":
            assert "alert(1)>" not in answer.text
            assert "<svg onload" not in answer.text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    label = f"{start}cmd|' /C calc'!A0"
    table = as_csv(JobCriteria(), Market(None, 0, {"specialty": (Row("specialty", "x", label, None, 0),)}))
    (row,) = [row for row in csv.DictReader(io.StringIO(table, newline="")) if row["id"] == "x"]
    assert row["label"] == f"'{label}"


def test_downloads_are_files_that_are_not_sent_twice(fair: Fair, visit: Visit) -> None:
    answer = visit().get("/pay").click("Figures as CSV")
    assert (answer.content_type, answer.headers["Content-Disposition"]) == (
        "text/csv",
        "attachment; filename=coding-pay.csv",
    )
    assert answer.text.count("\n") == answer.text.count("\r\n")
    visit().get("/pay.csv", headers={"If-None-Match": answer.headers["ETag"]}, status=304)
    data = visit().get("/pay").click("Figures as JSON").json
    assert (data["method"]["least_jobs"], data["method"]["least_employers"]) == (5, 3)
    assert "linear interpolation" in data["method"]["basis"]


def test_an_empty_board_says_what_will_stand_here(app: Flask, visit: Visit) -> None:
    page = visit().get("/pay")
    assert "As soon as 5 open jobs of 3 employers state what they pay" in page.text
    assert visit().get("/pay.json").json["groups"]["state"] == []
    assert len(visit().get("/pay.csv").text.splitlines()) == 2


def test_every_page_leads_to_pay(app: Flask, visit: Visit) -> None:
    assert visit().get("/").click("what coding work pays").html.h1.text == "What coding work pays"
    assert visit().get("/help/posting").click("^Pay$").html.h1.text == "What coding work pays"
