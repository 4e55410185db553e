"""Staff's list of employers: proved by other means, suspended, lifted."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.db import db, for_change
from careercenter.doors import staff_only
from careercenter.employers import proving, queries
from careercenter.employers.forms import SuspendForm
from careercenter.employers.models import Employer
from careercenter.employers.views.blueprint import bp
from careercenter.web import Page, blaming, found, page_number, shown

PER_PAGE = 40


@bp.get("/staff/employers")
@staff_only
def staff_index() -> Page:
    page = db.paginate(queries.all_employers(), page=page_number(), per_page=PER_PAGE, error_out=False)
    return render_template("employers/staff_index.html", page=page)


@bp.post("/staff/employers/<id:employer_id>/prove")
@staff_only
def prove_by_staff(employer_id: int) -> Page:
    employer = found(for_change(queries.all_employers()), Employer.id == employer_id)
    proving.prove_by_staff(employer, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"{employer.name} is proved; its members have been written to.")
    return redirect(url_for("employers.staff_index"), code=303)


@bp.route("/staff/employers/<id:employer_id>/suspend", methods=["GET", "POST"])
@staff_only
def suspend(employer_id: int) -> Page:
    employer = found(for_change(queries.all_employers()), Employer.id == employer_id)
    form = SuspendForm()
    if form.validate_on_submit():
        with blaming(form):
            proving.suspend(employer, form.reason.data, by=current_user, now=clock.now())
            db.session.commit()
            flash(f"{employer.name} is suspended; its jobs are off the board, and its team has been written to.")
            return redirect(url_for("employers.staff_index"), code=303)
    return shown("employers/suspend.html", form, employer=employer)


@bp.post("/staff/employers/<id:employer_id>/lift")
@staff_only
def lift(employer_id: int) -> Page:
    employer = found(for_change(queries.all_employers()), Employer.id == employer_id)
    proving.lift(employer, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"The suspension of {employer.name} is lifted, and its team has been written to.")
    return redirect(url_for("employers.staff_index"), code=303)
