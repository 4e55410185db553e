"""Whether a USPS code stands as a state by what is before and after it, whatever other codes there are."""

from __future__ import annotations

import re
from functools import cache

from careercenter.vocabulary.loading import every_list

WORDS = frozenset({"OR", "IN", "ME", "OK", "HI"})
PROFESSIONS = frozenset({"MD", "PA", "MA", "MS", "ND", "DC", "AS", "CT", "AR", "MT"})
DOUBTFUL = WORDS | PROFESSIONS | {"VA", "ID", "MI", "PR", "VI", "GU", "MP", "DE", "AL", "LA", "CO", "MO", "SC"}
PEOPLE = frozenset({"physician", "doctor", "surgeon", "nurse", "practitioner", "assistant", "officer", "advisor", "dr"})
ZIP = re.compile(r",?\s+\d{5}(?:-\d{4})?(?!\d)")
LOOK_BACK = 60  # characters
LEADS_TO_A_PLACE = re.compile(
    r"(?:states?(?: of|:)|resid(?:e|es|ing|ents?|ency)(?: of| in| within)?|liv(?:e|es|ing) in|located in|location:?"
    r"|based in|licens(?:ed|ure|e) in|hir(?:e|es|ing)(?: in| from)|outside(?: of)?|except(?: in| for)?|excluding"
    r"|not (?:hire |available )?in|eligible (?:in|states:?)|remote(?: in| within| from| only)?\s*[-–—:,(/|]?"
    r"|\bUSA?\s*[-–:]|\bU\.S\.A?\.?\s*[-–,:])"
    r"\s*(?:the )?(?:state of )?[(\"“]?$",
    re.IGNORECASE,
)
IN_A_PLACE = re.compile(r"(?<!\w)(?:in|from|to|of|for|near|throughout|across|within|or|and|any|all)\s+$", re.IGNORECASE)
OF_A_PLACE = re.compile(
    r"(?:\s*-\s*|\s+)(?:residents?|only|based|applicants|candidates|employees|residency|license|office|area)\b"
)
ALONE = re.compile(r"(?:[-–—|/,(\[:\n]|^)\s*$")
LINE_END = re.compile(r"\s*[)\]]?\s*(?:$|\n|[-–—|(])")
CITY = re.compile(
    r"(?:^|[^\w.'’-])((?:[A-Z][\w.'’-]+ ){0,3})([A-Z][a-z.'’-]+(?:[A-Z][a-z'’-]+)*|[A-Z]['’][A-Z][a-z]+|[A-Z]{4,}),\s?$"
)
LEADS_TO_A_CITY = re.compile(
    r"(?:\b(?:in|at|near|from|around|or|and|office|location|based|our|the)|[:|(/;,•·*–—🌎-]|^)\s*$"
)
TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof)\.?\s*$")
MORE_LETTERS = re.compile(r"-[A-Z]\b|,\s*[A-Z][\w.]*\b(?!\s*,\s*[A-Z]{2}\b)")
GOES_ON = re.compile(r"\s+(?!(?:and|or|only|residents?|office|area)\b)[\w$(]")
PART_OF_A_NUMBER = re.compile(r"(?<![\w#-])(?!USA?-)[\w#-]+-$")
NUMBER_GOES_ON = re.compile(r"-(?:\d|[A-Z]{2})")


def stands_alone(text: str, start: int, end: int, code: str) -> bool:
    """A doubtful code needs a ZIP code, words that lead to a place, or a city that is nothing else."""
    before, after = looking_back(text, start), text[end : end + LOOK_BACK]
    if PART_OF_A_NUMBER.search(before) or NUMBER_GOES_ON.match(after):
        return False  # "IHS-25-GA", "SD-WAN"
    if ZIP.match(after):
        return True
    if code in WORDS and GOES_ON.match(after):
        return False  # "LIVE IN OR NEAR", "IN OH"
    if LEADS_TO_A_PLACE.search(before) or _is_after_city(before, after, code):
        return True
    if code in DOUBTFUL:
        return False
    if IN_A_PLACE.search(before) or OF_A_PLACE.match(after):
        return True
    return bool(ALONE.search(before) and LINE_END.match(after) and not MORE_LETTERS.match(after))


def looking_back(text: str, place: int) -> str:
    """What stands before a place, with a mark where the text goes on still further back."""
    return text[:place] if place <= LOOK_BACK else f"…{text[place - LOOK_BACK : place]}"


def _is_after_city(before: str, after: str, code: str) -> bool:
    line = before.rsplit("\n", 1)[-1]
    city = CITY.search(line)
    if city is None or (city[2].isupper() and MORE_LETTERS.match(after)):
        return False
    if code not in DOUBTFUL:
        return True
    words = f"{city[1]}{city[2]}".casefold().split()
    if MORE_LETTERS.match(after) or words[-1] in _trade_words():
        return False
    lead = line[: city.start(1)]
    if TITLE.search(lead):
        return False
    return len(words) == 1 or LEADS_TO_A_CITY.search(lead) is not None


@cache
def _trade_words() -> frozenset[str]:
    """Words of the trade, which no city is called: "Radiology, CT" is no place."""
    lists = ("job_titles", "credentials", "specialties", "settings", "code_sets", "work_types", "education_levels")
    names = (name for each in lists for term in every_list()[each].values() for name in term.names)
    words = (word.strip("(),/").casefold() for name in names for word in name.split())
    return (PEOPLE | frozenset(words)) - {"college"}  # State College, Pennsylvania
