"""Every letter of the site as it came over the wire: written by the verb that writes it in life, taken by a real relay."""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careercenter.accounts import letters as account_letters
from careercenter.accounts import tokens
from careercenter.accounts.models import TokenPurpose
from careercenter.alerts import saving
from careercenter.applications import pipeline
from careercenter.applications.models import Stage
from careercenter.applications.pipeline import Papers
from careercenter.chores import runner
from careercenter.chores.timetable import chore
from careercenter.db import db
from careercenter.employers import proving, team
from careercenter.employers.models import Role
from careercenter.jobs import lifecycle, revisions
from careercenter.jobs.criteria import JobCriteria
from careercenter.outbox.headers import message_id, wire_bytes
from careercenter.outbox.letters import Content
from careercenter.outbox.models import Kind, OutgoingMail
from tests import cast, factories
from tests.conftest import sweep
from tests.factories import LISTING
from tests.outbox.relay import Received, running_relay, use

FOLDERS = sorted(
    f"{path.parent.parent.name}/{path.parent.name}"
    for path in (Path(__file__).parents[2] / "templates/letters").glob("*/*/subject.txt")
)
SLOT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
HOSTILE = '<b>"Ärzte" & Söhne</b>, Inc. 🩺 =?utf-8?q?x?= {{7*777}}'
LONG_NAME = "Ärzte, Söhne & Töchter von der langen Straße über dem tiefen Tal, gegründet 1897"
URL = re.compile(r"https?://[^\s<>\"]+")
LINK = re.compile(r'href="([^"]+)"')


def write_every_letter(app: Flask) -> None:
    """The days of Maria, Olive, Hank and Dev in which each letter has its cause. Their names and titles are odd ones."""
    people = cast.make_cast()
    maria, olive, dev, sunrise, harbor = people.maria, people.olive, people.dev, people.sunrise, people.harbor
    maria.name, sunrise.name, harbor.name = f"Maria {HOSTILE}", f"Sunrise {HOSTILE}", f"Harbor {HOSTILE}"
    account_letters.confirm(maria, tokens.new_secret(), now=SLOT)
    account_letters.reset(maria, tokens.issue(maria, TokenPurpose.RESET, now=SLOT), now=SLOT)
    account_letters.change_address(maria, "maria.new@example.com", tokens.new_secret(), now=SLOT)
    account_letters.address_changed(maria, "maria.old@example.com", tokens.new_secret(), now=SLOT)
    account_letters.already_here(maria, now=SLOT)
    account_letters.no_account("nobody@example.com", now=SLOT)
    account_letters.address_taken("maria@example.com", now=SLOT)
    account_letters.password_changed(maria, now=SLOT)
    proving.ask_domain_proof(harbor, "info@harborbilling.example", by=people.hank, now=SLOT)
    proving.prove_by_staff(harbor, by=dev, now=SLOT)
    proving.suspend(harbor, HOSTILE, by=dev, now=SLOT)
    proving.lift(harbor, by=dev, now=SLOT)
    team.invite(sunrise, "nora@example.com", Role.RECRUITER, by=olive, now=SLOT)

    before = SLOT - timedelta(days=5)
    for criteria in (JobCriteria(tool=("epic",), q="coder & <b>"), JobCriteria(state=("TX",)), JobCriteria()):
        saving.save(maria, criteria, now=before)
    title = f"Coder {HOSTILE}"
    job = factories.open_job(sunrise, olive, SLOT - timedelta(days=1), title=title, description=f"{HOSTILE} " * 20)
    per_chart = {"pay": factories.Pay(175, 225, "chart"), **factories.ONSITE}
    factories.open_job(sunrise, olive, SLOT - timedelta(days=1), title="Per chart", **per_chart)
    for verdict in (revisions.approve_revision, None):
        facts = factories.job_facts(title=f"{title} {verdict is None}", description=job.description)
        revision = revisions.edit(job, facts, by=olive, version=job.version, now=SLOT)
        assert revision is not None
        if verdict:
            verdict(revision, by=dev, version=revision.version, now=SLOT)
        else:
            revisions.refuse_revision(revision, HOSTILE, by=dev, version=revision.version, now=SLOT)
    application = pipeline.apply(job, people.maria_seeker, Papers(), folder=app.config["DATA_DIR"], now=SLOT)
    pipeline.move(application, Stage.INTERVIEW, by=olive, now=SLOT)
    pipeline.decline(application, "rr_state", by=olive, now=SLOT + timedelta(seconds=1))
    refused = factories.pending_job(sunrise, olive, SLOT, title=title)
    lifecycle.refuse(refused, HOSTILE, by=dev, version=refused.version, now=SLOT)
    for days in (7, 1):
        lifecycle.warn_expiring(job, job.expires_at - timedelta(days=days))
    for end in (lambda one: lifecycle.expire(one, SLOT), lambda one: lifecycle.remove(one, HOSTILE, by=dev, now=SLOT)):
        ended = factories.open_job(sunrise, olive, SLOT - LISTING, title=title)
        end(ended)
    db.session.execute(sa.update(OutgoingMail).values(not_before=SLOT))
    db.session.commit()


