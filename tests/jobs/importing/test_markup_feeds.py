"""Indeed XML, RSS and Atom: a good row, one with little, and odd ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from careercenter.jobs.importing.rows import Feed, ImportedRow
from careercenter.jobs.reading.hints import PayField

Read = Callable[..., list[ImportedRow]]

INDEED = """<?xml version="1.0" encoding="utf-8"?>
<source>
  <publisher>Harbor Jobs</publisher>
  <publisherurl>https://harbor.example</publisherurl>
  <job>
    <title><![CDATA[Inpatient Coder]]></title>
    <date><![CDATA[Mon, 09 Mar 2026 10:00:00 GMT]]></date>
    <referencenumber>IC-4</referencenumber>
    <url>https://harbor.example/jobs/4</url>
    <company>Harbor Hospital</company>
    <city>Dayton</city><state>OH</state><country>US</country><postalcode>45402</postalcode>
    <description><![CDATA[<p>CCS required.</p>]]></description>
    <salary>$28 - $34 per hour</salary>
    <jobtype>fulltime</jobtype>
    <remotetype>Fully remote</remotetype>
    <expirationdate>2026-12-31</expirationdate>
  </job>
  <job><title>Coder</title></job>
  <job><company>Harbor Hospital</company><custom><inner>deep</inner></custom></job>
</source>"""

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:job_listing="https://harbor.example/job_listing">
  <channel>
    <title>Jobs at Harbor</title><link>https://harbor.example/jobs/</link>
    <item>
      <title>Risk adjustment coder</title><link>https://harbor.example/jobs/7</link><guid>harbor-7</guid>
      <pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate><dc:creator>webmaster</dc:creator>
      <description>A teaser.</description>
      <content:encoded><![CDATA[<p>CRC required, remote from Ohio.</p>]]></content:encoded>
      <job_listing:company>Harbor Risk</job_listing:company>
      <job_listing:location>Remote</job_listing:location>
      <job_listing:job_type>Full-time</job_listing:job_type>
    </item>
    <item><title>Coder</title></item>
    <item><description>No title at all</description></item>
  </channel>
</rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">Harbor &amp;amp; Sons</title><id>tag:harbor.example,2026:jobs</id>
  <entry>
    <title type="html">Coder &amp;lt;inpatient&amp;gt;</title><id>tag:harbor.example,2026:8</id>
    <link href="https://harbor.example/jobs/8"/><updated>2026-03-09T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>CPC <b>required</b>.</p></div></content>
  </entry>
</feed>"""


def test_indeed_names_everything(opened: Callable[..., Feed]) -> None:
    feed = opened(INDEED)
    good, little, odd = feed.rows
    assert (feed.publisher, feed.key, feed.length) == ("Harbor Jobs", "Harbor Jobs", 3)
    assert (good.where, good.title, good.employer) == ("job 1", "Inpatient Coder", "Harbor Hospital")
    assert (good.external_id, good.url) == ("IC-4", "https://harbor.example/jobs/4")
    assert good.description == "<p>CCS required.</p>"
    assert good.posted == date(2026, 3, 9)
    hints = good.hints
    assert (hints.city, hints.state, hints.zip, hints.country) == ("Dayton", "OH", "45402", "US")
    assert (hints.workplace, hints.employment, hints.pay_text) == ("Fully remote", "fulltime", "$28 - $34 per hour")
    assert hints.closing_date == date(2026, 12, 31)
    assert (little.title, little.employer, little.external_id) == ("Coder", "", "")
    assert (odd.title, odd.employer) == ("", "Harbor Hospital")


def test_rss_takes_the_whole_text_and_the_named_company(opened: Callable[..., Feed]) -> None:
    feed = opened(RSS)
    good, little, odd = feed.rows
    assert (feed.publisher, feed.key) == ("Jobs at Harbor", "harbor.example/jobs Jobs at Harbor")
    assert (good.where, good.title, good.employer) == ("item 1", "Risk adjustment coder", "Harbor Risk")
    assert (good.external_id, good.url) == ("harbor-7", "https://harbor.example/jobs/7")
    assert "CRC required" in good.description
    assert good.posted == date(2026, 3, 9)
    assert (good.hints.place, good.hints.employment) == ("Remote", "Full-time")
    assert (little.title, little.employer) == ("Coder", "")
    assert odd.title == ""


def test_the_author_of_an_entry_is_not_the_employer(read: Read) -> None:
    rss = """<rss version="2.0"><channel><title>Jobs</title>
    <item><title>Coder</title><author>pat@harbor.example (Pat)</author></item></channel></rss>"""
    assert read(rss)[0].employer == ""


def test_the_publisher_of_an_entry_is_the_employer(read: Read) -> None:
    rss = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Jobs</title>
    <item><title>Coder</title><dc:publisher>Harbor</dc:publisher></item></channel></rss>"""
    assert read(rss)[0].employer == "Harbor"


def test_atom_with_xhtml_and_escaped_titles(opened: Callable[..., Feed]) -> None:
    feed = opened(ATOM)
    (entry,) = feed.rows
    assert feed.publisher == "Harbor & Sons"
    assert entry.title == "Coder &lt;inpatient&gt;"
    assert (entry.external_id, entry.url) == ("tag:harbor.example,2026:8", "https://harbor.example/jobs/8")
    assert "<b>required</b>" in entry.description
    assert entry.posted == date(2026, 3, 9)


def test_indeed_with_pay_in_two_fields(read: Read) -> None:
    rows = read(
        "<source><job><title>Coder</title><salary_min>60000</salary_min><salary_max>71000</salary_max>"
        "<salary_period>YEAR</salary_period><currency>USD</currency></job></source>"
    )
    assert rows[0].hints.pay == PayField("60000", "71000", "YEAR", "USD")
