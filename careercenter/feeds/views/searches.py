"""Every search as a feed, with the query string of the page; and the structured data of a job's page."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask import Response
from markupsafe import Markup

from careercenter import clock
from careercenter.doors import public
from careercenter.feeds import dialects
from careercenter.feeds.dialects import Feed
from careercenter.feeds.entries import entry_of
from careercenter.feeds.job_posting import job_posting
from careercenter.feeds.views.blueprint import HEADERS, bp
from careercenter.jobs.describing import in_words
from careercenter.jobs.index import Found
from careercenter.jobs.models import Job
from careercenter.jobs.search import ResultPage
from careercenter.jobs.views.addresses import address_of
from careercenter.jobs.views.asking import asked
from careercenter.jobs.views.freshness import fresh_data
from careercenter.web import page_number

PER_PAGE = 50


@bp.get("/jobs.rss")
@public
@fresh_data(HEADERS)
def rss() -> Response:
    return _answer("feeds.rss", dialects.rss, "application/rss+xml")


@bp.get("/jobs.atom")
@public
@fresh_data(HEADERS)
def atom() -> Response:
    return _answer("feeds.atom", dialects.atom, "application/atom+xml")


@bp.get("/jobs.json")
@public
@fresh_data(HEADERS)
def json_feed() -> Response:
    return _answer("feeds.json_feed", dialects.json_feed, "application/feed+json")


@bp.app_template_global()
def job_posting_json(job: Job) -> Markup | None:
    """The JobPosting for a script element, if there is one: no `<` can end it, whatever an employer wrote."""
    posting = job_posting(job)
    if posting is None:
        return None
    text = json.dumps(posting, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - escaped here


def _answer(endpoint: str, write: Callable[[Feed], bytes], mimetype: str) -> Response:
    criteria, _dropped = asked()
    now = clock.now()
    page = ResultPage(criteria, now, answer=Found, page=page_number(), per_page=PER_PAGE)
    entries = [entry_of(job, criteria) for job in page.items]
    feed = Feed(
        title=f"CareerCenter: {in_words(criteria)}",
        page_url=address_of("jobs.index", criteria, whole=True),
        feed_url=address_of(endpoint, criteria, whole=True),
        updated_at=max(
            (entry.updated_at for entry in entries), default=now.replace(hour=0, minute=0, second=0, microsecond=0)
        ),
        entries=entries,
    )
    return Response(write(feed), mimetype=mimetype)
