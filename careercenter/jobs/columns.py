"""Facts into a job's columns and back, with what is derived from them: comparable pay and search words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from careercenter.jobs.facts import JobFacts, Office, Pay, Quota
from careercenter.jobs.models import Job, JobTerm, TermKind
from careercenter.jobs.pay import hourly
from careercenter.jobs.reading.result_pages import lists_other_jobs
from careercenter.vocabulary import (
    CODE_SETS,
    CREDENTIALS,
    EMPLOYMENT_TYPES,
    JOB_TITLES,
    SETTINGS,
    SPECIALTIES,
    TOOLS,
    WORKPLACES,
    WordList,
)
from careercenter.vocabulary.normalising import search_words

LISTS = {
    TermKind.CREDENTIAL: CREDENTIALS,
    TermKind.SPECIALTY: SPECIALTIES,
    TermKind.CODE_SET: CODE_SETS,
    TermKind.SETTING: SETTINGS,
    TermKind.TOOL: TOOLS,
}
GAP = " | "  # between two texts, so that no phrase reaches from one into the next


def write_facts(job: Job, facts: JobFacts, *, version: int, now: datetime) -> None:
    """The job says this from now on, as this version of its text. Rows of terms that stay are kept."""
    job.title, job.title_id, job.requisition = facts.title, facts.title_id, facts.requisition
    job.description, job.benefits_note = facts.description, facts.benefits_note
    job.employment, job.workplace = facts.employment, facts.workplace
    job.state_rule, job.work_location = facts.state_rule, facts.work_location
    office = facts.office or Office()
    job.office_city, job.office_state, job.office_zip = office.city, office.state, office.zip
    job.pay_low, job.pay_high, job.pay_unit = (
        (facts.pay.low, facts.pay.high, facts.pay.unit) if facts.pay else (None, None, None)
    )
    comparable = hourly(facts.pay, facts.quota)
    job.hourly_low, job.hourly_high = (comparable.low, comparable.high) if comparable else (None, None)
    job.apprentice_ok, job.years = facts.apprentice_ok, facts.years
    quota = facts.quota or Quota()
    job.quota_work_type, job.quota_per_hour, job.quota_accuracy = quota.work_type, quota.per_hour, quota.accuracy
    job.apply_url, job.closing_date = facts.apply_url, facts.closing_date
    _write_terms(job, facts)
    job.title_words = title_words(facts)
    job.words = job_words(facts)
    job.version, job.updated_at = version, now


class Term(Protocol):
    """A row of `JobTerm`, as an object or as a plain row."""

    @property
    def kind(self) -> TermKind: ...
    @property
    def term(self) -> str: ...
    @property
    def line(self) -> int: ...


def facts_of(job: Job, terms: Iterable[Term] | None = None) -> JobFacts:
    """What the job's columns say. `terms` are its own rows where somebody has read them already."""
    by_kind: dict[TermKind, list[Term]] = {}
    for term in job.terms if terms is None else terms:
        by_kind.setdefault(term.kind, []).append(term)

    def ids(kind: TermKind) -> tuple[str, ...]:
        return tuple(row.term for row in by_kind.get(kind, ()))

    lines: dict[int, list[str]] = {}
    for row in by_kind.get(TermKind.CREDENTIAL, ()):
        lines.setdefault(row.line, []).append(row.term)
    preferred = lines.pop(0, [])
    office = Office(job.office_city, job.office_state, job.office_zip)
    quota = Quota(job.quota_work_type, job.quota_per_hour, job.quota_accuracy)
    has_pay = job.pay_low is not None and job.pay_high is not None and job.pay_unit is not None
    return JobFacts(
        title=job.title,
        description=job.description,
        title_id=job.title_id,
        requisition=job.requisition,
        employment=job.employment,
        workplace=job.workplace,
        state_rule=job.state_rule,
        states=ids(TermKind.STATE),
        work_location=job.work_location,
        office=office if office != Office() else None,
        pay=Pay(job.pay_low, job.pay_high, job.pay_unit) if has_pay else None,  # type: ignore[arg-type]
        credentials_required=tuple(tuple(lines[number]) for number in sorted(lines)),
        credentials_preferred=tuple(preferred),
        apprentice_ok=job.apprentice_ok,
        specialties=ids(TermKind.SPECIALTY),
        code_sets=ids(TermKind.CODE_SET),
        settings=ids(TermKind.SETTING),
        tools=ids(TermKind.TOOL),
        years=job.years,
        quota=quota if quota != Quota() else None,
        benefits=ids(TermKind.BENEFIT),
        benefits_note=job.benefits_note,
        questions=ids(TermKind.QUESTION),
        apply_url=job.apply_url,
        closing_date=job.closing_date,
    )


def term_rows(facts: JobFacts) -> list[tuple[TermKind, str, int]]:
    """The (kind, term, line) rows that the facts make, each once."""
    rows = [
        (TermKind.CREDENTIAL, term, number)
        for number, line in enumerate(facts.credentials_required, 1)
        for term in line
    ]
    rows += [(TermKind.CREDENTIAL, term, 0) for term in facts.credentials_preferred]
    for kind, terms in (
        (TermKind.SPECIALTY, facts.specialties),
        (TermKind.CODE_SET, facts.code_sets),
        (TermKind.SETTING, facts.settings),
        (TermKind.TOOL, facts.tools),
        (TermKind.STATE, facts.states),
        (TermKind.BENEFIT, facts.benefits),
        (TermKind.QUESTION, facts.questions),
    ):
        rows += [(kind, term, 0) for term in terms]
    return list(dict.fromkeys(rows))


def title_words(facts: JobFacts) -> str:
    return _joined([facts.title, *_labels(JOB_TITLES, facts.title_id)])[:600]


def own_title(words: str) -> str:
    """Of the words of a title those that the job itself says, without the names of its rung."""
    return words.partition(GAP)[0]


def job_words(facts: JobFacts) -> str:
    """The words by which this job is found: its texts, and its terms as the page shows them. Other names are the query's matter."""
    texts = [
        facts.title,
        "" if lists_other_jobs(facts.description) else facts.description,
        facts.benefits_note,
        facts.requisition,
        facts.office.city if facts.office else "",
    ]
    for kind, word_list in LISTS.items():
        terms = (
            facts.credentials if kind is TermKind.CREDENTIAL else [term for k, term, _ in term_rows(facts) if k is kind]
        )
        texts += _labels(word_list, *terms)
    for word_list, term in (
        (JOB_TITLES, facts.title_id),
        (WORKPLACES, facts.workplace),
        (EMPLOYMENT_TYPES, facts.employment),
    ):
        texts += _labels(word_list, term)
    return _joined(texts)


def _labels(word_list: WordList, *terms: str | None) -> list[str]:
    known = [word_list[term] for term in terms if term is not None and term in word_list]
    return [words for term in known for words in dict.fromkeys((term.label, term.short))]


def _joined(texts: list[str]) -> str:
    return GAP.join(search_words(text) for text in dict.fromkeys(texts) if text)


def _write_terms(job: Job, facts: JobFacts) -> None:
    wanted = term_rows(facts)
    kept = {(row.kind, row.term, row.line): row for row in job.terms}
    job.terms = [kept.get(key) or JobTerm(kind=key[0], term=key[1], line=key[2]) for key in wanted]
