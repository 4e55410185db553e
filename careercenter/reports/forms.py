"""The form by which anybody reports a job."""

from __future__ import annotations

from wtforms import StringField

from careercenter.forms import HouseForm, OneOf, Paragraphs, needed
from careercenter.vocabulary import REPORT_REASONS


class ReportForm(HouseForm):
    """`trap` is seen by programs alone; what fills it in is not a person."""

    reason = OneOf(
        "What is wrong with it?",
        [(term.id, term.label) for term in REPORT_REASONS.active],
        [needed("Choose what is wrong.")],
    )
    words = Paragraphs(
        "In your words", description="What was said, where, when. Our staff read it, and nobody else.", most=2_000
    )
    trap = StringField("Leave this empty")
