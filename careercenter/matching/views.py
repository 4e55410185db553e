"""What a job's page says of requirements. No door of its own."""

from __future__ import annotations

from flask import Blueprint

from careercenter.jobs.facts import JobFacts
from careercenter.matching.requirements import Requirement, Tick, asked, checklist
from careercenter.seekers.acting import seeker_or_none
from careercenter.seekers.profile import facts_of

bp = Blueprint("matching", __name__)


@bp.app_template_global()
def requirements_of(facts: JobFacts) -> list[Requirement]:
    """What the job asks, for anybody."""
    return asked(facts)


@bp.app_template_global()
def readers_ticks(facts: JobFacts) -> list[Tick]:
    """What the job asks beside the profile of the signed-in coder; empty for everybody else."""
    seeker = seeker_or_none()
    return checklist(facts, facts_of(seeker)) if seeker else []
