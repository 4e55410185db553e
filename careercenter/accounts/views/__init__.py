"""The doors of an account: for strangers, for whoever holds a link from a letter, and for its owner."""

from careercenter.accounts.views import links, lost, own, public
from careercenter.accounts.views.blueprint import bp

__all__ = ["bp", "links", "lost", "own", "public"]
