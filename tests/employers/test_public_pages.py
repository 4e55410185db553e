"""What everybody sees of those who hire, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.employers import proving, queries, team
from careercenter.employers.models import Employer, EmployerMember
from careercenter.employers.team import EmployerFacts
from tests import cast, factories
from tests.pages import form_with, press, send

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
ODD_NAMES = (
    'Smith & Sons "Coding" <Group>',
    "O'Brien’s Clinic",
    "Zentrum für Kodierung 🩺",
    "<script>alert(1)</script> Health",
    "مستشفى",
    "=1+1 Billing",
    "{{7*777}} Clinic",
    "A" * 160,
)


def make_desk(app: Flask, visit: Visit, **over: str) -> TestResponse:
    """Nora, who is nothing yet, makes a desk for Larkspur Health, or for what is said of another employer."""
    with app.app_context():
        if not db.session.scalar(db.select(cast.Account).where(cast.Account.email == "nora@example.com")):
            cast.make_account("Nora Field")
            db.session.commit()
    facts = {"kind": "direct_provider", "website": "https://www.nora.example", "city": "Reno", "state": "NV"}
    form = form_with(cast.signed_in(app, visit, "nora").get("/employer/new"), "website")
    return send(form, **{"name": "Larkspur Health", **facts, **over})


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_employer_may_be_called_anything(app: Flask, visit: Visit, now: datetime, name: str) -> None:
    page = make_desk(app, visit, name=name).follow()
    assert "<script>alert" not in page
    with app.app_context():
        employer = db.session.get_one(Employer, 3)
        assert employer.name == name
        assert re.fullmatch(r"[a-z0-9-]{1,90}", employer.slug)
        proving.prove_by_staff(employer, by=cast.person("dev"), now=now)
        factories.open_job(employer, cast.person("nora"), now)
        slug = employer.slug
    for address in (
        "/employers",
        f"/employers/{slug}",
        "/jobs",
        "/jobs.rss",
        "/jobs.json",
        f"/jobs?employer={slug}",
        "/",
    ):
        page = visit().get(address)
        assert "<script>alert" not in page or address == "/jobs.json"
        assert "5439" not in page
    assert visit().get(f"/employers/{slug}").html.h1.text == name
    assert visit().get("/jobs/1").follow().html.find(class_="job-by").a.text == name
    assert visit().get("/jobs.json").json["items"][0]["authors"] == [{"name": name}]


def test_two_employers_of_one_name_have_two_addresses(app: Flask, now: datetime) -> None:
    with app.app_context():
        slugs = [team.create(EmployerFacts("Sunrise Clinic"), by=None, now=now).slug for _ in range(3)]
    assert slugs == ["sunrise-clinic-2", "sunrise-clinic-3", "sunrise-clinic-4"]


def test_a_new_name_keeps_the_address(app: Flask, visit: Visit) -> None:
    form = form_with(cast.signed_in(app, visit, "olive").get("/employer/page"), "website")
    form["name"] = "Sunset Clinic"
    form.submit(status=303)
    press(cast.signed_in(app, visit, "dev").get("/staff/employers"), "/1/prove")
    page = visit().get("/employers/sunrise-clinic")
    assert page.html.h1.text == "Sunset Clinic"
    assert visit().get("/jobs?q=sunset", status=200)


@pytest.mark.parametrize("website", ["https://[a.b", "https://a].b", "https://[::1.x]/"])
def test_a_website_that_is_no_address_changes_nothing(app: Flask, visit: Visit, website: str) -> None:
    form = form_with(cast.signed_in(app, visit, "olive").get("/employer/page"), "website")
    form["website"] = website
    page = form.submit(status=422)
    assert "starting with https://" in page.html.find(id="website-e").text
    assert form_with(page, "website")["website"].value == website
    with app.app_context():
        sunrise = db.session.get_one(Employer, 1)
        assert (sunrise.website, sunrise.is_proved) == ("https://www.sunriseclinic.example", True)


def test_whoever_makes_the_desk_owns_it(app: Flask, visit: Visit) -> None:
    page = make_desk(app, visit).follow()
    assert "prove your domain" in page.text.lower()
    with app.app_context():
        member = db.session.scalars(db.select(EmployerMember).where(EmployerMember.employer_id == 3)).one()
        assert (member.role, member.account.name) == ("owner", "Nora Field")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Write the name"),
        ("name", "x" * 161, "under 160"),
        ("kind", "", "Choose what you are"),
        ("kind", "nonsense", "Choose one of the list"),
        ("website", "", "Write your website"),
        ("website", "sunrise", "such as https://www.example.org."),
        ("website", "hr@sunrise.example", "starting with https://"),
        ("website", "sunrise.example and more", "starting with https://"),
        ("website", "javascript:alert.example", "starting with https://"),
        ("website", "//sunrise.example", "starting with https://"),
        ("website", "http://sunrise.example", "starting with https://"),
        ("website", "https://localhost", "starting with https://"),
        ("website", "https://user@evil.example", "starting with https://"),
        ("website", "javascript:alert(1)//https://a.example", "starting with https://"),
        ("website", "https://[a.b", "starting with https://"),
        ("website", "https://a].b/", "starting with https://"),
        ("website", "https://[::1.x]/", "starting with https://"),
        ("name", "   ", "Write the name"),
        ("name", "\u202e", "Write the name"),
        ("city", "", "Write the city"),
        ("city", "\t", "Write the city"),
        ("state", "ZZ", "Choose one of the list"),
        ("about", "x" * 4_001, "under 4,000"),
    ],
)
def test_a_bad_answer_is_told_beside_its_field(app: Flask, visit: Visit, field: str, value: str, says: str) -> None:
    page = make_desk(app, visit, **{field: value})
    assert page.status_int == 422
    beside = page.html.find(id=f"{field}-e")
    assert says in beside.text
    form = form_with(page, "website")
    if field not in ("kind", "state"):
        assert form[field].value == value.strip(" \t\u202e")
    assert form["city"].value == ("Reno" if field != "city" else "")
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Employer.id))) == 2


@pytest.mark.parametrize(
    ("said", "website"),
    [
        ("northfork-medical.example", "https://northfork-medical.example"),
        (" www.northfork-medical.example/careers?x=1 ", "https://www.northfork-medical.example/careers?x=1"),
        ("bücher.example", "https://bücher.example"),
        ("https://northfork-medical.example", "https://northfork-medical.example"),
    ],
)
def test_a_website_may_be_written_as_people_say_it(app: Flask, visit: Visit, said: str, website: str) -> None:
    assert make_desk(app, visit, website=said).status_int == 303
    with app.app_context():
        assert db.session.get_one(Employer, 3).website == website


def test_nothing_but_the_forms_fields_is_taken(app: Flask, visit: Visit) -> None:
    forged = {
        "slug": "sunrise-clinic",
        "proof": "domain",
        "proved_at": "2026-01-01",
        "domain": "evil.example",
        "id": "1",
        "owner_id": "1",
    }
    make_desk(app, visit, **forged)
    with app.app_context():
        employer = db.session.get_one(Employer, 3)
        assert (employer.slug, employer.proof, employer.proved_at) == ("larkspur-health", None, None)
        assert employer.domain == "nora.example"
        assert db.session.get_one(Employer, 1).name == "Sunrise Clinic"


def test_the_directory_holds_the_proved_and_no_other(app: Flask, visit: Visit, now: datetime) -> None:
    page = visit().get("/employers")
    assert "Sunrise Clinic" in page
    assert "Harbor Billing" not in page
    visit().get("/employers/harbor-billing", status=404)
    visit().get("/employers/nobody", status=404)
    with app.app_context():
        assert [one.name for one in db.session.scalars(queries.public_employers())] == ["Sunrise Clinic"]
        proving.suspend(db.session.get_one(Employer, 1), "It asked for a fee.", by=cast.person("dev"), now=now)
        db.session.commit()
    assert "No employer is proved yet" in visit().get("/employers")


def test_the_directory_claims_no_proof_of_what_came_from_a_feed(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        larkspur = cast.make_employer("Larkspur Feed", owner=None, proof=None)
        proving.trust_feed(larkspur, now=now)
        db.session.commit()
    page = visit().get("/employers")
    assert "2 employers" in page
    assert "only from its public feed" in page
    assert "Each one is proved" not in page
    assert "not claimed" in page.click("Larkspur Feed").html.find("aside").text


def test_the_page_of_an_employer_shows_its_words_its_proof_and_its_open_jobs(
    app: Flask, visit: Visit, now: datetime
) -> None:
    with app.app_context():
        sunrise, olive = db.session.get_one(Employer, 1), cast.person("olive")
        factories.open_job(sunrise, olive, now, title="Open Coder")
        factories.pending_job(sunrise, olive, now, title="Waiting Coder")
        db.session.commit()
    page = visit().get("/employers/sunrise-clinic")
    assert "<strong>our own</strong>" in page
    assert "Letter to its own domain" in page
    assert 'rel="nofollow noopener ugc"' in page
    assert "1 open job" in page
    assert "Open Coder" in page
    assert "Waiting Coder" not in page


def test_a_long_kind_is_said_in_short_beside_the_proof(app: Flask, visit: Visit) -> None:
    with app.app_context():
        db.session.get_one(Employer, 1).kind = "subcontractor"
        db.session.commit()
    page = visit().get("/employers/sunrise-clinic").html.main
    assert page.find(class_="proof").text == "Subcontractor, domain matched"
    assert "Subcontractor (end client stated or confidential)" in page.text


def test_staffs_list_puts_those_without_a_proof_first(app: Flask, visit: Visit) -> None:
    page = cast.signed_in(app, visit, "dev").get("/staff/employers")
    assert page.text.index("Harbor Billing") < page.text.index("Sunrise Clinic")
