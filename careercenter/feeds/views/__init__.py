"""The doors for machines: every search as a feed, the aggregators' feed, the sitemap; and the structured data of a job's page."""

from careercenter.feeds.views import indeed, searches, sitemap
from careercenter.feeds.views.blueprint import bp

__all__ = ["bp", "indeed", "searches", "sitemap"]
