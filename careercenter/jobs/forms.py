"""The form of a job: six parts, shape checked field by field; what must be said is `completeness.missing`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from careercenter.cleaning import whole_number
from careercenter.forms import (
    Amount,
    Day,
    HouseForm,
    HttpsAddress,
    Line,
    OneOf,
    Paragraphs,
    Whole,
    ZipCode,
    needed,
    options,
)
from careercenter.jobs.completeness import UPPER_END, missing
from careercenter.jobs.facts import NAMING_STATES, REMOTE, JobFacts, Office, Pay, Quota
from careercenter.vocabulary import (
    BENEFITS,
    CODE_SETS,
    CREDENTIALS,
    EMPLOYMENT_TYPES,
    JOB_TITLES,
    PAY_UNITS,
    SCREENING_QUESTIONS,
    SETTINGS,
    SPECIALTIES,
    STATE_RULES,
    STATES,
    TOOLS,
    WORK_LOCATIONS,
    WORK_TYPES,
    WORKPLACES,
)
from careercenter.vocabulary.fields import TermField, TermsField

LINES = ("credentials_1", "credentials_2", "credentials_3")

# The parts of the form: the anchor, the heading, and the fields whose errors mark the part.
PARTS = (
    ("work", "The work", ("title", "title_id", "specialties", "code_sets", "settings", "description", "requisition")),
    (
        "place",
        "Where",
        ("workplace", "state_rule", "states", "office_city", "office_state", "office_zip", "work_location"),
    ),
    ("pay", "Pay", ("pay_low", "pay_high", "pay_unit", "employment", "benefits", "benefits_note")),
    ("asks", "What you ask", (*LINES, "credentials_preferred", "apprentice", "years", "tools")),
    ("quota", "Quota", ("quota_work_type", "quota_per_hour", "quota_accuracy")),
    ("apply", "How to apply", ("apply_here", "apply_url", "questions", "closing_date")),
)

LAST_VERSION = 999_999_999
APPRENTICE = {"yes": True, "no": False, "": None}


class ReadForm(HouseForm):
    """A form about a text that somebody has read and that may have been changed since."""

    version = HiddenField(default="0")

    def read_version(self) -> int:
        """The version of the text that the person had before them; 0 for a new job or a mangled field."""
        return whole_number(next(iter(self.version.raw_data or ()), ""), most=LAST_VERSION) or 0


class DraftForm(ReadForm):
    """A job as far as it is written. Only a title is needed to keep it."""

    title = Line(
        "Job title",
        [needed("Give it a title; everything else can wait.")],
        description="The plain name coders search for. No pay, no place, no exclamation marks.",
    )
    title_id = TermField(
        "Nearest title of the ladder",
        JOB_TITLES,
        blank="Choose one",
        description="So that coders find the job among its like.",
    )
    requisition = Line("Requisition number", most=60, description="Yours, if you have one.")
    specialties = TermsField("Kinds of work", SPECIALTIES)
    code_sets = TermsField("Code sets used every day", CODE_SETS)
    settings = TermsField("Settings", SETTINGS)
    description = Paragraphs(
        "In your own words",
        description="What is coded, with whom, how a day goes, how people are trained and audited. Markdown: **bold**, lists, links.",
    )

    workplace = OneOf("Where is the work done?", [(term.id, term.label) for term in WORKPLACES.active])
    state_rule = OneOf(
        "In which states can you hire?",
        [*((term.id, term.label) for term in STATE_RULES.active), ("", "Only where the office is")],
        default="",
    )
    states = TermsField("States", STATES)
    office_city = Line("City of the office", most=80)
    office_state = TermField("State of the office", STATES, blank="Choose a state")
    office_zip = Line("ZIP code of the office", [ZipCode()], most=10)
    work_location = TermField(
        "May the work leave the country?",
        WORK_LOCATIONS,
        blank="Choose one",
        description="Coders ask whether work stays in the US.",
    )

    pay_low = Amount("From")
    pay_high = Amount("To")
    pay_unit = SelectField(
        "Paid", choices=options([(term.id, term.label) for term in PAY_UNITS.active]), default="hour"
    )
    employment = TermField("Employment", EMPLOYMENT_TYPES, blank="Choose one")
    benefits = TermsField("Benefits", BENEFITS)
    benefits_note = Paragraphs("More about benefits", most=1_000)

    credentials_1 = TermsField("Must hold one of these", CREDENTIALS)
    credentials_2 = TermsField("And one of these", CREDENTIALS)
    credentials_3 = TermsField("And one of these as well", CREDENTIALS)
    credentials_preferred = TermsField("Nice to have", CREDENTIALS)
    apprentice = OneOf(
        "Are apprentices (CPC-A, CCA, new graduates) welcome?",
        [("yes", "Yes, they are welcome"), ("no", "Not for this job"), ("", "Not stated")],
        default="",
    )
    years = Whole("Years of coding", most=40, description="0 means that none are needed.")
    tools = TermsField("Systems the coder will use", TOOLS)

    quota_work_type = TermField("Kind of record", WORK_TYPES, blank="Not stated")
    quota_per_hour = Amount("Records an hour", most=50_000, example="2.5")
    quota_accuracy = Amount("Accuracy, %", most=10_000, example="95")

    apply_here = OneOf(
        "Coders apply",
        [("here", "Here, and you read their answers on your desk"), ("there", "On your own site")],
        default="here",
    )
    apply_url = Line(
        "Address on your site",
        [HttpsAddress()],
        most=600,
        description="Starting with https://. Coders see its host before they leave.",
    )
    questions = TermsField("Questions to applicants", SCREENING_QUESTIONS)
    closing_date = Day(
        "Last day to apply", description="Leave it empty to keep the job open for the whole listing period."
    )

    @classmethod
    def of(cls, facts: JobFacts, *, version: int) -> DraftForm:
        """The form filled with what a job says, or with what was sent; a retired term stays where the job has it."""
        return cls(data=_answers(facts, version))

    def validate_apply_url(self, field: Any) -> None:
        if self.apply_here.data == "there" and not field.data:
            raise ValidationError("Write the address where coders apply, or let them apply here.")

    def facts(self, before: JobFacts | None = None) -> JobFacts:
        """What the form says. What it has no field for is kept from the facts before."""
        kept = before or JobFacts(title="")
        lines = [tuple(getattr(self, name).data) for name in LINES if getattr(self, name).data]
        remote_only = self.workplace.data == REMOTE
        office = Office(self.office_city.data, self.office_state.data or None, self.office_zip.data)
        return replace(
            kept,
            title=self.title.data,
            title_id=self.title_id.data or None,
            requisition=self.requisition.data,
            description=self.description.data,
            specialties=tuple(self.specialties.data),
            code_sets=tuple(self.code_sets.data),
            settings=tuple(self.settings.data),
            workplace=self.workplace.data or None,
            state_rule=self.state_rule.data or None,
            states=tuple(self.states.data) if self.state_rule.data in NAMING_STATES else (),
            office=None if office == Office() or (remote_only and not office.city) else office,
            work_location=self.work_location.data or None,
            pay=self._pay(),
            employment=self.employment.data or None,
            benefits=tuple(self.benefits.data),
            benefits_note=self.benefits_note.data,
            credentials_required=(*lines, *kept.credentials_required[len(LINES) :]),
            credentials_preferred=tuple(self.credentials_preferred.data),
            apprentice_ok=APPRENTICE.get(self.apprentice.data or ""),
            years=self.years.data,
            tools=tuple(self.tools.data),
            quota=self._quota(),
            apply_url=self.apply_url.data if self.apply_here.data == "there" else None,
            questions=tuple(self.questions.data),
            closing_date=self.closing_date.data,
        )

    def _pay(self) -> Pay | None:
        low, high = self.pay_low.hundredths, self.pay_high.hundredths
        if low is None and high is None:
            return None
        first, last = (low if low is not None else high), (high if high is not None else low)
        return Pay(first or 0, last or 0, self.pay_unit.data)

    def _quota(self) -> Quota | None:
        quota = Quota(
            work_type=self.quota_work_type.data or None,
            per_hour=self.quota_per_hour.hundredths / 100 if self.quota_per_hour.hundredths is not None else None,
            accuracy=self.quota_accuracy.hundredths / 100 if self.quota_accuracy.hundredths is not None else None,
        )
        return None if quota == Quota() else quota


class JobForm(DraftForm):
    """A job that is ready for staff: everything that must be said is said, each gap named beside its field."""

    now: datetime

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        for name, sentence in missing(self.facts(), now=self.now).items():
            field = self._fields[name]
            if not field.errors:
                field.errors = [*field.errors, sentence]
        return good and not self.errors

    def validate_pay_high(self, field: Any) -> None:
        """Asked of the form, since of the facts nobody can tell that an end was left out: one figure stands in both."""
        if self.pay_low.hundredths is not None and not field.data:
            raise ValidationError(UPPER_END)


class ReasonForm(ReadForm):
    """Why staff sends a job back or takes it down: the employer reads it."""

    reason = Paragraphs(
        "What we write", [needed("Write what the employer should change. They read it word for word.")], most=2_000
    )


def _answers(facts: JobFacts, version: int) -> dict[str, Any]:
    office, pay, quota = facts.office or Office(), facts.pay, facts.quota or Quota()
    lines = {name: list(line) for name, line in zip(LINES, facts.credentials_required, strict=False)}
    return {
        "version": str(version),
        "title": facts.title,
        "title_id": facts.title_id,
        "requisition": facts.requisition,
        "specialties": list(facts.specialties),
        "code_sets": list(facts.code_sets),
        "settings": list(facts.settings),
        "description": facts.description,
        "workplace": facts.workplace,
        "state_rule": facts.state_rule or "",
        "states": list(facts.states),
        "office_city": office.city,
        "office_state": office.state,
        "office_zip": office.zip,
        "work_location": facts.work_location,
        "pay_low": pay.low if pay else None,
        "pay_high": pay.high if pay else None,
        "pay_unit": pay.unit if pay else "hour",
        "employment": facts.employment,
        "benefits": list(facts.benefits),
        "benefits_note": facts.benefits_note,
        **lines,
        "credentials_preferred": list(facts.credentials_preferred),
        "apprentice": next(word for word, meaning in APPRENTICE.items() if meaning is facts.apprentice_ok),
        "years": facts.years,
        "tools": list(facts.tools),
        "quota_work_type": quota.work_type,
        "quota_per_hour": round(quota.per_hour * 100) if quota.per_hour is not None else None,
        "quota_accuracy": round(quota.accuracy * 100) if quota.accuracy is not None else None,
        "apply_here": "there" if facts.apply_url else "here",
        "apply_url": facts.apply_url or "",
        "questions": list(facts.questions),
        "closing_date": facts.closing_date,
    }
