"""Jobs near a place, and jobs closed to a state: what the page, the feeds, the API, the shell and a letter say of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.alerts.reasons import why
from careercenter.db import db
from careercenter.gazetteer import places
from careercenter.gazetteer.places import PAUSE, Gazetteer
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import JobFacts, Office
from tests import cast, factories
from tests.pages import form_with, titles

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
WHERE = {
    "Clinic coder": {"workplace": "onsite", "state_rule": None, "office": Office("Austin", "TX", "78701")},
    "Hospital coder": {"workplace": "hybrid", "state_rule": None, "office": Office("Round Rock", "TX", "78664")},
    "Group coder": {"workplace": "hybrid", "state_rule": "within_radius", "office": Office("Dallas", "TX")},
    "Home coder": {"workplace": "remote", "state_rule": "any_us", "office": Office("Austin", "TX")},
    "Plan coder": {"workplace": "remote", "state_rule": "exclude_list", "states": ("TX",), "office": None},
    "Mountain coder": {"workplace": "onsite", "state_rule": None, "office": Office("Denver", "CO", "80202")},
}


@pytest.fixture
def board(app: Flask, now: datetime, set_clock: Callable[[datetime], None]) -> None:
    """One open job for each of WHERE, the last the newest."""
    with app.app_context():
        olive, sunrise = cast.person("olive"), db.session.get_one(cast.Employer, 1)
        for minutes, (title, place) in enumerate(WHERE.items()):
            factories.open_job(
                sunrise, olive, now - timedelta(hours=1) + timedelta(minutes=minutes), title=title, **place
            )
        db.session.commit()
    set_clock(now)


def said(page: TestResponse) -> str:
    """The text of the page, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.text).split())


def test_the_form_finds_the_offices_near_a_place_and_tells_how_far_each_is(board: None, visit: Visit) -> None:
    form = form_with(visit().get("/jobs"), "near")
    form["near"], form["radius"] = "austin texas", "25"
    page = form.submit()
    while page.status_int == 302:
        page = page.follow()
    assert titles(page) == ["Home coder", "Hospital coder", "Clinic coder"], "the newest first"
    assert "3 jobs near Austin, TX" in said(page)
    assert "25 miles around Austin, TX" in said(page)
    assert re.search(r"Hybrid, Round Rock, TX, 1[0-9] miles from Austin, TX", said(page))
    assert form_with(page, "near")["near"].value == "Austin, TX"
    assert form_with(page, "near")["radius"].value == "25"
    nearest = page.click("Distance")
    assert titles(nearest) == ["Home coder", "Clinic coder", "Hospital coder"]
    assert titles(nearest.click("25 miles around")) == titles(visit().get("/jobs")), "and the order goes with its place"


def test_the_page_says_what_near_means_and_leads_to_the_jobs_without_a_commute(board: None, visit: Visit) -> None:
    page = visit().get("/jobs?near=78701")
    assert "A fully remote job has no commute: 1 remote job is open to Texas." in said(page)
    assert titles(page.click("1 remote job")) == ["Home coder"]
    of_ohio = visit().get("/jobs?near=78701&state=OH")
    assert titles(of_ohio.click("2 remote jobs")) == ["Plan coder", "Home coder"]


def test_a_place_that_nobody_knows_is_said_and_stays_in_the_field(board: None, visit: Visit) -> None:
    page = visit().get("/jobs?near=Atlantis&workplace=onsite")
    assert titles(page) == ["Mountain coder", "Clinic coder"], "the other filters stay in force"
    assert "We know no place “Atlantis”" in said(page)
    field = page.html.find(id="near")
    assert (field["value"], field["aria-invalid"]) == ("Atlantis", "true")
    assert "Atlantis" in page.html.find(id=field["aria-describedby"]).text


def test_what_is_closed_to_a_state_is_counted_and_shown_on_wish_with_the_reason(board: None, visit: Visit) -> None:
    page = visit().get("/jobs?state=TX")
    open_ones = ["Home coder", "Group coder", "Hospital coder", "Clinic coder"]
    assert titles(page) == open_ones
    assert "2 more are closed to Texas" in said(page)
    everything = page.click("show them with the reason")
    assert titles(everything) == [*open_ones, "Mountain coder", "Plan coder"], "those that are closed come last"
    assert "6 jobs, 4 open to Texas" in said(everything)
    assert "Closed to Texas Not in Texas: excluded by the employer" in said(everything)
    assert "Closed to Texas On site in Denver, CO" in said(everything)
    assert said(everything).count("Closed to Texas") == 2
    assert titles(everything.click("hide them")) == open_ones
    both = visit().get("/jobs?state=FL&state=NY&workplace=hybrid")
    assert "2 are closed to Florida and New York" in said(both), "where nothing is left, too"
    assert "You must live near the office in Dallas, TX" in said(both.click("show them with the reason"))


