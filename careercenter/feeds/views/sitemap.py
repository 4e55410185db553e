"""The sitemap's index and its buckets."""

from __future__ import annotations

from flask import Response, abort, stream_with_context

from careercenter import clock
from careercenter.doors import public
from careercenter.feeds import sitemap as writer
from careercenter.feeds.views.blueprint import HEADERS, bp
from careercenter.jobs.views.freshness import fresh_data


@bp.get("/sitemap.xml")
@public
@fresh_data(HEADERS, reads_query=False)
def sitemap_index() -> Response:
    return Response(stream_with_context(writer.index(clock.now())), mimetype="application/xml")


@bp.get("/sitemaps/<name>.xml")
@public
@fresh_data(HEADERS, reads_query=False)
def sitemap(name: str) -> Response:
    pieces = writer.bucket(name, clock.now())
    if pieces is None:
        abort(404)
    return Response(stream_with_context(pieces), mimetype="application/xml")
