"""The blueprint that every door of this room hangs on."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/account")
