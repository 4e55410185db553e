"""The blueprint on which the doors of the listings hang."""

from __future__ import annotations

from flask import Blueprint, Response

from careercenter.errors import RETRY_AFTER, page
from careercenter.jobs.index import WordsAway

bp = Blueprint("jobs", __name__)


@bp.app_errorhandler(WordsAway)
def words_away(_error: WordsAway) -> Response:
    response = page(
        503,
        "Words can’t be searched at this moment",
        "The list of words is being written. The filters work without words; or try again in a few seconds.",
    )
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
