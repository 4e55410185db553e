"""What every page and letter may say of a job, and the page of one whose own page is gone."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import Gone

from careercenter import errors
from careercenter.counting import span
from careercenter.jobs.facts import states_eligible
from careercenter.jobs.moves import Move
from careercenter.jobs.pay import quota_unit
from careercenter.jobs.permissions import can_edit, can_move
from careercenter.jobs.places import eligibility, office_line, open_to, shut_out
from careercenter.jobs.queries import KEPT_AFTER_END
from careercenter.jobs.views.blueprint import bp
from careercenter.jobs.wording import credential_lines

for word in (
    *(eligibility, office_line, open_to, shut_out, states_eligible),
    *(credential_lines, quota_unit),
    *(Move, can_edit, can_move),
):
    bp.add_app_template_global(word)


@bp.app_template_global()
def kept_after_end() -> str:
    """How long the page of a closed job stays."""
    return span(KEPT_AFTER_END)


@bp.errorhandler(Gone)
def gone(_error: Gone) -> Response:
    return errors.page(410, "This job is gone", f"It was closed more than {kept_after_end()} ago.")
