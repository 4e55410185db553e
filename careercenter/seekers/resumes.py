"""Résumé files: looked into before they are kept, stored under a random name, handed out only through a view that asks."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select

from careercenter import trail
from careercenter.accounts.models import Account
from careercenter.cleaning import one_line
from careercenter.db import db
from careercenter.rules import RuleBroken
from careercenter.seekers import queries
from careercenter.seekers.models import Resume, ResumeKind, Seeker

LARGEST_MB = 5
LARGEST = LARGEST_MB * 1024 * 1024  # bytes
UPLOAD_MOST = LARGEST + 1024 * 1024  # the file and what the form wraps around it
TOO_LARGE = f"A résumé over {LARGEST_MB} MB is not taken. Save it smaller, without large pictures."
MOST = 5  # résumés of one person
MEMORY = 512 * 1024 * 1024  # bytes for looking into one
SECONDS = 15  # for looking into one
READER = Path(__file__).with_name("reading.py")
SUFFIX = {ResumeKind.PDF: ".pdf", ResumeKind.DOCX: ".docx"}


class NotAResume(RuleBroken):
    """The file can't be kept; the message says what to send instead."""


def accept(seeker: Seeker, file: IO[bytes], filename: str, *, folder: Path, by: Account, now: datetime) -> Resume:
    """
    Keeps an uploaded file as a résumé of this person. Raises NotAResume for one that is no PDF or DOCX, is too large,
    or is built to do harm, and for one too many. The file is on the disk before its row can be.
    """
    if (
        db.session.scalar(select(func.count()).select_from(queries.resumes_of(seeker).order_by(None).subquery())) or 0
    ) >= MOST:
        raise NotAResume(f"You keep {MOST} résumés already. Delete one first.", field="file")
    data = file.read(LARGEST + 1)
    if not data:
        raise NotAResume("This file is empty. Choose another one.", field="file")
    if len(data) > LARGEST:
        raise NotAResume(TOO_LARGE, field="file")
    key = secrets.token_urlsafe(24)
    path = _write(folder, key, data)
    try:
        kind = look_into(path)
    except NotAResume:
        path.unlink()
        raise
    resume = Resume(
        seeker_id=seeker.id,
        key=key,
        filename=_clean_name(filename, kind),
        kind=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=now,
    )
    db.session.add(resume)
    trail.record(by, "uploaded résumé", resume, now=now)
    return resume


def look_into(path: Path) -> ResumeKind:
    """The kind of a file, found by its structure, in a process with limits. Raises NotAResume with what to do instead."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER), str(path)],
            capture_output=True,
            timeout=SECONDS,
            check=True,
            text=True,
            preexec_fn=_limits() if os.name == "posix" else None,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise NotAResume(
            "This file takes too long to open. Print it to a plain PDF and send that.", field="file"
        ) from None
    if "error" in answer:
        raise NotAResume(answer["error"], field="file")
    return ResumeKind(answer["kind"])


def delete(resume: Resume, *, by: Account, now: datetime) -> str:
    """
    Deletes the row and gives the key of the file, to be discarded once that is committed: a file without a row harms
    nobody, a row without a file is a broken promise. Copies sent with applications are the applications' own.
    """
    trail.record(by, "deleted résumé", resume, now=now)
    db.session.delete(resume)
    return resume.key


def discard(key: str, *, folder: Path) -> None:
    path_of(folder, key).unlink(missing_ok=True)


def copy(key: str, *, folder: Path) -> str:
    """A second copy of a stored file under a new random name, for an application to keep. Raises RuleBroken when it is gone."""
    try:
        data = path_of(folder, key).read_bytes()
    except FileNotFoundError:
        raise RuleBroken("This résumé is no longer in our store. Upload it again.", field="resume") from None
    new_key = secrets.token_urlsafe(24)
    _write(folder, new_key, data)
    return new_key


def path_of(folder: Path, key: str) -> Path:
    """Where a stored file lies. Keys are made here, so none leads outside the folder."""
    return folder / "resumes" / key[:2] / key


def _write(folder: Path, key: str, data: bytes) -> Path:
    """On the disk, under its final name, before anything speaks of it: a crash leaves no row without a file."""
    path = path_of(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    if os.name == "posix":
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    return path


def _clean_name(filename: str, kind: ResumeKind) -> str:
    """The name its owner gave it, without folders and control characters, with the right ending."""
    name = one_line(filename.replace("\\", "/").rpartition("/")[2]).replace('"', "'").strip(". ")
    stem = name.rpartition(".")[0] or name or "resume"
    return stem[:120] + SUFFIX[kind]


def _limits() -> Callable[[], None]:
    import resource  # noqa: PLC0415 - POSIX only

    def set_limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    return set_limits
