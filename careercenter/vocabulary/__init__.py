"""The trade's word lists. Ids are stored; labels, groups and aliases are read from here, never typed elsewhere."""

from careercenter.vocabulary.loading import Term, VocabularyError, WordList, every_list, word_list

JOB_TITLES = word_list("job_titles")
CREDENTIALS = word_list("credentials")
CREDENTIAL_EQUIVALENCE = word_list("credential_equivalence")
SPECIALTIES = word_list("specialties")
CODE_SETS = word_list("code_sets")
SETTINGS = word_list("settings")
EMPLOYER_KINDS = word_list("employer_kinds")
TOOLS = word_list("tools")
WORK_TYPES = word_list("work_types")
WORKPLACES = word_list("workplaces")
STATE_RULES = word_list("state_rules")
WORK_LOCATIONS = word_list("work_locations")
EMPLOYMENT_TYPES = word_list("employment_types")
PAY_UNITS = word_list("pay_units")
BENEFITS = word_list("benefits")
STATES = word_list("states")
PAY_RULES = word_list("pay_rules")
STAGES = word_list("stages")
WITHDRAW_REASONS = word_list("withdraw_reasons")
DECLINE_REASONS = word_list("decline_reasons")
REPORT_REASONS = word_list("report_reasons")
SCREENING_QUESTIONS = word_list("screening_questions")
JOB_STATES = word_list("job_states")
JOB_MOVES = word_list("job_moves")

__all__ = [
    "BENEFITS",
    "CODE_SETS",
    "CREDENTIALS",
    "CREDENTIAL_EQUIVALENCE",
    "DECLINE_REASONS",
    "EMPLOYER_KINDS",
    "EMPLOYMENT_TYPES",
    "JOB_MOVES",
    "JOB_STATES",
    "JOB_TITLES",
    "PAY_RULES",
    "PAY_UNITS",
    "REPORT_REASONS",
    "SCREENING_QUESTIONS",
    "SETTINGS",
    "SPECIALTIES",
    "STAGES",
    "STATES",
    "STATE_RULES",
    "TOOLS",
    "WITHDRAW_REASONS",
    "WORKPLACES",
    "WORK_LOCATIONS",
    "WORK_TYPES",
    "Term",
    "VocabularyError",
    "WordList",
    "every_list",
    "word_list",
]
