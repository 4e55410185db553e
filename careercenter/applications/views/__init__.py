"""The doors of applications: the seeker sends and follows them, the employer reads and moves them."""

from careercenter.applications.views import gone, reading, saved, sending
from careercenter.applications.views.blueprint import bp

__all__ = ["bp", "gone", "reading", "saved", "sending"]
