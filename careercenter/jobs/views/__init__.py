"""The doors of the listings: browse (public), desk, writing and moves (employer), review (staff)."""

from careercenter.jobs.views import browse, desk, moves, review, writing
from careercenter.jobs.views.blueprint import bp

__all__ = ["bp", "browse", "desk", "moves", "review", "writing"]
