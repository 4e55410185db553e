"""What every template keeps to: nothing inline, no act behind a link, every file that it names is there."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "letters" not in path.parts)

WAYS_TO_WEAR_A_CLASS = (
    r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"',
    r"['\"]([a-z0-9 -]+)['\"]",
    r"\{% block main_class %\}(.*?)\{% endblock %\}",
)
MADE_UP = {"flash-plain", "flash-warn", "flash-bad"}  # put together from a message's kind ...
MADE_UP |= {"q1", "q2", "q3", "q4", "q5"}  # ... and from a shade of the map
WAYS_TO_NAME_AN_ICON = (
    r'\b(?:icon|empty)\("([a-z0-9-]+)"',
    r'\bmessage\("[a-z]+", "([a-z0-9-]+)"',
    r'\bpicture="([a-z0-9-]+)"',
    r'\bpost_button\(url_for\([^()]*\), "[^"]*", "([a-z0-9-]+)"',
    r'\("[a-z_]+\.[a-z_]+", "([a-z0-9-]+)", "',  # a place of a desk's menu
)


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]), ids=name_of)
def test_it_compiles(app: Flask, path: Path) -> None:
    app.jinja_env.get_template(name_of(path))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*(src=|ld\+json))", text), "inline script"
    assert not re.search(r"<style|\sstyle=", text), "inline style"
    assert not re.search(r"\son[a-z]+=", text), "inline handler"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_htmx_is_asked_in_attributes_that_html_knows(path: Path) -> None:
    assert not re.search(r"\shx-[a-z]", path.read_text()), "data-hx-..., not hx-..."


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_post_form_has_its_token(path: Path) -> None:
    if name_of(path) == "alerts/unsubscribe.html":
        return  # one click without a cookie (RFC 8058); its own link is the key
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(), re.DOTALL):
        assert re.search(r"token\(\)|csrf\(\)|_form\.html", form), form[:200]


@pytest.mark.parametrize("path", sorted(set(TEMPLATES.rglob("*.html")) - {TEMPLATES / "layout.html"}), ids=name_of)
def test_every_macro_that_is_imported_is_used(path: Path) -> None:
    """But for the layout's `icon`, which every page has from it."""
    text = path.read_text()
    for line, names in re.findall(r"(\{% from \"[^\"]+\" import ([^%]+) %\})", text):
        for name in (name.split(" as ")[-1].strip() for name in names.removesuffix(" with context").split(",")):
            assert re.search(rf"\b{name}\(", text.replace(line, "")), f"{name} is imported and not used"


@pytest.mark.parametrize("path", sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]), ids=name_of)
def test_people_log_in_and_out_and_never_sign(path: Path) -> None:
    words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"(?i)\bsign(s|ed|ing)?[ -]([a-z]+ ){0,2}(in|out)\b", words)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("letters/*/*/body.html")), ids=name_of)
def test_a_sentence_that_ends_on_a_colon_has_something_after_it(path: Path) -> None:
    assert not re.search(r":\{% endcall %\}\s*\{% endblock", path.read_text())


def test_every_icon_that_is_named_is_in_the_sprite_and_no_other() -> None:
    drawn = set(re.findall(r'id="([a-z0-9-]+)"', (ROOT / "static/icons/sprite.svg").read_text()))
    named, words = set(), set()
    for path in PAGES:
        text = path.read_text()
        words |= set(re.findall(r'"([a-z0-9-]+)"', text))
        for way in WAYS_TO_NAME_AN_ICON:
            named |= set(re.findall(way, text))
    assert named <= drawn, named - drawn
    assert drawn <= words, f"drawn and not used: {sorted(drawn - words)}"


def test_every_style_sheet_of_the_layout_is_there_and_used() -> None:
    linked = set(
        re.findall(
            r'"([a-z]+)"', re.search(r"for sheet in \((.*?)\)", (TEMPLATES / "parts/sheets.html").read_text())[1]
        )
    )  # type: ignore[index]
    assert {f"{name}.css" for name in linked} == {path.name for path in (ROOT / "static/css").glob("*.css")}


def test_every_class_of_a_style_sheet_is_worn() -> None:
    worn = set()
    for path in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
        for way in WAYS_TO_WEAR_A_CLASS:
            worn |= {
                word for words in re.findall(way, text) for word in re.findall(r"(?<![\w-])[a-z][a-z0-9-]*", words)
            }
    for path in (ROOT / "static/css").glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        named = set(re.findall(r"\.([a-z][a-z0-9-]*)(?=[\s:.,>+~{)\[])", rules))
        assert not named - worn - MADE_UP, f"{path.name}: nothing wears {sorted(named - worn - MADE_UP)}"


def test_colours_stand_in_tokens_alone() -> None:
    for path in (ROOT / "static/css").glob("*.css"):
        if path.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{3,8}\b|oklch\(|rgb\(|hsl\(", path.read_text()), path.name


def test_vendored_files_are_what_they_say() -> None:
    vendor = ROOT / "static/vendor"
    for entry in json.loads((vendor / "vendor.json").read_text()):
        content = (vendor / entry["file"]).read_bytes()
        assert base64.b64encode(hashlib.sha384(content).digest()).decode() == entry["sha384"], entry["file"]
        assert (vendor / entry["file"]).with_name("LICENSE").exists()
