"""`flask demo`: a small believable board, or a large synthetic one."""

from __future__ import annotations

import json
import sys

import click
from flask import current_app
from flask.cli import AppGroup

from careercenter import clock
from careercenter.accounts import passwords
from careercenter.alerts.saving import MOST
from careercenter.db import db
from careercenter.demo import loading, passphrases, report
from careercenter.demo.bulk import filling

demo_cli = AppGroup("demo", help="Boards to look at and to measure with.")


@demo_cli.command("load")
@click.option("--json", "as_json", is_flag=True, help="Print sign-ins and numbers as JSON, for scripts.")
@click.option("--if-empty", is_flag=True, help="Do nothing, and say nothing, when somebody is here already.")
def load(*, as_json: bool, if_empty: bool) -> None:
    """A small board that looks lived in, with people in every role. Prints their passwords, made anew each time."""
    if not loading.is_empty():
        if if_empty:
            return
        click.echo(
            "There are accounts or employers here already; the demo is for an empty database only. Nothing was changed.",
            err=True,
        )
        sys.exit(1)
    board = loading.load(current_app.config["DATA_DIR"], now=clock.now())
    db.session.commit()
    click.echo(json.dumps(report.as_data(board), indent=2, ensure_ascii=False) if as_json else report.as_text(board))


@demo_cli.command("bulk")
@click.option("--jobs", type=click.IntRange(0), default=0, show_default=True, help="Open jobs of proved employers.")
@click.option("--seekers", type=click.IntRange(0), default=0, show_default=True, help="Accounts with a profile.")
@click.option(
    "--searches", type=click.IntRange(0), default=0, show_default=True, help="Saved searches of those seekers."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same board.")
def bulk(*, jobs: int, seekers: int, searches: int, seed: int) -> None:
    """A large synthetic board to measure with, added to what is here. The accounts of one run share one password."""
    if searches > seekers * MOST // 2:
        raise click.UsageError(f"A seeker keeps {MOST} searches at most; ask for more seekers or fewer searches.")
    now, password = clock.now(), passphrases.passphrase(email="", name="")
    run = filling.new_run(seed, password_hash=passwords.hash_password(password), now=now)
    with click.progressbar(length=jobs + seekers + searches, label="Filling the board", file=sys.stderr) as bar:
        filling.fill(run, job_count=jobs, seeker_count=seekers, search_count=searches, done=bar.update)
    click.echo(f"{jobs:,} jobs, {seekers:,} seekers and {searches:,} saved searches were added.")
    if jobs or seekers:
        click.echo(f"Their accounts end in @{run.tag}.bulk.example and share the password {password}")
