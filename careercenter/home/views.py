"""The front page, the three desks, and the pages that explain the house."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts import throttle
from careercenter.accounts.signup import KEPT_UNCONFIRMED
from careercenter.addresses import public_url
from careercenter.alerts import slots
from careercenter.alerts.queries import digests_of, kept_searches_of
from careercenter.applications.models import Application, Stage
from careercenter.applications.permissions import can_read_applicants
from careercenter.applications.pipeline import KEPT_MONTHS
from careercenter.applications.queries import applications_of, applications_to, saved_jobs
from careercenter.db import db
from careercenter.doors import public, staff_only
from careercenter.employers.acting import current_employer, employer_or_none
from careercenter.employers.permissions import can_post
from careercenter.employers.queries import employers_of
from careercenter.home import queries
from careercenter.jobs.cards import card_of
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index import Counted
from careercenter.jobs.models import Job
from careercenter.jobs.queries import awaiting_review, jobs_of, open_jobs, revisions_awaiting_review
from careercenter.jobs.search import in_order, search
from careercenter.jobs.views.freshness import fresh_page
from careercenter.outbox.letters import TEXTS_KEPT
from careercenter.reports import reporting
from careercenter.reports.queries import reported_jobs
from careercenter.seekers.acting import current_seeker, seeker_or_none
from careercenter.seekers.queries import resumes_of
from careercenter.vocabulary import CREDENTIALS, STATES
from careercenter.web import Page

bp = Blueprint("home", __name__)

SOON = timedelta(days=7)


@bp.get("/")
@public
@fresh_page
def front() -> Page:
    now = clock.now()
    every = search(JobCriteria(), now, answer=Counted, most=4)
    apprentices = search(JobCriteria(apprentice=True), now, most=3)
    return render_template(
        "home/front.html",
        total=every.total,
        chips=queries.often_searched(now),
        ways_in=queries.ways_in(every.counts),
        open_to_state=every.counts["state"],
        apprentice_total=apprentices.total,
        apprentice_cards=[card_of(job) for job in in_order(apprentices.ids, now)],
        newest=[card_of(job) for job in in_order(every.ids, now)],
        pay_stated=round(100 * every.pay_stated / every.total) if every.total else 0,
        credentials=CREDENTIALS,
        states=STATES,
    )


@bp.get("/desk")
def desk() -> Page:
    """To the desk of what one is; a choice for somebody who is nothing yet."""
    if current_user.is_staff:
        return redirect(url_for("home.staff_desk"), code=303)
    if employer_or_none() is not None:
        return redirect(url_for("home.employer_desk"), code=303)
    if seeker_or_none() is not None:
        return redirect(url_for("home.seeker_desk"), code=303)
    return render_template("home/desk.html")


@bp.get("/post-a-job")
@public
def post_a_job() -> Page:
    """One address for everybody who hires: straight to the form, or the step that comes before it."""
    employer = employer_or_none()
    if employer is not None and can_post(current_user, employer):
        return redirect(url_for("jobs.new"), code=303)
    return render_template("home/post_a_job.html")


@bp.get("/employer")
def employer_desk() -> Page:
    employer = current_employer()
    now = clock.now()
    fresh = applications_to(employer).where(Application.stage == Stage.APPLIED)
    ending = jobs_of(employer).where(
        Job.id.in_(open_jobs(now).where(Job.expires_at <= now + SOON).with_only_columns(Job.id))
    )
    return render_template(
        "home/employer_desk.html",
        employer=employer,
        employers=db.session.scalars(employers_of(current_user)).all(),
        jobs=queries.jobs_by_state(employer),
        open_now=queries.how_many(open_jobs(now).where(Job.employer_id == employer.id)),
        stages=queries.applications_by_stage(employer),
        fresh=db.session.scalars(fresh.limit(8)).all() if can_read_applicants(current_user, employer) else [],
        ending=db.session.scalars(ending).all(),
        now=now,
    )


@bp.get("/seeker")
def seeker_desk() -> Page:
    seeker = current_seeker()
    now = clock.now()
    return render_template(
        "home/seeker_desk.html",
        seeker=seeker,
        today=now.astimezone(ZoneInfo(current_user.time_zone)),
        applications=db.session.scalars(applications_of(seeker).limit(6)).all(),
        saved=db.session.scalars(saved_jobs(seeker, now).limit(6)).all(),
        searches=db.session.scalars(kept_searches_of(current_user).limit(6)).all(),
        last_digest=db.session.scalar(digests_of(current_user).limit(1)),
        next_slot=slots.next_slot(current_user.time_zone, now),
        resumes=db.session.scalars(resumes_of(seeker)).all(),
        now=now,
    )


@bp.get("/staff")
@staff_only
def staff_desk() -> Page:
    now = clock.now()
    return render_template(
        "home/staff_desk.html",
        waiting=queries.how_many(awaiting_review()),
        revisions=len(db.session.scalars(revisions_awaiting_review()).all()),
        unproved=queries.employers_unproved(),
        reported=queries.how_many(reported_jobs()),
        mails=queries.mails_by_state(),
        open_jobs=queries.how_many(open_jobs(now)),
        now=now,
    )


@bp.get("/help/posting")
@public
def help_posting() -> Page:
    return render_template("home/help_posting.html")


@bp.get("/help/employers")
@public
def help_employers() -> Page:
    return render_template("home/help_employers.html")


@bp.get("/help/privacy")
@public
def help_privacy() -> Page:
    return render_template(
        "home/help_privacy.html",
        application_months=KEPT_MONTHS,
        letters_kept=TEXTS_KEPT,
        tries_kept=throttle.LONGEST,
        unconfirmed_kept=KEPT_UNCONFIRMED,
        reports_kept=reporting.KEPT,
    )


@bp.get("/robots.txt")
@public
def robots() -> Response:
    return Response(
        "User-agent: *\nDisallow: /account\nDisallow: /seeker\nDisallow: /employer/\nDisallow: /staff\nDisallow: /unsubscribe\n"
        f"\nSitemap: {public_url('feeds.sitemap_index')}\n",
        mimetype="text/plain",
    )
