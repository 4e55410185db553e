"""
In which states the person may live while working (d9): a rule and its states, only where the posting says so.

A statement must speak of living or of hiring: offices, licences, pay ranges and laws of states are no limits, and neither
is "Dayton, OH". "All states but X" and "we can't hire in X" exclude; "anywhere in the US" opens all; "the continental US"
leaves out Alaska and Hawaii.
"""

from __future__ import annotations

import re

from careercenter.jobs.facts import ALL_BUT_THESE, ANY_STATE, NEAR_OFFICE, THESE_STATES
from careercenter.jobs.reading.hints import Hints
from careercenter.jobs.reading.office import US, state_code
from careercenter.jobs.reading.statements import Statement, Statements
from careercenter.vocabulary import STATES
from careercenter.vocabulary.states import StateMention, states_in

COUNTRY = r"(?:the\s+)?(?:greater\s+)?(?:U\.?S\.?A?\b\.?|United States(?: of America)?)"
PEOPLE = r"(?:candidates?|applicants?|individuals|employees|those|people|persons|residents|associates|coders)"
ANYWHERE = re.compile(
    rf"\banywhere (?:in|within|across) {COUNTRY}|\b(?:fully |100\s?% )remote,? (?:with)?in {COUNTRY}"
    r"|\bremote[\s-]+(?:nationwide|anywhere)|\banywhere in usa\b"
    rf"|\bremote\W+any (?:location|state)|\b{PEOPLE}[^.;\n]{{0,50}}\b(?:all (?:50|fifty) "
    rf"|any )(?:U\.?S\.? )?states?\b"
    rf"|\b(?:hire|hiring|remote|work|live|reside|open)\b[^.;\n]{{0,40}}\b(?:in|from|to) (?:all (?:50|fifty) "
    rf"|any )(?:U\.?S\.? )?states?\b(?![- ](?:specific|or|law|where))|\bany (?:location|state) in {COUNTRY}",
    re.IGNORECASE,
)
CONTINENTAL = re.compile(
    rf"\b(?:reside|residing|live|living|located|based|work|remote|open to|{PEOPLE})\b[^.;\n]{{0,60}}\b(?:continental"
    rf"|contiguous|lower 48)\b",
    re.IGNORECASE,
)
# A statement without any of these says nothing of where one may live.
LIVING = re.compile(
    r"\b(?:states?|usa?|united states|reside\w*|residing|residents?|residence|hir(?:e|es|ing|ed)|liv(?:e|es|ing)"
    r"|located|based|remote\w*|anywhere|nationwide|commut\w+"
    r"|local|within|continental|contiguous|candidates?|applicants?|eligible|employ\w*|except\w*|exclud\w+)\b",
    re.IGNORECASE,
)
# What leads to the states in which one may live, or from which one is hired.
INCLUDES = re.compile(
    rf"\b(?:must|should|need to|required to|have to|only|currently)\b[^.;\n]{{0,30}}\b(?:reside|live"
    rf"|be (?:a (?:legal )?resident|located|based|living|domiciled|residing|physically located)|(?:located|based"
    rf"|residing|living))\b"
    rf"|\bresid(?:e|es|ing) (?:in|within)\b|\bprimary residence\b|\bresidents? (?:of|in)\b"
    rf"|\b{PEOPLE}\b[^.;\n]{{0,40}}\b(?:located|residing|reside|living|live|based|from|in)\b(?! good| excellent)"
    r"|\bfollowing (?:U\.?S\.? |approved |eligible )?states\b|\b(?:these|eligible|approved|select"
    r"|certain) (?:U\.?S\.? )?states\b|\b(?:hire|hires|hiring|employ)\b[^.;\n]{0,30}\b(?:in|from)\b|\b(?:any"
    r"|one) of (?:the following|these)\b"
    r"|\bremote(?:ly)?\b[^.;\n]{0,20}\b(?:in|within|from|only)\b|\b(?:open|available|limited"
    r"|restricted) (?:only )?to\b[^.;\n]{0,30}\b(?:in|of|from)?|\bwork(?:ing)? from\b|\b(?:states|united states"
    r"|usa?)\W{0,4}:",
    re.IGNORECASE,
)
AFTER_STATES = re.compile(r"\s*(?:residents?|candidates|applicants|residency|based candidates|only)\b", re.IGNORECASE)
EXCLUDES = re.compile(
    r"\b(?:(?:can ?not|can't|unable to|not able to|do(?:es)? not|don't|doesn't|won't|will not|are not|is not|aren't"
    r"|isn't|not currently|not be) (?:be )?(?:currently )?(?:hir\w+|employ\w*|accept\w*|consider\w*|eligible"
    r"|available|open|able|support|offer\w*|recruit\w*|performed|located|resid\w+|work\w*|live|living|based|be)"
    rf"|except(?:ing|ion)?(?: (?:of|for|in))?|exclud(?:ing|es|ed|e)|other than|not (?:available|eligible|open|hiring"
    rf"|accepting)\b|ineligible|open to {PEOPLE}[^.;\n]{{0,20}} outside of|but not)\b",
    re.IGNORECASE,
)
EXCLUDED_AFTER = re.compile(
    r"[^.;\n]{0,40}\b(?:not (?:be )?(?:eligible|considered|hired|able|available)|ineligible|excluded)\b", re.IGNORECASE
)
ABOUT_LIVING = re.compile(
    rf"\b(?:hir\w+|resid\w+|liv(?:e|es|ing)|located|based|remote\w*|{PEOPLE}|employ(?:ment|ing)?|eligible"
    rf"|work(?:ing)? (?:from|in|remotely)|states?|role|position|anywhere)\b",
    re.IGNORECASE,
)
BEYOND = re.compile(
    r"\b(?:licen[sc]\w+|pay ranges?|salar(?:y|ies)|compensation|wages?|privacy|notice|ccpa|laws?|legislation"
    r"|transparency|ordinance|statutes?|rules?\b|\bact\b|vaccin\w+|drug|arrest|conviction|criminal|equal"
    r"|headquarter\w*|hospitals? |facilit\w+|clinics?\b"
    r"|serv(?:e|es|ing)|customers|clients|patients|members|communit\w+|disab\w+|tax(?:es)?|insurance|certif\w+ in"
    r"|registered in|graduat\w+|universit\w+|college|based on|travel\w*|founded|holidays?|zone|leave|sponsorship"
    r"|prefer\w*|priority|may request|jobs in|shifts? in|boards? of|subsidiar\w+|fingerprint|clearance card|right to"
    r"|choose)\b|\bUS:[A-Z]{2}:",
    re.IGNORECASE,
)
CITY_BEFORE = re.compile(r"(?:^|[^A-Z])[A-Z][a-z][\w.'’-]*,\s?$")
PART_OF_A_PLACE = re.compile(r"\s*,?\s*(?:City|[Mm]etro\w*|area|region|Bay|office)\b|\s[-–]\s[A-Z]")
RADIUS = re.compile(
    r"\b(?:within (?:a )?(?:\d+[\s-]*(?:miles?|mile radius)|(?:reasonable |\d+[ -](?:minute|hour) )?(?:commut\w+"
    r"|driving)(?: distance)?)|commut(?:able|ing) distance|local (?:candidates|applicants) only|must (?:be"
    r"|live) local)\b",
    re.IGNORECASE,
)
NEAR_HOME = re.compile(rf"\b(?:reside|live|located|residing|living|based|local|{PEOPLE})\b", re.IGNORECASE)
IF_YOU = re.compile(r"\W*(?:if|when) (?:you|a candidate|the candidate)\b", re.IGNORECASE)
AMONG_CITIES = re.compile(
    r"\b(?:San Francisco|Boston|Chicago|Los Angeles|London|Toronto|Seattle|Austin|Denver|Paris|Sacramento|Sydney)\b"
)
WHOLE_COUNTRY = re.compile(r"\b(?:USA?|U\.S|United States)\b")
NOT_IN_THE_COUNTRY = frozenset({"PR", "GU", "VI", "AS", "MP"})  # named beside the country, they limit nothing
LIST_GAP = 8  # characters between two states of one list
REACH = 200  # characters between the words that lead to a list of states and its first state


