"""May this employer's jobs be seen? Proof by a letter to its own domain, by the word of staff, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.employers import proving
from careercenter.employers.models import PROOF_LIFE, DomainProof, Employer, Proof
from careercenter.employers.proving import domain_of
from careercenter.rules import RuleBroken
from tests import cast, factories
from tests.mailbox import letter_to, letters_to, link_in, subjects_to
from tests.pages import form_with, press

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]


@pytest.fixture
def hank(app: Flask, visit: Visit, peopled: None) -> TestApp:
    """Hank, who owns Harbor Billing at https://www.harborbilling.example, not proved yet."""
    return cast.signed_in(app, visit, "hank")


def ask(browser: TestApp, address: str) -> TestResponse:
    form = form_with(browser.get("/employer/proof"), "address")
    form["address"] = address
    return form.submit(expect_errors=True)


def harbor() -> Employer:
    return db.session.get_one(Employer, 2)


def is_proved(app: Flask) -> bool:
    with app.app_context():
        return harbor().is_proved


def move_website(browser: TestApp, website: str) -> None:
    form = form_with(browser.get("/employer/page"), "website")
    form["website"] = website
    form.submit(status=303)


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.sunrise.example", "sunrise.example"),
        ("https://sunrise.example/careers?x=1#y", "sunrise.example"),
        ("https://WWW.Sunrise.EXAMPLE:8443/", "sunrise.example"),
        ("https://sunrise.example.", "sunrise.example"),
        ("https://jobs.sunrise.example", "jobs.sunrise.example"),
        ("https://wwwsunrise.example", "wwwsunrise.example"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://BÜCHER.example", "xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("https://faß.example", "xn--fa-hia.example"),  # IDNA 2003 would make it fass.example, another one's
        ("https://fass.example", "fass.example"),
        ("https://a..b", ""),
        ("https://[a.b", ""),
        ("https://[::1.x]/", ""),
        ("", ""),
    ],
)
def test_the_domain_of_a_website_is_its_host_as_mail_writes_it(website: str, domain: str) -> None:
    assert domain_of(website) == domain


def test_a_letter_to_the_domain_and_a_button_prove_it(app: Flask, visit: Visit, hank: TestApp) -> None:
    assert "A letter is on its way to info@harborbilling.example" in ask(hank, "Info@HarborBilling.example").follow()
    assert subjects_to(app, "info@harborbilling.example") == ["Is harborbilling.example hiring on CareerCenter?"]
    link = link_in(letter_to(app, "info@harborbilling.example"))
    for method in ("GET", "HEAD", "OPTIONS", "GET"):
        visit().request(link, method=method)
    assert not is_proved(app), "looking is not proving"
    colleague = visit()
    page = press(colleague.get(link), "")
    assert "Harbor Billing is proved" in page
    assert page.request.path == "/employers/harbor-billing"
    with app.app_context():
        assert harbor().proof is Proof.DOMAIN
    colleague.get(link, status=404)


def test_who_presses_it_in_the_team_lands_on_the_desk_to_post(app: Flask, hank: TestApp) -> None:
    ask(hank, "info@harborbilling.example")
    page = press(hank.get(link_in(letter_to(app, "info@harborbilling.example"))), "")
    assert page.request.path == "/employer"
    assert "Harbor Billing is proved" in page
    assert page.click("Post your first job").request.path == "/employer/jobs/new"


def test_a_link_pressed_twice_at_once_proves_once(app: Flask, hank: TestApp, now: datetime) -> None:
    ask(hank, "info@harborbilling.example")
    with app.app_context():
        proof = db.session.scalars(db.select(DomainProof)).one()
        proving.prove_domain(proof, now=now)
        with pytest.raises(RuleBroken, match="used already"):
            proving.prove_domain(proof, now=now)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("info@sunriseclinic.example", "ends in @harborbilling.example"),
        ("info@mail.harborbilling.example", "ends in @harborbilling.example"),
        ("info@harborbilling.example.evil.example", "ends in @harborbilling.example"),
        ("info@evilharborbilling.example", "ends in @harborbilling.example"),
        ("info@harborbi11ing.example", "ends in @harborbilling.example"),
        ("info@hаrborbilling.example", "ends in @harborbilling.example"),  # the first a is Cyrillic
        ("harborbilling.example@gmail.com", "Anybody can have an address at gmail.com"),
        ("info@OUTLOOK.com", "Anybody can have an address at outlook.com"),
        ("harborbilling.example", "not a mail address"),
        ("", "Write an address that ends in your domain"),
    ],
)
def test_an_address_elsewhere_proves_nothing(app: Flask, hank: TestApp, address: str, says: str) -> None:
    answer = ask(hank, address)
    assert answer.status_int == 422
    assert says in answer
    assert 'id="address-e"' in answer
    with app.app_context():
        assert db.session.scalars(db.select(DomainProof)).all() == []


