"""The blueprint that every door of this room hangs on."""

from flask import Blueprint

bp = Blueprint("employers", __name__)
