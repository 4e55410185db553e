#!/usr/bin/env python3
"""
CareerCenter on one's own machine: `python3 dev.py` starts it, `python3 dev.py test` tests it.

Needs Python 3.11 or newer with pip, and nothing else: this file and embedded_postgres.py use the standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from embedded_postgres import postgres_programs, postgres_server

if sys.version_info < (3, 11):  # noqa: UP036 - a launcher meets Pythons that the rest never sees
    sys.exit(f"CareerCenter needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV, DEPS = ROOT / ".venv", ROOT / ".deps"
WINDOWS = sys.platform == "win32"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
DEFAULT_PORT = 8000
FIRST_PAGE = 60  # seconds to wait for it
MOST_TESTERS = 4  # processes that test at once, one a processor up to this; each has a database of its own


def main() -> None:
    parser = argparse.ArgumentParser(description="CareerCenter on your own machine.")
    parser.add_argument(
        "command", nargs="?", choices=("start", "setup", "test"), default="start", help="start, setup or test"
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"where the web listens ({DEFAULT_PORT})")
    parser.add_argument("--no-demo", action="store_true", help="start with an empty board")
    parser.add_argument(
        "--postgres",
        action="store_true",
        help="PostgreSQL instead of SQLite, embedded unless CAREERCENTER_DATABASE_URL names one",
    )
    arguments, more = parser.parse_known_args()
    if more and arguments.command != "test":
        parser.error(f"unknown: {' '.join(more)}")
    os.chdir(ROOT)
    if arguments.command == "test":
        sys.exit(test(more))
    if arguments.command == "setup":
        setup("requirements.txt")
        flask("db", "upgrade")
        return
    start(arguments.port, demo=not arguments.no_demo, postgres=arguments.postgres)


# Starting


def start(port: int, *, demo: bool, postgres: bool) -> None:
    """Sets up what is missing, migrates, fills an empty board, and keeps web and chores running until it is stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep_address(f"http://localhost:{port}")
    embedded = postgres and not os.environ.get("CAREERCENTER_DATABASE_URL")
    setup("requirements-dev.txt" if embedded else "requirements.txt")
    with own_postgres() if embedded else contextlib.nullcontext():
        flask("db", "upgrade")
        if demo:
            load_demo()
        timekeeper = [python(), "-m", "flask", "chores", "serve"]
        with running(web_command(port), "web.log") as web, running(timekeeper, "chores.log") as chores:
            wait_for_first_page(port, web)
            print(f"\nCareerCenter   http://localhost:{port}")
            print(f"Sent mail      http://localhost:{port}/staff/mail   (also as files in {data_dir() / 'mail'})")
            print(f"Logs           {data_dir() / 'web.log'}, {data_dir() / 'chores.log'}")
            print_demo_accounts()
            print("\nStop with Ctrl-C.", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                while web.poll() is None and chores.poll() is None:
                    time.sleep(0.3)


def web_command(port: int) -> list[str]:
    if WINDOWS:
        return [python(), "-m", "waitress", f"--listen=127.0.0.1:{port}", "wsgi:app"]
    return [python(), "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "wsgi:app"]


@contextlib.contextmanager
def own_postgres() -> Iterator[None]:
    """The board on a PostgreSQL of its own, kept in the data folder."""
    programs = postgres_programs(python())
    if programs is None:
        sys.exit("No PostgreSQL was found. Set CAREERCENTER_DATABASE_URL to one, or leave --postgres out.")
    with postgres_server(programs, (data_dir() / "postgres").resolve(), lasting=True) as url:
        os.environ["CAREERCENTER_DATABASE_URL"] = url
        yield


def keep_address(address: str) -> None:
    """Where this board is, for every command from now on; CAREERCENTER_PUBLIC_URL says it louder where it is set."""
    (data_dir() / "public_url").write_text(address, encoding="utf-8")
    os.environ.setdefault("CAREERCENTER_PUBLIC_URL", address)


def load_demo() -> None:
    """An empty board gets the demo; its sign-ins are kept beside the data, so that the next start can print them again."""
    command = [python(), "-m", "flask", "demo", "load", "--if-empty"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    if done.stdout.strip():
        (data_dir() / "demo-accounts.txt").write_text(done.stdout, encoding="utf-8")


def print_demo_accounts() -> None:
    path = data_dir() / "demo-accounts.txt"
    if path.exists():
        print(f"\n{path.read_text(encoding='utf-8').strip()}")


def wait_for_first_page(port: int, web: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + FIRST_PAGE
    while time.monotonic() < deadline and web.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            return
        time.sleep(0.1)
    print("".join((data_dir() / "web.log").read_text(encoding="utf-8").splitlines(keepends=True)[-12:]))
    sys.exit(f"The web did not start on port {port}. Is something else listening there? Try --port {port + 1}.")


@contextlib.contextmanager
def running(command: list[str], log_name: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends when this one does; what it says goes to a log in the data folder."""
    with (data_dir() / log_name).open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


# Setting up


def setup(requirements: str) -> None:
    """Makes .venv and installs the pinned packages, again only when the pins or the Python changed."""
    wanted = fingerprint(requirements)
    home = VENV if VENV_PYTHON.exists() else DEPS if DEPS.exists() else None
    if home is not None and wanted in already(home):
        return
    print(f"Setting up ({requirements}) ...", flush=True)
    if home is None:
        home = make_home()
    install(requirements, home)
    known = {wanted}
    if requirements == "requirements-dev.txt":
        known.add(fingerprint("requirements.txt"))
    (home / "installed").write_text(" ".join(sorted(known)), encoding="utf-8")


def make_home() -> Path:
    """A virtual environment; where this Python can't make one, a plain folder of packages."""
    if shutil.which("uv"):
        made = subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, str(VENV)], check=False)
    else:
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True)
    if made.returncode == 0:
        return VENV
    shutil.rmtree(VENV, ignore_errors=True)
    DEPS.mkdir(exist_ok=True)
    return DEPS


def install(requirements: str, home: Path) -> None:
    if home == VENV and shutil.which("uv"):
        command = ["uv", "pip", "install", "--quiet", "--python", str(VENV_PYTHON), "-r", requirements]
    else:
        where = ["--target", str(DEPS), "--upgrade"] if home == DEPS else []
        pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command = [*pip, *where, "-r", requirements]
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit("The packages could not be installed. Is the package index in reach? The lines above say more.")


def already(home: Path) -> list[str]:
    mark = home / "installed"
    return mark.read_text(encoding="utf-8").split() if mark.exists() else []


def fingerprint(requirements: str) -> str:
    pins = [Path(name).read_text(encoding="utf-8") for name in ("requirements.txt", requirements)]
    text = f"{sys.version_info[:2]}" + "".join(pins)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def python() -> str:
    """The Python that has the packages."""
    if VENV_PYTHON.exists():
        return str(VENV_PYTHON)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(DEPS), os.environ.get("PYTHONPATH", "")]))
    return sys.executable