def test_a_website_at_a_free_mail_domain_cannot_be_proved(app: Flask, hank: TestApp) -> None:
    move_website(hank, "https://www.gmail.com/harbor")
    assert "Anybody can have an address at gmail.com" in ask(hank, "harbor@gmail.com")


def test_without_a_website_there_is_nothing_to_prove(app: Flask, now: datetime) -> None:
    with app.app_context():
        harbor().domain = ""
        with pytest.raises(RuleBroken, match="Give your website first"):
            proving.ask_domain_proof(harbor(), "a@b.example", by=cast.person("hank"), now=now)


def test_a_domain_with_letters_of_another_script_is_proved_at_its_own_address(app: Flask, hank: TestApp) -> None:
    move_website(hank, "https://www.bücher.example")
    ask(hank, "info@bücher.example")
    press(hank.get(link_in(letter_to(app, "info@xn--bcher-kva.example"))), "")
    assert is_proved(app)


def test_a_letter_that_was_overtaken_by_another_website_proves_nothing(app: Flask, visit: Visit, hank: TestApp) -> None:
    ask(hank, "info@harborbilling.example")
    page = visit().get(link_in(letter_to(app, "info@harborbilling.example")))
    move_website(hank, "https://www.harbor.example")
    answer = form_with(page, "csrf_token").submit(status=409)
    assert "The website was changed after this letter went out" in answer
    assert not is_proved(app)


def test_another_website_ends_the_proof_and_hides_the_jobs(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(Employer, 1), cast.person("olive"), now)
    olive = cast.signed_in(app, visit, "olive")
    move_website(olive, "https://www.sunriseclinic.example/careers")
    visit().get("/jobs/1", status=301)
    move_website(olive, "https://www.sunrise.example")
    visit().get("/jobs/1", status=404)
    visit().get("/employers/sunrise-clinic", status=404)
    assert "Your domain is not proved yet" in olive.get("/employer")


def rename(browser: TestApp, name: str) -> TestResponse:
    form = form_with(browser.get("/employer/page"), "website")
    form["name"] = name
    return form.submit(status=303).follow()


def test_another_name_is_seen_by_nobody_before_staff_has_looked_at_it(app: Flask, visit: Visit, now: datetime) -> None:
    """Staff had read the jobs under the old one; a letter to the domain says nothing of a name."""
    with app.app_context():
        factories.open_job(db.session.get_one(Employer, 1), cast.person("olive"), now)
    olive = cast.signed_in(app, visit, "olive")
    assert "Another name waits for our staff: your jobs are hidden" in olive.get("/employer/page"), "said before"
    assert "Our staff looks at the new name" in rename(olive, "Mayo Clinic")
    for page in ("/employers", "/jobs"):
        assert "Mayo Clinic" not in visit().get(page)
    visit().get("/jobs/1", status=404)
    assert "Our staff looks at your new name" in olive.get("/employer")
    assert "No letter is needed" not in olive.get("/employer/proof")
    with app.app_context():
        employer = db.session.get_one(Employer, 1)
        with pytest.raises(RuleBroken, match="looks at your new name first"):
            proving.ask_domain_proof(employer, "info@sunriseclinic.example", by=cast.person("olive"), now=now)
    dev = cast.signed_in(app, visit, "dev")
    assert "new name, not proved yet" in dev.get("/staff/employers").text
    press(dev.get("/staff/employers"), "/1/prove")
    assert "Mayo Clinic" in visit().get("/jobs/1").follow()


def test_a_letter_sent_before_the_name_was_changed_proves_nothing(app: Flask, visit: Visit, hank: TestApp) -> None:
    ask(hank, "info@harborbilling.example")
    rename(hank, "Mayo Clinic")
    move_website(hank, "https://harborbilling.example")
    link = link_in(letter_to(app, "info@harborbilling.example"))
    assert "looks at your new name first" in form_with(visit().get(link), "csrf_token").submit(status=409)
    assert not is_proved(app)


def test_the_same_name_in_other_capitals_is_the_same(app: Flask, visit: Visit) -> None:
    assert "Your page is changed." in rename(cast.signed_in(app, visit, "olive"), "SUNRISE clinic")
    assert "SUNRISE clinic" in visit().get("/employers")


def test_asking_again_voids_the_letter_before(app: Flask, visit: Visit, hank: TestApp) -> None:
    for _ in range(2):
        ask(hank, "info@harborbilling.example")
    second, first = (link_in(letter.text or "") for letter in letters_to(app, "info@harborbilling.example"))
    visit().get(first, status=404)
    visit().get(second, status=200)


