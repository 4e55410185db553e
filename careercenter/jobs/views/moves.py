"""The moves of a job's life that its employer makes: one verb, one door."""

from __future__ import annotations

from datetime import date, timedelta

from flask import current_app, flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts.models import Account
from careercenter.accounts.tokens import hashed
from careercenter.db import db, for_change
from careercenter.doors import public, require
from careercenter.jobs import lifecycle, queries
from careercenter.jobs.days import named
from careercenter.jobs.models import Job
from careercenter.jobs.moves import Move
from careercenter.jobs.permissions import can_move
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.desk import SENT_FOR_REVIEW, own_job
from careercenter.web import Page, found, found_by_link


@bp.post("/employer/jobs/<id:job_id>/submit")
def submit(job_id: int) -> Page:
    job = _mine(job_id, Move.SUBMIT)
    lifecycle.submit(job, by=current_user, now=clock.now())
    return _moved(job, SENT_FOR_REVIEW)


@bp.post("/employer/jobs/<id:job_id>/pause")
def pause(job_id: int) -> Page:
    job = _mine(job_id, Move.PAUSE)
    lifecycle.pause(job, by=current_user, now=clock.now())
    return _moved(job, "Paused. Nobody finds it until you resume it.")


@bp.post("/employer/jobs/<id:job_id>/resume")
def resume(job_id: int) -> Page:
    job = _mine(job_id, Move.RESUME)
    lifecycle.resume(job, by=current_user, now=clock.now())
    return _moved(job, "Open again.")


@bp.post("/employer/jobs/<id:job_id>/renew")
def renew(job_id: int) -> Page:
    job = _mine(job_id, Move.RENEW)
    dropped = dropped_by_renewal(job)
    lifecycle.renew(job, by=current_user, listing=listing(), now=clock.now())
    return _moved(job, _renewed(job, dropped, reader=current_user))


@bp.post("/employer/jobs/<id:job_id>/fill")
def fill(job_id: int) -> Page:
    job = _mine(job_id, Move.FILL)
    lifecycle.fill(job, by=current_user, now=clock.now())
    return _moved(job, "Marked as filled. Nobody can apply any more.")


@bp.post("/employer/jobs/<id:job_id>/close")
def close(job_id: int) -> Page:
    job = _mine(job_id, Move.CLOSE)
    lifecycle.close(job, by=current_user, now=clock.now())
    return _moved(job, "Closed. Nobody can apply any more.")


@bp.get("/employer/renew/<secret>")
@public
def show_renew(secret: str) -> Page:
    link = found_by_link(queries.renew_link(hashed(secret), clock.now()))
    return render_template("jobs/renew.html", job=link.job, secret=secret, days=current_app.config["LISTING_DAYS"])


@bp.post("/employer/renew/<secret>")
@public
def renew_by_link(secret: str) -> Page:
    link = found_by_link(queries.renew_link(hashed(secret), clock.now()))
    job = found(for_change(queries.all_jobs()), Job.id == link.job_id)
    dropped = dropped_by_renewal(job)
    lifecycle.renew_by_link(link, listing=listing(), now=clock.now())
    said = _renewed(job, dropped, reader=link.account)
    db.session.commit()
    flash(said)
    return redirect(url_for("jobs.show", job_id=job.id, slug=job.slug), code=303)


def listing() -> timedelta:
    """How long a listing stands, by the operator's setting."""
    return timedelta(days=current_app.config["LISTING_DAYS"])


@bp.app_template_global()
def dropped_by_renewal(job: Job) -> date | None:
    """The closing date that a renewal at this moment would take away, to be said before the button is pressed."""
    return lifecycle.dropped_by_renewal(job, listing=listing(), now=clock.now())


def _renewed(job: Job, dropped: date | None, *, reader: Account) -> str:
    """Until when it stands now, and what became of its closing date."""
    end = named(job.last_day, reader.time_zone) if job.last_day else ""
    said = f"Renewed for {current_app.config['LISTING_DAYS']} days, until {end}."
    return f"{said} Its closing date, {named(dropped, reader.time_zone)}, no longer holds." if dropped else said


def _mine(job_id: int, move: Move) -> Job:
    """Not this employer's: 404. This employer's, but not for this member to move, or not now: 403."""
    job = own_job(job_id)
    require(can_move(current_user, job, move))
    return job


def _moved(job: Job, said: str) -> Page:
    db.session.commit()
    flash(said)
    return redirect(url_for("jobs.preview", job_id=job.id), code=303)
