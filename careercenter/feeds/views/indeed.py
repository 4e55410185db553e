"""The feed for aggregators."""

from __future__ import annotations

from flask import Response, stream_with_context

from careercenter import clock
from careercenter.doors import public
from careercenter.feeds import indeed as writer
from careercenter.feeds.views.blueprint import HEADERS, bp
from careercenter.jobs.views.freshness import fresh_data


@bp.get("/feeds/indeed.xml")
@public
@fresh_data(HEADERS)
def indeed() -> Response:
    return Response(stream_with_context(writer.feed(clock.now())), mimetype="application/xml")