def flask(*command: str) -> None:
    subprocess.run([python(), "-m", "flask", *command], check=True)


def data_dir() -> Path:
    folder = Path(os.environ.get("CAREERCENTER_DATA_DIR", "instance"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# Testing


def test(more: list[str]) -> int:
    """Everything, as CI runs it: lint, types, then all tests on SQLite and on PostgreSQL, a real browser included."""
    setup("requirements-dev.txt")
    if not find_chromium():
        say_loudly("NO CHROMIUM was found or could be installed: the browser tests do not run.")
        if os.environ.get("CI"):
            return 1
    py = python()
    pytest = [py, "-m", "pytest", f"--numprocesses={min(os.cpu_count() or 1, MOST_TESTERS)}", "--dist=worksteal"]
    steps = [
        ("lint", [py, "-m", "ruff", "check", "."]),
        ("format", [py, "-m", "ruff", "format", "--check", "."]),
        ("types", [py, "-m", "mypy"]),
        ("tests on SQLite", [*pytest, "--database=sqlite", *more]),
        ("tests on PostgreSQL", [*pytest, "--database=postgresql", *more]),
    ]
    failed = []
    for name, command in steps:
        print(f"\n== {name} ==", flush=True)
        began = time.monotonic()
        if subprocess.run(command, check=False).returncode != 0:
            failed.append(name)
        verdict = "FAILED" if name in failed else "passed"
        print(f"== {name}: {verdict} in {time.monotonic() - began:.0f} s ==", flush=True)
    print("\nAll passed." if not failed else f"\nFAILED: {', '.join(failed)}.")
    return 1 if failed else 0


def find_chromium() -> str | None:
    """Chromium on the path, installed through the system's package manager where that is possible."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if not shutil.which("apt-get") or WINDOWS:
        return None
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not shutil.which("sudo"):
        return None
    print("Installing Chromium for the browser tests ...", flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.run([*sudo, *command], check=False, capture_output=True).returncode != 0:
            return None
    return shutil.which("chromium")


def say_loudly(words: str) -> None:
    line = "!" * (len(words) + 8)
    print(f"\n{line}\n!!  {words}  !!\n{line}\n", flush=True)


if __name__ == "__main__":
    main()
