"""The forms of an account."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from wtforms import BooleanField, HiddenField, SelectField

from careercenter.accounts.passwords import SHORTEST
from careercenter.accounts.signin import REMEMBERED
from careercenter.counting import span
from careercenter.forms import HouseForm, Line, MailAddress, OneOf, Password, needed, options

WISHES = [("work", "find work"), ("hire", "hire coders")]
AT_LEAST = f"At least {SHORTEST} characters."

# The zones in which people of the United States and its territories live, as they name them.
ZONES = [
    ("America/New_York", "Eastern"),
    ("America/Indiana/Indianapolis", "Eastern, Indiana"),
    ("America/Detroit", "Eastern, Michigan"),
    ("America/Kentucky/Louisville", "Eastern, Kentucky"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Boise", "Mountain, Idaho"),
    ("America/Phoenix", "Arizona, no daylight time"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Puerto Rico and Virgin Islands"),
    ("Pacific/Guam", "Guam and Northern Marianas"),
    ("Pacific/Pago_Pago", "American Samoa"),
]


class RegisterForm(HouseForm):
    email = MailAddress(
        "Mail address",
        [needed("Write the address that our letter should go to.")],
        description="We send one letter with a link. Nobody is told you are here.",
    )
    wish = OneOf("I am here to", WISHES, [needed("Choose what you are here for.")], default="work")


class ConfirmForm(HouseForm):
    name = Line("Your name", [needed("Write the name that employers or coders should read.")], most=120)
    password = Password(
        "Password",
        [needed("Choose a password.")],
        description=f"{AT_LEAST} Four or five words that do not belong together are easy to keep in mind.",
    )


class SignInForm(HouseForm):
    email = MailAddress("Mail address", [needed("Write your mail address.")])
    password = Password("Password", [needed("Write your password.")])
    remember = BooleanField(f"Keep me logged in on this device for {span(REMEMBERED)}")
    lost = HiddenField()  # a form that was sent after the login had run out


class ForgottenForm(HouseForm):
    email = MailAddress("Mail address", [needed("Write the address of your account.")])


class ResetForm(HouseForm):
    password = Password(
        "New password",
        [needed("Choose a password.")],
        description=f"{AT_LEAST} You will be logged out everywhere.",
    )


class PasswordForm(HouseForm):
    current = Password("Present password", [needed("Write your present password.")])
    password = Password("New password", [needed("Choose a password.")], description=AT_LEAST)


class AddressForm(HouseForm):
    email = MailAddress(
        "New mail address",
        [needed("Write the new address.")],
        description="A letter goes there first. Until you open its link, the present address stays.",
    )
    current = Password("Present password", [needed("Write your present password.")])


class ProfileForm(HouseForm):
    name = Line("Your name", [needed("Write your name.")], most=120)
    time_zone = SelectField(
        "Time zone",
        choices=options(ZONES),
        description="Weekly letters come on Monday at 8 in the morning of this zone.",
        validate_choice=True,
    )


for _zone, _ in ZONES:
    ZoneInfo(_zone)  # a zone that the installed data does not know must fail at start, not on a Monday
