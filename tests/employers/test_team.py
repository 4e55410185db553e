"""Who acts for an employer: invited by mail, joining with the account of that address, leaving, and for which of several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from webtest import TestApp, TestResponse

from careercenter.db import db
from careercenter.employers import permissions, queries, team
from careercenter.employers.models import Employer, EmployerMember, Invitation, Role
from careercenter.employers.team import EmployerFacts
from careercenter.rules import RuleBroken
from careercenter.trail import TrailEntry
from tests import cast, factories
from tests.mailbox import letter_to, letters_to, link_in, subjects_to
from tests.pages import form_with, press, send

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: SetClock, now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        cast.make_cast()
        cast.make_account("Nora Field")
        db.session.commit()


@pytest.fixture
def olive(app: Flask, visit: Visit, peopled: None) -> TestApp:
    """Olive, who owns Sunrise Clinic."""
    return cast.signed_in(app, visit, "olive")


def invite(browser: TestApp, address: str, role: str = "recruiter") -> TestResponse:
    form = form_with(browser.get("/employer/team"), "address")
    form["address"], form["role"] = address, role
    return form.submit(expect_errors=True)


def role_of(app: Flask, first_name: str, employer_id: int = 1) -> Role | None:
    with app.app_context():
        return permissions.role_of(cast.person(first_name), db.session.get_one(Employer, employer_id))


@pytest.mark.parametrize("role", list(Role))
def test_somebody_invited_joins_with_the_role_they_were_invited_to(
    app: Flask, visit: Visit, olive: TestApp, role: str
) -> None:
    assert "A letter with the invitation is on its way" in invite(olive, "nora@example.com", role).follow()
    assert subjects_to(app, "nora@example.com") == ["You are invited to hire with Sunrise Clinic"]
    link = link_in(letter_to(app, "nora@example.com"))
    nora = cast.signed_in(app, visit, "nora")
    page = nora.get(link)
    assert role_of(app, "nora") is None, "looking is not joining"
    page = form_with(page, "csrf_token").submit().follow()
    assert "You are in the team of Sunrise Clinic" in page
    assert role_of(app, "nora") == role
    nora.get(link, status=404)


def test_the_address_of_an_invitation_is_one_in_any_case(app: Flask, visit: Visit, olive: TestApp) -> None:
    invite(olive, "Nora@Example.COM")
    nora = cast.signed_in(app, visit, "nora")
    press(nora.get(link_in(letter_to(app, "nora@example.com"))), "")
    assert role_of(app, "nora") is Role.RECRUITER


def test_an_invitation_says_what_they_may_do(olive: TestApp) -> None:
    page = send(form_with(olive.get("/employer/team"), "address"), address="nora@example.com", role=[])
    assert page.status_int == 422
    assert "Choose what they may do." in page


def test_another_account_cannot_accept_and_learns_which_one_can(app: Flask, visit: Visit, olive: TestApp) -> None:
    invite(olive, "nora@example.com", "owner")
    link = link_in(letter_to(app, "nora@example.com"))
    for name in ("hank", "maria"):
        answer = form_with(cast.signed_in(app, visit, name).get(link), "csrf_token").submit(status=409)
        assert "This invitation went to nora@example.com" in answer
        assert role_of(app, name) is None
    press(cast.signed_in(app, visit, "nora").get(link), "")
    assert role_of(app, "nora") is Role.OWNER


def test_a_stranger_is_asked_to_sign_in_and_comes_back(app: Flask, visit: Visit, olive: TestApp) -> None:
    invite(olive, "nora@example.com")
    link = link_in(letter_to(app, "nora@example.com"))
    stranger = visit()
    page = stranger.get(link)
    assert "Log in first, with the account of nora@example.com" in page
    assert "Join the team" not in page
    answer = stranger.post(
        link, {"csrf_token": form_with(stranger.get("/account/forgotten"), "csrf_token")["csrf_token"].value}
    )
    assert answer.status_int == 303
    assert answer.location.startswith("/account/sign-in")


def test_an_invitation_runs_out_after_a_week(
    app: Flask, visit: Visit, olive: TestApp, now: datetime, set_clock: SetClock
) -> None:
    invite(olive, "nora@example.com")
    link = link_in(letter_to(app, "nora@example.com"))
    set_clock(now + timedelta(days=7) - timedelta(seconds=1))
    visit().get(link, status=200)
    set_clock(now + timedelta(days=7))
    assert "This link no longer works" in visit().get(link, status=404)


def test_a_withdrawn_invitation_leads_nowhere(app: Flask, visit: Visit, olive: TestApp) -> None:
    invite(olive, "nora@example.com")
    link = link_in(letter_to(app, "nora@example.com"))
    assert "its link no longer works" in press(olive.get("/employer/team"), "/withdraw")
    visit().get(link, status=404)


def test_inviting_again_voids_the_first_letter_and_changes_the_role(app: Flask, visit: Visit, olive: TestApp) -> None:
    invite(olive, "nora@example.com", "owner")
    invite(olive, "nora@example.com", "reviewer")
    second, first = (link_in(letter.text or "") for letter in letters_to(app, "nora@example.com"))
    visit().get(first, status=404)
    press(cast.signed_in(app, visit, "nora").get(second), "")
    assert role_of(app, "nora") is Role.REVIEWER


def test_who_is_in_the_team_is_not_invited(app: Flask, olive: TestApp) -> None:
    answer = invite(olive, "rex@example.com")
    assert answer.status_int == 422
    assert "rex@example.com is in the team already" in answer
    assert letters_to(app, "rex@example.com") == []


@pytest.mark.parametrize("address", ["", "nora", "nora@example.com\r\nBcc: x@example.com", "a b@example.com"])
def test_a_bad_address_is_told_beside_its_field(app: Flask, olive: TestApp, address: str) -> None:
    answer = invite(olive, address)
    assert answer.status_int == 422
    assert 'id="address-e"' in answer
    with app.app_context():
        assert db.session.scalars(sa.select(Invitation)).all() == []


def test_a_role_that_there_is_not_is_refused(app: Flask, olive: TestApp) -> None:
    form = form_with(olive.get("/employer/team"), "address")
    for role in ("staff", "", "OWNER"):
        assert send(form, address="nora@example.com", role=role).status_int == 422, role
    assert letters_to(app, "nora@example.com") == []


def test_twenty_letters_of_invitation_a_day_are_enough(app: Flask, now: datetime) -> None:
    with app.app_context():
        sunrise, olive = db.session.get_one(Employer, 1), cast.person("olive")
        for number in range(20):
            team.invite(sunrise, f"coder{number}@example.com", Role.RECRUITER, by=olive, now=now)
        with pytest.raises(RuleBroken, match="too many tries"):
            team.invite(sunrise, "coder20@example.com", Role.RECRUITER, by=olive, now=now)
        team.invite(sunrise, "coder20@example.com", Role.RECRUITER, by=olive, now=now + timedelta(days=1))


def test_one_address_gets_five_letters_a_day_from_all_who_name_it(app: Flask, visit: Visit, olive: TestApp) -> None:
    hank = cast.signed_in(app, visit, "hank")
    for browser in (olive, hank, olive, hank, olive):
        assert invite(browser, "nora@example.com").status_int == 303
    assert invite(hank, "nora@example.com").status_int == 429
    form = form_with(cast.signed_in(app, visit, "maria").get("/account/address"), "current")
    assert send(form, email="nora@example.com", current=cast.PASSWORD).status_int == 429
    assert len(letters_to(app, "nora@example.com")) == 5


def test_the_subject_of_an_invitation_has_no_words_of_somebody_we_do_not_know(app: Flask, visit: Visit) -> None:
    invite(cast.signed_in(app, visit, "hank"), "nora@example.com")
    assert subjects_to(app, "nora@example.com") == ["You are invited to a team on CareerCenter"]
    text = letter_to(app, "nora@example.com")
    assert "Hank Moody invites you to the team of Harbor Billing" in text
    assert "We do not know yet whether this employer is who it says." in text


def test_one_person_creates_five_employers_a_day(app: Flask, visit: Visit) -> None:
    maria = cast.signed_in(app, visit, "maria")
    said = {"kind": "staffing", "city": "Reno", "state": "NV", "website": "https://a.example"}
    answers = [
        send(form_with(maria.get("/employer/new"), "website"), name=f"Firm {number}", **said).status_int
        for number in range(6)
    ]
    assert answers == [303] * 5 + [429]


@pytest.mark.parametrize("who", ["rex", "hank"])
def test_only_an_owner_manages_the_team(app: Flask, visit: Visit, olive: TestApp, who: str) -> None:
    invite(olive, "nora@example.com")
    browser = cast.signed_in(app, visit, who)
    page = browser.get("/employer/team")
    token = form_with(page, "csrf_token")["csrf_token"].value
    if who == "rex":
        assert 'action="/employer/team/invite"' not in page
        browser.post("/employer/team/invite", {"csrf_token": token, "address": "x@example.com"}, status=403)
        browser.post("/employer/team/1/remove", {"csrf_token": token}, status=403)
        browser.post("/employer/team/invitations/1/withdraw", {"csrf_token": token}, status=403)
    else:
        assert "Olive" not in page.html.main.text
        browser.post("/employer/team/1/remove", {"csrf_token": token}, status=404)
        browser.post("/employer/team/invitations/1/withdraw", {"csrf_token": token}, status=404)


def test_a_removed_member_is_out_at_the_next_request(app: Flask, visit: Visit, olive: TestApp) -> None:
    rex = cast.signed_in(app, visit, "rex")
    rex.get("/employer/jobs", status=200)
    assert "They are out of the team" in press(olive.get("/employer/team"), "/remove")
    assert role_of(app, "rex") is None
    rex.get("/employer/jobs", status=403)
    assert "This desk belongs to those who hire" in rex.get("/employer", status=403)


def test_nobody_takes_themselves_out_of_the_team(app: Flask, olive: TestApp, now: datetime) -> None:
    """With two owners neither is the last one, and each may take out the other."""
    with app.app_context():
        db.session.add(EmployerMember(employer_id=1, account_id=cast.person("nora").id, role=Role.OWNER, joined_at=now))
        db.session.commit()
        numbers = {
            one.account.name: one.id for one in db.session.scalars(queries.members_of(db.session.get_one(Employer, 1)))
        }
    page = olive.get("/employer/team")
    offered = {name for name, number in numbers.items() if f"/employer/team/{number}/remove" in page}
    assert offered == set(numbers) - {"Olive Chen"}
    token = form_with(page, "csrf_token")["csrf_token"].value
    olive.post(f"/employer/team/{numbers['Olive Chen']}/remove", {"csrf_token": token}, status=403)
    assert role_of(app, "olive") is Role.OWNER


def test_the_last_owner_stays(app: Flask, now: datetime) -> None:
    with app.app_context():
        sunrise, olive = db.session.get_one(Employer, 1), cast.person("olive")
        member = db.session.scalars(queries.owners_of(sunrise)).one()
        with pytest.raises(RuleBroken, match="last owner can't leave"):
            team.remove(member, by=olive, now=now)
        db.session.add(EmployerMember(employer_id=1, account_id=cast.person("nora").id, role=Role.OWNER, joined_at=now))
        team.remove(member, by=olive, now=now)
        db.session.commit()
        assert [one.account.name for one in db.session.scalars(queries.owners_of(sunrise))] == ["Nora Field"]


def test_the_trail_names_who_let_whom_in_and_out(app: Flask, visit: Visit, olive: TestApp) -> None:
    invite(olive, "nora@example.com")
    press(cast.signed_in(app, visit, "nora").get(link_in(letter_to(app, "nora@example.com"))), "")
    press(olive.get("/employer/team"), "/remove")
    with app.app_context():
        rows = db.session.execute(sa.select(TrailEntry.act, TrailEntry.actor_id).order_by(TrailEntry.id)).all()
        olive_id, nora_id = cast.person("olive").id, cast.person("nora").id
        acts = [(act, actor) for act, actor in rows if act in ("invited", "joined", "removed member")]
        assert acts == [("invited", olive_id), ("joined", nora_id), ("removed member", olive_id)]


# One person, several employers


@pytest.fixture
def olive_of_two(app: Flask, olive: TestApp, now: datetime) -> TestApp:
    """Olive joined Lakeside Hospital after Sunrise Clinic."""
    with app.app_context():
        lakeside = team.create(EmployerFacts("Lakeside Hospital"), by=cast.person("olive"), now=now)
        lakeside.proved_at = now
        db.session.commit()
    return olive


def test_one_acts_for_the_employer_one_joined_first_until_one_chooses(olive_of_two: TestApp) -> None:
    page = olive_of_two.get("/employer")
    assert "Today at Sunrise Clinic" in page
    page = press(page, "/act-for/3")
    assert "Today at Lakeside Hospital" in page
    assert "Today at Lakeside Hospital" in olive_of_two.get("/employer"), "the choice is kept"
    assert "Lakeside’s desk" in olive_of_two.get("/jobs")


def test_what_belongs_to_the_other_employer_is_not_there_until_one_acts_for_it(
    app: Flask, olive_of_two: TestApp, now: datetime
) -> None:
    with app.app_context():
        lakeside = db.session.get_one(Employer, 3)
        number = factories.draft_job(lakeside, cast.person("olive"), now).id
        db.session.commit()
    olive_of_two.get(f"/employer/jobs/{number}", status=404)
    press(olive_of_two.get("/employer"), "/act-for/3")
    olive_of_two.get(f"/employer/jobs/{number}", status=200)


def test_one_cannot_choose_an_employer_that_one_is_not_in(olive_of_two: TestApp) -> None:
    token = form_with(olive_of_two.get("/employer"), "csrf_token")["csrf_token"].value
    olive_of_two.post("/employer/act-for/2", {"csrf_token": token}, status=404)
    olive_of_two.post("/employer/act-for/99", {"csrf_token": token}, status=404)
    assert "Today at Sunrise Clinic" in olive_of_two.get("/employer")


def test_a_choice_of_an_employer_that_one_has_left_is_forgotten(app: Flask, olive_of_two: TestApp) -> None:
    press(olive_of_two.get("/employer"), "/act-for/3")
    with app.app_context():
        db.session.execute(sa.delete(EmployerMember).where(EmployerMember.employer_id == 3))
        db.session.commit()
    assert "Today at Sunrise Clinic" in olive_of_two.get("/employer")
