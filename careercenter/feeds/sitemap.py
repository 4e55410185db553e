"""
The sitemap (sitemaps.org): an index of buckets, none above 45,000 addresses, of what is open at this moment.

`lastmod` is when a job's public face last changed, and for a bucket the latest of its own; lists, whose content changes
with any job, have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from careercenter.addresses import public_url
from careercenter.cleaning import whole_number
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.feeds.xml import document, element
from careercenter.jobs import queries
from careercenter.jobs.index import Edition, job_index
from careercenter.jobs.landing import Landing, indexable
from careercenter.jobs.models import Job
from careercenter.keeping import Kept
from careercenter.slugs import slug

MOST = 45_000  # addresses in a file; sitemaps.org allows 50,000
LAST = 9_999  # the highest number that a bucket may have
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = (
    "home.front", "jobs.index", "jobs.directory", "employers.index", "pay.index", "home.post_a_job", "home.help_posting",
    "home.help_employers", "home.help_privacy",
)  # fmt: skip
LANDINGS = ("credentials", "specialties", "states")
Address = tuple[str, datetime | None]
_kept: Kept[Edition, tuple[Landing, ...]] = Kept(2)


def index(now: datetime) -> Iterator[bytes]:
    """The address of every bucket that has something in it."""
    jobs = queries.open_jobs(now).with_only_columns(Job.published_at, Job.updated_at).order_by(Job.id)
    employers = _employers(now).order_by(Employer.id)
    buckets: list[Address] = [(name, None) for name in ("pages", *LANDINGS)]
    buckets += [*_numbered("jobs", jobs), *_numbered("employers", employers)]
    pieces = (_entry("sitemap", public_url("feeds.sitemap", name=name), changed) for name, changed in buckets)
    return document(f'<sitemapindex xmlns="{NAMESPACE}">', pieces, "</sitemapindex>")


def bucket(name: str, now: datetime) -> Iterator[bytes] | None:
    """The addresses of one bucket; None for one that there is not."""
    kind, _, number = name.partition("-")
    if name == "pages":
        return _urlset((public_url(endpoint), None) for endpoint in PAGES)
    if name in LANDINGS:
        return _urlset(_landings(name, now))
    place = None if number.startswith("0") else whole_number(number, most=LAST)
    if kind not in ("jobs", "employers") or not place:
        return None
    every = queries.open_jobs(now).with_only_columns(Job.id) if kind == "jobs" else _employers(now)
    # The first one may have lost its last job a moment ago.
    if place > 1 and db.session.execute(every.limit(1).offset((place - 1) * MOST)).first() is None:
        return None
    return _urlset((_jobs_in if kind == "jobs" else _employers_in)(place, now))


def bucket_of(landing: Landing) -> str:
    if landing.credential:
        return "credentials"
    return "specialties" if landing.specialty else "states"


def _numbered(name: str, query: Select[*tuple[Any, ...]]) -> Iterator[Address]:
    """As many buckets as these rows fill, each with the last change among its own: the last two columns are dates of change."""
    count = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    for number in range(1, -(-count // MOST) + 1):
        rows = query.limit(MOST).offset((number - 1) * MOST).subquery()
        latest = db.session.execute(select(*map(func.max, list(rows.c)[-2:]))).one()
        yield f"{name}-{number}", max((one for one in latest if one is not None), default=None)


def _urlset(addresses: Iterable[Address]) -> Iterator[bytes]:
    return document(f'<urlset xmlns="{NAMESPACE}">', (_entry("url", *address) for address in addresses), "</urlset>")


def _entry(name: str, address: str, changed: datetime | None) -> str:
    lastmod = element("lastmod", changed.isoformat(timespec="seconds")) if changed else ""
    return f"<{name}>{element('loc', address)}{lastmod}</{name}>"


def _landings(name: str, now: datetime) -> Iterator[Address]:
    for landing in _indexable(now):
        if bucket_of(landing) == name:
            yield public_url("jobs.landing", trail=landing.trail), None


def _indexable(now: datetime) -> tuple[Landing, ...]:
    """One list for the three buckets of landing pages, kept until the open jobs change: some hundred counts."""
    edition = job_index().edition(now)
    known = _kept.get(edition)
    return known if known is not None else _kept.keep(edition, tuple(indexable(now)))


def _jobs_in(number: int, now: datetime) -> Iterator[Address]:
    columns = (Job.id, Job.title, Job.published_at, Job.updated_at)
    for row in _read(queries.open_jobs(now).with_only_columns(*columns).order_by(Job.id), number):
        yield public_url("jobs.show", job_id=row.id, slug=slug(row.title)), max(row.published_at, row.updated_at)


def _employers_in(number: int, now: datetime) -> Iterator[Address]:
    for row in _read(_employers(now).order_by(Employer.id), number):
        yield public_url("employers.show", slug=row.slug), max(row.updated_at, row.last)


def _employers(now: datetime) -> Select[int, str, datetime, datetime]:
    """Those who hire today, with the last change among their open jobs."""
    return (
        queries.open_jobs(now)
        .with_only_columns(Employer.id, Employer.slug, Employer.updated_at, func.max(Job.updated_at).label("last"))
        .group_by(Employer.id, Employer.slug, Employer.updated_at)
    )


def _read(query: Select[*tuple[object, ...]], number: int) -> Iterator[Row[*tuple[object, ...]]]:
    """The rows of one bucket, read as they are sent."""
    yield from db.session.execute(query.limit(MOST).offset((number - 1) * MOST).execution_options(yield_per=1_000))
