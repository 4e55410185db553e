"""Jobs that a seeker has saved for later."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.applications import pipeline, queries
from careercenter.applications.models import SavedJob
from careercenter.applications.views.blueprint import bp
from careercenter.db import db
from careercenter.jobs.cards import card_of
from careercenter.jobs.models import Job
from careercenter.jobs.queries import open_jobs
from careercenter.seekers import profile
from careercenter.seekers.acting import current_seeker, seeker_or_none
from careercenter.web import Page, found, page_number

PER_PAGE = 50


@bp.get("/seeker/saved")
def saved() -> Page:
    now = clock.now()
    page = db.paginate(
        queries.saved_jobs(current_seeker(), now), page=page_number(), per_page=PER_PAGE, error_out=False
    )
    return render_template(
        "applications/saved.html",
        page=page,
        cards={one.job_id: card_of(one.job) for one in page.items},
        now=now,
    )


@bp.post("/jobs/<id:job_id>/save")
def save(job_id: int) -> Page:
    now = clock.now()
    job = found(open_jobs(now), Job.id == job_id)
    pipeline.save_job(profile.begin(current_user, now=now), job, now=now)
    db.session.commit()
    flash("Saved. You find it on your desk.")
    return redirect(url_for("jobs.show", job_id=job.id, slug=job.slug), code=303)


@bp.post("/jobs/<id:job_id>/unsave")
def unsave(job_id: int) -> Page:
    kept = found(queries.saved_by(current_seeker()), SavedJob.job_id == job_id)
    pipeline.unsave_job(kept)
    db.session.commit()
    flash("No longer saved.")
    return redirect(url_for("applications.saved"), code=303)


@bp.app_template_global()
def is_saved(job: Job) -> bool:
    seeker = seeker_or_none()
    return seeker is not None and db.session.scalar(queries.saved(seeker, job)) is not None
