"""The content files: ids that exist, words that are ours to print, nobody who is real."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from careercenter.demo import content
from careercenter.demo.content import Posting
from careercenter.jobs.columns import LISTS, term_rows
from careercenter.jobs.criteria import parse
from careercenter.jobs.facts import JobFacts
from careercenter.vocabulary import (
    BENEFITS,
    DECLINE_REASONS,
    EMPLOYER_KINDS,
    EMPLOYMENT_TYPES,
    JOB_TITLES,
    PAY_UNITS,
    SCREENING_QUESTIONS,
    STATE_RULES,
    STATES,
    WITHDRAW_REASONS,
    WORK_LOCATIONS,
    WORK_TYPES,
    WORKPLACES,
)

TODAY = date(2026, 11, 23)
POSTINGS = {posting.key: posting for posting in content.postings()}
SHORT_ON_PURPOSE = {"charge-integrity-draft", "behavioral-draft", "rockstar", "per-hcc-removed"}
FILES = sorted(content.FOLDER.rglob("*.yml"))


def facts(posting: Posting) -> JobFacts:
    return content.facts_of(posting.row, today=TODAY)


@pytest.mark.parametrize("key", POSTINGS)
def test_every_id_of_a_job_is_a_term_on_offer(key: str) -> None:
    said = facts(POSTINGS[key])
    lists = {**LISTS, "state": STATES, "benefit": BENEFITS, "question": SCREENING_QUESTIONS}
    for kind, term, _line in term_rows(said):
        assert lists[kind][term].active
    one_each = (
        (JOB_TITLES, said.title_id),
        (EMPLOYMENT_TYPES, said.employment),
        (WORKPLACES, said.workplace),
        (STATE_RULES, said.state_rule),
        (WORK_LOCATIONS, said.work_location),
        (PAY_UNITS, said.pay.unit if said.pay else None),
        (WORK_TYPES, said.quota.work_type if said.quota else None),
    )
    for word_list, term in one_each:
        assert term is None or word_list[term].active


@pytest.mark.parametrize("key", sorted(POSTINGS.keys() - SHORT_ON_PURPOSE))
def test_descriptions_say_something_and_come_to_an_end(key: str) -> None:
    assert 55 <= len(facts(POSTINGS[key]).description.split()) <= 160


def test_no_two_descriptions_begin_alike() -> None:
    beginnings = {" ".join(facts(posting).description.split()[:4]) for posting in POSTINGS.values()}
    assert len(beginnings) == len(POSTINGS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_five_digits_but_the_zip_codes_of_offices(path: object) -> None:
    """Five digits are the shape of a CPT code, which is the AMA's to print."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    without_zips = re.sub(r'zip: "\d{5}"', "", text)
    without_salaries = re.sub(r"pay: \[\d+, \d+, year\]", "", without_zips)
    assert re.findall(r"\b\d{5}\b", without_salaries) == []


def test_every_domain_is_one_that_nobody_can_own() -> None:
    hosts = [urlsplit(firm.website).hostname for firm in content.firms()]
    hosts += [urlsplit(said.apply_url).hostname for posting in POSTINGS.values() if (said := facts(posting)).apply_url]
    hosts += [person.email.rpartition("@")[2] for person in content.people()]
    assert all(host and host.endswith(".example") for host in hosts)


def test_employers_and_seekers_speak_the_trades_words() -> None:
    assert all(firm.kind in EMPLOYER_KINDS and firm.state in STATES for firm in content.firms())
    assert all(person.profile["state"] in STATES for person in content.people() if person.profile)


def test_every_saved_search_is_understood_whole() -> None:
    for row in content.searches():
        criteria, dropped = parse(parse_qs(row["find"]))
        assert dropped == []
        assert criteria.query_string() == row["find"]


def test_each_answer_goes_to_a_question_that_the_job_asks() -> None:
    for answering in content.answerings():
        assert set(answering.answers) == set(facts(POSTINGS[answering.job]).questions)
        assert answering.withdrawn is None or answering.withdrawn[0] in WITHDRAW_REASONS
        assert all(move.get("declined") in {None, *DECLINE_REASONS} for move in answering.moves)


def test_lines_of_the_file_are_joined_and_lists_are_kept() -> None:
    assert content.unwrapped("One two\nthree.\n\n- a\n  b\n- c\n1. d\n") == "One two three.\n\n- a   b\n- c\n1. d"
