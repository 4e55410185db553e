"""The doors of those who hire: what everybody sees, the desk, its proof, its team, staff's list."""

from careercenter.employers.views import desk, proof, public, staff, team
from careercenter.employers.views.blueprint import bp

__all__ = ["bp", "desk", "proof", "public", "staff", "team"]
