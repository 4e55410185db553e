"""
What a job asks beside what a coder's profile says: met, not met, or not known. No text is read, nothing is added up,
nobody is ranked; the same facts give the same ticks.

A must is a line of credentials, years, and where one may live. Nice to have are the credentials preferred, the kinds of
work and the systems: a posting names those without requiring them. What a profile does not mention is not known, but
for a credential in a profile that lists others: whoever held it would have said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from careercenter.counting import counted
from careercenter.jobs.facts import REMOTE, JobFacts, states_eligible
from careercenter.jobs.places import FEW, office_line, open_to
from careercenter.seekers.profile import ProfileFacts
from careercenter.sentences import either
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES, TOOLS, WordList


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Requirement:
    """One line of a job: its words, and what else would count for it (empty when the words say it all)."""

    words: str
    counts: str = ""
    is_must: bool = True


@dataclass(frozen=True)
class Tick:
    """A requirement beside the line of the profile that answers it."""

    asked: Requirement
    verdict: Verdict
    profile: str


def asked(facts: JobFacts) -> list[Requirement]:
    """Everything the job asks, musts first; what it does not say is not in the list."""
    return [tick.asked for tick in checklist(facts, ProfileFacts())]


def checklist(facts: JobFacts, profile: ProfileFacts) -> list[Tick]:
    """Every line of the job beside the profile, musts first."""
    return [*_credentials(facts, profile), *_years(facts, profile), *_home(facts, profile), *_nice(facts, profile)]


def counting_for(line: tuple[str, ...], facts: JobFacts) -> tuple[str, ...]:
    """
    The credentials that meet a line: its own, the full form of an apprentice credential among them (whoever holds the
    CPC has left the CPC-A behind), and the apprentice form where the employer welcomes apprentices.
    """
    full = [CREDENTIALS.fact(term, "becomes") for term in line]
    entry = [CREDENTIALS.fact(term, "apprentice") for term in line] if facts.apprentice_ok else []
    return tuple(dict.fromkeys([*line, *filter(None, [*full, *entry])]))


def _credentials(facts: JobFacts, profile: ProfileFacts) -> Iterator[Tick]:
    for line in facts.credentials_required:
        counting = counting_for(line, facts)
        also = [term for term in counting if term not in line]
        welcome = "Apprentices are welcome" if also and facts.apprentice_ok else ""
        more = f"{either(CREDENTIALS.shorts(also))} counts too" if also else ""
        any_one = "Any one of them counts" if len(line) > 1 else ""
        asked = Requirement(either(_shorts(line)), ". ".join(filter(None, [any_one, welcome, more])))
        yield Tick(asked, *_holding(counting, profile))


def _years(facts: JobFacts, profile: ProfileFacts) -> Iterator[Tick]:
    if not facts.years:
        return
    asked = Requirement(f"{counted(facts.years, 'year')} of paid coding")
    if profile.years is None:
        yield Tick(asked, Verdict.NOT_KNOWN, "Years not stated")
    else:
        verdict = Verdict.MET if profile.years >= facts.years else Verdict.NOT_MET
        yield Tick(asked, verdict, counted(profile.years, "year"))


def _home(facts: JobFacts, profile: ProfileFacts) -> Iterator[Tick]:
    eligible = states_eligible(facts)
    if not eligible:
        return
    asked = Requirement(_where(facts, eligible))
    if profile.state not in STATES:
        yield Tick(asked, Verdict.NOT_KNOWN, "Home state not stated")
    else:
        verdict = Verdict.MET if open_to(facts, profile.state) else Verdict.NOT_MET
        yield Tick(asked, verdict, STATES.label(profile.state))


def _nice(facts: JobFacts, profile: ProfileFacts) -> Iterator[Tick]:
    for term in CREDENTIALS.known(facts.credentials_preferred):
        asked = Requirement(CREDENTIALS[term].short, is_must=False)
        yield Tick(asked, *_holding(counting_for((term,), facts), profile))
    for words, word_list, wanted, known in (
        ("Work in", SPECIALTIES, facts.specialties, profile.specialties),
        ("Experience with", TOOLS, facts.tools, profile.tools),
    ):
        yield from (_mentioned(words, word_list, term, known) for term in word_list.known(wanted))


def _holding(counting: tuple[str, ...], profile: ProfileFacts) -> tuple[Verdict, str]:
    if held := [term for term in counting if term in profile.credentials]:
        return Verdict.MET, ", ".join(_shorts(tuple(held)))
    if not profile.credentials:
        return Verdict.NOT_KNOWN, "No credential stated"
    return Verdict.NOT_MET, f"{', '.join(CREDENTIALS.shorts(profile.credentials))}; not {either(_shorts(counting))}"


def _mentioned(words: str, word_list: WordList, term: str, known: tuple[str, ...]) -> Tick:
    label = word_list[term].label
    asked = Requirement(f"{words} {label}", is_must=False)
    return Tick(asked, Verdict.MET, label) if term in known else Tick(asked, Verdict.NOT_KNOWN, "Nothing about it")


def _where(facts: JobFacts, eligible: tuple[str, ...]) -> str:
    if facts.is_open_to_every_state:
        return "Live in any of the 50 states or DC"
    if facts.follows_office:
        near = "Work at the office in" if facts.workplace != REMOTE else "Live near the office in"
        return f"{near} {office_line(facts.office)}"
    if len(eligible) <= FEW:
        return f"Live in {either(eligible)}"
    return f"Live in one of {len(eligible)} states, listed below"


def _shorts(line: tuple[str, ...]) -> list[str]:
    return [CREDENTIALS[term].short for term in line if term in CREDENTIALS]
