"""The employer's desk: a job written, kept, changed, copied and moved through the forms that people fill."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from markupsafe import escape
from webtest import TestApp, TestResponse
from webtest.forms import Form

from careercenter.db import db
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.columns import facts_of
from careercenter.jobs.facts import NAMING_STATES, NEAR_OFFICE, JobFacts, Office, Pay, Quota
from careercenter.jobs.forms import PARTS
from careercenter.jobs.models import Job, JobState
from careercenter.jobs.moves import Move, may
from careercenter.vocabulary import STATE_RULES, WORK_LOCATIONS
from tests import cast, factories
from tests.factories import LISTING
from tests.jobs.test_facts import all_facts
from tests.mailbox import letter_to, link_in
from tests.pages import form_to, form_with, press, send
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("peopled")

Visit = Callable[[], TestApp]
SetClock = Callable[[datetime], None]

# A job as somebody fills it in, field by field of the form.
FILLED: dict[str, str | list[str]] = {
    "title": "Inpatient Coder II",
    "title_id": "inpatient_coder",
    "requisition": "R-17",
    "specialties": ["ip_drg"],
    "code_sets": ["icd10cm", "icd10pcs"],
    "settings": ["acute_ip"],
    "description": factories.DESCRIPTION,
    "workplace": "hybrid",
    "state_rule": "include_list",
    "states": ["OH", "TX"],
    "office_city": "Dayton",
    "office_state": "OH",
    "office_zip": "45402",
    "work_location": "us_only_residence",
    "pay_low": "31",
    "pay_high": "38.50",
    "pay_unit": "hour",
    "employment": "w2_ft",
    "benefits": ["medical"],
    "benefits_note": "A desk of your own.",
    "credentials_1": ["cic", "ccs"],
    "credentials_2": ["rhit"],
    "credentials_preferred": ["rhia"],
    "apprentice": "no",
    "years": "3",
    "tools": ["epic"],
    "quota_work_type": "wt_ip_acute",
    "quota_per_hour": "2.5",
    "quota_accuracy": "95",
    "apply_here": "there",
    "apply_url": "https://jobs.sunriseclinic.example/17",
    "questions": ["q_recent"],
    "closing_date": "2026-12-10",
}
SAID = JobFacts(
    title="Inpatient Coder II",
    title_id="inpatient_coder",
    requisition="R-17",
    specialties=("ip_drg",),
    code_sets=("icd10cm", "icd10pcs"),
    settings=("acute_ip",),
    description=factories.DESCRIPTION,
    workplace="hybrid",
    state_rule="include_list",
    states=("OH", "TX"),
    office=Office("Dayton", "OH", "45402"),
    work_location="us_only_residence",
    pay=Pay(3100, 3850, "hour"),
    employment="w2_ft",
    benefits=("medical",),
    benefits_note="A desk of your own.",
    credentials_required=(("cic", "ccs"), ("rhit",)),
    credentials_preferred=("rhia",),
    apprentice_ok=False,
    years=3,
    tools=("epic",),
    quota=Quota("wt_ip_acute", 2.5, 95.0),
    apply_url="https://jobs.sunriseclinic.example/17",
    questions=("q_recent",),
    closing_date=date(2026, 12, 10),
)


@pytest.fixture
def olive(app: Flask, visit: Visit, peopled: None) -> TestApp:
    """Olive at her desk of Sunrise Clinic."""
    return cast.signed_in(app, visit, "olive")


def job_of(number: int) -> Job:
    return db.session.get_one(Job, number)


def new_form(olive: TestApp) -> Form:
    return form_with(olive.get("/employer/jobs/new"), "title")


def edit_form(browser: TestApp, number: int) -> Form:
    return form_with(browser.get(f"/employer/jobs/{number}/edit"), "title")


# Writing


def test_every_answer_of_the_form_is_kept_as_it_was_given(app: Flask, olive: TestApp) -> None:
    assert {*FILLED, "credentials_3", "version", "csrf_token"} == {name for name in new_form(olive).fields if name}
    page = send(new_form(olive), **FILLED).follow()
    assert "Sent for review" in page
    with app.app_context():
        job = job_of(1)
        assert facts_of(job) == SAID
        assert (job.state, job.version, job.posted_by.name, job.employer_id) == ("pending_review", 1, "Olive Chen", 1)


@pytest.mark.parametrize("presses", [("new", "new"), ("draft", "draft"), ("draft", "new"), ("new", "draft")])
def test_a_new_job_is_one_however_often_its_form_is_sent(app: Flask, olive: TestApp, presses: tuple[str, str]) -> None:
    form = new_form(olive)
    for door in presses:
        form.action = f"/employer/jobs/{door}"
        assert send(form, **FILLED).status_int == 303
    with app.app_context():
        [job] = db.session.scalars(db.select(Job))
        assert job.state == ("pending_review" if "new" in presses else "draft")


def test_other_words_another_person_or_another_day_make_another_job(
    app: Flask, visit: Visit, olive: TestApp, now: datetime, set_clock: SetClock
) -> None:
    rex = cast.signed_in(app, visit, "rex")
    send(new_form(olive), **FILLED)
    send(new_form(olive), **{**FILLED, "requisition": "R-18"})
    send(new_form(rex), **FILLED)
    set_clock(now + timedelta(hours=1))
    send(new_form(cast.signed_in(app, visit, "olive")), **FILLED)
    with app.app_context():
        assert len(db.session.scalars(db.select(Job)).all()) == 4


def test_a_draft_needs_a_title_and_nothing_else(app: Flask, olive: TestApp) -> None:
    form = new_form(olive)
    form["title"] = "Coder, to be written"
    form.action = "/employer/jobs/draft"
    page = form.submit().follow()
    assert "Kept as a draft" in page
    assert form_with(page, "title")["title"].value == "Coder, to be written"
    with app.app_context():
        assert (job_of(1).state, facts_of(job_of(1))) == ("draft", JobFacts("Coder, to be written"))


@pytest.mark.parametrize("title", ["", " \t ", "\u202e"])
def test_a_draft_without_a_title_is_asked_for_one(olive: TestApp, title: str) -> None:
    form = new_form(olive)
    form["title"] = title
    form.action = "/employer/jobs/draft"
    page = form.submit(status=422)
    assert "Give it a title; everything else can wait." in page


def test_a_draft_is_written_on_and_sent(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "draft", now, pay=None)
    form = edit_form(olive, number)
    page = form.submit(status=422)
    assert "Give the lower end of the pay." in page
    form = form_with(page, "title")
    form["pay_low"], form["pay_high"] = "26", "31"
    form.submit(status=303)
    with app.app_context():
        assert job_of(number).state == "pending_review"
        assert facts_of(job_of(number)) == factories.job_facts()


def test_a_job_sent_back_shows_the_reason_and_is_sent_again(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "refused", now)
    for page in (olive.get(f"/employer/jobs/{number}"), olive.get(f"/employer/jobs/{number}/edit")):
        assert "Say who trains newcomers." in page
    form = edit_form(olive, number)
    form["description"] = f"{factories.DESCRIPTION} Rita trains newcomers."
    form.submit(status=303)
    with app.app_context():
        assert (job_of(number).state, job_of(number).reason) == ("pending_review", "")
        assert "Rita trains" in job_of(number).description


def test_the_description_is_shown_as_it_will_look(olive: TestApp) -> None:
    form = new_form(olive)
    form["description"] = "We code **our own** charts. <script>alert(1)</script>"
    form.action = "/employer/markdown"
    page = form.submit()
    assert "<strong>our own</strong>" in page
    assert "<script>alert" not in page
    token = form["csrf_token"].value
    part = olive.post("/employer/markdown", {"description": "*x*"}, {"HX-Request": "true", "X-CSRFToken": token})
    assert "<em>x</em>" in part
    assert "<html" not in part


def test_a_description_that_is_too_long_is_not_drawn(olive: TestApp) -> None:
    form = new_form(olive)
    form["description"] = "[](" * 7_000
    form.action = "/employer/markdown"
    assert "Keep it under 20,000 characters." in form.submit(status=422)


@settings(
    max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(all_facts)
def test_a_form_sent_back_unchanged_changes_nothing(app: Flask, visit: Visit, facts: JobFacts) -> None:
    """What a job says survives the form that shows it, whatever it says."""
    facts = in_the_forms_words(facts)
    with app.app_context():
        sunrise, olive = db.session.get_one(cast.Employer, 1), cast.person("olive")
        job = lifecycle.draft(sunrise, facts, by=olive, now=datetime(2026, 11, 23, tzinfo=UTC))
        db.session.commit()
        number, before = job.id, facts_of(job)
    form = edit_form(cast.signed_in(app, visit, "olive"), number)
    form.action = form.action.replace("/edit", "/draft")
    form.submit(status=303)
    with app.app_context():
        assert facts_of(job_of(number)) == before


def in_the_forms_words(facts: JobFacts) -> JobFacts:
    """Facts as the form gives them: what it can't say left out, lists in the order of the form."""
    office = facts.office
    quota = facts.quota and replace(facts.quota, per_hour=round(facts.quota.per_hour or 1, 2))
    return replace(
        facts,
        title=" ".join(facts.title.split()) or "Coder",
        requisition=" ".join(facts.requisition.split()),
        description=facts.description.strip(),
        benefits_note=facts.benefits_note.strip(),
        states=facts.states if facts.state_rule in NAMING_STATES else (),
        office=office and replace(office, city=" ".join(office.city.split()) or "Dayton"),
        pay=facts.pay and Pay(min(facts.pay.low, facts.pay.high), max(facts.pay.low, facts.pay.high), facts.pay.unit),
        quota=quota,
    )


