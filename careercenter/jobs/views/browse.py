"""What everybody sees: the search, a job's page, an employer's open jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask import make_response, redirect, render_template, url_for

from careercenter import clock
from careercenter.addresses import public_url
from careercenter.db import db
from careercenter.doors import public
from careercenter.employers.models import Employer
from careercenter.gazetteer import meant
from careercenter.jobs import queries
from careercenter.jobs.cards import Card, card_of, with_terms
from careercenter.jobs.columns import facts_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.describing import chips, dropped_in_words, filters_in_force, heading
from careercenter.jobs.facets import age_steps, facets, pay_steps, radius_steps, unticked
from careercenter.jobs.history import history
from careercenter.jobs.index import Counted
from careercenter.jobs.likeness import similar_jobs
from careercenter.jobs.models import Job
from careercenter.jobs.nearness import without_commute
from careercenter.jobs.search import JOBS_A_PAGE, ResultPage, how_many, search
from careercenter.jobs.spelling import page_of
from careercenter.jobs.views.addresses import address_of
from careercenter.jobs.views.asking import asked, with_query, without_blanks
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.freshness import fresh_job_page, fresh_page
from careercenter.jobs.views.home_state import suggested_state
from careercenter.jobs.views.listing import CardPage
from careercenter.sentences import capital
from careercenter.web import Page, found, page_number


@bp.get("/jobs")
@public
@fresh_page
def index() -> Page:
    if (neat := without_blanks("jobs.index")) is not None:
        return redirect(neat)
    criteria, dropped = asked()
    now = clock.now()
    criteria, page, correction = page_of(
        criteria, now, answer=Counted, page=page_number(), per_page=JOBS_A_PAGE, kind=CardPage
    )
    return render_template(
        "jobs/index.html",
        criteria=criteria,
        page=page,
        correction=correction,
        heading=heading(criteria, page.total or 0, page.found.closed),
        filters=chips(criteria),
        found=page.found,
        facets=facets(criteria, page.found.counts, _usual_counts(criteria, page, now)),
        pay_steps=pay_steps(criteria, page.found.counts),
        age_steps=age_steps(criteria, page.found.counts),
        radius_steps=radius_steps(criteria),
        near_typed=next((one.value for one in dropped if one.name == "near"), criteria.near),
        commuteless=_without_commute(criteria, now),
        places_meant=meant,
        notices=[(one, dropped_in_words(one)) for one in dropped],
        canonical=address_of("jobs.index", criteria, page.page, whole=True),
        ways_out=_ways_out(criteria, now) if not page.total else [],
    )


@bp.get("/jobs/<id:job_id>")
@public
def short(job_id: int) -> Page:
    """A job's number alone is enough of an address."""
    job = found(queries.shown_jobs(clock.now()), Job.id == job_id)
    return redirect(with_query(url_for("jobs.show", job_id=job.id, slug=job.slug)), code=301)


@bp.get("/jobs/<id:job_id>-<slug>")
@public
@fresh_job_page
def show(job_id: int, slug: str) -> Page:
    now = clock.now()
    job = found(queries.shown_jobs(now), Job.id == job_id)
    if slug != job.slug:
        return redirect(with_query(url_for("jobs.show", job_id=job.id, slug=job.slug)), code=301)
    facts, closed_at = facts_of(job), job.closed_since(now)
    if closed_at is not None and now - closed_at >= queries.KEPT_AFTER_END:
        return make_response(render_template("jobs/gone.html", facts=facts), 410)
    response = make_response(
        render_template(
            "jobs/show.html",
            job=job,
            card=card_of(job),
            facts=facts,
            history=history(job),
            similar=similar_jobs(job.id, facts, now, state=suggested_state()),
            closed_at=closed_at,
            canonical=public_url("jobs.show", job_id=job.id, slug=job.slug),
        )
    )
    if closed_at is not None:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.app_template_global()
def open_jobs_of(employer: Employer) -> list[Card]:
    """For the employer's public page, which stands below the jobs."""
    query = (
        queries.open_jobs(clock.now())
        .where(Job.employer_id == employer.id)
        .order_by(Job.published_at.desc(), Job.id.desc())
    )
    return [card_of(job) for job in db.session.scalars(with_terms(query).limit(50))]


def _usual_counts(criteria: JobCriteria, page: ResultPage[Counted], now: datetime) -> Mapping[str, Mapping[str, int]]:
    """The counts before any filter is ticked."""
    before = unticked(criteria)
    return page.found.counts if before == criteria else search(before, now, answer=Counted, most=0).counts


def _without_commute(criteria: JobCriteria, now: datetime) -> tuple[int, JobCriteria] | None:
    """Beside the offices near a place: how many fully remote jobs there are, and their search."""
    remote = without_commute(criteria)
    return (how_many(remote, now), remote) if remote else None


def _ways_out(criteria: JobCriteria, now: datetime) -> list[tuple[int, str, JobCriteria]]:
    """For an empty result: how many jobs there are without each one filter, most first."""
    ways = [
        (how_many(one.without, now), capital(one.words.strip("“”")), one.without) for one in filters_in_force(criteria)
    ]
    return sorted((way for way in ways if way[0]), key=lambda way: -way[0])
