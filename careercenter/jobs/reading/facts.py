"""A posting as facts: its title, its text and what the feed said beside them, read subject by subject."""

from __future__ import annotations

import re
from collections import defaultdict

from careercenter.jobs.facts import JobFacts
from careercenter.jobs.reading import states
from careercenter.jobs.reading import title as titles
from careercenter.jobs.reading.apprentices import APPRENTICE_TERMS, apprentices_welcome
from careercenter.jobs.reading.credentials import credentials_asked
from careercenter.jobs.reading.employment import employment
from careercenter.jobs.reading.hints import NO_HINTS, Hints
from careercenter.jobs.reading.office import is_abroad, office_from
from careercenter.jobs.reading.pay import pay_from
from careercenter.jobs.reading.quota import quota
from careercenter.jobs.reading.result_pages import lists_other_jobs
from careercenter.jobs.reading.statements import Statements, readable
from careercenter.jobs.reading.work_location import work_location
from careercenter.jobs.reading.workplace import workplace
from careercenter.jobs.reading.years import years_asked
from careercenter.vocabulary import CODE_SETS, SETTINGS, SPECIALTIES, TOOLS, WordList
from careercenter.vocabulary.reading import Mention, mentions

Named = dict[str, list[Mention]]  # the terms found, by their list

AFTER_TITLE = "\n\n"
TRADE = frozenset({"job_titles", "credentials", "specialties", "code_sets", "settings", "tools"})
LISTS = (*sorted(TRADE), "employment_types")
NURSE = re.compile(r"\bRN\b|\bregistered nurse", re.IGNORECASE)
BESIDE_THE_WORK = re.compile(
    r"\b(?:benefits?|perks|what we offer|we offer|about us|about the company|who we are|equal|eeo|disclaimer)\b",
    re.IGNORECASE,
)
CERTIFICATE = re.compile(r"\s+(?:certif\w+|credential\w*)", re.IGNORECASE)
INSURED = re.compile(r"\b(?:insurance|benefits?|401|pto|coverage|tuition|paid time off|wellness)\b", re.IGNORECASE)


def read_facts(title: str, description: str, hints: Hints = NO_HINTS) -> JobFacts:
    """
    What a posting says, as data. `description` is Markdown and stays the job's own text; nothing is read from a text
    that only lists other jobs, as the pages of results of some boards do. Where apprentices are shut out, their
    certificate is no way in, though a list of all certificates names it.
    """
    text = "" if lists_other_jobs(description) else readable(description)
    statements = Statements(f"{title}{AFTER_TITLE}{text}")
    in_title, in_text = _named(title, statements.text)
    is_trade = _is_of_the_trade(title, in_title, in_text)
    welcome = apprentices_welcome(statements, in_text["credentials"]) if is_trade else None
    ways = [one for one in in_text["credentials"] if welcome is not False or one.term not in APPRENTICE_TERMS]
    asked = credentials_asked(ways, statements, title_mentions=in_title["credentials"])
    rule, rule_states = states.state_rule(hints, statements)
    return JobFacts(
        title=title,
        description=description,
        title_id=titles.title_id(title, in_title["job_titles"]),
        employment=employment(hints, title, statements, in_text["employment_types"]),
        workplace=workplace(hints, title, statements),
        state_rule=rule,
        states=rule_states,
        work_location=work_location(statements),
        office=office_from(hints),
        pay=pay_from(hints, statements, is_abroad=is_abroad(hints)),
        credentials_required=asked.required,
        credentials_preferred=asked.preferred,
        apprentice_ok=welcome,
        specialties=_terms(SPECIALTIES, in_title, in_text, statements) if is_trade else (),
        code_sets=_terms(CODE_SETS, in_title, in_text, statements) if is_trade else (),
        settings=_terms(SETTINGS, in_title, in_text, statements) if is_trade else (),
        tools=_terms(TOOLS, in_title, in_text, statements),
        years=years_asked(hints, statements),
        quota=quota(statements) if is_trade else None,
        closing_date=hints.closing_date,
    )


def _named(title: str, whole: str) -> tuple[Named, Named]:
    """
    The terms that the title names, and those that the rest of the text names.

    Words of the trade are read in texts of the trade only (careercenter/vocabulary/context.py); a nurse's licence is
    read in any posting.
    """
    found = mentions(whole, LISTS)
    if not any(mention.word_list in TRADE for mention in found):
        if titles.is_health_coding(title):
            found = mentions(whole, LISTS, about_coding=True)
        elif NURSE.search(whole):
            found += [
                mention for mention in mentions(whole, ["credentials"], about_coding=True) if mention.term == "rn"
            ]
    in_title: Named = defaultdict(list)
    in_text: Named = defaultdict(list)
    for mention in found:
        (in_title if mention.start < len(title) else in_text)[mention.word_list].append(mention)
    return in_title, in_text


def _is_of_the_trade(title: str, in_title: Named, in_text: Named) -> bool:
    """
    Whether the posting is about coding, billing, records or documentation in health care: its title is on the ladder,
    it names a credential of the trade, or it names other words of the trade under a title that could be one.
    """
    if in_title["job_titles"] or any(
        mention.term != "rn" for mention in (*in_title["credentials"], *in_text["credentials"])
    ):
        return True
    return any(named[name] for named in (in_title, in_text) for name in TRADE) and titles.is_of_the_trade(title)


def _terms(word_list: WordList, in_title: Named, in_text: Named, statements: Statements) -> tuple[str, ...]:
    """
    The terms that the title or the text names, in the order of the list; not those of insurance, of the employer's story,
    and of the names of certificates, which credentials are read from.
    """
    found = {mention.term for mention in in_title[word_list.name]}
    for mention in in_text[word_list.name]:
        statement = statements.at(mention.start)
        if BESIDE_THE_WORK.search(statement.heading) or INSURED.search(statement.text):
            continue
        if word_list is SPECIALTIES and CERTIFICATE.match(statements.text, mention.end):
            continue
        found.add(mention.term)
    return tuple(word_list.known(found))
