"""The words by which a posting asks for something or says that it would be nice; shared by all that read how much it is asked."""

from __future__ import annotations

import re

PREFERRED = re.compile(
    r"\b(?:prefer\w*|desir(?:ed|able)|a (?:strong |big |definite |huge )?plus|plus(?=\s*[.;,)!*]"
    r"|\s*$)|bonus|(?:nice|good)[ -]to[ -]have|ideal(?:ly)?|advantage(?:ous)?"
    r"|helpful|beneficial|optional|an? (?:\w+ )?asset|recommended|highly valued|would be (?:great|nice)|not (?:required|necessary"
    r"|mandatory)|encouraged)\b",
    re.IGNORECASE,
)
REQUIRED = r"requir\w+|must|mandatory|minimum|essential|need(?:ed|s)?|shall|have to|necessary"
