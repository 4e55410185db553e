"""`python wsgi.py`: migrate, fill an empty board with the demo, and serve the web (no chores)."""

from __future__ import annotations

import os
import sys
from typing import Any
from urllib.parse import urlsplit

import click
from flask import Flask
from flask_migrate import upgrade

from careercenter import clock
from careercenter.db import db
from careercenter.demo import loading, report


def serve(app: Flask) -> None:
    """Serves at the port of PUBLIC_URL until it is stopped."""
    with app.app_context():
        upgrade()
        if loading.is_empty():
            board = loading.load(app.config["DATA_DIR"], now=clock.now())
            db.session.commit()
            click.echo(report.as_text(board))
        db.engine.dispose()  # no worker shares a connection with another
    port = urlsplit(app.config["PUBLIC_URL"]).port or 8000
    click.echo(f"CareerCenter: http://localhost:{port}  (web only; timed work: flask chores serve)")
    if sys.platform == "win32":
        from waitress import serve as waitress_serve  # noqa: PLC0415 - installed on Windows only

        waitress_serve(app, host="127.0.0.1", port=port)
        return
    os.chdir(app.root_path)  # where gunicorn.conf.py lies; gunicorn looks as soon as it is imported
    from gunicorn.app.base import Application  # noqa: PLC0415 - not installed on Windows

    class Server(Application):  # type: ignore[misc]
        def init(self, *_arguments: object) -> dict[str, Any]:
            return {"bind": f"127.0.0.1:{port}"}

        def load(self) -> Flask:
            return app

    Server().run()
