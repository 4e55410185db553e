"""Résumé files: good ones come back byte for byte, hostile ones are refused with a sentence, and nobody else's is read."""

from __future__ import annotations

import gc
import io
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from webtest import TestApp, TestResponse, Upload

from careercenter.applications import pipeline
from careercenter.applications.models import Application
from careercenter.applications.pipeline import Papers
from careercenter.db import db
from careercenter.seekers import resumes
from careercenter.seekers.models import Resume, ResumeKind, Seeker
from careercenter.seekers.resumes import NotAResume
from tests import cast, factories
from tests.pages import form_to, form_with, press
from tests.seekers import files
from tests.seekers.files import HOSTILE

Visit = Callable[[], TestApp]


@pytest.fixture(autouse=True)
def peopled(app: Flask, set_clock: Callable[[datetime], None], now: datetime) -> None:
    set_clock(now)
    with app.app_context():
        cast.make_cast()
        cast.make_seeker(cast.make_account("Ned Noone"))
        db.session.commit()


@pytest.fixture
def maria(app: Flask, visit: Visit, peopled: None) -> TestApp:
    return cast.signed_in(app, visit, "maria")


def upload(browser: TestApp, name: str, data: bytes) -> TestResponse:
    form = form_with(browser.get("/seeker/resumes"), "file")
    form["file"] = Upload(name, data, "application/octet-stream")
    return form.submit(expect_errors=True)


def keep(app: Flask, name: str, data: bytes, now: datetime) -> int:
    """Maria keeps a résumé; its number."""
    with app.app_context():
        seeker = db.session.get_one(Seeker, 1)
        folder = app.config["DATA_DIR"]
        resume = resumes.accept(seeker, io.BytesIO(data), name, folder=folder, by=cast.person("maria"), now=now)
        db.session.commit()
        return resume.id


def stored_files(app: Flask) -> list[Path]:
    return [path for path in (Path(app.config["DATA_DIR"]) / "resumes").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "data", "kept_as"),
    [
        ("maria.pdf", factories.pdf(), "maria.pdf"),
        ("maria.docx", factories.docx(), "maria.docx"),
        ("maria.docx", factories.pdf(), "maria.pdf"),
        ("maria.exe", factories.docx(), "maria.docx"),
        ("no ending", factories.pdf(), "no ending.pdf"),
        ("sixty.pdf", files.pdf_of(60), "sixty.pdf"),
        ("link.pdf", files.pdf_with_link(), "link.pdf"),
        ("place.pdf", files.pdf_with(catalog=b"/OpenAction [3 0 R /Fit]"), "place.pdf"),
        ("link.docx", files.docx_related_to("hyperlink", "https://maria.example"), "link.docx"),
        ("template.docx", files.docx_related_to("attachedTemplate", "file:///C:\\Users\\m\\t.dotx"), "template.docx"),
        ("picture.docx", files.docx_with("word/media/image1.PNG"), "picture.docx"),
        ("font.docx", files.docx_with("word/fonts/font1.odttf"), "font.docx"),
    ],
)
def test_a_good_file_comes_back_byte_for_byte(app: Flask, maria: TestApp, name: str, data: bytes, kept_as: str) -> None:
    page = upload(maria, name, data).follow()
    assert "Your résumé is kept" in page
    assert f">{kept_as}</a>" in page
    answer = maria.get("/seeker/resumes/1")
    assert answer.body == data
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert kept_as in answer.headers["Content-Disposition"]


def test_a_file_is_handed_out_so_that_nothing_in_it_can_run(app: Flask, maria: TestApp, now: datetime) -> None:
    keep(app, "maria.pdf", factories.pdf(), now)
    headers = maria.get("/seeker/resumes/1").headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_leaves_nothing(app: Flask, maria: TestApp, kind: str) -> None:
    make, says = HOSTILE[kind]
    page = upload(maria, "resume.docx" if "Word" in kind else "resume.pdf", make())
    assert page.status_int == 422
    sentence = page.html.find(id="file-e").get_text(strip=True)
    assert says in sentence
    assert sentence.endswith(".")
    assert stored_files(app) == []
    with app.app_context():
        assert db.session.scalars(db.select(Resume)).all() == []


def test_five_megabytes_are_taken_and_one_byte_more_is_not(app: Flask, maria: TestApp) -> None:
    filled = files.pdf_of_size(5 * files.MB)
    assert len(filled) == 5 * files.MB
    assert upload(maria, "large.pdf", filled).status_int == 303
    page = upload(maria, "larger.pdf", filled + b" ")
    assert page.status_int == 422
    assert "over 5 MB" in page.html.find(id="file-e").text
    page = upload(maria, "huge.pdf", filled * 2)
    assert page.status_int == 413
    assert "That is too large" in page
    assert "A résumé over 5 MB is not taken" in page
    assert len(stored_files(app)) == 1


