"""`flask search`: the site's search from the shell."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs

import click
from flask.cli import with_appcontext

from careercenter import clock
from careercenter.jobs.columns import facts_of
from careercenter.jobs.criteria import READERS, SORTS, parse
from careercenter.jobs.describing import dropped_in_words, in_words
from careercenter.jobs.index import Explained
from careercenter.jobs.nearness import distance_line
from careercenter.jobs.places import closed_because, place_line
from careercenter.jobs.relevance_in_words import standing_as_data
from careercenter.jobs.search import in_order, search
from careercenter.jobs.spelling import corrected
from careercenter.jobs.terms import LISTS

MOST_IDS, FIRST_IDS = 9, 3  # of a word list, named as examples
EXAMPLES = {
    "employer": "sunrise-clinic, the last part of the address of its page",
    "pay_min": "28.50, in dollars an hour",
    "posted": "7, in days",
    "apprentice": "1: apprentices are welcome",
    "us_only": "1: the work stays in the US",
    "near": "78701, or 'Austin, TX'",
    "radius": "25, in miles around --near",
    "closed": "1: also what is closed to --state",
    "sort": f"newest; all are {', '.join(SORTS)}",
}


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each name of the query string, to be given as often as one likes."""
    for name in sorted({*LISTS, *READERS} - {"q"}, reverse=True):
        command = click.option(f"--{name.replace('_', '-')}", name, multiple=True, help=f"Such as {_example(name)}.")(
            command
        )
    return command


def _example(name: str) -> str:
    """What the filter takes: the ids of a short list, and of a long one its first."""
    if name not in LISTS:
        return EXAMPLES[name]
    ids = [term.id for term in LISTS[name].active]
    shown = ", ".join(ids if len(ids) <= MOST_IDS else ids[:FIRST_IDS])
    return (
        shown if len(ids) <= MOST_IDS else f"{shown} and {len(ids) - FIRST_IDS} more, as in the addresses of a search"
    )


@click.command("search")
@click.argument("words", nargs=-1)
@_filters
@click.option("--query", help="A query string as in an address: 'q=inpatient&state=TX'. Goes with the options.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Jobs to show.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the numbers of all jobs in order, why each stands there, the total and the facets.",
)
@with_appcontext
def search_cli(
    words: tuple[str, ...], query: str | None, limit: int, *, as_json: bool, **filters: tuple[str, ...]
) -> None:
    """
    Search the open jobs for WORDS, by the same criteria as the site's addresses.

    A value that means nothing is left out and said; so is said which word, in no open job, was read as another one. Exit
    code 0, also when nothing is found.
    """
    asked = parse_qs(query or "")
    for name, values in {**filters, "q": (" ".join(words),)}.items():
        asked[name] = [*asked.get(name, []), *values]
    criteria, dropped = parse(asked)
    now = clock.now()
    for one in dropped:
        click.echo(f"{one.name}={one.value}: {dropped_in_words(one)}", err=True)
    found = search(criteria, now, most=limit)
    if not found.total and (correction := corrected(criteria, now)):
        click.echo(correction.sentence, err=True)
        criteria = correction.criteria
        found = search(criteria, now, most=limit)
    if as_json:
        told = search(criteria, now, answer=Explained)
        standings = [standing_as_data(one) for one in told.standings]
        answer = {"ids": told.ids, "total": told.total, "facets": told.counts, "standings": standings}
        click.echo(json.dumps({**answer, "query": criteria.query_string()}))
        return
    click.echo(f"{found.total:,} {'job' if found.total == 1 else 'jobs'}: {in_words(criteria)}")
    for job in in_order(found.ids, now):
        facts = facts_of(job)
        said = (place_line(facts), distance_line(criteria, facts), closed_because(facts, criteria.state))
        click.echo(f"{job.id:>8}  {', '.join((job.title, job.employer.name, *filter(None, said)))}")
    if (more := found.total - len(found.ids)) > 0:
        click.echo(f"{more:,} more: --limit {found.total}")
