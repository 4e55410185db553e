"""The words by which a posting speaks of pay, and of money that is not pay."""

from __future__ import annotations

import re

from careercenter.jobs.reading.amounts import NUMBER

FOREIGN_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:CA?|AU?|NZ|SG?|HK|R|MX|NT)$|(?:(?<![A-Za-z])(?:CAD|AUD|NZD|SGD|GBP|EUR|INR|PHP|JPY|CHF|PLN|SEK"
    r"|BRL|ZAR|AED)\s?:?|[£€₹¥₱₪])\s?[~≈]?$"
)
FOREIGN_AFTER = re.compile(
    r"[\s*_)]{0,3}(?:(?:CAD|AUD|GBP|EUR|INR|SGD|NZD|MXN|PHP|JPY|CHF|PLN|SEK|BRL|ZAR|AED|pounds|euros?|rupees|pesos"
    r"|Canadian|Australian)\b|[£€₹])",
    re.IGNORECASE,
)
AUSTRALIAN = re.compile(r"\bsuper(?:annuation)?\b", re.IGNORECASE)
BIGGER = re.compile(
    r"\s?(?:\+\s?)?(?:(?:million|billion|trillion|thousand|mm|m|b|bn|lakhs?|crore)\b|[MB]\+|%)", re.IGNORECASE
)
NOT_PAY = re.compile(
    r"\b(?:bonus(?:es)?|sign[- ]?on|signing|retention|referral|relocation|differentials?|stipends?|reimburs\w+"
    r"|allowance|tuition|scholarships?|match(?:ing|es)?|revenues?"
    r"|funding|funded|raised|anniversar(?:y|ies)|saved|taxes|valuation|assets?|budgets?|portfolio|grants?|donat\w+|savings?|saves?|discounts?"
    r"|coverage|insurance|premiums?|deductible|co-?pay|loans?|credits?"
    r"|profits?|gross|turnover|fees?|penalt\w+|fine|gift cards?|prizes?|equity|stocks?|incentives?|quota"
    r"|book of business|contracts? (?:worth|valued|of)|deals?|perks?|wellness"
    r"|spend(?:ing)?|market|transactions?|payments? of|worth of|sales|billings|arr|ote|on[- ]target|commissions?"
    r"|additional|extra|overtime|401|less than|loan|home office|per diem)\b",
    re.IGNORECASE,
)
LEAST = re.compile(r"\bmin(?:imum)?\b", re.IGNORECASE)
MOST = re.compile(r"\bmax(?:imum)?\b", re.IGNORECASE)
# A statement without any of these speaks of no money.
MONEY = re.compile(
    r"\$|USD|collections|\b(?:pay|salar(?:y|ies)|wages?|compensation|rate|hourly|starting|hiring range)\b",
    re.IGNORECASE,
)
PAY_WORDS = re.compile(
    r"\b(?:pay(?:s|ing)?(?!\s?period)|paid|salar(?:y|ies)|wages?|compensation|rates?|range|base|hourly|earn(?:s"
    r"|ings)?|remuneration|starting|annualized|comp|take[- ]home)\b|💰",
    re.IGNORECASE,
)
LABELS = re.compile(
    r"\b(?:pay (?:range|rate|scale|grade|is|starts)|pay|salar(?:y|ies)|hourly (?:rate|range|pay)|wages?|base (?:pay"
    r"|compensation)|compensation(?: range| is| for)?|rate|starting (?:pay|at|from)|hiring range)\b|💰",
    re.IGNORECASE,
)
PAY_AFTER_ALL = re.compile(
    r"\b(?:salary|pay range|base pay|hourly rate|pay rate|wage|compensation range|base)\b|,", re.IGNORECASE
)
UNIT_BEFORE = {
    "hour": re.compile(r"\b(?:hourly|per hour|an hour)\b", re.IGNORECASE),
    "year": re.compile(r"\b(?:annual(?:ly|ized)?|yearly|per year|per annum|a year)\b", re.IGNORECASE),
    "week": re.compile(r"\bweekly\b", re.IGNORECASE),
    "month": re.compile(r"\bmonthly\b", re.IGNORECASE),
}
OTHER_BEFORE = re.compile(r"\b(?:bi-?weekly|semi-?monthly|per (?:shift|visit|session))\b", re.IGNORECASE)
CLAUSE_START = re.compile(r"[;.!?]\s|,\s(?=(?:plus|and|with|as well|an?)\b)|\bplus\b", re.IGNORECASE)
CLAUSE_END = re.compile(
    r"[;.,!?(]|\s[-–—]\s|\bplus\b|\band\b|\+|\bwith\b|\bdepending\b|\bbased\b|\bdoe\b|\bexclu\w+|\bnot incl\w+",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"(?P<low>{NUMBER})\s?%?(?:\s?(?:-|–|to)\s?(?P<high>{NUMBER}))?\s?(?:%|percent)\sof\s(?:(?:net|total|gross"
    rf"|all)\s)?collections",
    re.IGNORECASE,
)
