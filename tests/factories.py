"""Jobs and papers in every state, made by the verbs that make them in life."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

from docx import Document
from flask import Flask
from fpdf import FPDF

from careercenter.accounts.models import Account
from careercenter.db import db
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.facts import JobFacts, Office, Pay, Quota
from careercenter.jobs.models import Job, JobState
from tests import cast

LISTING = timedelta(days=30)
DESCRIPTION = (
    "You will code office visits and minor procedures for twelve family doctors in two clinics. "
    "We hold a short call on Tuesdays; everything else is by chat. New colleagues spend two weeks with a partner."
)


def job_facts(**over: Any) -> JobFacts:
    """A complete job: remote from Texas, Ohio and Florida, CPC or CCS-P, $26 to $31 an hour."""
    facts: dict[str, Any] = {
        "title": "Outpatient Coder, family practice",
        "title_id": "profee_coder",
        "description": DESCRIPTION,
        "employment": "w2_ft",
        "workplace": "remote",
        "state_rule": "include_list",
        "states": ("FL", "OH", "TX"),
        "pay": Pay(2600, 3100, "hour"),
        "credentials_required": (("cpc", "ccs_p"),),
        "specialties": ("em",),
        "code_sets": ("icd10cm", "cpt"),
        "settings": ("physician_practice",),
        "tools": ("epic",),
        "years": 2,
        "quota": Quota("wt_em", 14.0, 95.0),
        "benefits": ("medical", "pto"),
    }
    return JobFacts(**{**facts, **over})


ONSITE = {"workplace": "onsite", "state_rule": None, "states": (), "office": Office("Dayton", "OH", "45402")}


def draft_job(employer: Employer, by: Account | None, now: datetime, **over: Any) -> Job:
    return lifecycle.draft(employer, job_facts(**over), by=by, now=now)


def pending_job(employer: Employer, by: Account | None, now: datetime, **over: Any) -> Job:
    job = draft_job(employer, by, now, **over)
    lifecycle.submit(job, by=by, now=now)
    return job


def open_job(employer: Employer, by: Account, now: datetime, **over: Any) -> Job:
    job = pending_job(employer, by, now, **over)
    lifecycle.approve(job, by=by, version=job.version, listing=LISTING, now=now)
    db.session.commit()
    return job


def imported_job(employer: Employer, facts: JobFacts, now: datetime) -> Job:
    """A public job that says just this, as an import makes it: nobody asks for what is missing."""
    job = lifecycle.draft(employer, facts, by=None, now=now)
    lifecycle.submit(job, by=None, now=now)
    lifecycle.approve(job, by=None, version=job.version, listing=LISTING, now=now)
    db.session.commit()
    return job


def job_in(state: JobState, employer: Employer, by: Account, now: datetime, **over: Any) -> Job:
    """A job that came to this state by the moves of life; its listing began at `now`."""
    if state is JobState.DRAFT:
        return draft_job(employer, by, now, **over)
    if state is JobState.PENDING_REVIEW:
        return pending_job(employer, by, now, **over)
    if state is JobState.REFUSED:
        job = pending_job(employer, by, now, **over)
        lifecycle.refuse(job, "Say who trains newcomers.", by=by, version=job.version, now=now)
        return job
    job = open_job(employer, by, now, **over)
    if state is JobState.PAUSED:
        lifecycle.pause(job, by=by, now=now)
    elif state is JobState.FILLED:
        lifecycle.fill(job, by=by, now=now)
    elif state is JobState.CLOSED:
        lifecycle.close(job, by=by, now=now)
    elif state is JobState.EXPIRED:
        lifecycle.expire(job, now + LISTING)
    elif state is JobState.REMOVED:
        lifecycle.remove(job, "It asked for a fee.", by=by, now=now)
    return job


def pdf(text: str = "Maria Ortega, CPC") -> bytes:
    """A plain one-page PDF."""
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica")
    document.cell(text=text)
    return bytes(document.output())


def docx(text: str = "Maria Ortega, CPC") -> bytes:
    """A plain Word file."""
    document = Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def post(app: Flask, now: datetime, count: int = 1, **over: Any) -> int:
    """Open jobs of Sunrise Clinic as an import brings them, so that anything may be left out; the number of the last."""
    with app.app_context():
        for _ in range(count):
            job = open_job(db.session.get_one(Employer, 1), None, now, **over)
        return job.id


def sunrise_job(app: Flask, state: str, now: datetime, **over: object) -> int:
    """A job of Sunrise Clinic in a state, committed; its number."""
    with app.app_context():
        sunrise = db.session.get_one(Employer, 1)
        job = job_in(JobState(state), sunrise, cast.person("olive"), now, **over)
        db.session.commit()
        return job.id
