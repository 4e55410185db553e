"""The address of a search, wherever one leads to: its jobs, its pay, its feeds, the form that saves it."""

from __future__ import annotations

from careercenter.addresses import public_url
from careercenter.headers import address_for_page
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.views.blueprint import bp


@bp.app_template_global()
def address_of(endpoint: str, criteria: JobCriteria, page: int = 1, whole: bool = False) -> str:
    """
    One search has one address at each endpoint: nothing stands in it that says nothing, neither a bare question mark
    nor the number of a first page. `whole` begins with PUBLIC_URL, for what is read outside of the site.
    """
    asked = [criteria.query_string(), f"page={page}" if page > 1 else ""]
    query = "&".join(part for part in asked if part)
    address = public_url(endpoint) if whole else address_for_page(endpoint)
    return f"{address}?{query}" if query else address
