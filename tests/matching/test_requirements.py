"""The checklist: each line of a job beside the line of a profile that answers it."""

from __future__ import annotations

import pytest

from careercenter.jobs.facts import Office
from careercenter.matching.requirements import Tick, asked, checklist
from careercenter.seekers.profile import ProfileFacts
from tests.factories import ONSITE, job_facts

MARIA = ProfileFacts(state="TX", years=4, credentials=("cpc",), specialties=("em",), tools=("epic",))


def said(ticks: list[Tick]) -> list[tuple[str, str, str]]:
    return [(("Must: " if t.asked.is_must else "Nice: ") + t.asked.words, t.profile, t.verdict.value) for t in ticks]


def test_each_line_stands_beside_the_profiles_own() -> None:
    facts = job_facts(credentials_preferred=("crc",), tools=("epic", "oracle_health"))
    assert said(checklist(facts, MARIA)) == [
        ("Must: CPC or CCS-P", "CPC", "met"),
        ("Must: 2 years of paid coding", "4 years", "met"),
        ("Must: Live in FL, OH or TX", "Texas", "met"),
        ("Nice: CRC", "CPC; not CRC", "not met"),
        ("Nice: Work in Evaluation and Management", "Evaluation and Management", "met"),
        ("Nice: Experience with Epic", "Epic", "met"),
        ("Nice: Experience with Oracle Health (Cerner)", "Nothing about it", "not known"),
    ]


def test_an_empty_profile_is_known_to_miss_nothing() -> None:
    verdicts = {tick.verdict for tick in checklist(job_facts(credentials_preferred=("crc",)), ProfileFacts())}
    assert verdicts == {"not known"}


@pytest.mark.parametrize(
    ("over", "profile", "verdict"),
    [
        ({"credentials_required": (("ccs", "cic"),)}, {"credentials": ("cic",)}, "met"),
        ({"credentials_required": (("ccs", "cic"),)}, {"credentials": ("cpc",)}, "not met"),
        ({"credentials_required": (("ccs",),)}, {"credentials": ()}, "not known"),
        ({"credentials_required": (("cpc",),)}, {"credentials": ("cpc_a",)}, "not met"),
        ({"credentials_required": (("cpc",),), "apprentice_ok": True}, {"credentials": ("cpc_a",)}, "met"),
        ({"credentials_required": (("cpc_a", "cca"),)}, {"credentials": ("cpc",)}, "met"),
        ({"credentials_required": (), "years": 4}, {"years": 4}, "met"),
        ({"credentials_required": (), "years": 4}, {"years": 3}, "not met"),
        ({"credentials_required": (), "years": None, "states": ("OH",)}, {"state": "TX"}, "not met"),
        ({"credentials_required": (), "years": None, "state_rule": "any_us", "states": ()}, {"state": "TX"}, "met"),
        ({"credentials_required": (), "years": None, **ONSITE}, {"state": "OH"}, "met"),
        ({"credentials_required": (), "years": None, **ONSITE}, {"state": "TX"}, "not met"),
    ],
)
def test_a_must_is_met_not_met_or_not_known(over: dict[str, object], profile: dict[str, object], verdict: str) -> None:
    first = checklist(job_facts(**over), ProfileFacts(**{"state": "TX", **profile}))[0]  # type: ignore[arg-type]
    assert first.verdict == verdict


def test_every_line_of_credentials_is_a_must_of_its_own() -> None:
    ticks = checklist(job_facts(credentials_required=(("ccs", "cic"), ("cpc",)), years=None), MARIA)
    assert said(ticks)[:2] == [("Must: CIC or CCS", "CPC; not CIC or CCS", "not met"), ("Must: CPC", "CPC", "met")]


def test_what_would_count_is_said() -> None:
    welcome = asked(job_facts(credentials_required=(("cpc",),), apprentice_ok=True))[0]
    assert (welcome.words, welcome.counts) == ("CPC", "Apprentices are welcome. CPC-A counts too")
    assert asked(job_facts())[0].counts == "Any one of them counts"


def test_what_a_job_does_not_say_is_not_asked() -> None:
    silent = job_facts(credentials_required=(), years=None, state_rule=None, states=(), specialties=(), tools=())
    assert asked(silent) == []
    assert [line.words for line in asked(job_facts(years=0))] == [
        "CPC or CCS-P",
        "Live in FL, OH or TX",
        "Work in Evaluation and Management",
        "Experience with Epic",
    ]


def test_where_one_may_live_is_said_as_the_job_means_it() -> None:
    places = {
        "Live in any of the 50 states or DC": {"state_rule": "any_us", "states": ()},
        "Live in one of 49 states, listed below": {"state_rule": "exclude_list", "states": ("CA", "NY")},
        "Work at the office in Dayton, OH": ONSITE,
        "Live near the office in Dayton, OH": {
            "state_rule": "within_radius",
            "states": (),
            "office": Office("Dayton", "OH", "45402"),
        },
    }
    for words, over in places.items():
        assert words in [line.words for line in asked(job_facts(**over))]


def test_the_same_facts_give_the_same_ticks() -> None:
    assert checklist(job_facts(), MARIA) == checklist(job_facts(), MARIA)
