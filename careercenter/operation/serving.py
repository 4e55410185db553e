"""`python wsgi.py`: migrate, fill an empty board with the demo, and serve the web (no chores)."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

import click
from flask import Flask
from flask_migrate import upgrade

THREADS = 4


def serve(app: Flask) -> None:
    """Serves at the host and port of PUBLIC_URL until it is stopped."""
    with app.app_context():
        upgrade()
    app.test_cli_runner().invoke(args=["demo", "load", "--if-empty"])
    address = urlsplit(app.config["PUBLIC_URL"])
    port = address.port or 8000
    click.echo(f"CareerCenter: http://localhost:{port}  (web only; timed work: flask chores serve)")
    if sys.platform == "win32":
        from waitress import serve as waitress_serve  # noqa: PLC0415 - installed on Windows only

        waitress_serve(app, host="127.0.0.1", port=port, threads=THREADS)
        return
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - not installed on Windows

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "workers": 2,
                "threads": THREADS,
                "worker_class": "gthread",
                "control_socket_disable": True,
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()
