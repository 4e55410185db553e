"""Files made to do harm, and files that are merely broken: refused in words, quickly, with nothing fetched."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careercenter.jobs.importing.rows import Feed, ImportedRow, NotAFeed

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE rss [
  <!ENTITY ha "ha">
  <!ENTITY a "&ha;&ha;&ha;&ha;&ha;&ha;&ha;&ha;&ha;&ha;">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<rss version="2.0"><channel><title>&c;</title></channel></rss>"""
QUADRATIC = f"""<!DOCTYPE source [<!ENTITY long "{"x" * 50_000}">]>
<source><publisher>{"&long;" * 5_000}</publisher></source>"""
A_FILE = """<!DOCTYPE source [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<source><publisher>&secret;</publisher></source>"""
PARAMETER = """<!DOCTYPE source [<!ENTITY % more SYSTEM "http://127.0.0.1:9/more.dtd"> %more;]>
<source/>"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("A reader went to the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("content", [LAUGHS, QUADRATIC, A_FILE, PARAMETER])
def test_entities_are_refused_at_once(opened: Callable[..., Feed], content: str) -> None:
    began = time.perf_counter()
    with pytest.raises(NotAFeed, match="declares entities"):
        opened(content)
    assert time.perf_counter() - began < 1


def test_a_doctype_that_only_names_a_type_is_not_fetched(read: Callable[..., list[ImportedRow]]) -> None:
    rows = read(
        """<!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">
        <rss version="0.91"><channel><title>Jobs</title><item><title>Coder</title></item></channel></rss>"""
    )
    assert [row.title for row in rows] == ["Coder"]


def test_stylesheets_includes_and_links_are_not_fetched(read: Callable[..., list[ImportedRow]]) -> None:
    rows = read(
        """<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/look.xsl"?>
        <rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>Jobs</title>
        <item><title>Coder</title><link>http://127.0.0.1:9/job</link>
        <description><xi:include href="file:///etc/hostname"/>Codes charts.</description></item></channel></rss>"""
    )
    assert rows[0].title == "Coder"
    assert "Codes charts." in rows[0].description


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<source>\n<job><title>Coder</job></source>", "line 2, column 20: mismatched tag"),
        ("<source>\n  <title>Smith & Sons</title></source>", "line 2, column 17"),
        ("<source><job>&nbsp;</job></source>", "line 1, column 14: undefined entity"),
        ("<source><job>", "line 1, column 14: no element found"),
        ("<source/><source/>", "line 1, column 10: junk after document element"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n<source>\xff</source>", "line 2, column 9 is not utf-8"),
    ],
)
def test_ill_formed_xml_is_refused_with_line_and_column(
    opened: Callable[..., Feed], content: str | bytes, said: str
) -> None:
    with pytest.raises(NotAFeed, match="ill-formed XML") as refused:
        opened(content)
    assert said in str(refused.value)


def test_an_encoding_that_nobody_knows_is_refused(opened: Callable[..., Feed]) -> None:
    with pytest.raises(NotAFeed, match="'klingon-8', an encoding nobody knows"):
        opened(b"<?xml version='1.0' encoding='klingon-8'?><source/>")


def test_elements_inside_one_another_by_the_thousand_are_refused(opened: Callable[..., Feed]) -> None:
    began = time.perf_counter()
    for content in ("<source>" + "<a>" * 5_000 + "</a>" * 5_000 + "</source>", "<a>" * 1_000_000):
        with pytest.raises(NotAFeed, match="more than 200 elements inside one another"):
            opened(content)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252", "utf-32"])
def test_declared_and_marked_encodings_are_honoured(read: Callable[..., list[ImportedRow]], encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><source><job><title>Codeur médical</title></job></source>"
    assert read(text.encode(encoding))[0].title == "Codeur médical"


def test_a_page_with_tags_inside_one_another_by_the_thousand_is_read(read: Callable[..., list[ImportedRow]]) -> None:
    deep = "<div>" * 3_000 + "Codes charts." + "</div>" * 3_000
    assert read([{"text": "Coder", "categories": {}, "description": deep}])[0].title == "Coder"


def test_json_inside_out_by_the_thousand_is_one_broken_line(
    save: Callable[..., Path], read: Callable[..., list[ImportedRow]]
) -> None:
    rows = read('{"title": "Coder"}\n{"title": ' + "[" * 100_000 + '\n{"title": "Auditor"}\n')
    assert [row.title for row in rows] == ["Coder", "", "Auditor"]
    assert rows[1].problem.startswith("It is not JSON")
