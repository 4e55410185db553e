"""The forms of those who hire."""

from __future__ import annotations

from careercenter.employers.models import Role
from careercenter.employers.team import EmployerFacts
from careercenter.forms import HouseForm, HttpsAddress, Line, MailAddress, OneOf, Paragraphs, Website, needed
from careercenter.vocabulary import EMPLOYER_KINDS, STATES
from careercenter.vocabulary.fields import TermField

WEBSITE = "https://www.example.org"
ROLES = [
    (Role.RECRUITER.value, "Recruiter: posts jobs and answers applicants"),
    (Role.REVIEWER.value, "Reviewer: reads jobs and applicants, changes nothing"),
    (Role.OWNER.value, "Owner: everything, the team included"),
]


class EmployerForm(HouseForm):
    name = Line(
        "Name of the employer",
        [needed("Write the name that coders know you by.")],
        most=160,
        description="As on your letterhead, without “Inc.” if nobody says it.",
    )
    kind = TermField(
        "What kind of employer?",
        EMPLOYER_KINDS,
        [needed("Choose what you are. Coders ask whether a job is direct.")],
        blank="Choose one",
    )
    website = Website(
        "Website",
        [needed("Write your website. Its domain is how we prove who you are."), HttpsAddress(WEBSITE)],
        most=300,
        description=f"Such as {WEBSITE}. A letter to an address at its domain proves who you are.",
    )
    city = Line("City", [needed("Write the city of your main office.")], most=80)
    state = TermField("State", STATES, [needed("Choose the state of your main office.")], blank="Choose a state")
    about = Paragraphs(
        "About you",
        most=4_000,
        description="What you do, how large the coding team is, who codes what. Markdown: **bold**, lists, links.",
    )

    def facts(self) -> EmployerFacts:
        return EmployerFacts(
            name=self.name.data,
            kind=self.kind.data or None,
            website=self.website.data,
            city=self.city.data,
            state=self.state.data or None,
            about=self.about.data,
        )


class ProofForm(HouseForm):
    address = MailAddress(
        "An address you can read at your domain",
        [needed("Write an address that ends in your domain.")],
        description="We send one letter there. Whoever opens its link proves that you are you.",
    )


class SuspendForm(HouseForm):
    reason = Paragraphs(
        "Why?",
        [needed("Write the reason. Without one they can’t put it right.")],
        most=2_000,
        description="Everybody in its team reads this in a letter, in your words.",
    )


class InviteForm(HouseForm):
    address = MailAddress("Mail address", [needed("Write the address of the person you invite.")])
    role = OneOf("They come as", ROLES, [needed("Choose what they may do.")], default=Role.RECRUITER.value)