def test_what_the_form_cannot_show_is_kept_when_it_is_sent(app: Flask, olive: TestApp, now: datetime) -> None:
    """A feed may ask for more lines of credentials than the form has."""
    lines = (("cpc",), ("ccs",), ("rhit",), ("rhia",))
    number = factories.sunrise_job(app, "draft", now, credentials_required=lines)
    form = edit_form(olive, number)
    form["years"] = "5"
    form.submit(status=303)
    with app.app_context():
        assert facts_of(job_of(number)) == factories.job_facts(credentials_required=lines, years=5)


def test_no_choice_is_offered_twice(olive: TestApp) -> None:
    for choice in olive.get("/employer/jobs/new").html.main.find_all("select"):
        words = [option.text for option in choice.find_all("option")]
        assert len(words) == len(set(words)), choice["name"]


@pytest.mark.parametrize("workplace", ["remote", "hybrid"])
def test_each_rule_of_where_one_may_live_is_kept_when_another_answer_changes(
    app: Flask, olive: TestApp, now: datetime, workplace: str
) -> None:
    """A public job whose years alone are changed asks nobody for a review."""
    for rule in STATE_RULES:
        states, office = ("OH", "TX") if rule in NAMING_STATES else (), Office("Dayton", "OH", "45402")
        number = factories.sunrise_job(
            app, "live", now, workplace=workplace, state_rule=rule, states=states, office=office
        )
        form = edit_form(olive, number)
        assert form["state_rule"].value == rule
        form["years"] = "5"
        assert "Changed." in form.submit(status=303).follow(), rule
        with app.app_context():
            assert (facts_of(job_of(number)).state_rule, facts_of(job_of(number)).years) == (rule, 5)
            assert revisions.waiting_revision(job_of(number)) is None


