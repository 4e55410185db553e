"""What every door of the feeds is registered on, and what every answer of theirs says of itself."""

from flask import Blueprint

from careercenter.headers import open_to_scripts

bp = Blueprint("feeds", __name__)

HEADERS = open_to_scripts(max_age=300)
