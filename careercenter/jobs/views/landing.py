"""Landing pages and the directory of them."""

from __future__ import annotations

from flask import abort, render_template

from careercenter import clock
from careercenter.addresses import public_url
from careercenter.db import db
from careercenter.doors import public
from careercenter.jobs import landing as landings
from careercenter.jobs import queries
from careercenter.jobs.cards import card_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.describing import heading
from careercenter.jobs.facts import ALL_STATES
from careercenter.jobs.index import Counted
from careercenter.jobs.landing import Landing
from careercenter.jobs.models import TermKind
from careercenter.jobs.search import JOBS_A_PAGE, ResultPage, search
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.freshness import fresh_page
from careercenter.web import Page


@bp.get("/jobs/browse")
@public
@fresh_page
def directory() -> Page:
    """Every landing page that says one thing, with its count."""
    found = search(JobCriteria(), clock.now(), answer=Counted, most=0)
    return render_template(
        "jobs/directory.html",
        total=found.total,
        remote=found.counts["workplace"].get("remote", 0),
        groups=landings.directory(found),
        canonical=public_url("jobs.directory"),
    )


@bp.get("/jobs/<path:trail>")
@public
@fresh_page
def landing(trail: str) -> Page:
    """
    The newest jobs of a list that people ask for by name. 404 for an address that is none, and for a term that no
    job has ever carried; one whose jobs have all ended keeps a written page, which search engines leave out.
    """
    wanted = landings.from_trail(trail)
    if wanted is None:
        abort(404)
    now = clock.now()
    page = ResultPage(wanted.criteria, now, answer=Counted, page=1, per_page=JOBS_A_PAGE)
    if not page.total and not _was_ever_asked_for(wanted):
        abort(404)
    return render_template(
        "jobs/landing.html",
        landing=wanted,
        heading=heading(wanted.criteria, page.total) if page.total else wanted.heading,
        criteria=wanted.criteria,
        total=page.total or 0,
        cards=[card_of(job) for job in page.items],
        lead=landings.sentence(wanted, page.total or 0, page.found.pay_stated),
        wider=landings.wider(wanted, now),
        neighbours=landings.neighbours(wanted, page.found.counts),
        is_indexed=(page.total or 0) >= landings.LEAST,
        canonical=public_url("jobs.landing", trail=wanted.trail),
    )


def _was_ever_asked_for(wanted: Landing) -> bool:
    """A job open to every state speaks of the 50 and DC; of a territory only a job that names it."""
    terms = (
        (TermKind.CREDENTIAL, wanted.credential),
        (TermKind.SPECIALTY, wanted.specialty),
        (TermKind.STATE, wanted.state if wanted.state not in ALL_STATES else None),
    )
    return all(db.session.scalar(queries.published_with(kind, term)) for kind, term in terms if term)
