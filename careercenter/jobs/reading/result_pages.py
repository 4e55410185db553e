"""Texts that are no job's own: some boards give the page of results, run together, in place of the posting."""

from __future__ import annotations

import re
from itertools import islice

OTHER_JOBS = re.compile(r"locations(?=[A-Z0-9])|posted on\s?Posted|time type(?=[A-Z])")
SEVERAL = 3


def lists_other_jobs(text: str) -> bool:
    """Whether a text is a page of results, which says nothing of the one job; neither is it found by such a text."""
    return len(list(islice(OTHER_JOBS.finditer(text), SEVERAL))) == SEVERAL
