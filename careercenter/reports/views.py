"""The doors of reports: anybody's form on a job, and staff's list of what waits."""

from __future__ import annotations

import secrets
from collections import defaultdict

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts import throttle
from careercenter.counting import counted
from careercenter.db import db, for_change
from careercenter.doors import public, staff_only
from careercenter.jobs.models import Job
from careercenter.jobs.queries import all_jobs, shown_jobs
from careercenter.jobs.search import JOBS_A_PAGE
from careercenter.reports import queries, reporting
from careercenter.reports.forms import ReportForm
from careercenter.reports.models import JobReport
from careercenter.vocabulary import REPORT_REASONS
from careercenter.web import Page, blaming, found, page_number, shown

bp = Blueprint("reports", __name__)

VISITOR = "visitor"  # the key in Flask's session
HINTS = {term.id: term.facts["hint"] for term in REPORT_REASONS.active}


@bp.route("/jobs/<id:job_id>/report", methods=["GET", "POST"])
@public
def new(job_id: int) -> Page:
    job = found(shown_jobs(clock.now()), Job.id == job_id)
    form = ReportForm()
    if form.validate_on_submit():
        with blaming(form):
            kept = form.trap.data or _report(job, form)
            db.session.commit()
            thanks = "Thank you. Our staff look at it, and the employer isn’t told who wrote."
            flash(thanks if kept else "You have reported this job before; our staff have it.")
            return redirect(url_for("jobs.show", job_id=job.id, slug=job.slug), code=303)
    return shown("reports/new.html", form, job=job, hints=HINTS)


@bp.get("/staff/reports")
@staff_only
def index() -> Page:
    page = db.paginate(queries.reported_jobs(), page=page_number(), per_page=JOBS_A_PAGE, error_out=False)
    reports: dict[int, list[JobReport]] = defaultdict(list)
    for report in db.session.scalars(queries.open_reports_of(page.items)):
        reports[report.job_id].append(report)
    return render_template("reports/index.html", page=page, reports=reports, kept=reporting.KEPT, now=clock.now())


@bp.post("/staff/reports/<id:job_id>/dismiss")
@staff_only
def dismiss(job_id: int) -> Page:
    job = found(for_change(all_jobs()), Job.id == job_id)
    count = reporting.dismiss(job, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"{job.title} stays. {counted(count, 'report is', 'reports are')} answered.")
    return redirect(url_for("reports.index"), code=303)


@bp.app_template_global()
def open_reports_of(job: Job) -> list[JobReport]:
    """For the page on which staff takes a job down."""
    return list(db.session.scalars(queries.open_reports_of([job])))


def _report(job: Job, form: ReportForm) -> JobReport | None:
    session.setdefault(VISITOR, secrets.token_urlsafe(12))
    return reporting.report(
        job,
        form.reason.data,
        form.words.data,
        by=current_user if current_user.is_authenticated else None,
        visitor=session[VISITOR],
        network=throttle.network_of(request.remote_addr),
        now=clock.now(),
    )
