"""The doors of those who hire: what everybody sees, the desk, its proof, its team, staff's list."""

from flask import Blueprint

bp = Blueprint("employers", __name__)

from careercenter.employers.views import desk, proof, public, staff, team  # noqa: E402, F401 - their doors hang on `bp`
