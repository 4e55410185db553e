"""Descriptions as Markdown that reads well, whatever they came as."""

from __future__ import annotations

import time

import pytest

from careercenter.jobs.importing.descriptions import LONGEST, joined, one_line, shortened, to_markdown, untracked


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<p>You code charts.</p><p>We train you.</p>", "You code charts.\n\nWe train you."),
        ("<h2>Duties</h2><ul><li>Code</li><li>Query</li></ul>", "## Duties\n\n- Code\n- Query"),
        ("<ul><li>Code<li>Query</ul>", "- Code\n- Query"),
        ("<ol><li>Code</li><li>Query</li></ol>", "1. Code\n2. Query"),
        ("<p><strong>CPC</strong> and <em>CCS</em></p>", "**CPC** and *CCS*"),
        ("First line<br>Second line<br/>Third", "First line\nSecond line\nThird"),
        ("&lt;p&gt;You code &amp;amp; audit.&lt;/p&gt;", "You code & audit."),
        ("&amp;lt;p&amp;gt;Charts&amp;lt;/p&amp;gt;", "Charts"),
        ("<p>$25&nbsp;&ndash;&nbsp;$30</p>", "$25 – $30"),
        ("<p>Charts</p><script>track()</script><style>p{}</style>", "Charts"),
        ("<p>Charts<img src='https://t.example/pixel.gif' alt='x'></p>", "Charts"),
        ("<p>Charts</p><!-- internal: do not hire -->", "Charts"),
        ("<p style='display:none'>keyword keyword</p><p>Charts</p>", "Charts"),
        ("<form><input value='x'><button>Apply</button></form><p>Charts</p>", "Charts"),
        ("<a href='https://harbor.example/jobs'>Apply</a>", "[Apply](https://harbor.example/jobs)"),
        ("<a href='javascript:alert(1)'>Apply</a>", "Apply"),
        ("<a href='data:text/html,x'>Apply</a>", "Apply"),
        ("<p>A</p><p>&nbsp;</p><p></p><p>B</p>", "A\n\nB"),
        ("• Code\n• Query\n– Learn", "- Code\n- Query\n- Learn"),
        ("Duties: • Code • Query", "Duties:\n- Code\n- Query"),
        ("## Duties\n\n- Code\n\n\n\n- Query", "## Duties\n\n- Code\n\n- Query"),
        ("One\r\nTwo\rThree\u2028Four", "One\nTwo\nThree\nFour"),
        ("a < b and c > d", "a < b and c > d"),
        ("Zero\u200bwidth and \x00null", "Zerowidth and null"),
        ("*****\nCharts\n=====", "Charts"),
        ("", ""),
    ],
)
def test_html_text_and_markdown_become_clean_markdown(raw: str, clean: str) -> None:
    assert to_markdown(raw) == clean


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "![](",
            "[](",
            "[ ",
            '![x](y "',
            "<li ",
            "<li>",
            "<ul><li>",
            "<br ",
            "<br>",
            "<b></b>",
            "<div>",
            "<table><tr><td>",
        ),
        *(
            "<!--",
            "<![",
            "</",
            "<",
            "&",
            "&amp;",
            "&lt;p&gt;",
            "- ",
            "* ",
            "• ",
            "- \n",
            "# ",
            "_",
            "http://",
            "a" + " " * 5_000,
        ),
        *("https://a.b/?utm_x=&", "\n", "\u00a0"),
    ],
)
def test_a_text_made_to_keep_a_reader_busy_takes_no_longer_than_its_length(piece: str) -> None:
    """A single of these beginnings may cost little and a hundred thousand of them much, when each looks to the end."""
    began = time.process_time()
    to_markdown(piece * (300_000 // len(piece)))
    assert time.process_time() - began < 6


def test_addresses_lose_what_only_tells_where_a_reader_came_from() -> None:
    assert (
        to_markdown("https://harbor.example/jobs?utm_source=x&id=4&utm_medium=y") == "https://harbor.example/jobs?id=4"
    )
    assert untracked("https://harbor.example/jobs?gclid=1") == "https://harbor.example/jobs"


def test_sections_follow_under_their_headings_unless_the_text_has_them() -> None:
    whole = joined("<p>We need a CPC.</p>", (("Requirements", "We need a CPC."), ("Benefits", "<ul><li>PTO</li></ul>")))
    assert whole == "We need a CPC.\n\n## Benefits\n\n- PTO"


def test_a_long_text_is_cut_where_a_paragraph_ends() -> None:
    text = to_markdown("\n\n".join(["You code charts all day long."] * 2_000))
    assert len(text) <= LONGEST
    assert text.endswith("day long.\n…")
    assert shortened("x" * 30, 20) == "x" * 18 + "\n…"


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("  Coder,\n inpatient ", "Coder, inpatient"),
        ("<b>Coder</b>", "Coder"),
        ("Coder &amp;amp; Auditor", "Coder & Auditor"),
        ("Coder (3 < 4)", "Coder (3 < 4)"),
        ("Cod\u202eer", "Cod er"),
    ],
)
def test_titles_and_names_are_one_line(raw: str, line: str) -> None:
    assert one_line(raw) == line
