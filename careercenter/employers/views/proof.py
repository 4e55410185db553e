"""The proof of a domain: asked for at the desk, given by whoever reads the letter."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.accounts.tokens import hashed
from careercenter.db import db, for_change
from careercenter.doors import public, require
from careercenter.employers import permissions, proving, queries
from careercenter.employers.acting import act_for, current_employer
from careercenter.employers.forms import ProofForm
from careercenter.employers.models import Employer
from careercenter.employers.views.blueprint import bp
from careercenter.web import Page, blaming, found, found_by_link, shown


@bp.route("/employer/proof", methods=["GET", "POST"])
def proof() -> Page:
    employer = current_employer()
    require(permissions.can_manage(current_user, employer))
    form = ProofForm(address=proving.address_at(employer, current_user))
    if form.validate_on_submit():
        with blaming(form):
            now = clock.now()
            proving.ask_domain_proof(employer, form.address.data, by=current_user, now=now)
            at_once = employer.proved_at == now
            db.session.commit()
            if at_once:
                return _proved(employer)
            flash(f"A letter is on its way to {form.address.data}. Open its link to prove your domain.", "plain")
            return redirect(url_for("employers.proof"), code=303)
    return shown("employers/proof.html", form, employer=employer)


@bp.get("/employer/proof/<secret>")
@public
def show_proof(secret: str) -> Page:
    link = found_by_link(queries.proof_by_link(hashed(secret), clock.now()))
    return render_template("employers/prove.html", link=link, secret=secret)


@bp.post("/employer/proof/<secret>")
@public
def prove(secret: str) -> Page:
    link = found_by_link(queries.proof_by_link(hashed(secret), clock.now()))
    employer = found(for_change(queries.all_employers()), Employer.id == link.employer_id)
    proving.prove_domain(link, now=clock.now())
    db.session.commit()
    return _proved(employer)


def _proved(employer: Employer) -> Page:
    """On to the desk for whoever is in the team; whoever only reads the letters there sees what coders see."""
    flash(f"{employer.name} is proved. Jobs that our staff approves are open to coders from now on.")
    if not permissions.can_read(current_user, employer):
        return redirect(url_for("employers.show", slug=employer.slug), code=303)
    act_for(employer)
    return redirect(url_for("home.employer_desk"), code=303)
