"""What a request asks of the search: the same reading of its query string at every door, in whichever room."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request, url_for

from careercenter.jobs.criteria import Dropped, JobCriteria, parse


def asked() -> tuple[JobCriteria, list[Dropped]]:
    """The criteria of this request's query string, and what of it was dropped."""
    return parse(request.args.to_dict(flat=False))


def with_query(address: str) -> str:
    """The address with what this request asks besides: a way on to the right page loses nothing of it."""
    pairs = list(request.args.items(multi=True))
    return f"{address}?{urlencode(pairs)}" if pairs else address


def without_blanks(endpoint: str) -> str | None:
    """The neat address of this request, if its own is none: a form sends its empty fields too, and people share what they see."""
    pairs = list(request.args.items(multi=True))
    said = [(name, value) for name, value in pairs if value.strip()]
    if len(said) == len(pairs):
        return None
    return f"{url_for(endpoint)}?{urlencode(said)}" if said else url_for(endpoint)
