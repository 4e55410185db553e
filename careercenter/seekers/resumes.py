"""Résumé files: looked into before they are kept, stored under a random name, handed out only through a view that asks."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select

from careercenter import files, trail
from careercenter.accounts import throttle
from careercenter.accounts.models import Account
from careercenter.accounts.throttle import TooManyTries
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


@dataclass(frozen=True)
class Received:
    """A file that was sent and looked into: it is on the disk, and no row speaks of it yet."""

    key: str
    filename: str
    kind: ResumeKind
    size: int
    sha256: str


def accept(seeker: Seeker, file: IO[bytes], filename: str, *, folder: Path, by: Account, now: datetime) -> Resume:
    """Receives a file and keeps it, where nobody waits for the one or the other."""
    check_room(seeker)
    return keep(seeker, receive(file, filename, folder=folder), by=by, now=now)


def check_room(seeker: Seeker) -> None:
    """Raises NotAResume when this person keeps as many as one may."""
    kept = db.session.scalar(select(func.count()).select_from(queries.resumes_of(seeker).order_by(None).subquery()))
    if (kept or 0) >= MOST:
        raise NotAResume(f"You keep {MOST} résumés already. Delete one first.", field="file")


def receive(file: IO[bytes], filename: str, *, folder: Path) -> Received:
    """
    Puts an uploaded file into the store. Raises NotAResume for one that is no PDF or DOCX, is too large, or is built
    to do harm. This may take seconds and asks the database nothing, so that no transaction need be open meanwhile.
    """
    data = file.read(LARGEST + 1)
    if not data:
        raise NotAResume("This file is empty. Choose another one.", field="file")
    if len(data) > LARGEST:
        raise NotAResume(TOO_LARGE, field="file")
    key = secrets.token_urlsafe(24)
    files.keep(path_of(folder, key), data)
    try:
        kind = look_into(path_of(folder, key))
    except NotAResume:
        discard(key, folder=folder)
        raise
    return Received(key, _clean_name(filename, kind), kind, len(data), hashlib.sha256(data).hexdigest())


def keep(seeker: Seeker, received: Received, *, by: Account, now: datetime) -> Resume:
    """The file becomes a résumé of this person. Raises NotAResume for one too many."""
    check_room(seeker)
    resume = Resume(
        seeker_id=seeker.id,
        key=received.key,
        filename=received.filename,
        kind=received.kind,
        size=received.size,
        sha256=received.sha256,
        uploaded_at=now,
    )
    db.session.add(resume)
    trail.record(by, "uploaded résumé", resume, now=now)
    return resume


def begin_upload(by: Account, *, now: datetime) -> None:
    """
    Counts an upload before the file is looked into, as that is work: one at a time, and a pause after many that were
    refused. Raises RuleBroken.
    """
    try:
        throttle.note(throttle.UPLOAD_AT_ONCE, str(by.id), now=now)
    except TooManyTries as wait:
        raise RuleBroken(
            "Another file of yours is being looked into. Wait until that is done, then send this one again.",
            field="file",
            pause=wait.pause,
        ) from None
    throttle.note(throttle.UPLOAD_REFUSED, str(by.id), now=now)


def end_upload(by: Account, *, taken: bool) -> None:
    """The file was looked into; one that was taken does not count."""
    throttle.forget(throttle.UPLOAD_AT_ONCE, str(by.id))
    if taken:
        throttle.take_back(throttle.UPLOAD_REFUSED, str(by.id))


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
    files.keep(path_of(folder, new_key), data)
    return new_key


def path_of(folder: Path, key: str) -> Path:
    """Where a stored file lies. Keys are made here, so none leads outside the folder."""
    return folder / "resumes" / key[:2] / key


def _clean_name(filename: str, kind: ResumeKind) -> str:
    """The name its owner gave it, without folders and control characters, with the right ending."""
    name = one_line(filename.replace("\\", "/").rpartition("/")[2]).replace('"', "'").strip(". ")
    stem = name.rpartition(".")[0] or name or "resume"
    return stem[:120] + SUFFIX[kind]


def _limits() -> Callable[[], None]:
    import resource  # noqa: PLC0415 - POSIX only

    def set_limits() -> None:
        os.nice(10)  # pages go first
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    return set_limits
