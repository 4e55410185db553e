"""Formats that are not imported, by what gives them away, so that a refusal can name them."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from careercenter.jobs.importing.safe_xml import local_name, namespace, said_name

FIRST_BYTES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (Excel and Word files are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3", "a SQLite database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a Parquet file"),
)
# A key that only this format has, at the top or in the first object of a list inside.
JSON_KEYS = (
    ("jobPostings", "Workday JSON"),
    ("externalPath", "Workday JSON"),
    ("requisitionList", "Oracle Recruiting JSON"),
    ("canonicalPositionUrl", "Eightfold JSON"),
    ("totalFound", "SmartRecruiters JSON"),
    ("typeOfEmployment", "SmartRecruiters JSON"),
    ("offers", "Recruitee JSON"),
    ("careers_apply_url", "Recruitee JSON"),
    ("shortcode", "Workable JSON"),
    ("0-legal-notice", "Remotive JSON"),
    ("candidate_required_location", "Remotive JSON"),
    ("legal", "Remote OK JSON"),
    ("locationRestrictions", "Himalayas JSON"),
    ("jobGeo", "Jobicy JSON"),
    ("workLocation", "Rippling JSON"),
    ("job_google_link", "JSearch JSON"),
    ("openapi", "an OpenAPI description"),
    ("resumeUrl", "a résumé in JSON"),
)
XML_ROOTS = {
    "workzag-jobs": "Personio XML",
    "extension": "a Joomla manifest",
    "opml": "OPML, a list of feeds",
    "urlset": "a sitemap",
    "sitemapindex": "an index of sitemaps",
    "svg": "a drawing (SVG)",
    "html": "XHTML without a JobPosting",
}
HR_XML = "hr-xml"
SHOWN = 8  # keys told of a JSON document that nobody knows


def by_first_bytes(head: bytes) -> str | None:
    """What a binary file is; None for text."""
    known = next((name for mark, name in FIRST_BYTES if head.startswith(mark)), None)
    if (
        known is None
        and b"\x00" in head
        and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00"))
    ):
        return "a binary file"
    return known


def looks_like_markup_inside(head: bytes) -> bool:
    return b"<?xml" in head or b"<source>" in head or b"<rss" in head or b"</" in head[:4_096]


def json_name(document: Any) -> str | None:
    """The name of a JSON format that gives itself away."""
    keys = _keys(document)
    return next((name for key, name in JSON_KEYS if key in keys), None)


def json_in_words(document: Any) -> str:
    if isinstance(document, dict):
        return f"JSON: an object with the keys {_some(document)}" if document else "JSON: an empty object"
    if isinstance(document, list):
        first = next((one for one in document if isinstance(one, dict)), None)
        return f"JSON: a list of objects with the keys {_some(first)}" if first else "JSON: a list without objects"
    return f"JSON: a single {type(document).__name__}"


def xml_name(root: Element) -> str | None:
    """The name of an XML format that gives itself away."""
    name = local_name(root)
    spaces = (namespace(root), *(namespace(child) for child in root), *root.attrib.values())
    if any(HR_XML in space.lower() for space in spaces):
        return f"HR-XML: {said_name(root)}"
    if name == "result" and any(local_name(child) == "job" for child in root):
        return "Jobvite XML"
    return XML_ROOTS.get(name)


def _keys(document: Any, depth: int = 0) -> set[str]:
    """The keys of an object, and those of the first objects in its lists and objects, three levels deep."""
    if depth > 3:
        return set()
    if isinstance(document, list):
        return set().union(*(_keys(one, depth + 1) for one in document[:3])) if document else set()
    if not isinstance(document, dict):
        return set()
    inner = [_keys(value, depth + 1) for value in document.values() if isinstance(value, dict | list)]
    return set(document).union(*inner)


def _some(keys: dict[str, Any]) -> str:
    shown = list(keys)[:SHOWN]
    return ", ".join(str(key)[:40] for key in shown) + (f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else "")
