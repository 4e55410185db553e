"""The doors of the listings: browse (public), desk, writing and moves (employer), review (staff); and what all pages may say."""

from careercenter.jobs.views import addresses, browse, desk, home_state, landing, moves, review, saying, writing
from careercenter.jobs.views.blueprint import bp

__all__ = ["addresses", "bp", "browse", "desk", "home_state", "landing", "moves", "review", "saying", "writing"]
