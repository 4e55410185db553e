"""The house's forms: text is cleaned as it comes in, messages are sentences, and what was typed stays in the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    IntegerField,
    PasswordField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, StopValidation

from careercenter.cleaning import one_line, paragraphs, whole_number
from careercenter.hosts import host_of
from careercenter.rules import RuleBroken

LINE = 200  # characters in a one-line answer
LETTER = 20_000  # characters in a long one
LARGEST = 2_000_000_000  # what an integer column of both databases holds


NEVER_REPEATED = frozenset({"csrf_token", "password", "current"})  # fields that no page gives back


class HouseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form with its token; `blame` puts a broken rule beside the field it concerns."""

    pause: int | None = None  # seconds to wait, when a rule says that waiting helps

    def blame(self, rule: RuleBroken) -> None:
        self.pause = rule.pause
        field = self._fields.get(rule.field or "")
        if field is None:
            self.form_errors.append(rule.message)
        else:
            field.errors = [*field.errors, rule.message]

    @property
    def bad_fields(self) -> list[Field]:
        return [field for field in self if field.errors]


class needed(InputRequired):  # noqa: N801 - a word of the sentence `[needed("Give your name.")]`
    """The field must be answered; the message says with what. What a filter takes away, such as spaces, is no answer."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        if not field.process_errors and field.data in (None, "", []):
            raise StopValidation(self.message or "")


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """What a choice offers: (value, words) pairs as WTForms names them."""
    return [SelectChoice(value, words) for value, words in pairs]


class OneOf(RadioField):
    """One of a few choices, or none yet; whether an answer is needed is a validator's matter."""

    def __init__(
        self, label: str, choices: Iterable[tuple[str, str]], validators: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        super().__init__(label, list(validators), choices=options(choices), **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else None

    def pre_validate(self, _form: Any) -> None:
        if self.data is not None and not any(option.checked for option in self):
            raise ValidationError("Choose one of these.")


class Line(StringField):
    """One line of text: control characters and doubled spaces removed."""

    data: str

    def __init__(self, label: str, validators: Sequence[Any] = (), *, most: int = LINE, **kwargs: Any) -> None:
        too_long = Length(max=most, message=f"Keep it under {most} characters.")
        super().__init__(label, [*validators, too_long], filters=[one_line], **kwargs)


class Paragraphs(TextAreaField):
    """Text of several lines, line ends as \\n."""

    data: str

    def __init__(self, label: str, validators: Sequence[Any] = (), *, most: int = LETTER, **kwargs: Any) -> None:
        too_long = Length(max=most, message=f"Keep it under {most:,} characters.")
        super().__init__(label, [*validators, too_long], filters=[paragraphs], **kwargs)


class Password(PasswordField):
    """Exactly what was typed, spaces included; never sent back to the page."""

    data: str


class MailAddress(Line):
    """
    An address that mail can reach, lower-cased and with its domain in IDNA 2008 form (RFC 5890, UTS 46).

    No look-up is made: whether somebody reads it is proved by a letter. Reserved `.test` domains pass outside production.
    """

    def __init__(self, label: str, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, most=254, **kwargs)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        try:
            checked = validate_email(
                self.data,
                check_deliverability=False,
                allow_smtputf8=False,
                test_environment=not current_app.config["PRODUCTION"],
            )
        except EmailNotValidError as error:
            raise StopValidation(f"This is not a mail address we can write to. {error}") from None
        self.data = (checked.ascii_email or checked.normalized).lower()


class Whole(IntegerField):
    """A whole number within limits; anything else stays in the field with a sentence."""

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, least: int = 0, most: int = LARGEST, **kwargs: Any
    ) -> None:
        super().__init__(label, list(validators), **kwargs)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            return
        number = whole_number(text, most=self.most)
        if number is None or number < self.least:
            raise ValueError(f"Write a whole number from {self.least} to {self.most:,}.")
        self.data = number


class Amount(StringField):
    """
    A number with at most two decimals, kept as whole hundredths: cents for money.

    Commas and a dollar sign are allowed; exponents, signs and NaN are not.
    """

    NUMBER = re.compile(r"\$?\s*(\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?|\.\d{1,2})")

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        least: int = 0,
        most: int = LARGEST,
        example: str = "31.50",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), **kwargs)
        self.least, self.most, self.example = least, most, example
        self.hundredths: int | None = None

    def process_data(self, value: Any) -> None:
        self.hundredths = value
        self.data = "" if value is None else f"{Decimal(value) / 100:.2f}".removesuffix(".00")

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = one_line(valuelist[0]) if valuelist else ""
        self.hundredths = None
        if not self.data:
            return
        match = self.NUMBER.fullmatch(self.data)
        try:
            cents = int(Decimal(match[1].replace(",", "")) * 100) if match else None
        except InvalidOperation:
            cents = None
        if cents is None:
            raise ValueError(f"Write a plain number, such as {self.example}.")
        if not self.least <= cents <= self.most:
            raise ValueError(
                f"Write a number from {self.least / 100:g} to {self.most / 100:,.0f}, such as {self.example}."
            )
        self.hundredths = cents


class Day(DateField):
    """A calendar day of this century, as a browser's date field sends it (ISO 8601)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            return
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError("Write the date as month, day and year, such as 12/09/2026.") from None
        if not 2000 <= day.year < 2100:
            raise ValueError("This year can't be meant. Choose a day of this century.")
        self.data = day


class ZipCode:
    """A US ZIP code: five digits, or nine with a hyphen (USPS Publication 28)."""

    PATTERN = re.compile(r"\d{5}(-\d{4})?", re.ASCII)

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data and not self.PATTERN.fullmatch(field.data):
            raise ValidationError("A ZIP code has five digits, such as 45402.")


class Website(Line):
    """The address of a whole site. People say it without https://, so that is added; any other beginning stays theirs."""

    AS_SAID = re.compile(r"[^\s/:@\\?#]+\.[^\s/:@\\?#]+(?:[/?#]\S*)?")

    def process_formdata(self, valuelist: list[str]) -> None:
        said = one_line(valuelist[0]) if valuelist else ""
        self.data = f"https://{said}" if self.AS_SAID.fullmatch(said) else said


class HttpsAddress:
    """An address on the web that is encrypted, names a host, and carries no sign-in."""

    PATTERN = re.compile(r"https://[^\s/@\\?#\[\]]+\.[^\s/@\\?#\[\]]+(?:[/?#][^\s\\]*)?")

    def __init__(self, example: str = "https://jobs.example.org/4127") -> None:
        self.example = example

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data and not (self.PATTERN.fullmatch(field.data) and host_of(field.data)):
            raise ValidationError(f"Write the whole address, starting with https://, such as {self.example}.")
