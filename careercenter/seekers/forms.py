"""The forms of those who look for work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField, FileRequired

from careercenter.forms import HouseForm, Line, Whole, needed
from careercenter.seekers.profile import ProfileFacts
from careercenter.seekers.resumes import LARGEST_MB
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES, TOOLS
from careercenter.vocabulary.fields import TermField, TermsField


class ProfileForm(HouseForm):
    headline = Line(
        "In one line", most=160, description="What you do, such as “Inpatient coder, trauma and ICU, nine years”."
    )
    state = TermField(
        "Home state",
        STATES,
        [needed("Choose the state you live in. It tells which jobs may hire you.")],
        blank="Choose a state",
        description="It tells which jobs may hire you, and sets your time zone.",
    )
    credentials = TermsField("Credentials you hold", CREDENTIALS)
    years = Whole("Years of paid coding", most=60, description="0 when you are new.")
    specialties = TermsField("Kinds of work you have coded", SPECIALTIES)
    tools = TermsField("Systems you have coded in", TOOLS)

    def facts(self) -> ProfileFacts:
        return ProfileFacts(
            headline=self.headline.data,
            state=self.state.data or None,
            years=self.years.data,
            credentials=tuple(self.credentials.data),
            specialties=tuple(self.specialties.data),
            tools=tuple(self.tools.data),
        )


class ResumeFile(FileField):  # type: ignore[misc]  # Flask-WTF ships no types
    """A file to be kept as a résumé; whether it is one, `resumes.accept` says."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        kind = f"PDF or Word (.docx), up to {LARGEST_MB} MB. Nobody reads it but the employers you apply to."
        super().__init__(label, list(validators), description=kind, **kwargs)


class ResumeForm(HouseForm):
    file = ResumeFile("Résumé", [FileRequired("Choose a file first.")])