def test_five_letters_a_day_are_enough(hank: TestApp, now: datetime, set_clock: SetClock) -> None:
    for number in range(5):
        assert ask(hank, f"info{number}@harborbilling.example").status_int == 303
    answer = ask(hank, "info5@harborbilling.example")
    assert answer.status_int == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_the_link_works_for_seven_days(
    app: Flask, visit: Visit, hank: TestApp, now: datetime, set_clock: SetClock
) -> None:
    ask(hank, "info@harborbilling.example")
    link = link_in(letter_to(app, "info@harborbilling.example"))
    set_clock(now + timedelta(days=7) - timedelta(seconds=1))
    visit().get(link, status=200)
    set_clock(now + timedelta(days=7))
    visit().get(link, status=404)


def test_only_an_owner_asks_for_the_proof(app: Flask, visit: Visit) -> None:
    cast.signed_in(app, visit, "rex").get("/employer/proof", status=403)
    cast.signed_in(app, visit, "maria").get("/employer/proof", status=403)


# The address of the account itself


def confirm_hank(app: Flask, at: datetime, email: str = "hank@harborbilling.example", is_staff: bool = False) -> None:
    with app.app_context():
        values = {"email": email, "confirmed_at": at, "is_staff": is_staff}
        db.session.execute(db.update(Account).where(Account.email == "hank@example.com").values(**values))
        db.session.commit()


def make_desk(browser: TestApp, website: str) -> TestResponse:
    form = form_with(browser.get("/employer/new"), "website")
    form["name"], form["kind"], form["website"] = "Northfork Medical", "direct_provider", website
    form["city"], form["state"] = "Reno", "NV"
    return form.submit(status=303).follow()


def test_an_address_just_confirmed_at_the_domain_needs_no_second_letter(
    app: Flask, hank: TestApp, now: datetime
) -> None:
    confirm_hank(app, now - PROOF_LIFE + timedelta(minutes=1), "hank@northfork.example")
    page = make_desk(hank, "www.northfork.example")
    assert page.request.path == "/employer"
    assert "your own address at northfork.example proves it" in page
    assert page.click("Post your first job").request.path == "/employer/jobs/new"
    assert letters_to(app, "hank@northfork.example") == []
    with app.app_context():
        assert db.session.get_one(Employer, 3).proof is Proof.DOMAIN


@pytest.mark.parametrize(
    ("email", "website", "days_ago", "is_staff"),
    [
        ("hank@northfork.example", "https://northfork.example", 7, False),  # who has left since proves nothing
        ("hank@northfork.example", "https://northfork.example", 0, True),  # confirmed by no letter
        ("hank@gmail.com", "https://gmail.com", 0, False),
        ("hank@northfork.example", "https://mail.northfork.example", 0, False),
        ("hank@mail.northfork.example", "https://northfork.example", 0, False),
    ],
)
def test_any_other_address_of_the_account_asks_for_the_letter(
    app: Flask, hank: TestApp, now: datetime, email: str, website: str, days_ago: int, is_staff: bool
) -> None:
    confirm_hank(app, now - timedelta(days=days_ago), email, is_staff=is_staff)
    page = make_desk(hank, website)
    assert page.request.path == "/employer/proof"
    with app.app_context():
        assert db.session.get_one(Employer, 3).proved_at is None


def test_the_form_offers_the_own_address_where_it_lies_at_the_domain(app: Flask, hank: TestApp, now: datetime) -> None:
    assert form_with(hank.get("/employer/proof"), "address")["address"].value == ""
    confirm_hank(app, cast.LONG_AGO)
    form = form_with(hank.get("/employer/proof"), "address")
    assert form["address"].value == "hank@harborbilling.example"
    assert "A letter is on its way to hank@harborbilling.example" in form.submit().follow()


def test_asking_for_a_letter_that_has_just_been_read_proves_at_once(app: Flask, hank: TestApp, now: datetime) -> None:
    confirm_hank(app, now)
    page = form_with(hank.get("/employer/proof"), "address").submit().follow()
    assert page.request.path == "/employer"
    assert "Harbor Billing is proved" in page
    assert letters_to(app, "hank@harborbilling.example") == []


def test_a_website_moved_to_the_own_domain_is_proved_with_it(app: Flask, hank: TestApp, now: datetime) -> None:
    confirm_hank(app, now, "hank@harbor.example")
    move_website(hank, "https://www.harbor.example")
    assert is_proved(app)
    move_website(hank, "https://www.elsewhere.example")
    assert not is_proved(app)