def test_the_order_is_kept_on_either_side_of_what_is_closed(board: None, visit: Visit) -> None:
    page = visit().get("/jobs?near=Dallas,+TX&radius=500&state=OH&closed=1&sort=distance")
    assert titles(page) == ["Home coder", "Group coder", "Hospital coder", "Clinic coder"]


def test_counts_beside_the_filters_respect_the_place(board: None, visit: Visit) -> None:
    answer = visit().get("/api/v1/jobs?near=78701&radius=25").json
    assert answer["facets"]["workplace"] == {"onsite": 1, "hybrid": 1, "remote": 1}
    everywhere = visit().get("/api/v1/jobs?state=TX&closed=1").json
    assert everywhere["facets"]["workplace"] == {"onsite": 2, "hybrid": 2, "remote": 2}
    assert everywhere["facets"]["state"]["TX"] == 4, "open to Texas, whatever is shown beside"
    assert everywhere["hidden"]["closed_to_state"] == 0


def test_the_api_tells_miles_and_reasons(board: None, visit: Visit) -> None:
    jobs = visit().get("/api/v1/jobs?near=78701&radius=25&sort=distance&state=OH&closed=1").json["jobs"]
    told = {job["title"]: (job["distance_miles"], job["closed_because"]) for job in jobs}
    assert told["Clinic coder"] == (0.0, "On site in Austin, TX")
    assert 14 < told["Hospital coder"][0] < 19
    assert told["Home coder"][1] is None
    alone = visit().get(f"/api/v1/jobs/{jobs[0]['id']}").json
    assert (alone["distance_miles"], alone["closed_because"]) == (None, None)


@pytest.mark.parametrize("feed", ["/jobs.rss", "/jobs.atom", "/jobs.json"])
def test_feeds_tell_how_far_it_is(board: None, visit: Visit, feed: str) -> None:
    feed_text = visit().get(f"{feed}?near=80202&radius=5").text
    assert "less than a mile from 80202" in feed_text
    assert "Clinic coder" not in feed_text


def test_the_shell_tells_it_too(app: Flask, board: None) -> None:
    result = app.test_cli_runner().invoke(
        args=["search", "--near", "denver co", "--radius", "5", "--state", "TX", "--closed", "1"]
    )
    assert result.exit_code == 0
    assert "Mountain coder" in result.output
    assert "from Denver, CO, On site in Denver, CO" in result.output


def test_a_letter_says_how_far_the_job_is(app: Flask) -> None:
    job = JobFacts("Coder", workplace="onsite", office=Office("Round Rock", "TX", "78664"))
    (reason,) = why(JobCriteria(near="78701"), job)
    assert re.fullmatch(r"1\d miles from 78701", reason)
    assert why(JobCriteria(near="78701"), JobFacts("Coder")) == []


def test_a_place_that_is_none_leads_to_those_that_may_be_meant(board: None, visit: Visit) -> None:
    page = visit().get("/jobs?near=Springfield&workplace=onsite")
    assert "We know no place “Springfield” without its state" in said(page)
    notice = page.html.find(id="left-near")
    assert {"Springfield, MO", "Springfield, IL"} <= {link.get_text() for link in notice.find_all("a")}
    there = page.click("Springfield, IL")
    assert there.request.params["near"] == "Springfield, IL"
    assert there.request.params["workplace"] == "onsite"
    misspelt = visit().get("/jobs?near=Springfeld, OH").html.find(id="left-near")
    assert misspelt.find("a").get_text() == "Springfield, OH"
    assert "such as Austin, TX" in visit().get("/jobs?near=qqxxyy").html.find(id="left-near").get_text()


@pytest.mark.parametrize("trouble", ["no folder", "no file"])
def test_while_places_cant_be_looked_up_jobs_are_listed_and_near_is_said_to_be_left_out(
    board: None, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:  # fmt: skip
    folder = tmp_path / "places"
    broken = Gazetteer(folder)
    if trouble == "no folder":
        folder.write_text("a file where the folder should be")
    else:
        broken.path.mkdir(parents=True)
    monkeypatch.setattr(Gazetteer, "here", broken)
    for remembered in (places._place_named, places._office_point):
        remembered.cache_clear()
    for _ in range(2):
        page = visit().get("/jobs?near=78701")
        assert len(titles(page)) == len(WHERE)
        assert "Places can’t be looked up at this moment" in page
    assert visit().get("/api/v1/suggest?q=aus").status_int == 200
    if trouble == "no folder":
        folder.unlink()
    else:
        broken.path.rmdir()
    assert "Places can’t be looked up" in visit().get("/jobs?near=78701"), "a failure is remembered for a minute"
    assert not folder.exists() or not any(folder.iterdir()), "and nothing is tried"
    assert broken.away_until is not None
    broken.away_until -= PAUSE
    page = visit().get("/jobs?near=78701&radius=25")
    assert len(titles(page)) == 3, "the board has read its offices anew"
    assert "Places can’t" not in page