@pytest.fixture(scope="module")
def wire(house: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Received]]:
    """All letters as the relay got them, by the folder of their templates. Made once; the tests only read them."""
    sweep(house)
    house.config["DATA_DIR"] = tmp_path_factory.mktemp("letters")
    with pytest.MonkeyPatch.context() as monkeypatch, running_relay() as (relay, port), house.app_context():
        use(house, port, monkeypatch)
        write_every_letter(house)
        for name in ("send-alerts", "deliver-mail"):
            assert runner.run(chore(name), SLOT + timedelta(minutes=1)).failed == 0  # type: ignore[arg-type]
        kept = {message_id(mail.dedupe_key): mail.letter for mail in db.session.scalars(sa.select(OutgoingMail))}
        db.session.remove()
    by_folder: dict[str, list[Received]] = {}
    for received in relay.received:
        by_folder.setdefault(kept[received.message["Message-ID"]], []).append(received)
    return by_folder


def parts(message: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of a letter."""
    text, body = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert body is not None
    return str(text.get_content()).replace("\r\n", "\n"), str(body.get_content()).replace("\r\n", "\n")


def test_every_letter_of_the_house_was_written(wire: dict[str, list[Received]]) -> None:
    assert sorted(wire) == FOLDERS


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_has_each_header_once_and_no_line_too_long(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        message, data = received.message, received.data
        names = Counter(name.lower() for name in message.keys())  # noqa: SIM118 - a message may hold a name twice
        assert {names[name] for name in ("date", "from", "subject", "message-id", "to", "mime-version")} == {1}
        assert not names.keys() & {"bcc", "cc", "sender"}
        assert received.to == [message["To"]]
        assert message["Auto-Submitted"] == "auto-generated"
        assert str(message["From"]) == "CareerCenter <help@careercenter.example>"
        assert parsedate_to_datetime(message["Date"]) == SLOT + timedelta(minutes=1)
        assert re.fullmatch(r"<[0-9a-f]{32}@careercenter\.example>", message["Message-ID"])
        assert data.isascii()
        assert max(map(len, data.split(b"\r\n"))) <= 998
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert len(data) < 102_000


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_is_text_first_and_then_html_in_quoted_printable(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        message = received.message
        assert message.get_content_type() == "multipart/alternative"
        kinds = [
            (part.get_content_type(), part.get_content_charset(), part["Content-Transfer-Encoding"])
            for part in message.iter_parts()
        ]
        assert kinds == [("text/plain", "utf-8", "quoted-printable"), ("text/html", "utf-8", "quoted-printable")]
        assert list(message.iter_attachments()) == []
        assert not message.defects


@pytest.mark.parametrize("folder", FOLDERS)
def test_its_two_parts_lead_to_the_same_places(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        text, body = parts(received.message)
        links = {html.unescape(link) for link in LINK.findall(body)}
        assert links
        assert links <= set(URL.findall(text)), "a link of the HTML is not in the text"
        assert all(link.startswith("http://localhost/") for link in links), "a letter leads to our own pages alone"
        assert "utm_" not in text + body


@pytest.mark.parametrize("folder", FOLDERS)
def test_its_html_loads_nothing_and_hides_nothing(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        _text, body = parts(received.message)
        assert not re.search(r"<(img|script|link|iframe|form|input|object|embed|video|audio)\b", body, re.IGNORECASE)
        assert not re.search(r"\bsrc=|url\(|@import|@font-face|\son\w+=", body)
        assert re.search(r'<html lang="en-US" dir="ltr">', body)
        assert all('role="presentation"' in table for table in re.findall(r"<table[^>]*>", body))
        assert html.unescape(re.search(r"<title>(.*?)</title>", body, re.DOTALL)[1]) == received.message["Subject"]  # type: ignore[index]
        preview = html.unescape(re.search(r'overflow:hidden;">(.*?)</div>', body, re.DOTALL)[1]).strip()  # type: ignore[index]
        assert preview != received.message["Subject"]
        assert 40 <= len(preview) <= 90, "as much as a mailbox shows beside the subject, and no less"
        assert "‌" not in preview


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_people_wrote_is_text_in_it(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        text, body = parts(received.message)
        assert "5439" not in text + body
        assert "<b>&#34;Ärzte" not in body
        assert '<b>"Ärzte' not in body
        assert "None" not in text
        assert "&#34;" not in text
        assert "&amp;" not in text.replace("&amp;lt", "")
        assert not re.search(r"\n\n\n", text), "more than one blank line"
        assert not re.search(r"[ \t]\n", text)


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_says_why_it_came_and_that_nothing_is_tracked(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        text, body = parts(received.message)
        assert "No tracking in this letter" in text
        assert "no tracking" in body.lower()
        assert text.count("http://localhost/\n") == 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_only_a_digest_carries_the_marks_of_a_list(wire: dict[str, list[Received]], folder: str) -> None:
    for received in wire[folder]:
        of_lists = re.findall(
            rb"^(?:List-[^\r]*|Precedence[^\r]*|X-Auto-Response-Suppress[^\r]*)", received.data, re.MULTILINE
        )
        if folder != "alerts/digest":
            assert of_lists == []
            continue
        head = received.data.partition(b"\r\n\r\n")[0] + b"\r\n"
        [unsubscribe] = re.findall(rb"\r\nList-Unsubscribe: <(http://localhost/unsubscribe/[\w-]{22})>\r\n", head)
        assert len(unsubscribe) <= 90
        for line in (
            b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            b"List-Id: <alerts.careercenter.example>",
            b"Precedence: bulk",
        ):
            assert head.count(b"\r\n" + line + b"\r\n") == 1, line
        assert b"X-Auto-Response-Suppress: All" in head


def test_every_saved_search_of_a_digest_has_a_link_of_its_own(wire: dict[str, list[Received]]) -> None:
    [digest] = wire["alerts/digest"]
    text, _body = parts(digest.message)
    assert len(set(re.findall(r"http://localhost/unsubscribe/[\w-]+", text))) == 4


# Headers


@pytest.fixture(scope="module")
def letter(house: Flask) -> OutgoingMail:
    return OutgoingMail(kind=Kind.NOTICE, letter="x", dedupe_key="test", to_address="maria@example.com")


HEADERS = sorted(["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"])
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)


@settings(deadline=None, max_examples=300)
@given(texts)
@example("a\r\nBcc: everybody@example.com")
@example("a\nX: y\n\nbody")
@example("Köln, “Ärzte” 🩺 " * 12)
@example("\u202eright to left שלום")
@example("x" * 300)
@example("\x00\x07\x1b[31m")
def test_no_subject_makes_another_header(house: Flask, letter: OutgoingMail, text: str) -> None:
    """Subjects hold titles and names that people chose; the outbox puts them on one line."""
    subject = " ".join(text.split())[:300]
    with house.app_context():
        data = wire_bytes(letter, Content(subject, "text", "<p>html</p>"), now=SLOT)
    received = Received("", [], data).message
    assert sorted(received.keys()) == HEADERS
    head = data.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert "everybody@example.com" not in str(received.get("Bcc", ""))


# What looks as if it were encoded already must not be decoded: the line break in it would make a header (CVE-2024-6923).
ENCODED = (
    "=?utf-8?q?a=0ABcc:_everybody=40example.com?=",
    "Open: =?utf-8?q?a=0D=0ABcc:_everybody=40example.com=0D=0A=0D=0Aa_body_of_our_own?=",
    "=?utf-8?b?YQpCY2M6IGV2ZXJ5Ym9keUBleGFtcGxlLmNvbQ==?= applied",
    "Coder =?utf-8?q?x?= II",
    "=?=?=",
)


@pytest.mark.parametrize("subject", ENCODED)
def test_an_encoded_word_that_somebody_wrote_is_text(house: Flask, letter: OutgoingMail, subject: str) -> None:
    with house.app_context():
        data = wire_bytes(letter, Content(subject, "text", "<p>html</p>"), now=SLOT)
    message = Received("", [], data).message
    assert sorted(message.keys()) == HEADERS
    assert message["Subject"] == subject
    assert parts(message)[0].strip() == "text"


@given(st.sampled_from(["\r", "\n", "\r\n"]), texts)
def test_a_line_break_in_an_address_makes_no_header(house: Flask, end: str, text: str) -> None:
    """No address with one comes through our forms; whatever does is refused."""
    mail = OutgoingMail(kind=Kind.NOTICE, letter="x", dedupe_key="test", to_address=f"maria@example.com{end}{text}")
    with house.app_context(), pytest.raises(ValueError, match="line break"):
        wire_bytes(mail, Content("s", "t", "h"), now=SLOT)


@pytest.mark.parametrize(
    ("sender", "says"),
    [
        ("CareerCenter <help@careercenter.example>", "CareerCenter <help@careercenter.example>"),
        ('"Jobs, Inc." <jobs@jobs.example>', '"Jobs, Inc." <jobs@jobs.example>'),
        ("plain@b.example", "plain@b.example"),
        ("Ärzte <a@b.example>", "Ärzte <a@b.example>"),
        ("=?x <a@b.example>", "=?x <a@b.example>"),
        (f'"{LONG_NAME}" <a@b.example>', f'"{LONG_NAME}" <a@b.example>'),
    ],
)
def test_the_senders_name_is_quoted_as_it_must_be(
    house: Flask, letter: OutgoingMail, monkeypatch: pytest.MonkeyPatch, sender: str, says: str
) -> None:
    monkeypatch.setitem(house.config, "MAIL_DEFAULT_SENDER", sender)
    with house.app_context():
        data = wire_bytes(letter, Content("s", "t", "h"), now=SLOT)
    [sent] = Received("", [], data).message["From"].addresses
    assert str(sent) == says
    assert sent.addr_spec in data.decode(), "the address is in no encoded word"
    assert data.isascii()


def test_a_message_id_is_the_same_for_a_cause_and_tells_nothing(house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.app_context():
        first = message_id("digest:1:2026-W48")
        assert message_id("digest:1:2026-W48") == first
        assert message_id("digest:2:2026-W48") != first
        monkeypatch.setitem(house.config, "SECRET_KEY", "another")
        assert message_id("digest:1:2026-W48") != first, "nobody can guess it from the cause"


def test_lines_that_begin_with_a_dot_arrive_as_they_were(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_relay() as (relay, port), app.app_context():
        use(app, port, monkeypatch)
        account_letters.password_changed(cast.make_cast().maria, now=SLOT)
        db.session.execute(sa.update(OutgoingMail).values(text=".\r\n..\n.hidden\n", html="<p>.</p>\n.\n"))
        db.session.commit()
        runner.run(chore("deliver-mail"), SLOT)  # type: ignore[arg-type]
    text, _body = parts(relay.received[0].message)
    assert text.split() == [".", "..", ".hidden"]
