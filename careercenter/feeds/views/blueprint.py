"""What every door of the feeds is registered on, and what every answer of theirs says of itself."""

from flask import Blueprint

bp = Blueprint("feeds", __name__)

HEADERS = {"Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin"}
