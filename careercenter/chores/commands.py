"""`flask chores`: the timetable by hand, and the process that keeps it."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import UTC, datetime

import click
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask, current_app
from flask.cli import AppGroup

from careercenter import clock
from careercenter.chores import runner
from careercenter.chores.timetable import CHORES, chore

chores_cli = AppGroup("chores", help="Timed work: list it, run one piece by hand, or serve the timetable.")


class Moment(click.ParamType):  # type: ignore[type-arg]  # generic only in its newest stubs
    """ISO 8601; without a zone it is UTC."""

    name = "ISO8601"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a moment such as 2026-11-30T23:00Z.", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@chores_cli.command("list")
def list_chores() -> None:
    """Each chore, its time, and what it does."""
    for one in CHORES:
        click.echo(f"{one.name:14}  {one.when!s:40}  {one.says}")


@chores_cli.command("run")
@click.argument("name")
@click.option(
    "--now",
    "moment",
    type=Moment(),
    help="Set the clock for this run only, such as 2026-11-30T23:00Z (without a zone: UTC).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and take it back.")
def run_chore(name: str, moment: datetime | None, *, dry_run: bool) -> None:
    """Run the chore NAME until nothing more is due."""
    one = chore(name)
    if one is None:
        raise click.UsageError(f"There is no chore {name!r}. There are: {', '.join(runner.names())}.")
    record = runner.run(one, moment or clock.now(), dry_run=dry_run)
    would = "would do" if dry_run else "did"
    click.echo(f"{name} {would} {record.done}, {record.failed} failed.{' ' + record.note if record.note else ''}")
    if record.failed:
        sys.exit(1)


@chores_cli.command("serve")
def serve() -> None:
    """Keep the timetable in this process until it is stopped. A second copy waits and takes over when this one ends."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    scheduler = scheduler_for(app, owner=f"{os.getpid()}-{secrets.token_hex(4)}")
    click.echo("The timekeeper is at work. Stop it with Ctrl-C.")
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        click.echo("The timekeeper has stopped.")


def scheduler_for(app: Flask, owner: str) -> BlockingScheduler:
    """A scheduler with the timetable. It remembers nothing: what is due is in the tables, so a missed beat is made up by the next."""
    scheduler = BlockingScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )

    def wind(name: str) -> None:
        one = chore(name)
        if one is not None:
            with app.app_context():
                runner.beat(one, owner)

    for one in CHORES:
        scheduler.add_job(wind, one.when, args=[one.name], id=one.name, next_run_time=clock.now())
    return scheduler
