"""The application's form, made for one job and one seeker, and the employer's forms to answer it."""

from __future__ import annotations

from typing import Any

from wtforms import Field, HiddenField, SelectField, ValidationError

from careercenter.applications.models import ACTIVE, Stage
from careercenter.applications.pipeline import Answer
from careercenter.forms import Amount, HouseForm, Line, OneOf, Paragraphs, needed, options
from careercenter.jobs.facts import JobFacts
from careercenter.jobs.places import shut_out
from careercenter.seekers.forms import ResumeFile
from careercenter.seekers.models import Resume, Seeker, SeekerTermKind
from careercenter.vocabulary import DECLINE_REASONS, SCREENING_QUESTIONS, STAGES, WITHDRAW_REASONS, Term, word_list
from careercenter.vocabulary.fields import TermField, TermsField

NEW_FILE = "new"
MOST_CHARTS = 1_000  # an hour; more is a slip of the pen


class ApplyForm(HouseForm):
    """The papers; `form_for` adds the employer's questions."""

    questions: tuple[str, ...] = ()
    job: JobFacts

    warned = HiddenField()  # the closed state of which the page has told; sent again after that, it is meant
    resume = OneOf("Which résumé?", ())
    file = ResumeFile("Another file")
    note = Paragraphs(
        "Anything they should know?", most=4_000, description="Nobody is marked down for leaving this empty."
    )

    def validate_q_state(self, field: Field) -> None:
        told = shut_out(self.job, field.data)
        if told and self.warned.data != field.data:
            self.warned.data = field.data
            raise ValidationError(f"{told} Choose another one, or press the button again to send it all the same.")

    def answers(self) -> dict[str, Answer]:
        """Each question as it was asked, with the answer in words."""
        return {
            question: Answer(SCREENING_QUESTIONS[question].label, _in_words(self[question]))
            for question in self.questions
        }

    @property
    def asked(self) -> list[Field]:
        return [self[question] for question in self.questions]


def form_for(facts: JobFacts, seeker: Seeker, resumes: list[Resume]) -> ApplyForm:
    """The form for this job, filled with what the profile knows."""
    questions = tuple(question for question in facts.questions if question in SCREENING_QUESTIONS)
    fields = {question: _field(SCREENING_QUESTIONS[question]) for question in questions}
    form_class = type("ApplyFormForJob", (ApplyForm,), {**fields, "questions": questions, "job": facts})
    form: ApplyForm = form_class(data=_known(seeker, resumes))
    form.resume.choices = options(
        [*((str(resume.id), resume.filename) for resume in resumes), (NEW_FILE, "Another file, chosen below")]
    )
    if not resumes:
        form.file.label.text = "Your résumé"
    return form


class MoveForm(HouseForm):
    stage = SelectField(
        "Move to", choices=options((stage.value, STAGES[stage.value].label) for stage in (*ACTIVE, Stage.HIRED))
    )


class DeclineForm(HouseForm):
    reason = TermField(
        "Why not?",
        DECLINE_REASONS,
        [needed("Choose the reason. The coder reads it, and it beats silence.")],
        blank="Choose the reason",
        description="The coder reads it, word for word.",
    )


class WithdrawForm(HouseForm):
    reason = TermField("Why?", WITHDRAW_REASONS, blank="Choose one", description="Nobody but our statistics learns it.")


def _field(question: Term) -> Any:
    """The field for a question of the list. Every question must be answered."""
    kind, label = question.facts["type"], question.label
    answer = needed("Answer this question; the employer asks it of everybody.")
    if kind == "yes_no":
        return OneOf(label, [("yes", "Yes"), ("no", "No")], [answer])
    if kind == "single":
        return TermField(label, word_list(question.facts["from"]), [answer], blank="Choose one")
    if kind == "multi":
        return TermsField(
            label, word_list(question.facts["from"]), description="Tick all that apply; none is an answer too."
        )
    if kind == "number":
        return Amount(label, [answer], most=100 * question.facts.get("most", MOST_CHARTS), example="2.5")
    return Line(label, [answer])


def _known(seeker: Seeker, resumes: list[Resume]) -> dict[str, Any]:
    return {
        "resume": str(resumes[0].id) if resumes else NEW_FILE,
        "q_credential_active": seeker.credentials,
        "q_state": seeker.state,
        "warned": seeker.state,
        "q_tools": seeker.ids(SeekerTermKind.TOOL),
    }


def _in_words(field: Field) -> str:
    if isinstance(field, OneOf):
        return next((str(option.label.text) for option in field if option.checked), "")
    if isinstance(field, TermsField):
        return ", ".join(field.word_list.labels(field.data)) or "None"
    if isinstance(field, TermField):
        return field.word_list[field.data].label if field.data in field.word_list else ""
    return str(field.data or "")
