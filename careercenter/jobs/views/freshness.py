"""
Freshness: an answer that has not changed since a reader last had it is not made again (304), and that is known before
anything is rendered.

The tag of an answer is made of all that it can depend on: the release and its settings, where the site is mounted, the
address with its query (but not for answers that read none),
the open jobs (`index.Edition`) and the clock, to the minute for pages that say "2 hours ago". The account is no part
of it: whoever is signed in, has a message waiting, or had a state remembered, gets a page of their own without a tag,
so that nobody can be shown another one's. A page that holds a form's token is never tagged either: its token belongs to one cookie.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from flask import Response, current_app, g, make_response, request, session
from werkzeug.datastructures import Headers
from werkzeug.http import http_date

from careercenter import clock
from careercenter.jobs.index import Edition, job_index
from careercenter.keeping import Kept
from careercenter.moments import EPOCH
from careercenter.release import fingerprint

View = TypeVar("View", bound=Callable[..., Any])

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SETTINGS = ("SERVER_NAME", "PREFERRED_URL_SCHEME", "HELP_ADDRESS", "LISTING_DAYS")  # that a page may show
MOST_PAGES = 200  # about 50 kB each


def fresh_page(view: View) -> View:
    """Marks a public page that shows open jobs and says how long ago: the same for every stranger, for a minute."""
    return _tagged(view, grain=MINUTE, only_for_strangers=True, headers={})


def fresh_job_page(view: View) -> View:
    """The same for the page of one job, while it is open: what happens to it afterwards, the index does not know."""
    return _tagged(view, grain=MINUTE, only_for_strangers=True, headers={}, of_open_job=True)


def fresh_data(
    headers: Mapping[str, str], grain: timedelta = DAY, *, reads_query: bool = True
) -> Callable[[View], View]:
    """
    Marks an answer for machines, the same for everybody. A search by age is right to the minute. Where no query is read,
    `?anything` is the same answer.
    """

    def mark(view: View) -> View:
        return _tagged(view, grain=grain, only_for_strangers=False, headers=headers, reads_query=reads_query)

    return mark


def _tagged(
    view: View,
    *,
    grain: timedelta,
    only_for_strangers: bool,
    headers: Mapping[str, str],
    of_open_job: bool = False,
    reads_query: bool = True,
) -> View:
    @wraps(view)
    def answer(**values: Any) -> Any:
        now = clock.now()
        if current_app.debug:  # templates and styles change while it runs
            return view(**values)
        if (only_for_strangers and _is_personal()) or (of_open_job and not job_index().has_open(values["job_id"], now)):
            return view(**values)
        by = MINUTE if reads_query and "posted" in request.args else grain
        edition = job_index().edition(now)
        address = request.full_path if reads_query else request.path
        tag = _tag(address, edition, (now - EPOCH) // by)
        since = None if by < DAY else _seen(edition, now)
        if _is_known(tag, since):
            response = Response(status=304)
        elif (kept := _kept_pages().get(tag)) is not None:
            response = Response(*kept)
        else:
            response = make_response(view(**values))
            if response.status_code != 200 or "csrf_token" in g:
                return response
            if only_for_strangers:
                _kept_pages().keep(tag, (response.get_data(), 200, response.headers.copy()))
        response.headers.update(headers)
        response.set_etag(tag, weak=True)
        if since is not None:
            response.headers["Last-Modified"] = http_date(since)
        return response

    return answer  # type: ignore[return-value]


def _kept_pages() -> Kept[str, tuple[bytes, int, Headers]]:
    """By their tags, pages drawn lately: what holds for a reader's cache holds for ours."""
    pages: Kept[str, tuple[bytes, int, Headers]] = current_app.extensions.setdefault("pages", Kept(MOST_PAGES))
    return pages


def _is_personal() -> bool:
    """Asks no database: a cookie of a session that has run out costs its owner a page made anew, nothing else."""
    own = {current_app.config["SIGN_IN_COOKIE_NAME"], current_app.config["STATE_COOKIE_NAME"]}
    return not own.isdisjoint(request.cookies) or "_flashes" in session


def _tag(address: str, edition: Edition, beat: int) -> str:
    causes = repr((_release(), request.script_root, address, edition, beat))
    return hashlib.blake2s(causes.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def tag_of_day(address: str, now: datetime) -> str:
    """The same on all processes while the same jobs are open, for a day."""
    return _tag(address, job_index().edition(now), (now - EPOCH) // DAY)


def _is_known(tag: str, since: datetime | None) -> bool:
    """
    RFC 9110, section 13.2.2: whoever sends a tag is answered by the tag alone. A date is taken for a tag too (13.1.3 allows
    it): a later one than ours is of a clock that was set back, or made up, and says nothing of what its reader has.
    """
    if request.if_none_match:
        return request.if_none_match.contains_weak(tag) and not request.if_none_match.star_tag
    asked = request.if_modified_since
    return since is not None and asked is not None and asked == since


class Seen(NamedTuple):
    edition: Edition
    at: datetime


def _seen(edition: Edition, now: datetime) -> datetime | None:
    """
    When these jobs were first seen here, rounded up to a whole second, for Last-Modified; None until that second has
    come. So two states of one second never share a date, and every process may have seen them at another time.
    """
    last: Seen | None = current_app.extensions.get("jobs_seen")
    if last is None or last.edition != edition:
        last = Seen(edition, EPOCH + timedelta(seconds=math.ceil((now - EPOCH) / timedelta(seconds=1))))
        current_app.extensions["jobs_seen"] = last
    return last.at if last.at <= now else None


def _release() -> str:
    """What the site is made of: another release, or other settings, write other pages about the same jobs."""
    release: str | None = current_app.extensions.get("release")
    if release is None:
        release = f"{fingerprint(Path(current_app.root_path))} {[current_app.config[name] for name in SETTINGS]}"
        current_app.extensions["release"] = release
    return release