def test_a_stored_file_is_for_the_site_alone_to_read(app: Flask, now: datetime) -> None:
    keep(app, "maria.docx", factories.docx(), now)
    [path] = stored_files(app)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in (path.parent, path.parent.parent)} == {0o700}


def test_a_form_without_a_file_asks_for_one(maria: TestApp) -> None:
    page = form_with(maria.get("/seeker/resumes"), "file").submit(status=422)
    assert "Choose a file first." in page.html.find(id="file-e").text


def test_a_sixth_one_is_not_kept(app: Flask, maria: TestApp, now: datetime) -> None:
    for number in range(5):
        keep(app, f"{number}.docx", factories.docx(), now)
    page = upload(maria, "sixth.docx", factories.docx())
    assert page.status_int == 422
    assert "You keep 5 résumés already" in page
    assert len(stored_files(app)) == 5


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\Users\\maria\\cv.docx", "cv.docx"),
        ('my "best" cv.docx', "my 'best' cv.docx"),
        ("cv\r\nX-Evil: 1.docx", "cv X-Evil: 1.docx"),
        ("x" * 300 + ".docx", "x" * 120 + ".docx"),
        ("résumé 👩‍💻.docx", "résumé 👩‍💻.docx"),
        ("cv;filename=evil.exe.docx", "cv;filename=evil.exe.docx"),
        ("cv\u202excod.exe", "cv xcod.docx"),
        (".docx", "docx.docx"),
        ("...", "resume.docx"),
        ("\x00\x1f.docx", "docx.docx"),
        ("<script>alert(1)</script>.docx", "script>.docx"),
    ],
)
def test_a_file_name_can_do_no_harm(app: Flask, maria: TestApp, now: datetime, name: str, kept_as: str) -> None:
    data = factories.docx()
    keep(app, name, data, now)
    page = maria.get("/seeker/resumes")
    assert "<script>alert" not in page
    assert page.html.find("table").a.text == kept_as
    answer = maria.get("/seeker/resumes/1")
    assert answer.body == data
    assert "X-Evil" not in answer.headers
    header = answer.headers["Content-Disposition"]
    assert header.isascii()
    assert header.startswith("attachment; filename")
    assert "\r" not in header
    assert [path.name for path in stored_files(app)] != [name], "the name in the store is none of theirs"


def test_a_file_name_in_no_known_alphabet_is_no_error_of_ours(maria: TestApp) -> None:
    """A hand-made request whose file name is not UTF-8."""
    token = form_with(maria.get("/seeker/resumes"), "file")["csrf_token"].value
    body = (
        b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode() + b"\r\n"
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xff\xfe\xed\xa0\x80.docx"\r\n\r\n'
        + factories.docx() + b"\r\n--x--\r\n"
    )  # fmt: skip
    answer = maria.post(
        "/seeker/resumes", body, {"Content-Type": "multipart/form-data; boundary=x"}, expect_errors=True
    )
    assert answer.status_int in (303, 400, 422)
    maria.get("/seeker/resumes", status=200)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the torn part stays open in Werkzeug
def test_a_torn_upload_is_no_error_of_ours(maria: TestApp) -> None:
    token = form_with(maria.get("/seeker/resumes"), "file")["csrf_token"].value
    headers = {"Content-Type": "multipart/form-data; boundary=x", "X-CSRFToken": token}
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4'
    for body in (b"", b"--x", b"--x\r\n", part[:40], part, part + b"\r\n--x"):
        assert maria.post("/seeker/resumes", body, headers, expect_errors=True).status_int in (400, 422), body
    gc.collect()


# While it is looked into


@pytest.mark.sqlite_only
@pytest.mark.parametrize("door", ["/seeker/resumes", "/jobs/1/apply"])
def test_while_a_file_is_looked_into_others_write(
    app: Flask, maria: TestApp, now: datetime, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    with app.app_context():
        factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now)
        database = db.engine.url.database

    def look_while_another_one_writes(_path: Path) -> ResumeKind:
        other = sqlite3.connect(database or "", isolation_level=None, timeout=0)
        other.execute("BEGIN IMMEDIATE")
        other.close()
        return ResumeKind.PDF

    monkeypatch.setattr(resumes, "look_into", look_while_another_one_writes)
    form = form_with(maria.get(door), "file")
    form["file"] = Upload("maria.pdf", factories.pdf(), "application/pdf")
    form.submit(status=303)


