"""The feed for aggregators."""

from __future__ import annotations

import os

from flask import Response, current_app, request, send_file
from werkzeug.exceptions import ServiceUnavailable

from careercenter import clock
from careercenter.doors import public
from careercenter.feeds import indeed_file
from careercenter.feeds.views.blueprint import HEADERS, bp
from careercenter.jobs.views.freshness import fresh_data, tag_of_day


@bp.get("/feeds/indeed.xml")
@public
@fresh_data(HEADERS, reads_query=False)
def indeed() -> Response:
    now = clock.now()
    try:
        file = indeed_file.opened(current_app.config["DATA_DIR"] / "feeds", tag_of_day(request.path, now), now)
    except indeed_file.BeingWritten:
        raise ServiceUnavailable(
            "The feed is being written. Ask again in a few seconds.", retry_after=indeed_file.WAIT
        ) from None
    response = send_file(file, mimetype="application/xml", conditional=False, etag=False)
    response.content_length = os.fstat(file.fileno()).st_size
    return response
