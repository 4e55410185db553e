"""The query string's one parser: what each name means, what is dropped, and that it says the same when read again."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careercenter.jobs import describing
from careercenter.jobs.criteria import Dropped, JobCriteria, parse
from careercenter.vocabulary import STATES

pytestmark = pytest.mark.usefixtures("house")  # which says where the file of places is


def read(query: str) -> tuple[JobCriteria, list[Dropped]]:
    """The criteria of an address."""
    return parse(parse_qs(query, keep_blank_values=True))


def criteria(query: str) -> JobCriteria:
    """The criteria of an address of which nothing is dropped."""
    found, dropped = read(query)
    assert dropped == []
    return found


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("q=inpatient+coder", "q", "inpatient coder"),
        ("q=++many%09+spaces%0d%0a+", "q", "many spaces"),
        ("q=%E2%80%9Crisk+adjustment%E2%80%9D", "q", '"risk adjustment"'),
        ("title=coder_2", "title", ("coder_2",)),
        ("credential=cpc&credential=ccs", "credential", ("ccs", "cpc")),
        ("credential=CPC", "credential", ("cpc",)),
        ("specialty=em", "specialty", ("em",)),
        ("code_set=icd10cm", "code_set", ("icd10cm",)),
        ("setting=fqhc", "setting", ("fqhc",)),
        ("tool=epic", "tool", ("epic",)),
        ("workplace=remote&workplace=hybrid&workplace=remote", "workplace", ("hybrid", "remote")),
        ("employment=w2_ft", "employment", ("w2_ft",)),
        ("state=TX&state=ca", "state", ("CA", "TX")),
        ("employer=sunrise-clinic", "employer", ("sunrise-clinic",)),
        ("pay_min=30", "pay_min", 3000),
        ("pay_min=$30.50", "pay_min", 3050),
        ("pay_min=10000", "pay_min", 1_000_000),
        ("posted=7", "posted", 7),
        ("apprentice=1", "apprentice", True),
        ("us_only=1", "us_only", True),
        ("near=78701-1234", "near", "78701"),
        ("near=austin+texas", "near", "Austin, TX"),
        ("sort=pay", "sort", "pay"),
        ("sort=quota", "sort", "quota"),
        ("sort=newest", "sort", "newest"),
        ("sort=relevance", "sort", "relevance"),
    ],
)
def test_each_name_has_its_meaning_and_touches_nothing_else(query: str, name: str, value: object) -> None:
    assert criteria(query) == JobCriteria(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("colour=green", "colour", "green"),
        ("=x", "", "x"),
        ("Q=inpatient", "Q", "inpatient"),
        ("credential=abc", "credential", "abc"),
        ("state=ZZ", "state", "ZZ"),
        ("state=Texas", "state", "Texas"),
        ("employer=Sunrise+Clinic", "employer", "Sunrise Clinic"),
        ("pay_min=-1", "pay_min", "-1"),
        ("pay_min=0", "pay_min", "0"),
        ("pay_min=1e9", "pay_min", "1e9"),
        ("pay_min=NaN", "pay_min", "NaN"),
        ("pay_min=10000.01", "pay_min", "10000.01"),
        ("pay_min=٣٠", "pay_min", "٣٠"),
        ("posted=0", "posted", "0"),
        ("posted=1.5", "posted", "1.5"),
        ("posted=9999", "posted", "9999"),
        ("posted=7+days", "posted", "7 days"),
        ("apprentice=yes", "apprentice", "yes"),
        ("us_only=0", "us_only", "0"),
        ("sort=salary", "sort", "salary"),
        ("sort=distance", "sort", "distance"),
        ("near=Atlantis", "near", "Atlantis"),
        ("near=00000", "near", "00000"),
        ("radius=0", "radius", "0"),
        ("radius=501", "radius", "501"),
        ("radius=25+miles", "radius", "25 miles"),
        ("radius=25", "radius", "25"),
        ("closed=1", "closed", "1"),
        ("closed=yes", "closed", "yes"),
        ("page=abc", "page", "abc"),
        ("page=0", "page", "0"),
        ("near=%00", "near", ""),
        ("q=%FF%FE", "q", "\ufffd\ufffd"),
    ],
)
def test_what_means_nothing_is_dropped_and_said(query: str, name: str, value: str) -> None:
    found, dropped = read(f"{query}&tool=epic")
    assert found == JobCriteria(tool=("epic",)), "the rest stays in force"
    assert [(one.name, one.value) for one in dropped] == [(name, value)]
    assert describing.dropped_in_words(dropped[0]).endswith("so it was left out.")


def test_a_dropped_value_is_said_beside_those_that_are_kept() -> None:
    found, dropped = read("credential=cpc&credential=abc&credential=ccs")
    assert found.credential == ("ccs", "cpc")
    assert dropped == [Dropped("credential", "abc")]


@pytest.mark.parametrize(("query", "miles"), [("", 50), ("&radius=50", 50), ("&radius=1", 1), ("&radius=500", 500)])
def test_a_radius_is_around_a_place(query: str, miles: int) -> None:
    assert criteria(f"near=78701{query}").miles == miles


def test_without_its_place_a_radius_and_an_order_by_distance_mean_nothing() -> None:
    found, dropped = read("near=Atlantis&radius=25&sort=distance&state=TX&closed=1")
    assert found == JobCriteria(state=("TX",), closed=True)
    assert [(one.name, one.value) for one in dropped] == [
        ("near", "Atlantis"), ("radius", "25"), ("sort", "distance"),
    ]  # fmt: skip
    whole = criteria("near=78701&radius=25&sort=distance&state=TX&closed=1")
    assert whole.without("near") == JobCriteria(state=("TX",), closed=True)
    assert whole.without("state") == JobCriteria(near="78701", radius=25, sort="distance")


def test_a_saved_search_keeps_the_place_and_never_what_is_closed_to_its_reader() -> None:
    whole = criteria("near=78701&radius=25&sort=distance&state=TX&closed=1")
    assert whole.filters_alone().query_string() == "near=78701&radius=25&state=TX"
    assert describing.in_words(whole.filters_alone()) == "Texas, 25 miles around 78701"


def test_blanks_and_the_page_are_no_filters() -> None:
    found, dropped = read("q=&state=&credential=++&page=3&page=x")
    assert (found, dropped) == (JobCriteria(), [])


def test_what_was_dropped_is_cut_short_before_it_is_said() -> None:
    _, dropped = read(f"{'n' * 500}={'v' * 500}&state={'S' * 500}")
    assert all(len(one.name) <= 60 and len(one.value) <= 60 for one in dropped)


def test_a_query_is_cut_at_two_hundred_characters() -> None:
    assert len(criteria(f"q={'x' * 500}").q) == 200


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("tool=epic&credential=cpc&q=ed", "credential=cpc&q=ed&tool=epic"),
        ("state=TX&state=FL&state=TX", "state=FL&state=TX"),
        ("pay_min=30.50&posted=07", "pay_min=30.5&posted=7"),
        ("pay_min=1234.56", "pay_min=1234.56"),
        ("apprentice=1&us_only=1&sort=pay", "apprentice=1&sort=pay&us_only=1"),
        ("q=%22risk+adjustment%22+-auditor", "q=%22risk+adjustment%22+-auditor"),
        ("q=caf%C3%A9+%26+%2B", "q=caf%C3%A9+%26+%2B"),
        ("near=austin,tx&radius=50&sort=distance", "near=Austin%2C+TX&sort=distance"),
        ("", ""),
    ],
)
def test_the_canonical_query_is_sorted_and_says_each_thing_once(query: str, canonical: str) -> None:
    assert criteria(query).query_string() == canonical
    assert criteria(canonical).query_string() == canonical


names = st.sampled_from(
    ["q", "title", "credential", "specialty", "code_set", "setting", "tool", "workplace", "employment", "state",
     "employer", "pay_min", "posted", "apprentice", "us_only", "sort", "page", "near", "radius", "closed", ""]
)  # fmt: skip
words = st.sampled_from(
    ["cpc", "CPC", "ccs", "em", "TX", "fl", "epic", "remote", "w2_ft", "coder_2", "icd10cm", "fqhc", "30", "30.5", "$9",
     "1", "7", "pay", "sunrise-clinic", '"risk adjustment"', "-auditor", "ﬂ", "İ", "\u2028x", "x\x1fy",
     "78701", "Austin, TX", "distance"]
)  # fmt: skip


@given(st.dictionaries(names | st.text(), st.lists(words | st.text(), max_size=4)))
@example({"q": ["x" * 199 + " yz"]})
@example({"q": ["\x1c\u2000 a \x85"], "state": ["ß", "ı"]})
def test_any_text_is_read_without_an_error_and_comes_back_as_it_was_read(values: dict[str, list[str]]) -> None:
    found, dropped = parse(values)
    again, nothing = parse(parse_qs(found.query_string()))
    assert again == found
    assert nothing == []
    assert again.query_string() == found.query_string()
    assert found.words.wanted is not None
    for one in dropped:
        assert describing.dropped_in_words(one)
    assert describing.in_words(found)
    assert describing.heading(found, 2)


# Words


@pytest.mark.parametrize(
    ("q", "wanted", "unwanted"),
    [
        ("zebra stripes", [["zebra"], ["stripe"]], []),
        ('"zebra stripes" lion', [["zebra stripe"], ["lion"]], []),
        ('lion -zebra -"two lions"', [["lion"]], [["zebra"], ["two lion"]]),
        ('lion "zebra to the end', [["lion"], ["zebra to the end"]], []),
        ("zebra ZEBRA Zebras", [["zebra"]], []),
        ("CPC-A", [["cpca"]], []),
        ('% _ * \' ; -- ! - ""', [], []),
        ("zebra jobs in lions and herons", [["zebra"], ["lion"], ["heron"]], []),
        ("jobs", [["job"]], []),
        ('"jobs" zebra', [["job"], ["zebra"]], []),
        ("or zebra or", [["zebra"]], []),
        ("zebra -jobs", [["zebra"]], [["job"]]),
        ("-", [], []),
        ("", [], []),
    ],
)
def test_words_phrases_and_what_is_left_out(q: str, wanted: list[list[str]], unwanted: list[list[str]]) -> None:
    found = JobCriteria(q=q).words
    assert [[" ".join(phrase) for phrase in thing.phrases] for thing in found.wanted] == wanted
    assert [[" ".join(phrase) for phrase in thing.phrases] for thing in found.unwanted] == unwanted


@pytest.mark.parametrize(
    ("q", "terms"),
    [
        ("epic", [("tools", "epic")]),
        ("CPC", [("credentials", "cpc")]),
        ("risk adjustment coder", [("job_titles", "risk_adjustment_coder")]),
        ("-epic", []),
        ('"epic"', []),
        ("zebra", []),
    ],
)
def test_a_name_of_the_word_lists_means_its_term_and_a_phrase_in_quotes_its_letters(
    q: str, terms: list[tuple[str, str]]
) -> None:
    assert [term for thing in JobCriteria(q=q).words.wanted for term in thing.terms] == terms


@pytest.mark.parametrize(
    ("q", "ways"),
    [
        ("cpc or ccs", ["cpc", "ccs"]),
        ("zebra OR lion or heron", ["zebra", "lion", "heron"]),
        ("remote or hybrid", ["remote", "hybrid"]),
        ('"zebra or lion"', ["zebra or lion"]),
    ],
)
def test_or_between_two_things_is_one_thing_met_by_either(q: str, ways: list[str]) -> None:
    (thing,) = JobCriteria(q=q).words.wanted
    assert [" ".join(phrase) for way in thing.ways for phrase in way.phrases] == ways


@pytest.mark.parametrize(
    "q", ["new grads", "entry level", "no experience", "trainee", "apprenticeship", "entry level coder"]
)
def test_who_begins_names_the_jobs_that_welcome_apprentices(q: str) -> None:
    (thing,) = JobCriteria(q=q).words.wanted
    assert ("apprentices", "1") in thing.terms


def test_more_than_twelve_words_make_no_search_better() -> None:
    assert len(JobCriteria(q=" ".join(f"zebra{number}" for number in range(40))).words.wanted) == 12


def test_the_order_is_best_match_for_words_and_newest_for_anything_else() -> None:
    assert JobCriteria(q="epic").order == "relevance"
    assert JobCriteria(q="-epic").order == "newest"
    assert JobCriteria(q="***").order == "newest"
    assert JobCriteria(tool=("epic",)).order == "newest"
    assert JobCriteria(q="epic", sort="pay").order == "pay"


def test_one_filter_or_one_value_of_it_is_taken_off() -> None:
    both = JobCriteria(q="ed", state=("FL", "TX"), pay_min=3000, apprentice=True)
    assert both.without("state", "FL").state == ("TX",)
    assert both.without("state").state == ()
    assert both.without("pay_min").pay_min is None
    assert both.without("apprentice") == JobCriteria(q="ed", state=("FL", "TX"), pay_min=3000)


def test_a_saved_search_keeps_the_filters_and_not_the_order() -> None:
    assert JobCriteria(q="ed", sort="pay").filters_alone() == JobCriteria(q="ed")
    assert JobCriteria(sort="pay").is_empty
    assert not JobCriteria(q="ed").is_empty


def test_filters_are_said_in_words() -> None:
    found = criteria(
        "q=ed&credential=cpc&credential=ccs&state=TX&pay_min=30&posted=1&apprentice=1&us_only=1&employer=sunrise-clinic"
    )
    assert describing.in_words(found) == (
        "“ed”, CCS or CPC, Texas, Sunrise Clinic, from $30 an hour, apprentices welcome, work stays in the US, "
        "posted today"
    )
    assert describing.in_words(JobCriteria()) == "all jobs"
    for one in describing.filters_in_force(found):
        assert one.without != found
        assert len(describing.filters_in_force(one.without)) == len(describing.filters_in_force(found)) - 1


def test_a_heading_counts_what_it_heads() -> None:
    assert describing.heading(JobCriteria(), 1) == "1 job"
    assert describing.heading(JobCriteria(workplace=("remote",), state=("TX", "FL")), 1200) == (
        "1,200 remote jobs open to Texas or Florida"
    )


@pytest.mark.parametrize(
    ("query", "total", "said"),
    [
        ("credential=cpc", 27, "27 CPC jobs"),
        ("q=inpatient+coder", 10, "10 jobs for “inpatient coder”"),
        ("credential=cpc&workplace=remote&state=TX", 19, "19 remote CPC jobs open to Texas"),
        ("credential=cpc&credential=ccs&tool=epic&pay_min=30", 2, "2 CCS or CPC jobs, Epic, from $30 an hour"),
        ("employer=sunrise-clinic&apprentice=1", 1, "1 job at Sunrise Clinic, apprentices welcome"),
    ],
)
def test_a_heading_says_the_filters_in_force(query: str, total: int, said: str) -> None:
    assert describing.heading(criteria(query), total) == said


def test_every_state_may_be_asked_for_at_once() -> None:
    assert len(criteria("&".join(f"state={state}" for state in STATES)).state) == len(STATES)
