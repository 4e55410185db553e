"""A file is known by its bytes, not by its name; one that can't be imported is refused by the name of what it is."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careercenter.jobs.importing import files
from careercenter.jobs.importing.formats import FORMATS, open_feed
from careercenter.jobs.importing.rows import Feed, NotAFeed

Opened = Callable[..., Feed]

KNOWN: list[tuple[str, Any]] = [
    ("indeed", "<source><publisher>Harbor Jobs</publisher><job><title>Coder</title></job></source>"),
    ("indeed", "<?xml version='1.0'?>\n<source><jobs><job><title>Coder</title></job></jobs></source>"),
    ("rss", "<rss version='2.0'><channel><title>Jobs</title><item><title>Coder</title></item></channel></rss>"),
    ("rss", "<feed xmlns='http://www.w3.org/2005/Atom'><title>Jobs</title></feed>"),
    (
        "rss",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>",
    ),
    ("json-feed", {"version": "https://jsonfeed.org/version/1.1", "title": "Jobs", "items": []}),
    ("jobposting", {"@context": "https://schema.org", "@type": "JobPosting", "title": "Coder"}),
    ("jobposting", [{"@graph": [{"@type": "WebSite"}, {"@type": ["JobPosting"], "title": "Coder"}]}]),
    (
        "jobposting",
        '<!DOCTYPE html><html><script type=\'application/ld+json\'>{"@type": "JobPosting"}</script></html>',
    ),
    ("lever", [{"text": "Coder", "hostedUrl": "https://jobs.lever.co/harbor/1"}]),
    ("ashby", {"jobs": [{"title": "Coder", "jobUrl": "https://jobs.ashbyhq.com/harbor/1"}]}),
    ("greenhouse", {"jobs": [{"title": "Coder", "absolute_url": "https://boards.greenhouse.io/harbor/jobs/1"}]}),
    ("usajobs", {"SearchResult": {"SearchResultItems": []}}),
    ("csv", "Job Title,Company\nCoder,Harbor\n"),
    ("csv", "title;employer\nCoder;Harbor\n"),
    ("jsonl", '{"title": "Coder"}\n{"title": "Auditor"}\n'),
    ("jsonl", '{"position_title": "Coder", "agency": "Bureau of Coding"}\n'),
]


@pytest.mark.parametrize(("dialect", "content"), KNOWN)
def test_each_format_is_known_by_its_bytes(opened: Opened, dialect: str, content: Any) -> None:
    assert opened(content).dialect == dialect


def test_every_format_that_can_be_named_is_among_them() -> None:
    assert {dialect for dialect, _ in KNOWN} == set(FORMATS)


@pytest.mark.parametrize(
    "content", ["\ufeff<source><publisher>Harbor</publisher></source>", "  \n<source><job/></source>"]
)
def test_marks_and_blanks_before_the_feed_are_passed_over(opened: Opened, content: str) -> None:
    assert opened(content).dialect == "indeed"


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("", "an empty file"),
        (" \n \n", "an empty file"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04 rest", "a ZIP archive"),
        (b"\x7fELF\x00\x00\x01", "a binary file"),
        (b"b'<rss></rss>'", "a Python bytes literal"),
        ("<html><body><h1>Coder</h1></body></html>", "an HTML page without a JobPosting"),
        ("<!-- old --><!DOCTYPE html>\n<html></html>", "an HTML page without a JobPosting"),
        (
            "<Invoice xmlns='http://ns.hr-xml.org/2007-04-15'><Id>1</Id></Invoice>",
            "HR-XML: Invoice",
        ),
        ("<workzag-jobs><position/></workzag-jobs>", "Personio XML"),
        ("<result><job><title>Coder</title></job></result>", "Jobvite XML"),
        ("<urlset/>", "a sitemap"),
        ("<Catalogue><Book/></Catalogue>", "XML with the root element <Catalogue>"),
        ({"total": 2, "jobPostings": [{"title": "Coder", "externalPath": "/x"}]}, "Workday JSON"),
        ([{"0-legal-notice": "..."}, {"title": "Coder"}], "Remotive JSON"),
        ({"offers": [{"title": "Coder"}]}, "Recruitee JSON"),
        ({"colour": "green", "size": 4}, "JSON: an object with the keys colour, size"),
        ({}, "JSON: an empty object"),
        ([{"colour": "green"}], "JSON: a list of objects with the keys colour"),
        ([], "JSON: a list without objects"),
        ('{"jobs": [', "ill-formed JSON"),
        ("[" * 100_000, "JSON with too many lists"),
        ("colour,size\ngreen,4\n", "CSV without a column for the title (its columns: colour, size)"),
        ("Dear all,\nno jobs today.\n", "without a column for the title"),
        ('{"colour": 1}\n{"colour": 2}\n', "JSON Lines without a field for the title"),
        ("# jobs\n<source><job></source>", "ill-formed XML: line 1"),
    ],
)
def test_other_files_are_refused_by_name(opened: Opened, content: Any, seen: str) -> None:
    with pytest.raises(NotAFeed) as refused:
        opened(content)
    assert seen in str(refused.value)


@pytest.mark.parametrize(
    ("named", "content"),
    [
        ("greenhouse", [{"text": "Coder", "hostedUrl": "https://jobs.lever.co/harbor/1"}]),
        ("indeed", {"jobs": [{"title": "Coder", "absolute_url": "https://boards.greenhouse.io/harbor/jobs/1"}]}),
        ("lever", "<rss><channel/></rss>"),
        ("rss", "<source><job/></source>"),
        ("usajobs", "title,employer\n"),
        ("csv", '{"title": "Coder"}\n'),
    ],
)
def test_a_named_format_is_held_to(opened: Opened, named: str, content: Any) -> None:
    with pytest.raises(NotAFeed):
        opened(content, named)


def test_a_page_can_be_named_to_look_for_postings_in_it(opened: Opened) -> None:
    page = '<x-page><script type="application/ld+json">{"@type": "JobPosting", "title": "Coder"}</script></x-page>'
    assert opened(page, "jobposting").dialect == "jobposting"


def test_gzip_is_read_whatever_the_file_is_called(opened: Opened) -> None:
    assert opened(gzip.compress(b"title,employer\nCoder,Harbor\n"), name="jobs.csv").dialect == "csv"


def test_a_gzip_file_that_breaks_off_is_refused(opened: Opened) -> None:
    with pytest.raises(NotAFeed, match="gzip file that can't be unpacked"):
        opened(gzip.compress(b"<source>" + bytes(range(32, 127)) * 500)[:-40], name="jobs.xml.gz")


def test_a_document_has_a_size_limit(save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WHOLE", 1024 * 1024)
    packed = save(gzip.compress(b"<source>" + b" " * 2 * 1024 * 1024 + b"</source>"))
    with pytest.raises(NotAFeed, match="a document of more than 1 MiB"):
        open_feed(packed)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ([{"text": "Coder", "hostedUrl": "https://jobs.lever.co/harbor-clinic/1"}], "harbor-clinic"),
        ("<source><publisher>Harbor Jobs</publisher></source>", "Harbor Jobs"),
        ("title,employer\n", "sunrise"),
        ([{"text": "Coder", "categories": {}}], "sunrise"),
    ],
)
def test_a_feed_is_told_from_others_by_its_publisher_or_by_its_file(opened: Opened, content: Any, key: str) -> None:
    assert opened(content, name="sunrise.2026-11-23.txt").key == key
