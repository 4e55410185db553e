"""The words by which a posting asks for a credential, prefers one, or speaks of something else."""

from __future__ import annotations

import re

from careercenter.jobs.reading import asking

HELD = (
    r"hold(?:s|er|ing)?|possess(?:es|ion)?|maintain(?:s|ed|ing)?|current(?:ly)?|active(?:ly)?|obtain(?:ed)?|you have"
    r"|qualif\w+"
)
REQUIRED = re.compile(rf"\b(?:{asking.REQUIRED}|{HELD})\b", re.IGNORECASE)
NOT_ASKED = re.compile(
    r"\b(?:not accept(?:ed|able)?|no (?:certification|credential|coding certification)s? (?:is |are )?(?:required"
    r"|needed|necessary)"
    r"|(?:do|does|is|are) not (?:accept|qualif|meet)\w*|without (?:a )?certification)\b",
    re.IGNORECASE,
)
PAID_FOR = re.compile(
    r"\b(?:reimburs\w+|we (?:pay|cover|sponsor)|paid (?:by|for)|tuition|exam fees?|discount\w*|membership dues"
    r"|vouchers?|prep(?:aration)? (?:course|class)|study (?:for|guide)"
    r"|career path|scholarship)\b",
    re.IGNORECASE,
)
COLLEAGUES = re.compile(
    r"\b(?:work\w*(?: closely| directly)? with|collaborat\w+ with|team(?:s)? of|our (?:certified |team of )?coders"
    r"|supervis\w+ (?:of )?(?:the )?(?:certified|coders|staff)"
    r"|mentor\w*|report(?:s|ing)? (?:directly )?to|alongside|lead(?:s|ing)? a team|staffed by|assigned by|delegat\w+"
    r"|under the (?:direction|supervision)|direction of|liaison)\b",
    re.IGNORECASE,
)
SILENT_HEADING = re.compile(
    r"\b(?:responsibilit\w+|duties|functions|what you.ll do|what you will do|benefits|perks|about (?:us|the|our)"
    r"|who we are|overview|what we offer|we offer|our (?:team|company|story)|why)\b",
    re.IGNORECASE,
)
ASKING_HEADING = re.compile(
    r"\b(?:qualif\w+|requir\w+|education|certif\w+|credential\w*|licen[sc]\w+|must have|minimum|what you (?:need"
    r"|bring|have)|you have|experience|skills)\b",
    re.IGNORECASE,
)
PREFERRED_HEADING = re.compile(
    r"\b(?:prefer\w*|desir\w+|(?:nice|good)[ -]to[ -]have|bonus|ideal\w*|pluses|a plus|advantage\w*|additional"
    r"|optional)\b",
    re.IGNORECASE,
)
REQUIRED_HEADING = re.compile(r"\b(?:requir\w+|minimum|basic|must|essential|mandatory)\b", re.IGNORECASE)
ANY_OF = re.compile(
    r"\b(?:one (?:or more )?of|any(?: one)? of|at least one|either|one or more|such as|including|includes?|e\.g\.?"
    r"|i\.e\.?|like|for example|following|acceptable|accepted|certifications? include|or equivalent|combination)\b",
    re.IGNORECASE,
)
EITHER = re.compile(r"\b(?:either|(?:at least )?one (?:or more )?of)\b", re.IGNORECASE)
ALL_OF = re.compile(r"\b(?:both|all of)\b", re.IGNORECASE)
OR = re.compile(r"\bor\b|/|\band/or\b|\||\bOR\b", re.IGNORECASE)
AND = re.compile(r"\band\b|&|\+|\bplus\b|\bas well as\b|\bin addition to\b|\balong with\b", re.IGNORECASE)
STOP = re.compile(r"[;.]\s|\n")
DENIED = re.compile(r"\b(?:no|not|non)[\s-]+(?:an?\s+)?$", re.IGNORECASE)
ENDS_OPEN = re.compile(r"[,;]?\s*\bor\b[\s*_,;:]*$", re.IGNORECASE)
BEGINS_OPEN = re.compile(r"^[\s*_\-(\d.)a-z]{0,6}\bor\b", re.IGNORECASE)
OPTION = re.compile(r"^\s*[(*_-]*(?:[A-H][.)]\s|I (?:currently )?(?:have|hold|possess)\b)")
OTHER_CLINICIANS = re.compile(r"\b(?:M\.D|D\.O|MD|DO)\b|\bexperience,? such as\b")
OTHER_NURSES = re.compile(r"\blicensed (?:practical|vocational) nurses?\b|\bLPNs?\b|\bLVNs?\b", re.IGNORECASE)
NURSE = re.compile(r"\bR\.?N\b|\bregistered nurs", re.IGNORECASE)
# Work that was done as a nurse; whether a licence is asked for is said elsewhere.
AS_NURSE = re.compile(r"\bexperience as an? (?:RN\b|registered nurse\b)", re.IGNORECASE)
KINDS = re.compile(r"\bcertifications?\s+includes?\b", re.IGNORECASE)
LICENCE = re.compile(
    r"\b(?:licen[sc]\w+|certif\w+|credential\w*|registration|degree|graduate|BSN|RHIT|RHIA|CCS|CDIP|CCDS|compact"
    r"|unrestricted|eligib\w+)\b",
    re.IGNORECASE,
)
BODIES = re.compile(
    r"\b(?:AAPC|AHIMA|ACDIS|American (?:Academy|Health|Association)[\w ]{0,60}|certifi(?:ed|cation|cations|cate)"
    r"|credentials?|accredited|through|from|by|via|with|an?|the|as|active|current|valid)\b",
    re.IGNORECASE,
)
# Credentials of which the second is a further step on the way of the first.
STEPS = (
    {"rhit", "rhia"},
    {"cpc", "cpc_a"},
    {"coc", "coc_a"},
    {"cca", "ccs"},
    {"ccs", "ccs_p"},
    {"ccds", "ccds_o"},
    {"rcc", "rccir"},
)
WITH_ONE_MORE = re.compile(r"[\s,)]*(?:\w+\s){0,2}required,?\s+or\s+(?:an?\s+)?", re.IGNORECASE)
REQUIRED_ALONE = re.compile(r"\b(?:required|mandatory|must|needed)\b", re.IGNORECASE)
NOT_REQUIRED = re.compile(r"\bnot (?:be )?(?:required|necessary|needed|mandatory)\b", re.IGNORECASE)
LIKED = re.compile(r"prefer|plus|desir", re.IGNORECASE)
REQUIRED_HERE = re.compile(r"\b(?:required|must|preferred)\b", re.IGNORECASE)
CERTIFICATE = re.compile(r"\b(?:certif\w+|credential\w*)\b", re.IGNORECASE)
# Also a degree in brackets: in "RN (BSN preferred)" the licence is required.
OF_SOMETHING_ELSE = re.compile(
    r"[;.]\s|\bwith\b|\bwho\b|\((?=(?:[BM]SN|ADN|(?:associate|bachelor|master)\S{0,3})\b[^()]{0,30}\))", re.IGNORECASE
)
LABEL_END = re.compile(r"[\s*_]*(?:[A-Za-z/&,]+[\s*_]*){0,4}(?::|\s[-–—]\s)")
SHORT_ENTRY = 120  # characters of an entry under "Qualifications" that can hardly be about a colleague
