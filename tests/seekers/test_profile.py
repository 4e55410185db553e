"""What a coder says of themself: kept, shown again when something is wrong, and the zone that follows the home state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from webtest import TestApp

from careercenter.db import db
from careercenter.seekers import profile
from careercenter.seekers.models import Seeker
from careercenter.seekers.profile import ProfileFacts
from careercenter.trail import TrailEntry
from tests import cast
from tests.pages import form_with, send

Visit = Callable[[], TestApp]

SAID = {
    "headline": "Inpatient coder, trauma & ICU",
    "state": "CA",
    "years": "9",
    "credentials": ["ccs", "cpc"],
    "specialties": ["ip_drg"],
    "tools": ["epic", "meditech"],
}


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: Callable[[datetime], None], now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        cast.make_cast()
        cast.make_account("Nora Field")
        db.session.commit()


@pytest.fixture
def nora(app: Flask, visit: Visit, peopled: None) -> TestApp:
    """Nora has an account and nothing else yet."""
    return cast.signed_in(app, visit, "nora")


def seeker_of(name: str) -> Seeker:
    query = db.select(Seeker).join(cast.Account, cast.Account.id == Seeker.account_id)
    return db.session.scalars(query.where(cast.Account.email == f"{name}@example.com")).one()


def test_a_profile_is_kept_as_it_was_given(app: Flask, nora: TestApp) -> None:
    page = send(form_with(nora.get("/seeker/profile"), "state"), **SAID).follow()
    assert "Your profile is kept" in page
    with app.app_context():
        expected = ProfileFacts(
            "Inpatient coder, trauma & ICU", "CA", 9, ("cpc", "ccs"), ("ip_drg",), ("epic", "meditech")
        )
        kept = profile.facts_of(seeker_of("nora"))
        assert {name: as_set(value) for name, value in vars(kept).items()} == {
            name: as_set(value) for name, value in vars(expected).items()
        }
    form = form_with(nora.get("/seeker/profile"), "state")
    sent: dict[str, list[str]] = {}
    for name, value in form.submit_fields():
        sent.setdefault(name, []).append(value)
    for name, value in SAID.items():
        assert sorted(sent[name]) == sorted([value] if isinstance(value, str) else value)


def as_set(value: object) -> object:
    return set(value) if isinstance(value, tuple) else value


def test_before_there_is_a_profile_every_room_leads_to_it(nora: TestApp) -> None:
    for address in ("/seeker", "/seeker/applications", "/seeker/saved", "/seeker/resumes", "/jobs/1/apply"):
        page = nora.get(address, status=403)
        assert "A profile comes first" in page
        assert page.click("Make my profile").request.path == "/seeker/profile"


def test_before_there_is_a_profile_the_menu_offers_what_needs_none(nora: TestApp) -> None:
    def menu() -> list[str]:
        return [link.text for link in nora.get("/seeker/alerts").html.find("nav", class_="desk-menu").find_all("a")]

    assert menu() == ["Alerts", "Profile"]
    send(form_with(nora.get("/seeker/profile"), "state"), **SAID)
    assert menu() == ["Today", "Applications", "Saved jobs", "Alerts", "Profile", "Résumés"]


def test_it_leads_back_to_where_one_was(nora: TestApp) -> None:
    page = nora.get("/seeker/resumes", status=403).click("Make my profile")
    assert send(form_with(page, "state"), **SAID).location == "/seeker/resumes"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("state", "", "Choose the state you live in"),
        ("state", "ZZ", "Choose one of the list"),
        ("years", "61", "whole number from 0 to 60"),
        ("years", "-1", "whole number from 0 to 60"),
        ("years", "1.5", "whole number from 0 to 60"),
        ("years", "NaN", "whole number from 0 to 60"),
        ("years", "9" * 40, "whole number from 0 to 60"),
        ("years", "0" * 12 + "9" * 20, "whole number from 0 to 60"),
        ("years", "٩", "whole number from 0 to 60"),
        ("headline", "x" * 161, "under 160 characters"),
        ("credentials", ["cpc", "abc"], "Choose from the list"),
        ("specialties", ["abc"], "Choose from the list"),
        ("tools", ["abc"], "Choose from the list"),
    ],
)
def test_a_bad_answer_is_told_and_the_others_are_kept(
    app: Flask, nora: TestApp, field: str, value: str | list[str], says: str
) -> None:
    page = send(form_with(nora.get("/seeker/profile"), "state"), **{**SAID, field: value})
    assert page.status_int == 422
    assert says in page.html.find(id=f"{field}-e").text
    form = form_with(page, "state")
    if field in ("years", "headline"):
        assert form[field].value == value
    if field != "headline":
        assert form["headline"].value == SAID["headline"]
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Seeker.id))) == 1, "only Maria has one"


@pytest.mark.parametrize(
    "odd", ["\x00a", "\u202eevil", "👩‍💻", "<script>alert(1)</script>", "{{7*777}}", "=1+1", "é" * 160]
)
def test_odd_headlines_stay_text(nora: TestApp, odd: str) -> None:
    send(form_with(nora.get("/seeker/profile"), "state"), **{**SAID, "headline": odd}).follow()
    page = nora.get("/seeker/profile")
    assert "<script>alert" not in page
    assert "5439" not in page
    assert form_with(page, "state")["headline"].value == " ".join(odd.replace("\x00", "").replace("\u202e", "").split())


def test_no_credential_and_no_years_are_answers_too(app: Flask, nora: TestApp) -> None:
    send(form_with(nora.get("/seeker/profile"), "state"), state="TX").follow()
    with app.app_context():
        assert profile.facts_of(seeker_of("nora")) == ProfileFacts(state="TX")


def test_nothing_but_the_forms_fields_is_taken(app: Flask, nora: TestApp) -> None:
    forged = {"account_id": "1", "id": "1", "email": "x@example.com", "time_zone": "Pacific/Guam", "is_staff": "1"}
    send(form_with(nora.get("/seeker/profile"), "state"), **SAID, **forged)
    with app.app_context():
        nora_now = cast.person("nora")
        assert (nora_now.is_staff, nora_now.time_zone) == (False, "America/Los_Angeles")
        assert seeker_of("maria").headline == "Outpatient coder, four years"
        assert seeker_of("nora").account_id == nora_now.id


# The time zone


@pytest.mark.parametrize(
    ("state", "zone"),
    [
        ("NY", "America/New_York"),
        ("TX", "America/Chicago"),
        ("AZ", "America/Phoenix"),
        ("HI", "Pacific/Honolulu"),
        ("GU", "Pacific/Guam"),
    ],
)
def test_the_zone_follows_the_home_state(app: Flask, nora: TestApp, state: str, zone: str) -> None:
    send(form_with(nora.get("/seeker/profile"), "state"), state=state)
    with app.app_context():
        assert cast.person("nora").time_zone == zone


def test_a_zone_that_was_chosen_stays_whatever_the_state(app: Flask, nora: TestApp) -> None:
    send(form_with(nora.get("/seeker/profile"), "state"), state="CA")
    form = form_with(nora.get("/account"), "time_zone")
    form["time_zone"] = "America/Denver"
    form.submit(status=303)
    send(form_with(nora.get("/seeker/profile"), "state"), state="NY")
    with app.app_context():
        assert cast.person("nora").time_zone == "America/Denver"


def test_keeping_the_account_page_without_a_choice_is_no_choice(app: Flask, nora: TestApp) -> None:
    send(form_with(nora.get("/seeker/profile"), "state"), state="CA")
    form_with(nora.get("/account"), "time_zone").submit(status=303)
    send(form_with(nora.get("/seeker/profile"), "state"), state="NY")
    with app.app_context():
        assert cast.person("nora").time_zone == "America/New_York"


def test_the_trail_knows_that_a_profile_was_changed_and_not_what_it_says(app: Flask, nora: TestApp) -> None:
    send(form_with(nora.get("/seeker/profile"), "state"), **SAID)
    with app.app_context():
        entries = db.session.scalars(db.select(TrailEntry).where(TrailEntry.actor_id == cast.person("nora").id)).all()
        assert [entry.act for entry in entries] == ["began profile", "changed profile"]
        assert all(entry.facts == {} for entry in entries)
