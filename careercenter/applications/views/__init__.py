"""The doors of applications: the seeker sends and follows them, the employer reads and moves them."""

from flask import Blueprint

bp = Blueprint("applications", __name__)

from careercenter.applications.views import reading, saved, sending  # noqa: E402, F401 - their doors hang on `bp`
