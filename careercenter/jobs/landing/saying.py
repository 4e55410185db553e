"""What a landing page says above its jobs, in numbers."""

from __future__ import annotations

from careercenter.counting import counted
from careercenter.jobs.landing.address import Landing
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES


def sentence(landing: Landing, total: int, pay_stated: int) -> str:
    """What there is, in numbers: "12 fully remote jobs that prefer the CPC … are open to … Texas. 11 of them state their pay." """
    one = total == 1
    subject = counted(total, "fully remote job" if landing.remote else "open job")
    wish = ""
    if landing.credential:
        wish = f"{'requires or prefers' if one else 'require or prefer'} the {CREDENTIALS[landing.credential].short}"
    elif landing.specialty:
        wish = f"{'names' if one else 'name'} {SPECIALTIES.label(landing.specialty)} among the kinds of work"
    if landing.state:
        where = f"{'is' if one else 'are'} open to people who live in {STATES.label(landing.state)}"
        said = f"{subject} that {wish} {where}" if wish else f"{subject} {where}"
    else:
        said = f"{subject} {wish}" if wish else counted(total, "open job is fully remote", "open jobs are fully remote")
    return f"{said}. {_pay(total, pay_stated)}"


def _pay(total: int, stated: int) -> str:
    if total == 1:
        return "It states its pay." if stated else "It does not state its pay."
    if stated in (0, total):
        return "All of them state their pay." if stated else "None of them states its pay."
    return f"{stated:,} of them {'states its' if stated == 1 else 'state their'} pay."
