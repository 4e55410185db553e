"""Why a job stands where it stands in the order by relevance: in words, and as data for programs."""

from __future__ import annotations

from typing import Any

from careercenter.jobs.index import Standing, Whereabouts

PLACES = {
    Whereabouts.TITLE: "in the title",
    Whereabouts.LADDER: "by the kind of job",
    Whereabouts.FACT: "among its facts",
    Whereabouts.TEXT: "in its text",
}


def standing_in_words(standing: Standing) -> str:
    """Why a job stands where it stands: "“inpatient coder” in the title, “remote” among its facts"."""
    return ", ".join(f"“{thing.said}” {PLACES[place]}" for thing, place in standing.places)


def standing_as_data(standing: Standing) -> dict[str, Any]:
    """The same for programs: the tier, each thing typed with its place, and the sentence."""
    return {
        "tier": standing.tier.value,
        "things": [{"words": thing.said, "place": place.name.lower()} for thing, place in standing.places],
        "why": standing_in_words(standing),
    }
