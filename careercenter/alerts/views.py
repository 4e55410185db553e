"""The doors of alerts: save the search one sees, look after saved ones, and stop them from a letter."""

from __future__ import annotations

from urllib.parse import parse_qs

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from careercenter import clock
from careercenter.alerts import queries, saving, slots
from careercenter.alerts.models import SavedSearch, SearchStatus
from careercenter.alerts.reasons import in_force
from careercenter.db import db
from careercenter.doors import finished_at, public
from careercenter.extensions import csrf
from careercenter.jobs.criteria import JobCriteria, parse
from careercenter.jobs.describing import in_words
from careercenter.jobs.search import how_many
from careercenter.jobs.views.addresses import address_of
from careercenter.jobs.views.asking import asked
from careercenter.rules import RuleBroken
from careercenter.web import Page, found

bp = Blueprint("alerts", __name__)

SHOWN_DIGESTS = 8
LONGEST = 4_000  # characters of a query string


@bp.get("/seeker/alerts")
def index() -> Page:
    now = clock.now()
    rows = [
        (saved, in_force(saved, criteria), how_many(criteria, now))
        for saved in db.session.scalars(queries.kept_searches_of(current_user))
        for criteria in [queries.criteria_of(saved)]
    ]
    return render_template(
        "alerts/index.html",
        rows=rows,
        digests=db.session.scalars(queries.digests_of(current_user).limit(SHOWN_DIGESTS)).all(),
        next_slot=slots.next_slot(current_user.time_zone, now),
    )


@bp.get("/seeker/alerts/new")
def new() -> Page:
    """Where a stranger's wish to save a search comes back to after signing in: nothing is saved before the button."""
    kept = asked()[0].filters_alone()
    return render_template(
        "alerts/new.html",
        criteria=kept,
        name=in_words(kept),
        count=how_many(kept, clock.now()),
        next_slot=slots.next_slot(current_user.time_zone, clock.now()),
    )


@bp.post("/seeker/alerts")
@finished_at(lambda: address_of("alerts.new", _asked().filters_alone()))
def save() -> Page:
    try:
        saved = saving.save(current_user, _asked(), now=clock.now())
        db.session.commit()
    except RuleBroken as rule:
        db.session.rollback()
        flash(rule.message, "bad")
        return redirect(url_for("alerts.index"), code=303)
    flash(f"Saved: {saved.name}. New jobs come on Monday at 8 in the morning; no news, no mail.")
    return redirect(url_for("alerts.index"), code=303)


@bp.post("/seeker/alerts/<id:search_id>/pause")
def pause(search_id: int) -> Page:
    saved = found(queries.searches_of(current_user), SavedSearch.id == search_id)
    saving.pause(saved, now=clock.now())
    db.session.commit()
    flash("Paused. Nothing comes until you resume it.")
    return redirect(url_for("alerts.index"), code=303)


@bp.post("/seeker/alerts/<id:search_id>/resume")
def resume(search_id: int) -> Page:
    saved = found(queries.kept_searches_of(current_user), SavedSearch.id == search_id)
    saving.resume(saved, now=clock.now())
    db.session.commit()
    flash("It writes again, from next Monday on.")
    return redirect(url_for("alerts.index"), code=303)


@bp.post("/seeker/alerts/<id:search_id>/stop")
def stop(search_id: int) -> Page:
    saved = found(queries.searches_of(current_user), SavedSearch.id == search_id)
    saving.stop([saved], now=clock.now())
    db.session.commit()
    flash("Stopped. You can start it again here whenever you like.")
    return redirect(url_for("alerts.index"), code=303)


@bp.post("/seeker/alerts/<id:search_id>/forget")
def forget(search_id: int) -> Page:
    saved = found(queries.stopped_searches_of(current_user), SavedSearch.id == search_id)
    saving.forget(saved, by=current_user, now=clock.now())
    db.session.commit()
    flash(f"Removed: {saved.name}.")
    return redirect(url_for("alerts.index"), code=303)


@bp.get("/unsubscribe/<secret>")
@public
def show_unsubscribe(secret: str) -> Page:
    """Shows what would stop. Mail scanners open links, so looking changes nothing; an unknown link is answered alike."""
    return _unsubscribing(secret)


@bp.post("/unsubscribe/<secret>")
@public
@csrf.exempt  # type: ignore[untyped-decorator]
def unsubscribe(secret: str) -> Page:
    """One click (RFC 8058): no cookie, no sign-in, no page in between; as often as it comes."""
    saving.stop(db.session.scalars(queries.searches_by_link(secret)), now=clock.now())
    db.session.commit()
    return _unsubscribing(secret, done=True)


@bp.post("/unsubscribe/<secret>/all")
@public
@csrf.exempt  # type: ignore[untyped-decorator]
def unsubscribe_all(secret: str) -> Page:
    """Every search of the account that this link belongs to."""
    known = db.session.scalar(queries.searches_by_link(secret).limit(1))
    if known is not None:
        saving.stop(db.session.scalars(queries.searches_of(known.account)), now=clock.now())
        db.session.commit()
    return _unsubscribing(secret, done=True)


@bp.post("/unsubscribe/<secret>/undo")
@public
@csrf.exempt  # type: ignore[untyped-decorator]
def unsubscribe_undo(secret: str) -> Page:
    """Who pressed by mistake goes back the same way, without signing in: what this link stands for writes again."""
    for saved in db.session.scalars(queries.searches_by_link(secret)):
        if saved.status is SearchStatus.UNSUBSCRIBED:
            saving.resume(saved, now=clock.now())
    db.session.commit()
    return redirect(url_for("alerts.show_unsubscribe", secret=secret), code=303)


def _unsubscribing(secret: str, *, done: bool = False) -> Page:
    """What this link can still stop, and what is stopped and can be started again."""
    searches = list(db.session.scalars(queries.searches_by_link(secret)))
    stopped = [saved for saved in searches if saved.status is SearchStatus.UNSUBSCRIBED]
    going_on = [saved for saved in searches if saved not in stopped]
    return render_template("alerts/unsubscribe.html", secret=secret, going_on=going_on, stopped=stopped, done=done)


def _asked() -> JobCriteria:
    """The search comes as its own query string, read by the one parser."""
    criteria, _dropped = parse(parse_qs(request.form.get("criteria", "")[:LONGEST]))
    return criteria
