"""The directory, and the page of each employer in it."""

from __future__ import annotations

from flask import render_template

from careercenter.db import db
from careercenter.doors import public
from careercenter.employers import queries
from careercenter.employers.models import Employer
from careercenter.employers.views.blueprint import bp
from careercenter.web import Page, found, page_number

PER_PAGE = 40


@bp.get("/employers")
@public
def index() -> Page:
    page = db.paginate(
        queries.public_employers().order_by(Employer.name, Employer.id),
        page=page_number(),
        per_page=PER_PAGE,
        error_out=False,
    )
    return render_template("employers/index.html", page=page)


@bp.get("/employers/<slug>")
@public
def show(slug: str) -> Page:
    employer = found(queries.public_employers(), Employer.slug == slug)
    return render_template("employers/show.html", employer=employer)
