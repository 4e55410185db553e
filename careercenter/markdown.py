"""Markdown as people write it, into HTML that can do no harm."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "code", "a", "hr"}
# A posting's own headings come under those of the page.
DEMOTED = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})


def to_html(text: str | None) -> Markup:
    """
    CommonMark without raw HTML; what is left is cleaned once more. Links are http, https or mailto, and are marked as
    written by users (rel="ugc nofollow noopener").
    """
    tokens = _parser.parse(text or "")
    for token in tokens:
        token.tag = DEMOTED.get(token.tag, token.tag)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html,
        tags=ALLOWED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="ugc nofollow noopener",
    )
    return Markup(clean)  # noqa: S704 - cleaned on the line above
