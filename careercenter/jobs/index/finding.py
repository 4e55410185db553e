"""One question to the index: which jobs match, in which order, and how many each further choice would leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any, Self

from pyroaring import BitMap

from careercenter.gazetteer import place_named
from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.index.board import Board, Version
from careercenter.jobs.index.relevance import Spread, in_tiers, rarity
from careercenter.jobs.index.words import Phrase, Words
from careercenter.jobs.terms import CODER_TITLES, CODER_WORDS, FILTERS, GROUP_OF_LIST, SHARED_TITLES, rungs_saying
from careercenter.jobs.words import TRADE, Wanted
from careercenter.moments import SECOND, moment

DAY = 86_400 * SECOND
NAMED = (*(group.name for group in FILTERS), "employer")
FLAGS = ("apprentice", "us_only")


@dataclass(frozen=True)
class Found:
    """`ids` are those of the page asked for; `versions` tell a text of each that was drawn before from the one it has now."""

    total: int
    ids: list[int]
    versions: list[Version]

    @classmethod
    def of(cls, question: Question, first: int, most: int | None) -> Self:
        """The answer of this kind: the matches from `first` on, at most `most` of them."""
        slots = question.in_order(first, None if most is None else first + most)
        return cls(**cls.facts(question, slots))

    @classmethod
    def facts(cls, question: Question, slots: list[int]) -> dict[str, Any]:
        """What the answer says, by name. A kind that says more adds to it: what was not asked can't be read."""
        board = question.board
        return {
            "total": len(question.hits),
            "ids": [board.job_of[slot] for slot in slots],
            "versions": [board.version(slot) for slot in slots],
        }


class Question:
    def __init__(
        self, board: Board, words: Words, criteria: JobCriteria, now: datetime, after: datetime | None
    ) -> None:
        self.board = board
        self.words = words
        self.criteria = criteria
        self.now = moment(now)
        self.words_asked = criteria.words
        self.board_open = self.open = board.open_at(self.now)
        if after is not None:
            self.open = self.open & board.published_between(moment(after), None)

    @cached_property
    def hits(self) -> BitMap:
        return self.without(None)

    @cached_property
    def filters(self) -> dict[str, BitMap]:
        """By name, the slots that each filter in force lets through. Several values of one name are OR."""
        board, criteria = self.board, self.criteria
        chosen = {name: self.board.carrying(name, getattr(criteria, name)) for name in NAMED if getattr(criteria, name)}
        chosen |= {name: self.board.carrying(name, ("1",)) for name in FLAGS if getattr(criteria, name)}
        if criteria.closed:
            chosen.pop("state", None)
        if criteria.near:
            chosen["near"] = BitMap.union(BitMap(), *self.around.values())
        if criteria.pay_min is not None:
            chosen["pay_min"] = board.paying(criteria.pay_min)
        if criteria.posted is not None:
            chosen["posted"] = board.published_between(self.now - criteria.posted * DAY, None)
        return chosen

    @cached_property
    def around(self) -> dict[float, BitMap]:
        """The jobs with an office near the place asked for, by their distance."""
        place = place_named(self.criteria.near)
        return self.board.offices.within(self.criteria.miles, place.point) if place else {}

    @cached_property
    def let_in(self) -> BitMap:
        """The jobs open to one of the states asked for."""
        return self.board.carrying("state", self.criteria.state)

    @cached_property
    def worded(self) -> BitMap:
        """The open jobs that the typed words let through."""
        slots = self.open
        for thing in self.words_asked.wanted:
            slots = slots & self._having(thing)
        for thing in self.words_asked.unwanted:
            slots = slots - self._having(thing)
        return slots

    def without(self, name: str | None) -> BitMap:
        """The matches with one filter left out. Names are AND."""
        slots = self.worded
        for other, let_through in self.filters.items():
            if other != name:
                slots = slots & let_through
        return slots

    def _having(self, thing: Wanted) -> BitMap:
        """The words are there, or a term that they name."""
        return self._saying(thing, self.words.holding) | self._named(thing)

    def _saying(self, thing: Wanted, jobs_of: Callable[[Phrase], BitMap]) -> BitMap:
        return reduce(or_, (reduce(and_, map(jobs_of, way.phrases)) for way in thing.ways))

    def _named(self, thing: Wanted) -> BitMap:
        terms = [one for way in thing.ways for one in way.terms]
        groups = [(GROUP_OF_LIST[name], (term,)) for name, term in terms if name in GROUP_OF_LIST]
        coders = [self._coders] if TRADE in terms else []
        return BitMap.union(BitMap(), *coders, *(self.board.carrying(group, values) for group, values in groups))

    @cached_property
    def _coders(self) -> BitMap:
        """
        The jobs of coders by their title: a rung of coding, or a title that says so of a job on the ladder or of one that
        carries a credential or a code set. A title alone isn't enough: programmers are coders too.
        """
        said = reduce(or_, map(self._entitled, CODER_WORDS))
        known = said & self._of_the_trade
        rest = said - known
        carrying = (slots for group in ("credential", "code_set") for slots in self.board.terms[group].values())
        return BitMap.union(known, self.board.carrying("title", CODER_TITLES), *(rest & slots for slots in carrying))

    # Order

    @property
    def is_by_relevance(self) -> bool:
        return self.criteria.order == "relevance" and bool(self.words_asked.wanted)

    def in_order(self, first: int, last: int | None) -> list[int]:
        """From `first` to before `last` of the matches, part after part."""
        board = self.board
        ordered = {"pay": board.best_paid, "quota": board.lowest_quota}.get(self.criteria.order, board.newest)
        found: list[int] = []
        for part in self._parts():
            if last is not None and last <= 0:
                break
            if first < len(part):
                found += ordered(part, first, last)
            first = max(first - len(part), 0)
            last = None if last is None else last - len(part)
        return found

    def _parts(self) -> Iterator[BitMap]:
        """
        The matches in parts that follow one another: those open to the states asked for before those closed to them; in
        either the groups of relevance, or by distance the nearer before the farther.
        """
        whole = [self.hits & self.let_in, self.hits - self.let_in] if self.criteria.closed else [self.hits]
        for slots in whole:
            if self.is_by_relevance:
                yield from in_tiers(slots, self.spreads)
            elif self.criteria.order == "distance":
                yield from (slots & there for there in self.around.values())
            else:
                yield slots

    @cached_property
    def spreads(self) -> list[Spread]:
        """Where the jobs have each thing that was typed."""
        return [self._spread(thing) for thing in self.words_asked.wanted]

    def _spread(self, thing: Wanted) -> Spread:
        titled = self._saying(thing, self.words.entitled)
        terms = [one for way in thing.ways for one in way.terms]
        rungs = tuple(term for name, term in terms if GROUP_OF_LIST.get(name) == "title")
        rungs += CODER_TITLES if TRADE in terms else ()
        having = self.board_open.intersection_cardinality(self._having(thing))
        return Spread(
            thing,
            titled,
            titled & self._of_the_trade,
            self.board.carrying("title", rungs) | (self._saying(thing, self._entitled) & self.board.laddered()),
            self._named(thing),
            rarity(having, len(self.board_open)),
        )

    def _entitled(self, phrase: Phrase) -> BitMap:
        """The jobs whose title says this, or whose rung of the ladder does."""
        return self.words.entitled(phrase) | self.board.carrying("title", rungs_saying(phrase))

    @cached_property
    def _of_the_trade(self) -> BitMap:
        """The jobs whose title is on the ladder, or bears a name that rungs of it share."""
        return reduce(or_, map(self.words.entitled, SHARED_TITLES), self.board.laddered())
