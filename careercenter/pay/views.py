"""What coding work pays: the page, its figures as data, and the pay of one job among its like."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request

from careercenter import clock
from careercenter.doors import public
from careercenter.headers import open_to_scripts
from careercenter.jobs import pay as pay_rules
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.describing import dropped_in_words, filters_in_force, in_words
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.likeness import its_kind
from careercenter.jobs.models import Job
from careercenter.jobs.terms import FILTER_NAMED
from careercenter.jobs.views.addresses import address_of
from careercenter.jobs.views.asking import asked, without_blanks
from careercenter.jobs.views.freshness import fresh_data, fresh_page
from careercenter.pay import comparing, drawing, figures
from careercenter.pay.comparing import Comparison
from careercenter.pay.downloads import as_csv, as_json
from careercenter.pay.forms import PaceForm
from careercenter.pay.market import market, narrowed
from careercenter.pay.quotas import Middles, middles
from careercenter.web import Page

bp = Blueprint("pay", __name__)

HEADERS = open_to_scripts(max_age=300)


@bp.get("/pay")
@public
@fresh_page
def index() -> Page:
    if (neat := without_blanks("pay.index")) is not None:
        return redirect(neat)
    criteria, dropped = asked()
    criteria, now = criteria.filters_alone(), clock.now()
    found = market(criteria, now)
    everything = found if criteria.is_empty else market(JobCriteria(), now)
    told = [row.figures for rows in found.groups.values() for row in rows]
    return render_template(
        "pay/index.html",
        criteria=criteria,
        market=found,
        everything=everything.whole,
        heading=in_words(criteria) if not criteria.is_empty else "all coding work",
        filters=filters_in_force(criteria),
        notices=[(one, dropped_in_words(one)) for one in dropped],
        groups=FILTER_NAMED,
        scale=drawing.scale_for([found.whole, everything.whole, *told]),
        squares=drawing.SQUARES,
        shades=drawing.shades(found.groups["state"]),
        shade_of=drawing.shade_of,
        narrowed=narrowed,
        figures=figures,
        canonical=address_of("pay.index", criteria, whole=True),
    )


@bp.get("/pay.json")
@public
@fresh_data(HEADERS)
def as_data() -> Response:
    criteria, dropped = asked()
    criteria = criteria.filters_alone()
    return Response(as_json(criteria, market(criteria, clock.now()), dropped), mimetype="application/json")


@bp.get("/pay.csv")
@public
@fresh_data(HEADERS)
def as_table() -> Response:
    criteria = asked()[0].filters_alone()
    response = Response(as_csv(criteria, market(criteria, clock.now())), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=coding-pay.csv"
    return response


@dataclass(frozen=True)
class JobPay:
    """`conversions` in words with their assumptions; `form` asks for the reader's own pace where only that helps."""

    conversions: list[tuple[str, str]]
    why_not: str
    form: PaceForm | None
    comparison: Comparison | None
    hourly: pay_rules.Converted | None
    scale: drawing.Scale | None
    like: JobCriteria


@bp.app_template_global()
def pay_of(job: Job, facts: JobFacts) -> JobPay:
    """For the page of an open job, which stands below these figures."""
    form = None
    if facts.pay is not None and pay_rules.takes_own_pace(facts.pay, facts.quota):
        form = PaceForm(pay_rules.own_unit(facts.pay), formdata=request.args)
    pace = form.pace if form else None
    hourly = pay_rules.hourly(facts.pay, facts.quota, pace)
    comparison = comparing.comparison(job.id, facts, hourly, clock.now()) if hourly else None
    scale = None
    if hourly and comparison:
        scale = drawing.scale_of([hourly.low, hourly.high, comparison.figures.lower, comparison.figures.upper])
    conversions = pay_rules.conversions(facts.pay, facts.quota, pace)
    why_not = pay_rules.why_not(facts.pay, facts.quota, pace)
    return JobPay(conversions, why_not, form, comparison, hourly, scale, its_kind(facts))


@bp.app_template_global()
def pay_figures(criteria: JobCriteria) -> figures.Figures | None:
    """For a list of open jobs, which stands below these figures; None where too few stand behind them."""
    return figures.figures_for(criteria, clock.now())


@bp.app_template_global()
def quotas_like(job: Job, facts: JobFacts) -> Middles | None:
    """For the quota of an open job; None where it names no kind of record to compare it by."""
    work_type = facts.quota.work_type if facts.quota else None
    return middles(work_type, clock.now(), but=job.id) if work_type else None


@bp.app_template_global()
def hourly_in_words(hourly: pay_rules.Converted) -> str:
    return f"{pay_rules.amounts(hourly.low, hourly.high)} an hour"
