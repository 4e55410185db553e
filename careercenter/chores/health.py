"""For the operator's machines: is the process alive, and is the site ready to serve?"""

from __future__ import annotations

import shutil
from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from careercenter import clock
from careercenter.chores import queries
from careercenter.chores.models import Timekeeper
from careercenter.chores.runner import LEASE
from careercenter.db import aside, db
from careercenter.doors import public
from careercenter.logs import log

bp = Blueprint("health", __name__)

LEAST_FREE = 0.05  # of the disk that holds the data
SILENCE = timedelta(minutes=3)  # since the last beat; some chore has one every few seconds


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers. Asks no database and no session."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """200 when the database can be written, the disk has room and the timekeeper beats; else 503 that names what is not."""
    checks = {"database": _database_writable(), "disk": _disk_has_room(), "chores": _timekeeper_beats()}
    ready = all(checks.values())
    return jsonify(ready=ready, **checks), 200 if ready else 503


def _database_writable() -> bool:
    try:
        with aside() as session:
            session.execute(update(Timekeeper).where(Timekeeper.id == 0).values(owner=""))
    except SQLAlchemyError as error:
        log.warning("not ready", what="database", error=type(error).__name__)
        return False
    return True


def _disk_has_room() -> bool:
    usage = shutil.disk_usage(current_app.config["DATA_DIR"])
    return usage.free / usage.total > LEAST_FREE


def _timekeeper_beats() -> bool:
    try:
        timekeeper = db.session.scalar(queries.timekeeper())
    except SQLAlchemyError:
        return False
    return timekeeper is not None and timekeeper.until - LEASE > clock.now() - SILENCE
