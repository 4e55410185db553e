"""Boards and searches made by chance, the same at every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from careercenter import vocabulary
from careercenter.employers.models import Employer
from careercenter.jobs import lifecycle
from careercenter.jobs.criteria import JobCriteria, parse
from careercenter.jobs.facts import JobFacts, Office, Pay, Quota
from tests import factories

POOL: dict[str, list[str]] = {
    "title": ["coder_2", "inpatient_coder", "profee_coder", "cdi_specialist"],
    "credential": ["cpc", "ccs", "ccs_p", "rhit"],
    "specialty": ["em", "ip_drg", "hcc_ma"],
    "code_set": ["icd10cm", "icd10pcs", "cpt"],
    "setting": ["acute_ip", "fqhc", "physician_practice"],
    "tool": ["epic", "meditech", "athena"],
    "workplace": ["remote", "hybrid", "onsite", "remote_after_training"],
    "employment": ["w2_ft", "w2_pt", "prn", "c1099"],
    "state": ["TX", "OH", "CA", "DC", "PR"],
}
WORDS = [
    "zebra", "lion", "heron", "quail", "audit", "clinical coder", "risk adjustment", "E/M", "100% remote", "3M", "it's", "Zürich",
]  # fmt: skip
QUERIES = [
    "zebra", "clinical coder", "lion zebra", "zebras", '"zebra lion"', "-zebra", "lion -heron", '-"zebra lion"', "epic", "Meditech", "CCS",
    "zurich", "inpatient coder", '"inpatient coder"', "remote", "full time", "sunrise", "lakeside", "e&m", "3m", "100%",
    "zebra -lion -heron", "zebra texas", "Ohio", "-Ohio",
    '"Ohio"', "remote new york", "Puerto Rico lion", "adjust", "%", "_", "ze%", "_ebra", "zebra%' OR '1'='1", "'; DROP TABLE job; --", '"*',
    "NEAR(zebra lion)", "zebra AND lion", "zebra OR lion",
    "medical coder", "coding jobs", "new grad", "-coder", "CPC or CCS in Texas", "lion or entry level",
    "^zebra", "title:zebra", "\\", "zebra\\", "( zebra",
    "\u202ezebra", "[a-z]ebra", "z*",
]  # fmt: skip


@dataclass(frozen=True)
class Posted:
    """A public job as the slow reading knows it."""

    id: int
    facts: JobFacts
    employer: str
    slug: str
    published_at: datetime


def board(chance: Random, employers: list[Employer], by: Any, now: datetime, size: int) -> Iterator[Posted]:
    for _ in range(size):
        employer, facts = chance.choice(employers), facts_by_chance(chance)
        published = now - timedelta(days=chance.choice((0, 1, 2, 6, 7, 12, 29)))
        job = lifecycle.draft(employer, facts, by=by, now=published)
        lifecycle.submit(job, by=None, now=published)
        lifecycle.approve(job, by=None, version=job.version, listing=factories.LISTING, now=published)
        yield Posted(job.id, facts, employer.name, employer.slug, published)


def facts_by_chance(chance: Random) -> JobFacts:
    def some(name: str) -> tuple[str, ...]:
        return tuple(chance.sample(POOL[name], chance.choice((0, 0, 1, 1, 2))))

    def maybe(*values: Any) -> Any:
        return chance.choice((None, *values))

    rule = maybe("any_us", "include_list", "exclude_list")
    low = chance.choice((400, 2000, 2500, 3000, 3125, 6_240_000, 6_500_000))
    dayton, austin, san_juan = Office("Dayton", "OH", "45402"), Office("Austin", "TX"), Office("San Juan", "PR")
    round_rock, nowhere = Office("", None, "78664-1200"), Office("Nowhere", "TX", "00000")
    return JobFacts(
        title=" ".join(chance.sample(WORDS, 2)),
        description=" ".join(chance.choices(WORDS, k=chance.choice((0, 3, 6)))),
        title_id=maybe(*POOL["title"]),
        employment=maybe(*POOL["employment"]),
        workplace=maybe(*POOL["workplace"], "remote"),
        state_rule=rule,
        states=tuple(chance.sample(POOL["state"], 2)) if rule in ("include_list", "exclude_list") else (),
        work_location=maybe("us_only_residence", "clearance", "offshore_mix", "not_stated"),
        office=maybe(dayton, austin, san_juan, round_rock, nowhere),
        pay=maybe(Pay(low, low + chance.choice((0, 500)), chance.choice(list(vocabulary.PAY_UNITS)))),
        credentials_required=tuple(line for line in (some("credential"), some("credential")) if line),
        credentials_preferred=some("credential"),
        apprentice_ok=maybe(True, False),
        specialties=some("specialty"),
        code_sets=some("code_set"),
        settings=some("setting"),
        tools=some("tool"),
        quota=maybe(Quota("wt_em", chance.choice((2.0, 12.5, 12.75)), 95.0), Quota(None, None, 95.0)),
        benefits_note=chance.choice(("", "quail heron")),
    )


def criteria_by_chance(chance: Random) -> JobCriteria:
    values: dict[str, list[str]] = {}
    for name in chance.sample(
        [*POOL, "q", "q", "employer", "pay_min", "posted", "apprentice", "us_only"], chance.choice((0, 1, 1, 2, 3))
    ):
        if name in POOL:
            values[name] = chance.sample(POOL[name], chance.choice((1, 1, 2)))
        else:
            choices = {
                "q": QUERIES,
                "employer": ["sunrise-clinic", "lakeside-hospital", "nobody"],
                "pay_min": ["4", "25", "30", "31.25", "50"],
                "posted": ["1", "2", "7", "30"],
            }
            values[name] = [chance.choice(choices.get(name, ["1"]))]
    orders = ["", "", "newest", "pay", "quota", "relevance"]
    if chance.random() < 0.3:
        values["near"] = [chance.choice(("78701", "Austin, TX", "Cincinnati, OH", "99801"))]
        values["radius"] = [chance.choice(("5", "25", "50", "120", "500"))]
        orders += ["distance"] * 3
    if "state" in values and chance.random() < 0.4:
        values["closed"] = ["1"]
    if sort := chance.choice(orders):
        values["sort"] = [sort]
    criteria, dropped = parse(values)
    assert dropped == []
    return criteria
