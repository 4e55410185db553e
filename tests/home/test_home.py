"""The front page, the way to one's desk, and the pages that explain the house."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.applications import pipeline
from careercenter.applications.pipeline import Papers
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.models import Job, JobState
from careercenter.seekers.models import Seeker
from tests import cast, factories
from tests.factories import LISTING, post
from tests.pages import form_with, press
from tests.statements import counted_statements

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: SetClock, now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        cast.make_cast()
        cast.make_account("Nora Field")
        db.session.commit()


def test_every_page_says_where_one_writes_to_a_person(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("/", "/jobs", "/account/sign-in", "/help/employers"):
        assert visit().get(path).html.footer.find("a", href="mailto:help@careercenter.example")
    monkeypatch.setitem(app.config, "HELP_ADDRESS", "people@board.example")
    page = cast.signed_in(app, visit, "hank").get("/employer/proof")
    assert len(page.html.find_all("a", href="mailto:people@board.example")) == 2, (
        "beside what it is for, and at the foot"
    )


# The front page


def test_an_empty_board_is_no_empty_page(visit: Visit) -> None:
    page = visit().get("/")
    assert "The first jobs are being read by our staff" in page
    assert "0 open jobs" not in page
    assert form_with(page, "q")["q"].value == ""


def test_the_front_page_shows_the_newest_and_counts_what_is_open(app: Flask, visit: Visit, now: datetime) -> None:
    for hours in range(6):
        post(app, now - timedelta(hours=hours), title=f"Job {hours}")
    post(app, now, title="Welcome", apprentice_ok=True, specialties=("ip_drg",))
    with app.app_context():
        sunrise, olive = db.session.get_one(Employer, 1), cast.person("olive")
        for state in JobState:
            if state != "live":
                factories.job_in(state, sunrise, olive, now, title=f"Hidden {state}")
        db.session.commit()
    page = visit().get("/")
    assert "7 open jobs for medical coders" in page
    newest = [link.text for link in page.html.find(class_="new-list").find_all("a")]
    assert newest == ["Welcome", "Job 0", "Job 1", "Job 2"]
    assert "Hidden" not in page
    lane = page.html.find(attrs={"aria-labelledby": "lane"})
    assert "Welcome" in lane.text
    assert "Job 0" not in lane.text
    chips = {chip.text.strip(): chip["href"] for chip in page.html.find_all(class_="chip")}
    assert chips["Fully remote 7"] == "/jobs?workplace=remote"
    assert "Inpatient 1" in chips
    assert not any("Auditing" in words for words in chips), "a search that finds nothing is not offered"
    assert "100%" in page.html.find(attrs={"aria-labelledby": "honest"}).text


def test_every_common_search_leads_to_as_many_jobs_as_it_says(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now, apprentice_ok=True)
    post(app, now, specialties=("ip_drg",))
    for chip in visit().get("/").html.find_all(class_="chip"):
        count = int(chip.find(class_="count").text)
        assert visit().get(chip["href"]).html.h1.text.startswith(f"{count} ")


def test_the_search_of_the_front_page_searches(app: Flask, visit: Visit, now: datetime) -> None:
    post(app, now)
    form = form_with(visit().get("/"), "q")
    form["q"], form["state"] = "family", "TX"
    page = form.submit()
    page = page.follow() if page.status_int == 302 else page
    assert "1 job for “family” open to Texas" in page


def test_a_coders_own_state_is_chosen_on_the_front_page(app: Flask, visit: Visit) -> None:
    assert form_with(cast.signed_in(app, visit, "maria").get("/"), "state")["state"].value == "TX"
    assert form_with(visit().get("/"), "state")["state"].value == ""


def test_the_front_page_asks_the_database_little(app: Flask, visit: Visit, now: datetime) -> None:
    for _ in range(5):
        post(app, now, apprentice_ok=True)
    with counted_statements(app) as statements:
        visit().get("/")
    assert len(statements) <= 20, len(statements)


# Desks


@pytest.mark.parametrize(
    ("who", "desk"), [("dev", "/staff"), ("olive", "/employer"), ("rex", "/employer"), ("maria", "/seeker")]
)
def test_one_address_leads_everybody_to_their_desk(app: Flask, visit: Visit, who: str, desk: str) -> None:
    browser = cast.signed_in(app, visit, who)
    assert browser.get("/desk").location == desk
    browser.get(desk, status=200)


def test_who_is_nothing_yet_may_choose(app: Flask, visit: Visit) -> None:
    page = cast.signed_in(app, visit, "nora").get("/desk", status=200)
    assert "What brings you here, Nora?" in page
    assert page.click("Make my profile").request.path == "/seeker/profile"
    assert page.click("Make a desk").request.path == "/employer/new"


def test_one_account_may_have_both_desks(app: Flask, visit: Visit) -> None:
    with app.app_context():
        cast.make_seeker(cast.person("olive"))
        db.session.commit()
    olive = cast.signed_in(app, visit, "olive")
    olive.get("/employer", status=200)
    olive.get("/seeker", status=200)
    assert "Sunrise’s desk" in olive.get("/")
    assert "Olive’s desk" in olive.get("/")


def test_the_employers_desk_says_what_to_do(app: Flask, visit: Visit, now: datetime, set_clock: SetClock) -> None:
    olive = cast.signed_in(app, visit, "olive")
    assert "Post your first job" in olive.get("/employer")
    post(app, now)
    with app.app_context():
        maria, job = db.session.get_one(Seeker, 1), db.session.get_one(Job, 1)
        pipeline.apply(job, maria, Papers(), folder=app.config["DATA_DIR"], now=now)
        db.session.commit()
    page = olive.get("/employer")
    assert "Maria Ortega applied to Outpatient Coder" in " ".join(page.html.main.text.split())
    set_clock(now + LISTING - timedelta(days=6))
    page = cast.signed_in(app, visit, "olive").get("/employer")
    assert "Renew it if it is still open" in page
    press(page, "/renew")
    with app.app_context():
        assert db.session.get_one(Job, 1).expires_at == now + LISTING - timedelta(days=6) + LISTING


def test_an_unproved_employer_is_told_so_on_its_desk(app: Flask, visit: Visit) -> None:
    page = cast.signed_in(app, visit, "hank").get("/employer")
    assert "Your domain is not proved yet" in page
    assert page.click("Prove it with one letter").request.path == "/employer/proof"


def test_the_coders_desk_says_what_to_do_and_what_was_done(app: Flask, visit: Visit, now: datetime) -> None:
    maria = cast.signed_in(app, visit, "maria")
    page = maria.get("/seeker")
    assert "Good afternoon, Maria" in page, "it is two o'clock where she lives"
    assert "Upload a résumé." in page
    assert "Save a search." in page
    post(app, now)
    press(maria.get("/jobs/1").follow(), "/save")
    press(maria.get("/jobs?tool=epic"), "/seeker/alerts")
    with app.app_context():
        job, seeker = db.session.get_one(Job, 1), db.session.get_one(Seeker, 1)
        pipeline.apply(job, seeker, Papers(), folder=app.config["DATA_DIR"], now=now)
        lifecycle.close(job, by=cast.person("olive"), now=now)
        db.session.commit()
    page = maria.get("/seeker")
    assert "Save a search." not in page
    for words in ("Outpatient Coder, family practice", "Applied", "no longer open", "Weekly", "Nov 30"):
        assert words in page, words


def test_staffs_desk_counts_what_waits(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        sunrise, olive = db.session.get_one(Employer, 1), cast.person("olive")
        factories.pending_job(sunrise, olive, now)
        factories.open_job(sunrise, olive, now)
    page = cast.signed_in(app, visit, "dev").get("/staff")
    figures = {figure.dt.text: figure.dd.text for figure in page.html.find_all(class_="figure")}
    assert figures == {"job waits for review": "1", "changes wait": "0", "employers not proved": "1", "open jobs": "1"}


@pytest.mark.parametrize(("who", "leads_to"), [("olive", "/employer/jobs/new"), (None, None), ("maria", None)])
def test_posting_a_job_has_one_address_for_everybody(
    app: Flask, visit: Visit, who: str | None, leads_to: str | None
) -> None:
    browser = cast.signed_in(app, visit, who) if who else visit()
    answer = browser.get("/post-a-job")
    if leads_to:
        assert answer.location == leads_to
    else:
        assert "Prove your domain" in answer


@pytest.mark.parametrize("page", ["posting", "employers", "privacy"])
def test_the_pages_of_help_are_for_everybody(visit: Visit, page: str) -> None:
    visit().get(f"/help/{page}", status=200)


def test_robots_may_read_the_board_and_nothing_private(visit: Visit) -> None:
    answer = visit().get("/robots.txt")
    assert answer.content_type == "text/plain"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    for path in (
        "/",
        "/jobs",
        "/jobs/1-coder",
        "/jobs.rss",
        "/employers",
        "/employers/sunrise-clinic",
        "/help/posting",
        "/static/x.css",
    ):
        assert robots.can_fetch("Googlebot", path), path
    for path in (
        "/account/sign-in",
        "/seeker",
        "/seeker/profile",
        "/employer/jobs",
        "/staff",
        "/staff/mail",
        "/unsubscribe/x",
    ):
        assert not robots.can_fetch("Googlebot", path), path


def test_the_front_page_leads_in_by_credential_work_and_state_with_exact_counts(
    app: Flask, visit: Visit, now: datetime
) -> None:
    post(app, now - timedelta(hours=2))
    post(app, now - timedelta(hours=1), states=("OH",))
    page = visit().get("/")
    section = page.html.select_one("section[aria-labelledby=ways]")
    said = {a.text: a.find_next(class_="count").text.split()[0] for a in section.select("li a")}
    assert said == {
        "CPC": "2",
        "CCS-P": "2",
        "Evaluation and Management": "2",
        "Ohio": "2",
        "Florida": "1",
        "Texas": "1",
    }
    for link in section.select("li a"):
        found = visit().get(link["href"]).html.h1.text
        assert found.split()[0] == said[link.text], link["href"]


def test_one_click_from_the_front_page_lists_only_jobs_that_welcome_apprentices(
    app: Flask, visit: Visit, now: datetime
) -> None:
    for hours in range(1, 5):
        post(app, now - timedelta(hours=hours), title=f"Trainee {hours}", apprentice_ok=True)
    post(app, now, title="Senior", apprentice_ok=False)
    page = visit().get("/")
    lane = [a.text for a in page.html.select("section[aria-labelledby=lane] h3 a")]
    assert lane == ["Trainee 1", "Trainee 2", "Trainee 3"], "the three newest"
    listed = page.click("All 4 jobs that welcome apprentices")
    assert listed.request.query_string == "apprentice=1"
    assert sorted(a.text for a in listed.html.select("#results .job-title a")) == [f"Trainee {n}" for n in range(1, 5)]


def test_an_empty_board_leads_nowhere_in(visit: Visit) -> None:
    page = visit().get("/")
    assert page.html.select_one("section[aria-labelledby=ways]") is None
    assert page.html.select_one("section[aria-labelledby=lane]") is None
