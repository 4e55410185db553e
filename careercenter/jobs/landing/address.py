"""The address of a landing page, and the search that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from careercenter.jobs.criteria import JobCriteria
from careercenter.jobs.facts import REMOTE
from careercenter.sentences import capital
from careercenter.slugs import slug
from careercenter.vocabulary import CREDENTIALS, SPECIALTIES, STATES

CREDENTIAL_SLUGS = {slug(term.short): term.id for term in CREDENTIALS.values()}
SPECIALTY_SLUGS = {slug(term.label): term.id for term in SPECIALTIES.values()}
STATE_SLUGS = {slug(term.label): term.id for term in STATES.values()}
AXES = ("credential", "specialty", "state")


@dataclass(frozen=True)
class Landing:
    """Ids of the vocabulary; at least one thing is said, and never both a credential and a kind of work."""

    credential: str | None = None
    specialty: str | None = None
    state: str | None = None
    remote: bool = False

    @property
    def criteria(self) -> JobCriteria:
        chosen: dict[str, Any] = {axis: (value,) for axis in AXES if (value := getattr(self, axis))}
        return JobCriteria(**chosen, workplace=(REMOTE,) if self.remote else ())

    @property
    def trail(self) -> str:
        """The address after /jobs/."""
        parts = ["remote"] if self.remote else []
        if self.credential:
            parts += ["credential", slug(CREDENTIALS[self.credential].short)]
        if self.specialty:
            parts += ["specialty", slug(SPECIALTIES[self.specialty].label)]
        if self.state:
            parts += ["in", slug(STATES[self.state].label)]
        return "/".join(parts)

    @property
    def heading(self) -> str:
        """Remote CPC jobs open to Texas."""
        kind = CREDENTIALS[self.credential].short if self.credential else SPECIALTIES.label(self.specialty)
        words = " ".join(part for part in ("Remote" if self.remote else "", kind, "jobs") if part)
        return capital(f"{words} open to {STATES.label(self.state)}" if self.state else words)

    def at(self, axis: str, term: str | None) -> Landing:
        """The same page with this term, or none, on this axis."""
        said: dict[str, Any] = {axis: term}
        return replace(self, **said)

    @property
    def wider(self) -> list[Landing]:
        """The same with one thing less said."""
        gone = [self.at(axis, None) for axis in AXES if getattr(self, axis)]
        gone += [replace(self, remote=False)] if self.remote else []
        return [one for one in gone if one != Landing()]


def from_trail(trail: str) -> Landing | None:
    """The page at /jobs/<trail>; None for an address that is none of ours, word for word."""
    parts = trail.split("/")
    said: dict[str, object] = {"remote": parts[:1] == ["remote"]}
    rest = parts[1:] if said["remote"] else parts
    names = {"credential": CREDENTIAL_SLUGS, "specialty": SPECIALTY_SLUGS, "in": STATE_SLUGS}
    for name, word in zip(rest[::2], rest[1::2], strict=False):
        said["state" if name == "in" else name] = names.get(name, {}).get(word)
    if not said.keys() <= Landing.__dataclass_fields__.keys():
        return None
    landing = Landing(**said)  # type: ignore[arg-type]
    return landing if landing.trail == trail else None
