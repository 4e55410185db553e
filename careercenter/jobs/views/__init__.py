"""The doors of the listings: browse (public), desk, writing and moves (employer), review (staff)."""

from flask import Blueprint

bp = Blueprint("jobs", __name__)

from careercenter.jobs.views import browse, desk, moves, review, writing  # noqa: E402, F401 - their doors hang on `bp`
