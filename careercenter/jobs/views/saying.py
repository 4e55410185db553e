"""What every page and letter may say of a job."""

from __future__ import annotations

from careercenter.counting import span
from careercenter.gazetteer.places import LONGEST as LONGEST_PLACE
from careercenter.jobs.criteria import LONGEST_QUERY, USUAL_RADIUS, JobCriteria
from careercenter.jobs.facts import JobFacts, states_eligible
from careercenter.jobs.likeness import its_kind
from careercenter.jobs.moves import Move
from careercenter.jobs.nearness import distance_line
from careercenter.jobs.pay import HOURS_A_YEAR, quota_unit
from careercenter.jobs.permissions import can_edit, can_move
from careercenter.jobs.places import closed_because, eligibility, office_line, open_to, shut_out
from careercenter.jobs.queries import KEPT_AFTER_END
from careercenter.jobs.views.addresses import address_of
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.views.home_state import suggested_state
from careercenter.jobs.wording import credential_lines, per_hour_line, quota_line

for word in (
    *(closed_because, distance_line, office_line, open_to, shut_out, states_eligible),
    *(credential_lines, per_hour_line, quota_line, quota_unit),
    *(Move, can_edit, can_move),
):
    bp.add_app_template_global(word)

FIGURES = {
    "longest_query": LONGEST_QUERY,
    "longest_place": LONGEST_PLACE,
    "usual_radius": USUAL_RADIUS,
    "hours_a_year": HOURS_A_YEAR,
}
bp.record(lambda state: state.app.jinja_env.globals.update(FIGURES))


@bp.app_template_global()
def told_of_state(facts: JobFacts, criteria: JobCriteria | None = None) -> str | None:
    """What the job says to its reader's state: the one searched for, where it is one alone, else the one they live in."""
    if criteria is not None and len(criteria.state) == 1:
        return eligibility(facts, criteria.state[0])
    return eligibility(facts, suggested_state())


@bp.app_template_global()
def kept_after_end() -> str:
    """How long the page of a closed job stays."""
    return span(KEPT_AFTER_END)


@bp.app_template_global()
def jobs_of_its_kind(facts: JobFacts) -> str:
    """The address of the search for open jobs of the same kind."""
    return address_of("jobs.index", its_kind(facts))
