"""CareerCenter: the job board for medical coders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dotenv import load_dotenv
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from careercenter import config, db, doors, errors, headers, logs, showing, templating, web
from careercenter.accounts.commands import accounts_cli
from careercenter.accounts.views import bp as accounts
from careercenter.alerts.views import bp as alerts
from careercenter.api.views import bp as api
from careercenter.applications.views import bp as applications
from careercenter.chores.commands import chores_cli
from careercenter.chores.health import bp as health
from careercenter.chores.views import bp as chores
from careercenter.demo.commands import demo_cli
from careercenter.employers.views import bp as employers
from careercenter.extensions import csrf, login_manager, mail, migrate
from careercenter.feeds.views import bp as feeds
from careercenter.gazetteer import keep_gazetteer
from careercenter.home.views import bp as home
from careercenter.jobs.commands import jobs_cli
from careercenter.jobs.index import keep_index
from careercenter.jobs.search_commands import search_cli
from careercenter.jobs.views import bp as jobs
from careercenter.matching.views import bp as matching
from careercenter.outbox.views import bp as outbox
from careercenter.pay.views import bp as pay
from careercenter.reports.views import bp as reports
from careercenter.seekers.views import bp as seekers

ROOT = Path(__file__).parent.parent
ROOMS = (
    home,
    accounts,
    employers,
    seekers,
    jobs,
    matching,
    applications,
    alerts,
    reports,
    feeds,
    api,
    pay,
    outbox,
    chores,
    health,
)
COMMANDS = (accounts_cli, chores_cli, demo_cli, jobs_cli, search_cli)


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """
    The site. Settings come from the environment given, else from this process's own and the file .env.

    Raises ConfigError for a setting that it can't start with.
    """
    if environ is None:
        load_dotenv(ROOT / ".env")
    app = Flask(__name__, root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(config.flask_config(config.settings() if environ is None else config.settings(environ)))
    if app.config["PROXY_COUNT"]:
        count = app.config["PROXY_COUNT"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]

    templating.init_app(app)
    logs.init_app(app)
    doors.init_app(app)
    headers.init_app(app)
    web.init_app(app)
    db.init_app(app)
    csrf.init_app(app)
    login_manager.init_app(app)
    login_manager.session_protection = None  # sessions are rows; nothing is bound to an address that changes on a train
    mail.init_app(app)
    migrate.init_app(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True, render_item=migration_type)

    with app.app_context():
        keep_index(db.db.engine, app.config["DATA_DIR"])
    keep_gazetteer(app.config["DATA_DIR"])
    showing.init_app(app)
    errors.init_app(app)
    for room in ROOMS:
        app.register_blueprint(room)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


def migration_type(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations never import the site: our own column type is written as the plain one it rests on."""
    if kind == "type" and isinstance(item, db.UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


__all__ = ["create_app"]
