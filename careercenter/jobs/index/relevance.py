"""
Which match comes first, in tiers that can be said in words; whole numbers only, so that every process says the same.

Each thing that was typed stands at one place of a job, the best that it has:

1. `title`: the words stand in the job's title, and that title is on the trade's ladder, or bears a name that rungs of the
   ladder share ("Medical Coder" may be any of three);
2. `ladder`: the job's rung of the ladder bears that name or says those words, whatever its title says ("IP coder" or
   "inpatient" for "Inpatient Coder");
3. `fact`: the job carries a term of that name: a credential, a system, a kind of work;
4. `text`: the words stand somewhere in its texts. A title that is not on the ladder counts as text: "CDI" in a French
   title is a contract, "coder" beside "Java" a programmer.

The tier follows from the worst place of all things: all in the title or on the ladder, then all there or among the facts,
then all in a title off the ladder, then the rest. Inside a tier stand the jobs with the greatest weight first (the sum of
place times rarity), then the newest, then the later number. Rarity doubles are one step each, counted over all open jobs:
so a further filter takes jobs away and never changes the order of those that stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from pyroaring import BitMap

from careercenter.jobs.words import Wanted


class Whereabouts(IntEnum):
    """Where a thing stands in a job; the number is its weight."""

    TITLE = 6
    LADDER = 5
    FACT = 3
    TEXT = 1


class Tier(StrEnum):
    """The order of the tiers is the order of the list."""

    TITLE = "title"
    FACTS = "facts"
    OTHER_TITLE = "other_title"
    TEXT = "text"


RANKS = {tier: rank for rank, tier in enumerate(Tier)}
TIER_OF = {
    Whereabouts.TITLE: Tier.TITLE,
    Whereabouts.LADDER: Tier.TITLE,
    Whereabouts.FACT: Tier.FACTS,
    Whereabouts.TEXT: Tier.TEXT,
}


@dataclass(frozen=True)
class Spread:
    """
    The jobs that have a thing, by where they have it. `titled` are all whose titles say it; `named` those whose title is
    on the ladder and says it; the sets may overlap, and the best place counts.
    """

    thing: Wanted
    titled: BitMap
    named: BitMap
    on_ladder: BitMap
    factual: BitMap
    rarity: int

    def places(self) -> tuple[tuple[Whereabouts, BitMap], ...]:
        return (Whereabouts.TITLE, self.named), (Whereabouts.LADDER, self.on_ladder), (Whereabouts.FACT, self.factual)

    def place_of(self, slot: int) -> Whereabouts:
        return next((place for place, slots in self.places() if slot in slots), Whereabouts.TEXT)


@dataclass(frozen=True)
class Standing:
    """Why a job stands where it stands: its tier, and the place of each thing in the order typed."""

    tier: Tier
    places: tuple[tuple[Wanted, Whereabouts], ...]
    weight: int


def rarity(having: int, of: int) -> int:
    """How often the number of jobs can be halved before only those that have the thing are left, and one."""
    return (of // max(having, 1)).bit_length()


def in_tiers(hits: BitMap, spreads: Sequence[Spread]) -> list[BitMap]:
    """The hits in groups of one tier and one weight, the best group first."""
    groups: dict[tuple[Whereabouts, int], BitMap] = {(Whereabouts.TITLE, 0): hits}
    for spread in spreads:
        groups = _parted(groups, spread)
    titled = hits
    for spread in spreads:
        titled = titled & spread.titled
    keyed: list[tuple[int, int, BitMap]] = []
    for (worst, weight), slots in groups.items():
        rest = slots
        if worst is Whereabouts.TEXT and (named := slots & titled):
            keyed.append((RANKS[Tier.OTHER_TITLE], -weight, named))
            rest = slots - named
        keyed.append((RANKS[TIER_OF[worst]], -weight, rest))
    return _joined(keyed)


def standing(slot: int, spreads: Sequence[Spread]) -> Standing:
    places = tuple((spread.thing, spread.place_of(slot)) for spread in spreads)
    tier = TIER_OF[min(place for _thing, place in places)]
    if tier is Tier.TEXT and all(slot in spread.titled for spread in spreads):
        tier = Tier.OTHER_TITLE
    return Standing(tier, places, sum(spread.place_of(slot) * spread.rarity for spread in spreads))


def _parted(groups: dict[tuple[Whereabouts, int], BitMap], spread: Spread) -> dict[tuple[Whereabouts, int], BitMap]:
    """Each group parted by the place of one more thing. Parts of one worst place and one weight are one group again."""
    parts: defaultdict[tuple[Whereabouts, int], list[BitMap]] = defaultdict(list)
    for (worst, weight), slots in groups.items():
        rest = slots
        for place, there in spread.places():
            if here := rest & there:
                parts[min(worst, place), weight + place * spread.rarity].append(here)
                rest = rest - here
        if rest:
            parts[min(worst, Whereabouts.TEXT), weight + Whereabouts.TEXT * spread.rarity].append(rest)
    return {key: BitMap.union(*some) for key, some in parts.items()}


def _joined(keyed: list[tuple[int, int, BitMap]]) -> list[BitMap]:
    same: defaultdict[tuple[int, int], list[BitMap]] = defaultdict(list)
    for rank, weight, slots in keyed:
        if slots:
            same[rank, weight].append(slots)
    return [BitMap.union(*same[key]) for key in sorted(same)]
