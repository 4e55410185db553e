"""CSV and JSON Lines: named columns and keys, with the lines that go wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from careercenter.jobs.importing import files
from careercenter.jobs.importing.dialects.named_fields import FIELDS, SECTIONS, plain_name, row
from careercenter.jobs.importing.formats import open_feed
from careercenter.jobs.importing.rows import ImportedRow, NotAFeed
from careercenter.jobs.reading.hints import PayField

Read = Callable[..., list[ImportedRow]]


def test_a_table_with_quotes_line_ends_and_empty_lines(read: Read) -> None:
    rows = read(
        "Job Title,Company Name,Description,Salary Min,Salary Max,Pay Period,Remote\r\n"
        '"Coder, inpatient",Harbor,"Two\nlines, one ""cell""",26,31,HOURLY,yes\r\n'
        "\r\n"
        "Auditor,Harbor\r\n"
    )
    assert [one.where for one in rows] == ["line 2", "line 5"]
    assert (rows[0].title, rows[0].employer) == ("Coder, inpatient", "Harbor")
    assert rows[0].description == 'Two\nlines, one "cell"'
    assert rows[0].hints.pay == PayField("26", "31", "HOURLY", "")
    assert rows[0].hints.remote is True
    assert rows[1].title == "Auditor"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_first_line(read: Read, delimiter: str) -> None:
    (one,) = read(
        delimiter.join(("title", "employer", "state")) + "\n" + delimiter.join(("Coder", "Harbor", "OH")) + "\n"
    )
    assert (one.title, one.employer, one.hints.state) == ("Coder", "Harbor", "OH")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_seen(read: Read, encoding: str) -> None:
    (one,) = read("title,employer\nCoder,Café “Harbor”\n".encode(encoding))
    assert (one.title, one.employer) == ("Coder", "Café “Harbor”")


def test_a_line_with_more_cells_than_names_is_refused_alone(read: Read) -> None:
    rows = read("title,employer\nCoder,Harbor,over,flow\nAuditor,Harbor,,\n")
    assert rows[0].problem == "It has 4 cells, and the first line names 2."
    assert (rows[1].title, rows[1].problem) == ("Auditor", "")


def test_a_broken_line_of_json_is_refused_alone(read: Read) -> None:
    rows = read('{"job_title": "Coder"}\n{"job_title": "Aud\n\n[1]\n{"job_title": "Biller"}\n')
    assert [one.where for one in rows] == ["line 1", "line 2", "line 4", "line 5"]
    assert rows[1].problem.startswith("It is not JSON: ")
    assert rows[2].problem == "It is not an object."
    assert rows[3].title == "Biller"


def test_a_line_without_end_is_no_feed(save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 1_000)
    feed = open_feed(save('{"title": "Coder"}\n' * 60 + '{"title": "' + "x" * 5_000))
    with pytest.raises(NotAFeed, match="a line of more than"):
        list(feed.rows)


@pytest.mark.parametrize(
    ("fields", "employer"),
    [
        ({"company": "Harbor"}, "Harbor"),
        ({"Employer Name": "Harbor"}, "Harbor"),
        ({"hiringOrganization": {"name": "Harbor"}}, "Harbor"),
        ({"company": "None", "organization": "Harbor"}, "Harbor"),
        ({"company": "N/A"}, ""),
        ({"agency": "Bureau of Coding", "department": "Charts"}, "Bureau of Coding"),
        ({"agency": "", "department": "Charts"}, "Charts"),
        ({"department": "Charts"}, ""),
    ],
)
def test_the_employer_goes_by_many_names_and_nobody_is_nobody(fields: dict[str, Any], employer: str) -> None:
    assert row("line 1", {"title": "Coder", **fields}).employer == employer


@pytest.mark.parametrize(
    ("fields", "pay", "text"),
    [
        ({"salary": "$26/hr"}, None, "$26/hr"),
        (
            {"min_salary": 52000.0, "max_salary": 61000.0, "pay_period": "YEARLY"},
            ("52000.0", "61000.0", "YEARLY", ""),
            "",
        ),
        ({"salary": {"min": 26, "max": 31, "unit": "hour", "currency": "USD"}}, ("26", "31", "hour", "USD"), ""),
        ({"max_salary": "40"}, ("", "40", "", ""), ""),
    ],
)
def test_pay_as_a_line_as_two_fields_or_as_an_object(
    fields: dict[str, Any], pay: tuple[str, str, str, str] | None, text: str
) -> None:
    hints = row("line 1", {"title": "Coder", **fields}).hints
    assert hints.pay == (PayField(*pay) if pay else None)
    assert hints.pay_text == text


def test_further_texts_and_dates() -> None:
    one = row(
        "line 1",
        {
            "title": "Coder",
            "duties": ["Code", "Audit"],
            "qualifications": "CPC",
            "open_period": "3/2/2026 to 3/9/2026",
            "posted": "3/2/2026",
        },
    )
    assert one.sections == (("Duties", "Code; Audit"), ("Qualifications", "CPC"))
    assert (one.posted, one.hints.closing_date) == (date(2026, 3, 2), date(2026, 3, 9))


@pytest.mark.parametrize("said", ["Job Title", "jobTitle", "job_title", " JOB-TITLE ", "job.title"])
def test_names_of_fields_are_compared_plainly(said: str) -> None:
    assert plain_name(said) == "job_title"


def test_no_field_has_a_name_that_could_never_match() -> None:
    assert {name for names in FIELDS.values() for name in names} == {
        plain_name(name) for names in FIELDS.values() for name in names
    }


def test_odd_values_are_words_or_nothing(read: Read) -> None:
    (one,) = read(
        json.dumps({"title": ["Coder", "II"], "company": 7, "location": {"label": "Dayton"}, "remote": 1, 4: 5}) + "\n"
    )
    assert (one.title, one.employer, one.hints.place, one.hints.remote) == ("Coder; II", "7", "Dayton", True)


def test_the_operators_guide_lists_every_name_in_its_order() -> None:
    guide = (Path(__file__).parents[3] / "docs/operating.md").read_text().partition("### The columns of a table")[2]
    rows = re.findall(r"^\| [^|`]+ \| (`.*`) \|$", guide, re.MULTILINE)
    assert [tuple(re.findall(r"`(\w+)`", names)) for names in rows] == list(FIELDS.values())
    below = re.search(r"^Under a heading of its own.*?\.$", guide, re.MULTILINE | re.DOTALL)
    assert below
    assert re.findall(r"`(\w+)`", below[0]) == list(SECTIONS)
