"""`flask jobs`: jobs from outside."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from careercenter import clock
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs.importing.formats import FORMATS, open_feed
from careercenter.jobs.importing.outcomes import Outcome, Report, RowResult, result_as_data
from careercenter.jobs.importing.readings import in_spans
from careercenter.jobs.importing.rows import Feed, NotAFeed
from careercenter.jobs.importing.writing import Import, Orders

jobs_cli = AppGroup("jobs", help="Jobs: import feeds.")


@jobs_cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option(
    "--format",
    "named",
    type=click.Choice(list(FORMATS)),
    help="Read the file as this format instead of looking at its bytes.",
)
@click.option(
    "--employer",
    "slug",
    help="The employer whose jobs these all are, by the name in its address (/employers/SLUG). Without it, a name in a row "
    "never means an employer that has people here.",
)
@click.option(
    "--publish", is_flag=True, help="Make the jobs live at once and trust their employers, in place of the review."
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, keep nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print each row as data, one JSON object a line, instead of a report."
)
def import_jobs(file: Path, named: str | None, slug: str | None, publish: bool, dry_run: bool, as_json: bool) -> None:
    """
    Import the jobs of FILE, which may be gzipped.

    Reads Indeed XML, RSS and Atom, JSON Feed, schema.org JobPosting (JSON-LD in a page, or JSON), the boards of
    Greenhouse, Lever and Ashby, USAJOBS search results, and CSV or JSON Lines with named fields.

    Jobs wait for review unless --publish is given. Importing a file again changes nothing; a job whose row has changed is
    updated. Exit code 0 when no row was refused, 1 when some were or when the file is no feed, 2 for a wrong call.
    """
    now = clock.now()
    employer = db.session.scalar(select(Employer).where(Employer.slug == slug)) if slug else None
    if slug and employer is None:
        raise click.UsageError(f"There is no employer {slug!r}. Write the last part of its address: /employers/SLUG.")
    db.session.rollback()  # nobody who writes waits while the file is opened
    try:
        feed = open_feed(file, named)
    except NotAFeed as seen:
        _refuse_file(file, str(seen), as_json=as_json)
    orders = Orders(employer, publish, timedelta(days=current_app.config["LISTING_DAYS"]), now)
    report = _take_in(feed, orders, dry_run=dry_run, as_json=as_json)
    if not as_json:
        _print(report, feed, dry_run=dry_run)
    if report.counts[Outcome.REFUSED]:
        raise SystemExit(1)


def _take_in(feed: Feed, orders: Orders, *, dry_run: bool, as_json: bool) -> Report:
    """Takes in the rows and tells of each. When it is stopped, the rows that were told of stay."""
    report = Report()
    try:
        for result in _shown(_results(Import(feed, orders), dry_run=dry_run), feed, hidden=as_json):
            report.add(result)
            if as_json:
                click.echo(json.dumps(result_as_data(result), ensure_ascii=False))
    except KeyboardInterrupt:
        db.session.rollback()
        click.echo(f"Stopped after {report.rows:,} rows; those are kept.", err=True)
        raise
    return report


def _results(importing: Import, *, dry_run: bool) -> Iterator[RowResult]:
    """
    Writes in short transactions, so that whoever else wants to write need not wait long: none is open while texts are
    read, which takes longer, nor while results are printed.
    """
    _end(dry_run=dry_run)
    for span in in_spans(importing.readings()):
        results = [importing.written(reading) for reading in span]
        _end(dry_run=dry_run)
        yield from results


def _end(*, dry_run: bool) -> None:
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()


def _shown(results: Iterator[RowResult], feed: Feed, *, hidden: bool) -> Iterator[RowResult]:
    """The results behind a progress bar, where a person looks on."""
    hidden = hidden or not sys.stderr.isatty()
    with click.progressbar(
        results, length=feed.length, label="Rows", file=sys.stderr, hidden=hidden, show_pos=True
    ) as shown:
        yield from shown


def _refuse_file(file: Path, seen: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps(
                {"where": file.name, "outcome": Outcome.REFUSED.value, "reason": f"This is {seen}."}, ensure_ascii=False
            )
        )
    else:
        click.echo(
            f"{file.name} was refused. It is {seen}.\nThese formats are read: {', '.join(FORMATS.values())}.", err=True
        )
    raise SystemExit(1)


def _print(report: Report, feed: Feed, *, dry_run: bool) -> None:
    counts = ", ".join(f"{report.counts[outcome]:,} {outcome.value}" for outcome in Outcome)
    click.echo(
        f"{FORMATS[feed.dialect]}: {_rows(report.rows)}: {counts}.{' Nothing was kept (dry run).' if dry_run else ''}"
    )
    for note, count in report.notes.items():
        click.echo(f"{_rows(count)}: {note}")
    for result in report.refused:
        click.echo(f"refused, {result.row.where}: {result.reason}")


def _rows(number: int) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'}"