def state_rule(hints: Hints, statements: Statements) -> tuple[str | None, tuple[str, ...]]:
    """The rule's id and its states in the order of the list; (None, ()) where nothing is said."""
    by_field = _of_field(hints.live_in)
    if by_field is not None:
        return by_field
    included: set[str] = set()
    excluded: set[str] = set()
    is_any = is_near = False
    for statement in statements.with_words(LIVING):
        text = statement.text
        if _is_beyond(statement):
            continue
        is_any = is_any or ANYWHERE.search(text) is not None
        is_near = is_near or (RADIUS.search(text) is not None and NEAR_HOME.search(text) is not None)
        included |= _included(statement)
        excluded |= _excluded(statement)
    if excluded:
        return ALL_BUT_THESE, tuple(STATES.known(excluded))
    if included:
        return THESE_STATES, tuple(STATES.known(included))
    if is_any:
        return ANY_STATE, ()
    return (NEAR_OFFICE, ()) if is_near else (None, ())


def _of_field(live_in: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]] | None:
    """schema.org's list: states by name, or the country."""
    codes = {code for place in live_in if (code := state_code(place.partition(",")[0]))}
    if codes:
        return THESE_STATES, tuple(STATES.known(codes))
    if any(place.casefold().strip(" .") in US for place in live_in):
        return ANY_STATE, ()
    return None


