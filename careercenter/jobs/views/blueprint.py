"""The blueprint on which the doors of the listings hang."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("jobs", __name__)
