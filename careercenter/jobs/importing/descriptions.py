"""
A description as it came (HTML, Markdown, plain text) as clean Markdown of at most 20,000 characters.

No images, scripts, styles, comments, hidden or tracking parts; entities decoded, HTML that was escaped twice read as
what it is, blank lines collapsed. What looks like a list in plain text becomes one.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from bs4 import BeautifulSoup
from markdownify import ATX, MarkdownConverter

LONGEST = 20_000
HARD_LIMIT = 200_000  # characters of a raw description that are looked at: ten times as many as are kept
BLOCKS = "p|div|ul|ol|li|h[1-6]|table|tr|td|th|tbody|section|article|pre|blockquote|hr"
INLINE = "br|span|b|strong|i|em|u|a|font|img|script|style|sup|sub"
TAG = re.compile(rf"</?(?:{BLOCKS}|{INLINE})\b[^<>]*/?>", re.IGNORECASE)
BLOCK_TAG = re.compile(rf"<(?:{BLOCKS})\b[^<>]*/?>", re.IGNORECASE)
BREAK = re.compile(r"<br\b[^<>]*>[ \t]*\n?", re.IGNORECASE)
ESCAPED_TAG = re.compile(rf"&(?:amp;)*lt;/?(?:{BLOCKS}|{INLINE})\b", re.IGNORECASE)
SILENT = re.compile(
    r"(?:script|style|noscript|iframe|object|embed|form|input|button|select|svg|img|picture|video|audio|head|template|meta|link)$"
)
LIST_TAG = re.compile(r"<(/?)(li|ul|ol)\b[^<>]*>", re.IGNORECASE)
DOUBLE_BULLET = re.compile(r"^(\s*[-*+]\s+)(?:[-*+•]\s+)+(?=\S)")
# What a part has taken it keeps ("++"), so that a thousand beginnings of a picture cost no more than their length.
IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}+\]\([^()\s]{0,2000}+(?:\s{1,9}\"[^\"\n]{0,500}+\")?\)")
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"']+", re.IGNORECASE)
TRACKING = re.compile(r"(?<=[?&])(?:utm_[a-z]+|gclid|fbclid|mc_eid|msclkid)=[^&#]*&?", re.IGNORECASE)
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
BULLET = re.compile(r"^\s*[•●▪◦‣⁃∙·■□➢➤►▶✔✓❖\uf0b7\uf0a7](?=\s*\S)\s*")
DASH_BULLET = re.compile(r"^\s*[–—](?=\s+\S)\s*")
LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
EMPTY_MARK = re.compile(r"^\s*(?:[-*+]|#{1,6}|\*\*\s*\*\*|__\s*__|\\?[*_]+)\s*$")
LONE_RULE = re.compile(r"^\s*(?:[*_=~-]\s*){3,}$")
INLINE_BULLET = re.compile(r"(?<=\S)\s*[•●▪➢](?=\s*\S)")
ALREADY_A_LINK = re.compile(r"\[\s*+\]\([^()\s]*+\)")


class _Converter(MarkdownConverter):
    """Headings below the page's own, links kept where they lead to the web or to mail, nothing escaped that reads well."""

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        href = (el.get("href") or "").strip()
        if not text.strip() or not href.lower().startswith(("https://", "http://", "mailto:")):
            return text
        el["href"], el["title"] = href, ""
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]


def to_markdown(raw: str) -> str:
    """Clean Markdown of a description in any of the three forms; see the rule above."""
    text = CONTROLS.sub("", LINE_END.sub("\n", raw[:HARD_LIMIT]))
    for _ in range(3):
        if not ESCAPED_TAG.search(text):
            break
        text = unescape(text)
    text = _from_html(text) if TAG.search(text) else _from_text(text)
    return shortened(_tidy(unescape(unescape(text))))


def joined(description: str, sections: tuple[tuple[str, str], ...]) -> str:
    """The whole description: the text, then each section under its heading, unless the text has it already."""
    whole = to_markdown(description)
    for heading, more in sections:
        if len(whole) > LONGEST:
            break
        section = to_markdown(more)
        if section and section not in whole:
            whole += f"\n\n## {one_line(heading)}\n\n{section}"
    return shortened(whole.strip())


def one_line(text: str) -> str:
    """A title or a name without markup, entities and line ends."""
    text = text[:5_000]
    for _ in range(2):
        text = unescape(text)
    if TAG.search(text):
        text = TAG.sub(" ", text)
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """A text without what steers a terminal, turns its direction, or is half a character."""
    return CONTROLS.sub(" ", text)


def untracked(address: str) -> str:
    """An address without the parameters that only say where a reader came from."""
    return TRACKING.sub("", address).rstrip("?&") if "?" in address else address


def shortened(text: str, most: int = LONGEST) -> str:
    """At most so many characters, cut at the end of a paragraph or line, with "…" to say so."""
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    end = max(kept.rfind("\n\n"), kept.rfind("\n", most * 9 // 10))
    return (kept[:end] if end > most // 2 else kept).rstrip() + "\n…"


def _from_html(text: str) -> str:
    html = COMMENT.sub("", text)
    if not BLOCK_TAG.search(html):  # a text with a tag here and there: its lines are lines
        html = BREAK.sub("\n", html).replace("\n", "<br>")
    soup = BeautifulSoup(_closed_items(html), "html.parser")
    for element in soup.find_all(SILENT):
        element.decompose()
    for element in soup.find_all(style=re.compile(r"display\s*:\s*none", re.IGNORECASE)):
        element.decompose()
    try:
        return _converted(soup)
    except RecursionError:  # tags inside one another by the thousand
        return soup.get_text("\n")


def _closed_items(html: str) -> str:
    """Closes list items that the page left open, so that they do not stand inside one another."""
    out: list[str] = []
    stack: list[str] = []
    done = 0
    for match in LIST_TAG.finditer(html):
        is_end, name = match[1] == "/", match[2].lower()
        ends_item = stack[-1:] == ["li"] and (name != "li") == is_end
        if ends_item:
            stack.pop()
            out += [html[done : match.start()], "</li>"]
            done = match.start()
        if not is_end:
            stack.append(name)
        elif stack[-1:] == [name]:
            stack.pop()
    return "".join([*out, html[done:]])


def _converted(soup: BeautifulSoup) -> str:
    converter = _Converter(
        heading_style=ATX,
        bullets="-",
        strip=["img"],
        escape_misc=False,
        escape_underscores=False,
        escape_asterisks=False,
        newline_style="backslash",
    )
    return str(converter.convert_soup(soup)).replace("\\\n", "\n")


def _from_text(text: str) -> str:
    """Plain text or Markdown: characters used as bullets become list items, indented lines are no code."""
    lines = []
    for raw in text.split("\n"):
        line = DASH_BULLET.sub("- ", BULLET.sub("- ", raw))
        lines += INLINE_BULLET.sub("\n- ", line).split("\n") if INLINE_BULLET.search(line) else [line]
    return "\n".join(lines)


def _tidy(text: str) -> str:
    text = ALREADY_A_LINK.sub("", IMAGE.sub("", text))
    text = ADDRESS.sub(lambda match: untracked(match[0]), text)
    lines: list[str] = []
    for raw in text.split("\n"):
        once = DOUBLE_BULLET.sub(r"\1", raw)
        indent = "  " if LIST_ITEM.match(once) and once.startswith("    ") else ""
        line = SPACES.sub(" ", once).strip()
        if EMPTY_MARK.match(line) or LONE_RULE.match(line):
            line = ""
        if not line and (not lines or not lines[-1]):
            continue
        lines.append(indent + line)
    return "\n".join(lines).strip()