def _is_beyond(statement: Statement) -> bool:
    """It speaks of something else that states have."""
    return BEYOND.search(statement.text) is not None or BEYOND.search(statement.lead) is not None


def _included(statement: Statement) -> set[str]:
    text = statement.text
    led = [match.end() for match in INCLUDES.finditer(text)]
    is_led = statement.lead != "" and INCLUDES.search(statement.lead) is not None
    if not (led or is_led or AFTER_STATES.search(text)) or IF_YOU.match(text):
        return set()
    if EXCLUDES.search(text) or EXCLUDES.search(statement.lead) or CONTINENTAL.search(text) or RADIUS.search(text):
        return set()
    states = _whole_states(statement)
    if not states or (NOT_IN_THE_COUNTRY.issuperset(state.code for state in states) and WHOLE_COUNTRY.search(text)):
        return set()
    near = any(0 <= states[0].start - end <= REACH for end in led)
    return {state.code for state in states} if is_led or near or AFTER_STATES.match(text, states[-1].end) else set()


def _excluded(statement: Statement) -> set[str]:
    text = statement.text
    if CONTINENTAL.search(text):
        return {"AK", "HI"}
    cues = list(EXCLUDES.finditer(text))
    is_led = statement.lead != "" and EXCLUDES.search(statement.lead) is not None
    if not (cues or is_led or "eligible" in text) or not (
        ABOUT_LIVING.search(text) or ABOUT_LIVING.search(statement.lead)
    ):
        return set()
    states = _whole_states(statement)
    if not states:
        return set()
    if is_led or EXCLUDED_AFTER.match(text, states[-1].end):
        return {state.code for state in states}
    cue = next((match for match in cues if any(state.start >= match.start() for state in states)), None)
    if cue is None or re.match(r"[^.;\n]{0,30}\bas well\b", text[states[-1].end :]):
        return set()
    return {state.code for state in states if state.start >= cue.start()}


def _whole_states(statement: Statement) -> list[StateMention]:
    """The states that are named as such, not as the place of a city or an office."""
    text = statement.text
    whole: list[StateMention] = []
    ended = -1
    for state in states_in(text):
        in_list = ended >= 0 and state.start - ended <= LIST_GAP
        ended = state.end
        is_of_city = not in_list and CITY_BEFORE.search(text[max(0, state.start - 40) : state.start])
        if (
            not is_of_city
            and not PART_OF_A_PLACE.match(text, state.end)
            and not (state.said == "New York" and AMONG_CITIES.search(text))
        ):
            whole.append(state)
    return whole