def test_a_term_that_is_no_longer_offered_stays_with_the_job_that_has_it(
    app: Flask, olive: TestApp, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    retired = {"clearance": replace(WORK_LOCATIONS["clearance"], active=False)}
    monkeypatch.setattr(WORK_LOCATIONS, "_terms", dict(WORK_LOCATIONS) | retired)
    assert send(new_form(olive), **{**FILLED, "work_location": "clearance"}).status_int == 422
    for door in ("/edit", "/draft"):
        number = factories.sunrise_job(app, "live" if door == "/edit" else "draft", now, work_location="clearance")
        form = edit_form(olive, number)
        form.action = form.action.replace("/edit", door)
        form["years"] = "5"
        form.submit(status=303)
        with app.app_context():
            assert (facts_of(job_of(number)).work_location, facts_of(job_of(number)).years) == ("clearance", 5)


def test_a_job_near_its_office_says_where_the_office_is(olive: TestApp) -> None:
    near = {**FILLED, "workplace": "remote", "state_rule": NEAR_OFFICE, "office_city": ""}
    page = send(new_form(olive), **near)
    assert page.status_int == 422
    assert "city" in sentence_beside(page, "office_city")


def test_a_number_out_of_its_limits_is_told_the_limits(olive: TestApp) -> None:
    form = new_form(olive)
    said = {
        ("quota_accuracy", "200"): "Write a number from 0 to 100, such as 95.",
        ("quota_accuracy", "high"): "Write a plain number, such as 95.",
        ("quota_per_hour", "501"): "Write a number from 0 to 500, such as 2.5.",
        ("pay_low", "20000000.01"): "Write a number from 0 to 20,000,000, such as 31.50.",
    }
    for (name, value), sentence in said.items():
        assert sentence_beside(send(form, **{**FILLED, name: value}), name) == sentence


# What is wrong is said beside its field, and nothing that was typed is lost

ONE_OF = {
    "title_id", "workplace", "state_rule", "office_state", "work_location", "pay_unit", "employment", "apprentice",
    "quota_work_type", "apply_here",
}  # fmt: skip
SOME_OF = {name for name, value in FILLED.items() if isinstance(value, list)} | {"credentials_3"}
NO_NUMBERS = ("-1", "NaN", "1e309", "0x10", "1.555", "one", "9" * 30, "0" * 12 + "9" * 20, "½")
BAD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(sorted({*ONE_OF, *SOME_OF}), ("nonsense",)),
    "title": ("", " \t ", "\u202e", "x" * 201, "REMOTE CODER!!! $30/hr", "Coder $30", "Remote Coder", "Coder, Ohio"),
    "title_id": ("", "nonsense"),
    "requisition": ("x" * 61,),
    "description": ("", "Too short.", "word " * 4_001),
    "workplace": ("", "nonsense"),
    "office_city": ("", "x" * 81),
    "office_state": ("", "nonsense"),
    "office_zip": ("4540", "454021", "45402-12", "abcde", "٤٥٤٠٢", "45402-"),
    "pay_low": NO_NUMBERS,
    "pay_high": ("", "30.99", "0", *NO_NUMBERS),
    "employment": ("", "nonsense"),
    "benefits_note": ("x" * 1_001,),
    "years": ("41", *NO_NUMBERS),
    "quota_per_hour": ("500.01", *NO_NUMBERS),
    "quota_accuracy": ("100.01", *NO_NUMBERS),
    "apply_url": (
        "", "http://jobs.example.org", "javascript:alert(1)", "//jobs.example.org/1", "https://nobody@jobs.example.org",
        "https://localhost", "ftp://jobs.example.org", "jobs.example.org", "https://jobs.example.org\\x",
        f"https://a.example/{'x' * 600}",
    ),
    "closing_date": (
        "2026-11-22", "2026-02-30", "tomorrow", "0000-01-01", "9999-12-31", "1999-12-31", "12/09/2026",
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", [anchor for anchor, _words, _names in PARTS])
def test_a_bad_answer_is_told_beside_its_field_and_stays_in_it(app: Flask, olive: TestApp, part: str) -> None:
    form = new_form(olive)
    for name in next(names for anchor, _words, names in PARTS if anchor == part):
        for value in BAD[name]:
            page = send(form, **{**FILLED, name: [value] if name in SOME_OF else value})
            assert page.status_int == 422, (name, value)
            assert sentence_beside(page, name).endswith("."), (name, value)
            if name not in ONE_OF | SOME_OF:
                kept = str(escape(" ".join(value.replace("\u202e", " ").split())))
                assert kept in page.text, f"what was typed is lost: {value!r} in {name}"
    assert_everything_else_is_kept(form_with(page, "title"), but=name)
    with app.app_context():
        assert db.session.scalars(db.select(Job)).all() == []


def test_bad_answers_are_tried_in_every_field() -> None:
    assert {name for _anchor, _words, names in PARTS for name in names} == set(BAD)


def sentence_beside(page: TestResponse, name: str) -> str:
    """The text of the error tied to a field."""
    beside = re.search(rf'id="{name}-e">(.*?)</p>', page.text, re.DOTALL)
    assert beside, f"nothing is said beside {name}"
    assert re.search(rf'aria-describedby="[^"]*\b{name}-e\b', page.text), (
        f"what is said beside {name} is not tied to it"
    )
    return re.sub(r"<[^>]*>", "", beside[1]).strip()


def assert_everything_else_is_kept(form: Form, *, but: str) -> None:
    sent: dict[str, list[str]] = {}
    for name, value in form.submit_fields():
        sent.setdefault(name, []).append(value)
    for name, value in FILLED.items():
        if name != but:
            assert sorted(sent[name]) == sorted([value] if isinstance(value, str) else value), name


ODD_TEXTS = (
    "\x00a", "a\r\nBcc: b@example.com", "\u202eevil", "👩‍👩‍👧‍👦", "\ufeffa", "ﬃ" * 60, "{{7*777}}", "${7*7}", "'; DROP TABLE job; --",
    "%_\\", '"*', "AND OR -", "../../etc/passwd", "//host", "=1+1", "</textarea><img src=x onerror=alert(1)>",
    "<script>alert(1)</script>", "&amp;&lt;", "\u2028", "é" * 80,
)  # fmt: skip
TEXTS = ("title", "requisition", "description", "office_city", "benefits_note")


def test_odd_texts_are_kept_as_text_or_told_to_be_wrong(app: Flask, olive: TestApp) -> None:
    form, number = new_form(olive), 0
    for odd in ODD_TEXTS:
        values = {**FILLED, **dict.fromkeys(TEXTS, odd[:60]), "description": f"{factories.DESCRIPTION} {odd}"}
        pages = [send(form, **values)]
        assert pages[0].status_int in (303, 422), odd
        if pages[0].status_int == 303:
            number += 1
            pages = [pages[0].follow(), olive.get(f"/employer/jobs/{number}/edit")]
        for page in pages:
            assert not any(sign in page for sign in ("<script>alert", "<img src=x", "5439")), odd
    assert number > len(ODD_TEXTS) / 2
    olive.get("/employer/jobs", status=200)


def test_a_piece_rate_that_makes_a_fortune_an_hour_compares_with_nothing(app: Flask, olive: TestApp) -> None:
    """A slip of the pen must fit the columns of both databases."""
    fortune = {"pay_low": "100000", "pay_high": "10000000", "pay_unit": "chart", "quota_per_hour": "500"}
    assert send(new_form(olive), **{**FILLED, **fortune}).status_int == 303
    with app.app_context():
        assert (job_of(1).pay_high, job_of(1).hourly_high) == (1_000_000_000, None)


def test_a_form_of_thousands_of_fields_is_answered(olive: TestApp) -> None:
    form = new_form(olive)
    fields = [*form.submit_fields(), *((f"extra{number}", "x") for number in range(3_000))]
    assert olive.post("/employer/jobs/new", fields, expect_errors=True).status_int in (400, 413, 422)
    for name in ("title", "states", "version", "closing_date"):
        twice = [*form.submit_fields(), *[(name, "x")] * 2]
        assert olive.post("/employer/jobs/new", twice, expect_errors=True).status_int == 422


def test_nothing_but_the_forms_fields_is_taken_from_a_request(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "draft", now)
    extra = {
        "id": "77", "state": "live", "employer_id": "2", "posted_by_id": "1", "published_at": "2026-01-01", "expires_at": "2099-01-01",
        "listed_until": "2099-01-01", "ended_at": "", "warned_days": "1", "source": "x", "external_id": "x", "reason": "x", "words": "x",
        "hourly_high": "9", "is_staff": "1", "created_at": "2026-01-01", "facts": "{}", "employer": "2",
    }  # fmt: skip
    send(new_form(olive), **FILLED, **extra)
    send(edit_form(olive, number), **extra)
    with app.app_context():
        for job in (job_of(number), job_of(number + 1)):
            assert (job.state, job.employer_id, job.posted_by.name) == ("pending_review", 1, "Olive Chen")
            assert (job.published_at, job.expires_at, job.listed_until, job.warned_days) == (None, None, None, None)
            assert (job.source, job.external_id, job.reason) == (None, None, "")
            assert job.words != "x"
        assert db.session.scalars(db.select(Job.id).order_by(Job.id)).all() == [number, number + 1]


def test_a_forged_version_is_an_outdated_one(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now)
    form = edit_form(olive, number)
    for version in ("99", "-1", "x", "", "9" * 30, "1.0"):
        page = send(form, version=version, years="9")
        assert page.status_int == 422, version
        assert "changed while you were reading" in page, version
    with app.app_context():
        assert job_of(number).years == 2


# The card beside the form


def test_the_card_shows_what_is_written_so_far(app: Flask, olive: TestApp) -> None:
    written = [("csrf_token", new_form(olive)["csrf_token"].value), *pairs_of(FILLED)]
    empty = olive.get("/employer/jobs/new").html.find("aside").find(class_="job")
    assert empty.h3.text == "Your job’s title"
    assert "Sunrise Clinic" in empty.text
    assert "Workplace not stated" in empty.text
    page = olive.post("/employer/jobs/look", written, {"HX-Request": "true"})
    assert "<html" not in page
    for said in ("Inpatient Coder II", "$31.00–$38.50", "CIC", "Hybrid, Dayton, OH", "Epic"):
        assert said in page, said
    whole = olive.post("/employer/jobs/look", written)
    assert "Nothing is kept yet" in whole
    with app.app_context():
        assert db.session.scalars(db.select(Job)).all() == []


def test_the_card_stands_beside_a_form_that_is_sent_back_and_one_that_is_edited(
    app: Flask, olive: TestApp, now: datetime
) -> None:
    page = send(new_form(olive), title="Spine Coder", pay_low="31")
    assert page.status_int == 422
    assert page.html.find("aside").h3.text == "Spine Coder"
    page = olive.get(f"/employer/jobs/{factories.sunrise_job(app, 'draft', now)}/edit")
    assert page.html.find("aside").h3.text == "Outpatient Coder, family practice"


def test_a_card_of_nonsense_leaves_it_out(olive: TestApp) -> None:
    form = new_form(olive)
    for name in sorted(ONE_OF | SOME_OF | {"pay_low", "years", "closing_date", "version"}):
        values = {**FILLED, name: "nonsense"}
        page = olive.post("/employer/jobs/look", [("csrf_token", form["csrf_token"].value), *pairs_of(values)])
        assert "Inpatient Coder II" in page, name


def test_the_card_is_for_employers(app: Flask, visit: Visit) -> None:
    maria = cast.signed_in(app, visit, "maria")
    token = form_with(maria.get("/account"), "csrf_token")["csrf_token"].value
    maria.post("/employer/jobs/look", {"csrf_token": token}, status=403)


def pairs_of(values: dict[str, str | list[str]]) -> list[tuple[str, str]]:
    return [(name, one) for name, value in values.items() for one in ([value] if isinstance(value, str) else value)]


# Changing what is public


def test_a_change_of_substance_waits_and_the_desk_says_what_will_change(
    app: Flask, visit: Visit, olive: TestApp, now: datetime
) -> None:
    number = factories.sunrise_job(app, "live", now)
    form = edit_form(olive, number)
    form["pay_high"] = "45"
    page = form.submit().follow()
    assert "waits for our staff" in page
    assert "Pay: $26.00–$31.00 an hour, now $26.00–$45.00 an hour" in page
    assert "A change waits for our staff" in olive.get("/employer/jobs")
    assert form_with(olive.get(f"/employer/jobs/{number}/edit"), "title")["pay_high"].value == "45"
    public = visit().get(f"/jobs/{number}").follow()
    assert "$31.00" in public
    assert "$45.00" not in public


def test_a_small_change_is_public_at_once(app: Flask, visit: Visit, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now)
    form = edit_form(olive, number)
    form["years"] = "7"
    assert "Changed." in form.submit().follow()
    assert "7 years" in visit().get(f"/jobs/{number}").follow()


@pytest.mark.parametrize("field", ["requisition", "benefits_note"])
def test_no_words_of_the_employer_are_public_before_staff_has_read_them(
    app: Flask, visit: Visit, olive: TestApp, now: datetime, field: str
) -> None:
    number = factories.sunrise_job(app, "live", now)
    form = edit_form(olive, number)
    form[field] = "Apply at pay.example"
    assert "Your change waits for our staff" in form.submit().follow()
    assert "pay.example" not in visit().get(f"/jobs/{number}").follow()


def test_of_two_editors_the_second_is_told_and_loses_nothing(
    app: Flask, visit: Visit, olive: TestApp, now: datetime
) -> None:
    number = factories.sunrise_job(app, "live", now)
    rex = cast.signed_in(app, visit, "rex")
    first, second = edit_form(olive, number), edit_form(rex, number)
    first["benefits_note"] = "Olive's words."
    first.submit(status=303)
    second["benefits_note"] = "Rex's words."
    page = second.submit(status=422)
    assert "changed while you were reading" in page
    assert form_with(page, "title")["benefits_note"].value == "Rex's words."
    with app.app_context():
        waiting = revisions.waiting_revision(job_of(number))
        assert waiting is not None
        assert waiting.facts["benefits_note"] == "Olive's words."


def test_a_change_sent_back_is_told_on_the_desk(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now)
    with app.app_context():
        job, dev = job_of(number), cast.person("dev")
        facts = factories.job_facts(title="Two jobs in one")
        revision = revisions.edit(job, facts, by=cast.person("olive"), version=job.version, now=now)
        assert revision is not None
        later = now + timedelta(hours=1)
        revisions.refuse_revision(revision, "One job a posting.", by=dev, version=revision.version, now=later)
        db.session.commit()
    assert "One job a posting." in olive.get(f"/employer/jobs/{number}")


# The moves

MOVES = [
    ("draft", "submit", "pending_review"),
    ("live", "pause", "paused"),
    ("paused", "resume", "live"),
    ("live", "renew", "live"),
    ("closed", "renew", "live"),
    ("live", "fill", "filled"),
    ("live", "close", "closed"),
    ("pending_review", "close", "closed"),
]


@pytest.mark.parametrize(("state", "verb", "end"), MOVES)
def test_a_button_of_the_desk_moves_the_job(
    app: Flask, olive: TestApp, now: datetime, state: str, verb: str, end: str
) -> None:
    number = factories.sunrise_job(app, state, now)
    page = press(olive.get(f"/employer/jobs/{number}"), f"/{verb}")
    assert 'class="flash' in page
    with app.app_context():
        assert job_of(number).state == end


def test_the_desk_offers_the_moves_that_may_be_made_and_the_door_refuses_the_others(
    app: Flask, olive: TestApp, now: datetime
) -> None:
    verbs = ("submit", "pause", "resume", "renew", "fill", "close")
    for state in JobState:
        number = factories.sunrise_job(app, state, now)
        page = olive.get(f"/employer/jobs/{number}")
        token = form_with(page, "csrf_token")["csrf_token"].value
        offered = {verb for verb in verbs if f'/employer/jobs/{number}/{verb}"' in page}
        with app.app_context():
            allowed = {verb for verb in verbs if may(Move(verb), job_of(number))}
        assert offered == allowed, state
        for verb in set(verbs) - allowed:
            olive.post(f"/employer/jobs/{number}/{verb}", {"csrf_token": token}, status=403)
        with app.app_context():
            assert job_of(number).state == state


def test_a_job_is_kept_as_a_draft_as_long_as_it_can_be_sent(app: Flask, olive: TestApp, now: datetime) -> None:
    kept = set()
    for state in set(JobState) - {JobState.REMOVED}:
        form = edit_form(olive, factories.sunrise_job(app, state, now))
        offered = "Keep as draft" in form.response
        form.action = form.action.replace("/edit", "/draft")
        answer = form.submit(expect_errors=True)
        assert answer.status_int == (303 if offered else 422), state
        kept |= {state} if offered else set()
    assert kept == {"draft", "refused"}


def test_a_draft_that_a_colleague_sends_meanwhile_loses_no_word(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "draft", now)
    form = edit_form(olive, number)
    with app.app_context():
        lifecycle.submit(job_of(number), by=cast.person("rex"), now=now)
        db.session.commit()
    form["description"] = description = "Forty minutes of words. " * 9
    form.action = form.action.replace("/edit", "/draft")
    page = form.submit(status=422)
    assert "it was sent for review while you wrote" in page
    form = form_with(page, "title")
    assert form["description"].value.strip() == description.strip()
    form.submit(status=303)
    with app.app_context():
        job = job_of(number)
        assert (job.description, job.state) == (description.strip(), "pending_review")


def test_a_copy_is_a_draft_to_write_on(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "expired", now - LISTING)
    page = press(olive.get(f"/employer/jobs/{number}"), "/duplicate")
    assert "kept as a draft" in page
    with app.app_context():
        assert (job_of(number).state, job_of(number + 1).state) == ("expired", "draft")


def test_the_link_of_a_warning_renews_by_one_press_and_once(
    app: Flask, visit: Visit, now: datetime, set_clock: SetClock
) -> None:
    number, last_day = factories.sunrise_job(app, "live", now), now + LISTING - timedelta(days=1)
    with app.app_context():
        lifecycle.warn_expiring(job_of(number), last_day)
        db.session.commit()
    set_clock(last_day)
    link = link_in(letter_to(app, "olive@example.com", "ends on"))
    for _ in range(3):
        page = visit().get(link)
    with app.app_context():
        assert job_of(number).expires_at == now + LISTING, "looking is not renewing"
    assert "Renewed for 30 days, until January 21." in form_with(page, "csrf_token").submit(status=303).follow()
    with app.app_context():
        assert job_of(number).expires_at == last_day + LISTING
    visit().get(link, status=404)


def test_a_renewal_says_before_and_after_what_becomes_of_the_closing_date(
    app: Flask, visit: Visit, olive: TestApp, now: datetime
) -> None:
    first, second = (factories.sunrise_job(app, "live", now, closing_date=date(2026, 11, 26)) for _ in range(2))
    with app.app_context():
        lifecycle.warn_expiring(job_of(first), now)
        db.session.commit()
    letter = letter_to(app, "olive@example.com", "ends on Thursday, November 26")
    assert "30 days from the day you press it; the closing date then no longer holds:" in letter
    page = visit().get(link_in(letter))
    assert "Its closing date, Nov 26, then no longer holds." in page
    page = form_with(page, "csrf_token").submit(status=303).follow()
    said = "Renewed for 30 days, until December 23. Its closing date, November 26, no longer holds."
    assert said in page
    assert "Apply byDec 23" in page.html.main.text
    page = olive.get(f"/employer/jobs/{second}")
    assert "its closing date, Nov 26, then no longer holds" in page
    assert said in press(page, "/renew")
    with app.app_context():
        assert {job_of(number).expires_at for number in (first, second)} == {now + LISTING}


def test_a_renewal_far_from_the_closing_date_speaks_of_none(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "live", now, closing_date=date(2027, 2, 1))
    page = olive.get(f"/employer/jobs/{number}")
    assert "no longer holds" not in page
    assert "no longer holds" not in press(page, "/renew")
    with app.app_context():
        assert job_of(number).closing_date == date(2027, 2, 1)


def test_every_page_and_letter_names_the_same_last_day(
    app: Flask, visit: Visit, olive: TestApp, now: datetime, set_clock: SetClock
) -> None:
    """A closing date ends in Honolulu, which is the next morning for Olive; the day that she wrote is named all the same."""
    number = factories.sunrise_job(app, "live", now, closing_date=date(2026, 11, 26))
    address = visit().get(f"/jobs/{number}").location
    maria = cast.signed_in(app, visit, "maria")
    form_to(maria.get(address), "/save").submit(status=303)
    with app.app_context():
        lifecycle.warn_expiring(job_of(number), now + timedelta(days=2))
        db.session.commit()
    for browser, path in (
        (visit(), address),
        (maria, "/seeker/saved"),
        (olive, "/employer"),
        (olive, "/employer/jobs"),
        (olive, f"/employer/jobs/{number}"),
    ):
        text = browser.get(path).html.main.text
        assert "Nov 26" in text, path
        assert "Nov 27" not in text, path
    letter_to(app, "olive@example.com", "ends on Thursday, November 26")
    assert "until Thursday, November 26" in letter_to(app, "olive@example.com", "Open: ")
    set_clock(now + timedelta(days=20))
    text = visit().get(address).html.main.text
    assert "EndedNov 26" in text
    assert "Nov 27" not in text


def test_an_unproved_employer_reads_why_nobody_sees_its_job(app: Flask, visit: Visit, now: datetime) -> None:
    with app.app_context():
        harbor, hank = db.session.get_one(cast.Employer, 2), cast.person("hank")
        number = factories.open_job(harbor, hank, now).id
    page = cast.signed_in(app, visit, "hank").get(f"/employer/jobs/{number}")
    assert "Coders do not see it yet." in page


def test_a_job_taken_down_shows_why_and_offers_nothing(app: Flask, olive: TestApp, now: datetime) -> None:
    number = factories.sunrise_job(app, "removed", now)
    page = olive.get(f"/employer/jobs/{number}")
    assert "It asked for a fee." in page
    assert f"/employer/jobs/{number}/edit" not in page
    olive.get(f"/employer/jobs/{number}/edit", status=403)


def test_the_desk_lists_every_job_of_the_employer_and_of_no_other(
    app: Flask, visit: Visit, olive: TestApp, now: datetime
) -> None:
    for state in JobState:
        factories.sunrise_job(app, state, now, title=f"Coder {state}")
    page = olive.get("/employer/jobs")
    assert all(f"Coder {state}</a>" in page for state in JobState)
    assert "Coder" not in cast.signed_in(app, visit, "hank").get("/employer/jobs").html.main.text
    assert form_to(page, "/sign-out")


def test_the_desk_of_thirty_jobs_takes_as_few_statements_as_that_of_one(
    app: Flask, olive: TestApp, now: datetime
) -> None:
    taken = []
    for more in (1, 29):
        for _ in range(more):
            number = factories.sunrise_job(app, "live", now)
            form = edit_form(olive, number)
            form["title"] = "A change that waits"
            form.submit(status=303)
        with counted_statements(app) as statements:
            page = olive.get("/employer/jobs")
        taken.append(len(statements))
    assert page.text.count("A change waits for our staff") == page.text.count(">Edit<") == 30
    assert taken[0] == taken[1] <= 10, statements
