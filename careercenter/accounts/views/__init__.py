"""The doors of an account: for strangers, for whoever holds a link from a letter, and for its owner."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/account")

from careercenter.accounts.views import links, own, public  # noqa: E402, F401 - their doors hang on `bp`