def test_one_file_of_a_person_is_looked_into_at_a_time(
    app: Flask, visit: Visit, maria: TestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_look, answers = resumes.look_into, []
    second = form_with(cast.signed_in(app, visit, "maria").get("/seeker/resumes"), "file")
    second["file"] = Upload("second.pdf", factories.pdf(), "application/pdf")

    def look_while_they_send_another(path: Path) -> ResumeKind:
        if not answers:
            answers.append(second.submit(expect_errors=True))
        return really_look(path)

    monkeypatch.setattr(resumes, "look_into", look_while_they_send_another)
    assert upload(maria, "first.pdf", factories.pdf()).status_int == 303
    assert answers[0].status_int == 429
    assert "Another file of yours" in answers[0].html.find(id="file-e").text
    assert second.submit().status_int == 303


def test_a_pause_comes_after_many_refused_files_and_good_ones_do_not_count(maria: TestApp) -> None:
    def is_refused(answer: TestResponse) -> bool:
        return answer.status_int == 422

    assert all(is_refused(upload(maria, "text.pdf", b"no PDF")) for _ in range(9))
    assert upload(maria, "good.docx", factories.docx()).status_int == 303
    assert is_refused(upload(maria, "text.pdf", b"no PDF"))
    answer = upload(maria, "good.docx", factories.docx())
    assert answer.status_int == 429
    assert int(answer.headers["Retry-After"]) > 0


# Whose it is


def test_nobody_elses_resume_is_there(app: Flask, visit: Visit, maria: TestApp, now: datetime) -> None:
    data = factories.docx()
    keep(app, "maria.docx", data, now)
    for who in ("ned", "olive", "dev"):
        browser = cast.signed_in(app, visit, who)
        for method in ("GET", "HEAD"):
            answer = browser.request("/seeker/resumes/1", method=method, expect_errors=True)
            assert answer.status_int == (404 if who == "ned" else 403), who
        token = form_with(browser.get("/account"), "csrf_token")["csrf_token"].value
        gone = browser.post("/seeker/resumes/1/delete", {"csrf_token": token}, expect_errors=True)
        assert gone.status_int in (403, 404)
    missing = cast.signed_in(app, visit, "ned").get("/seeker/resumes/77", status=404)
    theirs = cast.signed_in(app, visit, "ned").get("/seeker/resumes/1?download=1", {"x": "1"}, status=404)
    assert (missing.status_int, missing.html.h1.text) == (theirs.status_int, theirs.html.h1.text)
    assert visit().get("/seeker/resumes/1").status_int == 303
    assert data.startswith(maria.get("/seeker/resumes/1", headers={"Range": "bytes=0-3"}).body)


@pytest.mark.parametrize(
    "path", ["/resumes", "/static/../resumes", "/static/..%2fresumes", "/instance/resumes", "/static/%2e%2e/resumes"]
)
def test_no_other_address_leads_to_a_stored_file(app: Flask, visit: Visit, now: datetime, path: str) -> None:
    keep(app, "maria.docx", factories.docx(), now)
    [file] = stored_files(app)
    assert visit().get(f"{path}/{file.parent.name}/{file.name}", expect_errors=True).status_int == 404


def test_a_deleted_file_is_gone_and_its_copies_stay_with_the_applications(
    app: Flask, maria: TestApp, now: datetime
) -> None:
    data = factories.pdf()
    number = keep(app, "maria.pdf", data, now)
    with app.app_context():
        job = factories.open_job(db.session.get_one(cast.Employer, 1), cast.person("olive"), now)
        seeker, resume = db.session.get_one(Seeker, 1), db.session.get_one(Resume, number)
        key = pipeline.apply(job, seeker, Papers(resume=resume), folder=app.config["DATA_DIR"], now=now).key
        db.session.commit()
    assert len(stored_files(app)) == 2
    page = press(maria.get("/seeker/resumes"), "/delete")
    assert "The file is deleted" in page
    maria.get(f"/seeker/resumes/{number}", status=404)
    assert maria.get(f"/seeker/applications/{key}/resume").body == data
    with app.app_context():
        assert [path.name for path in stored_files(app)] == [
            db.session.scalars(db.select(Application.resume_key)).one()
        ]


def test_a_file_that_is_missing_from_the_store_is_a_page_that_is_not_there(
    app: Flask, maria: TestApp, now: datetime
) -> None:
    keep(app, "maria.docx", factories.docx(), now)
    stored_files(app)[0].unlink()
    maria.get("/seeker/resumes/1", status=404)
    press(maria.get("/seeker/resumes"), "/delete")


def test_a_reader_that_dies_or_dawdles_is_a_file_that_is_refused(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a broken file may do to the process that looks into it: end it, fill it, or keep it busy."""
    for crash in (
        "import os; os.abort()",
        "x = ' ' * 10**10",
        "print('no json')",
        "raise SystemExit(3)",
        "while True: pass",
    ):
        script = tmp_path / "reader.py"
        script.write_text(crash)
        monkeypatch.setattr(resumes, "READER", script)
        monkeypatch.setattr(resumes, "SECONDS", 1)
        with pytest.raises(NotAResume):
            keep(app, "maria.docx", factories.docx(), now)
        assert stored_files(app) == []


def test_the_form_to_delete_is_a_form_and_not_a_link(app: Flask, maria: TestApp, now: datetime) -> None:
    keep(app, "maria.docx", factories.docx(), now)
    maria.get("/seeker/resumes/1/delete", status=405)
    assert form_to(maria.get("/seeker/resumes"), "/delete").method == "post"
