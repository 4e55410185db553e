"""The words by which a posting says where the work is done, and those that only look like it."""

from __future__ import annotations

import re

FIELD_HYBRID = re.compile(r"hybrid|part(?:ial|ly)[ -]?remote|temporarily remote", re.IGNORECASE)
FIELD_REMOTE = re.compile(
    r"telecommute|remote|work[ -]?from[ -]?home|\bwfh\b|virtual|anywhere|telework"
    r"|home[ -]?based(?! (?:primary|acute|hospital|care|health|services?|therap|nursing|hospice|visit|program|palliative))",
    re.IGNORECASE,
)
FIELD_ONSITE = re.compile(r"on[ -]?site|in[ -]?office|in[ -]?person|office[ -]?based", re.IGNORECASE)
FIELD_NOT = re.compile(r"\b(?:no|not|non)[ -]", re.IGNORECASE)
# A statement without any of these says nothing of the workplace.
PLACES = re.compile(
    r"remote|hybrid|on-?\s?site|office|person|home|wfh|tele|virtual|anywhere|(?:customer|client)\S* site", re.IGNORECASE
)
# Words in front of or behind "remote" that make it mean something else than this job's place.
OTHER_REMOTE = re.compile(
    r"\bremote(?:ly)?[\s-]+(?:patient|monitor\w*|control\w*|access\w*|desktop|sens\w+|areas?|sites?|locations?"
    r"|teams?|support|servers?|learning|communit\w+|village\w*|clinics?|users?"
    r"|devices?|meetings?|interview\w*|onboarding|proctor\w*|supervis\w+|robot\w*|vehicles?|operat\w+|employees"
    r"|workers|workforce|colleagues|diagnos\w+|cameras?|hands|assist\w*|view\w*|triage"
    r"|offices?|branch\w*|stakeholders|customers?|clients?|members|staff|managers|locat\w+|manag\w+|environments?"
    r"|collaborat\w+|tools?|start|deposit|video|sales|hiring|culture|identity|proofing|therapeutic"
    r"|inpatient|visits?|care|consult\w*|fetal|telemetry|viewing|execution|code|procedure|instances?|login|sessions?"
    r"|connect\w*|conditions|wilderness|work(?:ing)? (?:allowance|stipend|tools|reimburs\w+))\b"
    r"|\b(?:fully |geographically )?(?:distributed|global(?:ly)?)[\s/&,and]+remote\b|\bin remote\b(?! (?:role"
    r"|position|job))|\bremote and (?:rural|underserved)|\bsatellite\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not (?:a |an |currently |considered |eligible for |available for |open to |offer\w* |be |able to (?:offer"
    r"|support|accommodate) |authorized for |approved for )*(?:fully[ -]|100% )?(?:remote|telework|telecommut\w+"
    r"|work(?:ing)?[ -]from[ -]home|virtual)"
    r"|no (?:remote|telework|telecommut\w+|work[ -]from[ -]home|wfh)|non-remote|remote(?: work)?(?: option"
    r"| opportunit\w+)?(?: is| are| will)? (?:not|un)[ -]?\s?(?:be )?(?:available|offered|an option|possible"
    r"|permitted|considered|eligible|allowed)"
    r"|(?:can ?not|can't|won't|will not|cannot) be (?:done |performed |fully |worked )?(?:remote\w*|from home)"
    r"|(?:remote|telework|telecommut\w+)(?: eligible| job| work| allowed)?\s*[:?]\s*no\b"
    r"|remote candidates? will not)\b",
    re.IGNORECASE,
)
TRAINED = (
    r"(?:train\w*|orientation|onboarding|probation\w*|introductory period|competency"
    r"|(?:30|45|60|90|120|180) days|(?:three|six|3|6) months)"
)
FROM_HOME = r"(?:remote(?:ly)?|work(?:ing)?[ -]from[ -]home|wfh|telecommut\w+|from home)"
AFTER = re.compile(
    rf"\b{FROM_HOME}\b[^.;\n]{{0,60}}?\b(?:after|upon|once|following)\b[^.;\n]{{0,50}}?\b{TRAINED}"
    rf"|\b(?:after|upon|once|following)\b[^.;\n]{{0,60}}?\b{TRAINED}\b[^.;\n]{{0,60}}?\b{FROM_HOME}"
    rf"|\b(?:on-?site|in[ -]office|in[ -]person)\b[^.;\n]{{0,30}}?\btraining\b[^.;\n]{{0,40}}?\b(?:then|before"
    rf"|followed by|prior to)\b[^.;\n]{{0,40}}?\b{FROM_HOME}",
    re.IGNORECASE,
)
NOT_AFTER = re.compile(
    r"\b(?:orientation|onboarding|training)\b(?:(?!\bthen\b|\bbefore\b)[^.;\n]){0,30}"
    r"\b(?:remote(?:ly)?|virtual(?:ly)?|from home)\s*(?:[.;]|$)"
    r"|\bduring training\b|remote (?:training|onboarding|orientation)|training (?:is|will be) (?:remote|virtual)",
    re.IGNORECASE,
)
HYBRID_SAID = re.compile(
    r"\bhybrid[\s*/-]*(?:work(?!force s|load)(?:ing|place|force)?|schedule|role|position|model|arrangement|remote"
    r"|office|job|opportunit\w+|basis|set-?up|format|policy|on-?site|full[ -]time|environment:?\*)\b"
    r"|#\w\w-hybrid\b|\b(?:location|workplace|work (?:location|arrangement|setting|model|type|site|mode)|job type"
    r"|position type|schedule)\s*[:\-–*]+\s*[^.;\n]{0,25}\bhybrid\b"
    r"|\b(?:role|position|job|this|opportunity)\b[^.;\n]{0,30}\b(?:is|be|as|on) (?:an? )?(?:remote/)?hybrid\b"
    r"|(?:[-–—(/]|^[^.;\n]{0,40},)\s*hybrid[\s`*_]*(?:$|[)\]|(#-])|^[\s#*>`_🌎-]*hybrid\b[\s*`_]*(?:$|[,:(|–—-])"
    r"|\b(?:partial(?:ly)?|partly|semi|part[ -]time)[ -]remote\b|\b(?:one|two|three|four|[1-4])(?:\s?(?:-|–"
    r"|to)\s?(?:two|three|four|[2-4]))?\+?\s(?:\(?\d\)?\s)?days?(?:\s(?:a|per|each|every)\s?week|/week"
    r"|\sweekly)?\s(?:in|on|at|from)(?:\s(?:the|our|an))?[\s-]?(?:office|site|-?site|home|person)"
    r"|\b(?:mix|combination|blend) of (?:remote|in[ -]office|on-?site|home)\b|\b(?:occasional|some"
    r"|limited) (?:remote work|telework|work[ -]from[ -]home|days? from home)\b|\bsplit (?:time"
    r"|between) [^.]{0,30}\b(?:home|remote)\b",
    re.IGNORECASE | re.MULTILINE,
)
# In front of a title; hybrid clouds, apps and cars are made by people who may sit anywhere.
HYBRID_IN_FRONT = re.compile(
    r"hybrid\b(?![ -]+(?:cloud|mobile|app|infrastructure|title|vehicle|electric|it|integration|operating|or)\b)",
    re.IGNORECASE,
)
OTHER_HYBRID = re.compile(r"\btitle (?:5|38)\b|\bexcepted service\b|\bhybrid (?:title|status|cloud)\b", re.IGNORECASE)
OPTION = re.compile(
    r"\b(?:telecommut\w+|telework|remote(?: work)?) (?:options?|type)\s*:\s*([a-z -]{4,20})", re.IGNORECASE
)
CHOICE = re.compile(
    r"\bremote\w*\b(?=.*\bhybrid\b)(?=.*\b(?:in[ -]?office|on-?site|office)\b)"
    r"|\bhybrid\b(?=.*\bremote)(?=.*\b(?:in[ -]?office|on-?site|office)\b)|\bremote and hybrid\b"
    r"|\bhybrid and remote\b",
    re.IGNORECASE,
)
REMOTE_SAID = re.compile(
    r"\b(?:100\s?%|fully|completely|entirely|permanent(?:ly)?|full[ -]time)[\s,-]*(?:remote|virtual"
    r"|work(?:ing)?[ -](?:from|at)[ -]home|telecommut\w+|telework)\b"
    r"|\bremote[\s-]+(?:position|role|job|opportunit\w+|work(?! (?:stipend|allow))|opening|based|first|eligible"
    r"|contract|full[ -]time|coder|coding|friendly|within|in the|from|across|u\.?s\.?a?\b|only|nationwide|anywhere"
    r"|or)"
    r"|\b(?:(?:this|these|the|all|both)\s(?:positions|roles|jobs)|position|role|job|opportunity"
    r"|work|team member|you|location|workplace|opening|assignment)\b[^.;\n]{0,40}?"
    r"\b(?:is|are|be|can be|will be|may be|:)\s*[^.;\n]{0,25}?\b(?:remote(?:ly)?|virtual"
    r"|work[ -]from[ -]home|home[ -]based(?! (?:primary|care|health))|telecommut\w+)\b"
    r"|\bwork(?:ing|s)?\s+(?:\w+\s+)?(?:remote(?:ly)?|virtually|from (?:your |the comfort of your "
    r"|their )?(?:own )?home|from anywhere|at home)\b|\bwork[ -]from[ -]home\b|\bwfh\b|\btelecommut(?:e"
    r"|ing)\b(?! (?:stipend|policy))|\bhome[ -]based\b(?! (?:primary|acute|hospital|care|health|services?|therap"
    r"|nursing|hospice|visit|program|palliative))"
    r"|\b(?:location|workplace|work (?:location|arrangement|setting|model|type|site)|job type|schedule|site"
    r"|position type|remote)[\s*_]*[:\-–][\s*_]*[^.;\n]{0,60}\b(?:remote|virtual|work[ -]from[ -]home|yes)\b"
    r"|[(\[]\s*(?:100% |fully )?remote\b|[-–—|,/#]\s*(?:100% |fully )?remote[\s`*_]*(?:$|[)\]|,(#-])|\b(?:based"
    r"|located) remotely\b|\bor remotely (?:in|from|within|across)\b|\b(?:USA?|position)\s+remote\b|#\w\w-remote\b|^[\s#*>`_🌎]*(?:100% "
    r"|fully )?remote\b[\s*`_]*(?:$|[,(|–—-])|\bremote[\s*_]*[,–—-]\s*(?:us|usa|united states|[A-Z]{2})\b",
    re.IGNORECASE | re.MULTILINE,
)
# A sentence or a line of its own, but not in a list of what the employer has.
REMOTE_ALONE = re.compile(r"(?:100% |fully )?remote[.!]?", re.IGNORECASE)
OTHER_LIST = re.compile(
    r"\b(?:department|team|unit|division|group|site|location|clinic|branch|branche|facilitie|opening)s?\b[^.:]*:",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"\b(?:experience|ability|able|comfort\w*|proficien\w+|success\w*|history|track record|skills?"
    r"|capab\w+)\b[^.;\n]{0,50}\b(?:remote(?:ly)?|from home|virtual(?:ly)?)\b|\b(?:remote|home)[ -]?(?:work"
    r"|office)? (?:stipend|allowance|reimburs\w+|equipment)"
    r"|\bif (?:working|you work|remote)\b|\bwhether\b|\bremote or (?:on-?site|in[ -]office|in[ -]person) (?:support"
    r"|meeting|visit|interview)|\bteams?\b[^.;\n]{0,40}\bremote(?:ly)?\b|\bflexib\w+ (?:for|to) (?:remote|work)"
    r"|\boption to\b|\bmay (?:be )?(?:allow|permit|eligible|offer)",
    re.IGNORECASE,
)
ONSITE_SAID = re.compile(
    r"\b(?:100\s?%|fully|must (?:be|work|report)|required to (?:be|work|report)|requires? you to be|work(?:s|ing)?"
    r"|position is|role is|job is|this is an?|full[ -]time|schedule:?)[\s,-]*(?:an?\s)?(?:on-?\s?site|in[ -]office"
    r"|in[ -]person|in the office)\b(?! (?:training|gym|interview|visit|meeting|support|child|day ?care|parking"
    r"|fitness|clinic|pharmacy|cafe\w*|when))"
    r"|\b(?:on-?site|in[ -]office|in[ -]person)[\s-]+(?:position|role|job|opportunity|work(?! ?out)|only"
    r"|full[ -]time|schedule|requirement|required|presence)\b"
    r"|\b(?:location|workplace|work (?:location|arrangement|setting|model|type|site)|job type"
    r"|position type)\s*[:\-–]\s*[^.;\n]{0,25}\b(?:(?:on-?site|in[ -]office|in[ -]person)\b"
    r"|on (?:the )?(?:customer|client)(?:['’]?s)? site(?-i:(?![a-z])))"
    r"|[(\[]\s*(?:100% )?(?:on-?site|in[ -]office)\b"
    r"|^[\s#>*_-]*(?:100% )?(?:on-?site|in[ -]office|in[ -]person)[\s*_]*(?:$|[,.(|–—:-](?! ?train)|\b(?:in|at) [A-Z])"
    r"|\b(?:am|pm)\b[^.;\n]{0,14}\bon-?site\b|[-–—|,/]\s*on-?site\s*(?:$|[)\]|,\n])",
    re.IGNORECASE | re.MULTILINE,
)
OTHER_ONSITE = re.compile(
    r"\breturn[ -]to[ -](?:in[ -]person|(?:the )?office)\b"
    r"|\bon-?site\s+(?:training|gym|fitness|interview|visits?|child\w*|day ?care|parking|clinic|pharmacy|cafe\w*"
    r"|meetings?|audits?|support|health|massage|yoga|dining|lunch)",
    re.IGNORECASE,
)
