"""Migrations run both ways, and the models say nothing that they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import check, downgrade, upgrade

from careercenter import create_app
from careercenter.db import db


def test_the_models_and_the_migrated_database_are_alike(app: Flask) -> None:
    with app.app_context():
        check()


def test_up_down_and_up_again(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    environ = {"CAREERCENTER_DATA_DIR": str(tmp_path)}
    if request.config.getoption("--database") == "postgresql":
        environ["CAREERCENTER_DATABASE_URL"] = _empty_database(request.getfixturevalue("postgres"))
    app = create_app(environ)
    with app.app_context():
        upgrade()
        downgrade(revision="base")
        left = set(sa.inspect(db.engine).get_table_names())
        assert left <= {"alembic_version"}
        upgrade()
        check()
        db.engine.dispose()


def _empty_database(url: str) -> str:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("DROP DATABASE IF EXISTS up_and_down"))
        connection.execute(sa.text("CREATE DATABASE up_and_down"))
    engine.dispose()
    return sa.make_url(url).set(database="up_and_down").render_as_string(hide_password=False)
