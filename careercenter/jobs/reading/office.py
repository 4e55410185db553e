"""Where the office is, from a feed's fields of the place or from its one line ("Dayton, OH 45402", "US, CA, Santa Clara")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from careercenter.jobs.facts import Office
from careercenter.jobs.reading.hints import Hints
from careercenter.vocabulary import STATES

US = frozenset({"us", "usa", "u.s", "u.s.a", "united states", "united states of america", "the united states", "840"})
US_SAID = re.compile(r"\b(?:USA?|U\.S\.|United States)(?![A-Za-z])")
COUNTRIES_ABROAD = (
    r"canada|ontario|quebec|british columbia|alberta|mexico|brazil|argentina|colombia|chile|costa rica|uk"
    r"|united kingdom|england|scotland|wales|ireland|germany|deutschland|france|spain|portugal|italy|netherlands"
    r"|belgium|switzerland|austria|poland|polska|romania|hungary|bulgaria|czech\w*|slovakia|ukraine|serbia|greece"
    r"|turkey|sweden|norway|denmark|finland|india|philippines|china|japan|korea|singapore|malaysia|indonesia"
    r"|vietnam|thailand|taiwan|hong kong|australia|new zealand|south africa|nigeria|kenya|egypt|israel|pakistan"
    r"|bangladesh|sri lanka|uae|europe|emea|apac|latam|latin america|latvia|lithuania|estonia|croatia|cyprus|malta"
    r"|luxembourg|peru|uruguay|ecuador|asia|africa|macedonia|montenegro|south america"
)
CITIES_ABROAD = (
    r"toronto|vancouver|montreal|london|dublin|berlin|paris|madrid|barcelona|lisbon|amsterdam|warsaw|stockholm"
    r"|bangalore|bengaluru|hyderabad|mumbai|delhi|noida|pune|manila|shanghai|tokyo|sydney|melbourne|dubai"
)
COUNTRY_ABROAD = re.compile(COUNTRIES_ABROAD, re.IGNORECASE)
ABROAD = re.compile(rf"\b(?:{COUNTRIES_ABROAD}|{CITIES_ABROAD})\b", re.IGNORECASE)
# What stands in a field of the city and is none: a house, an area, or nothing in particular.
NOT_A_CITY = re.compile(
    r"\b(?:remote|hybrid|on-?site|home|virtual|telework|anywhere|various|multiple|several|locations?|cit(?:y"
    r"|ies)(?= |$)(?<!city)|nationwide|worldwide|global|no city|not specific|unspecified|campus|hospital|clinic"
    r"|center"
    r"|centre|office|offices|building|bldg|medical|health|healthcare|region|corporate|headquarters|hq|department"
    r"|facility|metro|statewide|usa?|united states|national|n/a|none|tbd|area|regional)\b|\d",
    re.IGNORECASE,
)
PAY = re.compile(r"💰[^🌎]*")
DECORATION = re.compile(r"[`🌎📍*]+")
PARTS_OF_A_LINE = re.compile(r"\s*;\s*|\s+or\s+|\s*\|\s*|\s+/\s+")
PARTS_OF_A_PLACE = re.compile(r"\s*,\s*|\s+[-–—]\s+|\s*\(|\)\s*")
ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
LONGEST_CITY = 40


def office_from(hints: Hints) -> Office | None:
    """The place of the office; None where the feed names none."""
    found = _found(hints)
    code = ZIP.search(hints.zip)
    return replace(found, zip=code[1]) if found and found.state and not found.zip and code else found


def _found(hints: Hints) -> Office | None:
    is_split = bool(hints.state) == (state_code(hints.state) is not None) and "," not in hints.city
    by_fields = (
        _of_fields(hints) if is_split else _of_line(", ".join(filter(None, (hints.city, hints.state, hints.zip))))
    )
    return by_fields or _of_fields(hints) or _of_line(hints.place)


def is_abroad(hints: Hints) -> bool:
    """The feed says that the job is outside the United States."""
    country = hints.country.casefold().strip(" .")
    if country in US:
        return False
    if ABROAD.search(country) or (country.isalpha() and len(country) in (2, 3) and country.upper() not in STATES):
        return True
    place = f"{hints.place} {hints.city} {hints.state}"
    if US_SAID.search(place):
        return False
    return ABROAD.search(place) is not None and not any(state_code(part) for part in PARTS_OF_A_PLACE.split(place))


def state_code(said: str) -> str | None:
    """The USPS code of "OH", "Ohio", "US-OH" or "California US"."""
    bare = re.sub(
        r"^(?:USA?|United States(?: of America)?)\s*[-,]\s*|[\s,]+(?:USA?|United States(?: of America)?)$",
        "",
        said.strip(" ."),
        flags=re.IGNORECASE,
    )
    return (
        _states().get(bare.casefold())
        if bare.casefold() not in ("me", "or", "in", "hi", "ok") or bare.isupper()
        else None
    )


@cache
def _states() -> dict[str, str]:
    return {name.casefold(): code for code, state in STATES.items() for name in (code, state.label)}


def _of_fields(hints: Hints) -> Office | None:
    state = state_code(hints.state)
    city = hints.city.partition(",")[0]
    city = city.strip() if _is_city(city) else ""
    if not city and not state:
        return None
    if hints.city and not city and not hints.state:
        return None
    zip_code = ZIP.search(
        hints.zip.strip().zfill(5) if hints.zip.strip().isdigit() and len(hints.zip.strip()) == 4 else hints.zip
    )
    return Office(
        city[:80],
        state,
        zip_code[1] if zip_code and (state or not hints.country or hints.country.casefold() in US) else "",
    )


def _of_line(place: str) -> Office | None:
    line = DECORATION.sub(" ", PAY.sub(" ", place)).strip()
    offices = [office for part in PARTS_OF_A_LINE.split(line) if part and (office := _of_part(part))]
    with_state = next((office for office in offices if office.state), None)
    return with_state or (offices[0] if offices else None)


def _of_part(part: str) -> Office | None:
    zip_code = ZIP.search(part)
    pieces = [
        piece
        for piece in PARTS_OF_A_PLACE.split(ZIP.sub("", part))
        if piece.strip() and piece.casefold().strip(" .") not in US
    ]
    states = [(number, code) for number, piece in enumerate(pieces) if (code := state_code(piece))]
    if not states:
        pieces = [piece for piece in pieces if not NOT_A_CITY.search(piece)]
        city = pieces[0].strip() if pieces and _is_city(pieces[0]) else ""
        return Office(city[:80]) if city and not COUNTRY_ABROAD.fullmatch(city) else None
    number, code = _the_state(states, pieces)
    before = pieces[number - 1] if number else (pieces[number + 1] if number + 1 < len(pieces) else "")
    city = before.strip() if _is_city(before) else ""
    return Office(city[:80], code, zip_code[1] if zip_code else "")


def _the_state(states: list[tuple[int, str]], pieces: list[str]) -> tuple[int, str]:
    """The piece that is the state: the last, unless it only spells out the code before it ("Dayton, OH, Ohio")."""
    number, code = states[-1]
    is_spelt_out = (number - 1, code) in states and number > 1 and len(pieces[number - 1].strip()) == len(code)
    return (number - 1, code) if is_spelt_out else (number, code)


def _is_city(said: str) -> bool:
    bare = said.strip()
    return (
        bool(bare)
        and len(bare) <= LONGEST_CITY
        and len(bare.split()) <= 4
        and not NOT_A_CITY.search(bare)
        and bare[0].isalpha()
    )