def test_a_new_name_waits_for_staff_whatever_the_own_address_is(app: Flask, hank: TestApp, now: datetime) -> None:
    confirm_hank(app, now, "hank@harbor.example")
    form = form_with(hank.get("/employer/page"), "website")
    form["name"], form["website"] = "Sunrise Clinics", "https://www.harbor.example"
    form.submit(status=303)
    assert not is_proved(app)


# Staff


def test_staff_proves_suspends_and_lifts(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        factories.open_job(harbor(), cast.person("hank"), now)
    dev = cast.signed_in(app, visit, "dev")
    page = press(dev.get("/staff/employers"), "/2/prove")
    assert "Harbor Billing is proved" in page
    assert subjects_to(app, "hank@example.com")[0] == "Harbor Billing is proved on CareerCenter"
    visit().get("/jobs/1", status=301)
    page = page.click(href="/2/suspend")
    assert "1 open job leaves the board" in page
    form = form_with(page, "reason")
    form["reason"] = "A coder was asked for a check.\n\nWrite to us."
    page = form.submit().follow()
    visit().get("/jobs/1", status=404)
    visit().get("/employers/harbor-billing", status=404)
    press(page, "/2/lift")
    visit().get("/jobs/1", status=301)
    with app.app_context():
        assert harbor().proof is Proof.STAFF
    assert subjects_to(app, "hank@example.com")[:2] == [
        "Harbor Billing is back on CareerCenter",
        "Harbor Billing is suspended on CareerCenter",
    ]
    letter = letter_to(app, "hank@example.com", "suspended")
    assert "A coder was asked for a check." in letter
    assert "Write to help@careercenter.example" in letter


def test_a_suspension_needs_a_reason_and_happens_once(app: Flask, visit: Visit) -> None:
    dev = cast.signed_in(app, visit, "dev")
    page = form_with(dev.get("/staff/employers/1/suspend"), "reason").submit(status=422)
    assert "Write the reason" in page.html.find(id="reason-e").text
    visit().get("/employers/sunrise-clinic", status=200)
    first, second = form_with(page, "reason"), form_with(dev.get("/staff/employers/1/suspend"), "reason")
    first["reason"] = second["reason"] = "It asked for a fee."
    first.submit(status=303)
    assert "is suspended already" in second.submit(status=422)
    assert subjects_to(app, "olive@example.com") == ["Sunrise Clinic is suspended on CareerCenter"]
    assert subjects_to(app, "rex@example.com") == ["Sunrise Clinic is suspended on CareerCenter"]


def test_the_desk_of_a_suspended_employer_has_no_open_job(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        sunrise = db.session.get_one(Employer, 1)
        factories.open_job(sunrise, cast.person("olive"), now)
        proving.suspend(sunrise, "It asked for a fee.", by=cast.person("dev"), now=now)
        db.session.commit()
    olive = cast.signed_in(app, visit, "olive")
    page = olive.get("/employer")
    assert "Our staff has suspended this desk" in page
    assert "Our letter of Nov 23 says why" in page
    assert page.html.find("dt", string="Open jobs").find_next("dd").text == "0"
    assert page.html.main.find("a", href="mailto:help@careercenter.example")
    assert "hidden while you are suspended" in olive.get("/employer/jobs")


def test_a_proof_during_a_suspension_lifts_nothing(app: Flask, hank: TestApp, now: datetime) -> None:
    with app.app_context():
        proving.suspend(harbor(), "It asked for a fee.", by=cast.person("dev"), now=now)
        db.session.commit()
    ask(hank, "info@harborbilling.example")
    form_with(hank.get(link_in(letter_to(app, "info@harborbilling.example"))), "csrf_token").submit(status=303)
    assert not is_proved(app)


def test_the_operators_feed_proves_only_what_nothing_proved_before(app: Flask, now: datetime) -> None:
    with app.app_context():
        larkspur = cast.make_employer("Larkspur Feed", owner=None, proof=None)
        proving.trust_feed(larkspur, now=now)
        sunrise = db.session.get_one(Employer, 1)
        proving.trust_feed(sunrise, now=now)
        assert (larkspur.proof, sunrise.proof, sunrise.proved_at) == (Proof.FEED, Proof.DOMAIN, cast.LONG_AGO)


def test_the_operators_feed_proves_nobody_who_has_people_here(app: Flask, now: datetime) -> None:
    """Anybody may found an employer of any name; a feed that says the same name is not theirs."""
    with app.app_context():
        with pytest.raises(RuleBroken, match="must prove it first"):
            proving.trust_feed(harbor(), now=now)
        assert harbor().proof is None
