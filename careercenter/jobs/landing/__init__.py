"""
Landing pages: the lists that people ask for by name, such as remote CPC jobs open to Texas, each at an address of words.

A page has at most one credential or one kind of work, one state, and may be of remote jobs alone; so there are few
enough of them to count. Addresses keep this order: /jobs/remote/credential/cpc/in/texas. Plain functions; no HTML.
"""

from careercenter.jobs.landing.address import (
    CREDENTIAL_SLUGS,
    SPECIALTY_SLUGS,
    STATE_SLUGS,
    Landing,
    from_trail,
)
from careercenter.jobs.landing.beside import LEAST, Neighbour, directory, indexable, neighbours, wider
from careercenter.jobs.landing.saying import sentence

__all__ = [
    "CREDENTIAL_SLUGS",
    "LEAST",
    "SPECIALTY_SLUGS",
    "STATE_SLUGS",
    "Landing",
    "Neighbour",
    "directory",
    "from_trail",
    "indexable",
    "neighbours",
    "sentence",
    "wider",
]
