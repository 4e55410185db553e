"""Which match stands first, told by examples: what a coder means, and what merely shares its letters."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.index import Explained, Tier
from careercenter.jobs.relevance_in_words import standing_in_words
from careercenter.jobs.search import search
from tests import cast, factories


class Board:
    """Jobs by a short name; each is a day older than the one before it."""

    def __init__(self, now: datetime) -> None:
        self.people, self.now = cast.make_cast(), now
        self.names: dict[int, str] = {}

    def post(self, name: str, **facts: Any) -> None:
        day = self.now - timedelta(days=len(self.names) + 1)
        said = JobFacts(**{"description": "Work.", **facts})
        self.names[factories.imported_job(self.people.sunrise, said, day).id] = name

    def order(self, query: str, **filters: Any) -> list[str]:
        return [self.names[job] for job in search(JobCriteria(q=query, **filters), self.now).ids]


@pytest.fixture
def board(context: None, now: datetime) -> Board:
    return Board(now)


def test_a_title_of_the_trade_stands_before_facts_and_both_before_a_title_of_another_trade(board: Board) -> None:
    board.post("mentions", title="Nurse", description="Works with CDI.")
    board.post("contract", title="Développeur Java CDI")
    board.post("does it", title="Nurse", specialties=("cdi_ip",))
    board.post("is it", title="CDI Specialist", title_id="cdi_specialist")
    assert board.order("CDI") == ["is it", "does it", "contract", "mentions"]


def test_a_programmer_is_no_coder(board: Board) -> None:
    board.post("programmer", title="Software coder, medical devices")
    board.post("coder", title="Medical Coder II", title_id="coder_2")
    board.post("hospital", title="Nurse", description="Sits beside the medical coder.")
    assert board.order("medical coder") == ["coder", "programmer", "hospital"]


def test_a_name_that_rungs_share_is_a_title_of_the_trade(board: Board) -> None:
    board.post("programmer", title="Software coder, medical devices")
    board.post("plain", title="Remote Medical Coder (CPC)")
    board.post("rung", title="Medical Coder II", title_id="coder_2")
    assert board.order("medical coder") == ["plain", "rung", "programmer"]


def test_a_coders_title_is_found_by_the_name_of_the_trade(board: Board) -> None:
    board.post("programmer", title="Software coder")
    board.post("surgery", title="Surgery coder", credentials_required=(("cpc",),))
    board.post("rung", title="Profee, nights", title_id="profee_coder")
    board.post("nurse", title="Nurse", credentials_required=(("cpc",),))
    assert board.order("coding jobs") == ["rung", "surgery"]


def test_a_rung_counts_whatever_the_title_says(board: Board) -> None:
    board.post("text", title="Clerk", description="Scans for the ip coder.")
    board.post("rung", title="Coder, acute care", title_id="inpatient_coder")
    assert board.order("IP coder") == ["rung", "text"]


def test_what_the_title_says_stands_before_what_the_rung_alone_says(board: Board) -> None:
    board.post("rung", title="Newborn and NICU Coder, APR-DRG", title_id="inpatient_coder")
    board.post("title", title="Senior Inpatient Coder", title_id="inpatient_coder")
    board.post("text", title="Clerk", description="Files inpatient charts.")
    assert board.order("inpatient") == ["title", "rung", "text"]
    assert board.order("inpatient coder")[:2] == ["title", "rung"]
    assert board.order("ip coder")[:2] == ["rung", "title"]


def test_a_former_name_finds_the_present_system_before_the_bare_word(board: Board) -> None:
    board.post("letters", title="Tape seller", description="We sell 3M tape.")
    board.post("system", title="Coder", tools=("encompass_360",))
    assert board.order("3M") == ["system", "letters"]


def test_a_state_is_who_says_it_and_who_hires_there(board: Board) -> None:
    board.post("says so", title="Risk adjustment coder", description="Our people love Texas.", workplace="onsite")
    board.post(
        "elsewhere", title="Risk adjustment coder", workplace="remote", state_rule="include_list", states=("OH",)
    )
    board.post("open", title="Risk adjustment coder", workplace="remote", title_id="risk_adjustment_coder")
    assert board.order("risk adjustment remote Texas") == ["open"]
    assert board.order("risk adjustment Texas") == ["open", "says so"]
    assert board.order("risk adjustment -Texas") == ["open", "elsewhere"]


def test_the_rarer_word_in_the_title_weighs_more_than_the_common_one(board: Board) -> None:
    for number in range(6):
        board.post(f"plain {number}", title="Coder", title_id="coder_2")
    board.post("common", title="Coder", title_id="coder_2", description="Some heron work.")
    board.post("rare", title="Heron abstractor", title_id="coder_2", description="Work as a coder beside others.")
    assert board.order("heron coder") == ["rare", "common"]


def test_a_further_filter_takes_away_and_never_reorders(board: Board) -> None:
    for number in range(12):
        board.post(
            str(number),
            title="Heron coder" if number % 3 else "Coder",
            title_id="coder_2" if number % 2 else None,
            description="A heron." if number % 4 else "A heron and an audit.",
            workplace="remote" if number % 5 else "onsite",
        )
    every = board.order("heron coder")
    remote = board.order("heron coder", workplace=("remote",))
    assert len(every) == 12
    assert remote == [name for name in every if name in remote]
    assert len(remote) == 9


def test_each_result_says_why_it_stands_there(board: Board) -> None:
    board.post("text", title="Clerk", description="A remote heron.")
    board.post("both", title="Heron coder", title_id="coder_2", workplace="remote")
    found = search(JobCriteria(q="heron remote"), board.now, answer=Explained)
    assert [one.tier for one in found.standings] == [Tier.FACTS, Tier.TEXT]
    assert [standing_in_words(one) for one in found.standings] == [
        "“heron” in the title, “remote” among its facts",
        "“heron” in its text, “remote” in its text",
    ]
    assert search(JobCriteria(q="heron", sort="newest"), board.now, answer=Explained).standings == []


def test_the_shell_and_the_api_say_why_too(app: Flask, board: Board, visit: Any) -> None:
    board.post("one", title="Heron coder", title_id="coder_2")
    answer = visit().get("/api/v1/jobs?q=heron").json
    assert answer["standings"] == [
        {"tier": "title", "things": [{"words": "heron", "place": "title"}], "why": "“heron” in the title"}
    ]
    shell = app.test_cli_runner().invoke(args=["search", "heron", "--json"])
    assert '"why": "\\u201cheron\\u201d in the title"' in shell.output
