"""
Looks into an uploaded file, in a process of its own: run as a script with the path of the file, it prints one line of
JSON, {"kind": "pdf"} or {"error": "a sentence"}.

It imports nothing of the site, so that a file made to break its reader breaks this process alone. `resumes.look_into`
starts it with limits on memory and time.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

UNPACKED_MOST = 25 * 1024 * 1024  # bytes of a DOCX in all
PART_MOST = 8 * 1024 * 1024  # bytes of its largest XML part
MEMBERS_MOST = 300
RATIO_MOST = 100
PAGES_MOST = 60
REFERENCES_MOST = 4  # from one to the next
ACTIVE_NAMES = frozenset({"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/XFA"})
CALLS = frozenset({"/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/Thread"})
XML = frozenset({"xml", "rels", "vml"})
PICTURES_AND_FONTS = frozenset(
    {"png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff", "webp", "wdp", "svg", "emf", "wmf", "ttf", "odttf"}
)
LOCAL_TEMPLATE = re.compile(r"file:///[a-z]:[/\\]", re.IGNORECASE)


class Refused(Exception):
    """The file is not one we keep; the message says what to send instead."""


def kind_of(path: Path) -> str:
    """ "pdf" or "docx". Raises Refused with a sentence for anything else, and for a file that is built to do harm."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"%PDF-"):
        check_pdf(path)
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        check_docx(path)
        return "docx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "This is an old Word file, or one locked with a password. Save it as PDF or as .docx without a password."
        )
    if start.startswith(b"{\\rtf"):
        raise Refused("This is a rich text file. Save it as PDF or .docx and send that.")
    raise Refused("This is neither a PDF nor a Word file (.docx). Save your résumé as one of them.")


def check_pdf(path: Path) -> None:
    """Opens with a parser, is not locked, has pages, and carries nothing that runs."""
    from pypdf import PdfReader  # noqa: PLC0415 - a Word file needs no PDF library in its short-lived process

    if b"%%EOF" not in path.read_bytes()[-2048:]:
        raise Refused("This PDF is cut off. Save it again and send the new file.")
    try:
        reader = PdfReader(path, strict=False)
        locked = reader.is_encrypted
        pages, told = (0, None) if locked else (len(reader.pages), _what_it_does(reader))
    except Exception:  # a parser fails on a made-up file in more ways than anybody has listed
        raise Refused("This PDF can't be opened. Save it again and send the new file.") from None
    if locked:
        raise Refused("This PDF is locked. Save it without a password and send that.")
    if not 0 < pages <= PAGES_MOST:
        raise Refused(f"A résumé has at least one page and at most {PAGES_MOST}.")
    if told:
        raise Refused(f"This PDF {told}. Print it to a plain PDF and send that.")


def _what_it_does(reader: PdfReader) -> str | None:
    """
    What one of the file's objects would do by itself, None for a quiet file. They are read by the parser, since a name
    may be written in hex and an object may be packed into another (ISO 32000-2, 7.3.5 and 7.5.7).
    """
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject  # noqa: PLC0415

    listed = {(number, generation) for generation, table in reader.xref.items() for number in table}
    packed = {(number, 0) for number in reader.xref_objStm}
    todo: list[object] = [reader.trailer]
    todo += [reader.get_object(IndirectObject(number, place, reader)) for number, place in sorted(listed | packed)]
    while todo:
        thing = todo.pop()
        if isinstance(thing, NameObject) and thing in ACTIVE_NAMES:
            return "carries a script or another file"
        if isinstance(thing, DictionaryObject):
            if _calls_out(thing):
                return "reaches out to another place"
            todo += [*thing.keys(), *(thing.raw_get(key) for key in thing)]
        elif isinstance(thing, ArrayObject):
            todo += list(thing)
    return None


def _calls_out(thing: DictionaryObject) -> bool:
    """
    Whether this is an action that fetches or sends something, a stream whose bytes lie in another file, or what leads
    to an address without a press (ISO 32000-2, 7.3.8.2, 8.10.4 and 12.6). A link that its reader presses is none.
    """
    from pypdf.generic import DictionaryObject, StreamObject  # noqa: PLC0415

    if _at(thing, "/S") in CALLS or (isinstance(thing, StreamObject) and ("/F" in thing or "/Ref" in thing)):
        return True
    events = _at(thing, "/AA")
    by_itself = [_at(events, event) for event in events] if isinstance(events, DictionaryObject) else []
    return any(_at(action, "/S") == "/URI" for action in _chain([_at(thing, "/OpenAction"), *by_itself]))


def _chain(actions: list[object]) -> Iterator[DictionaryObject]:
    """These actions and those that follow them. An array that stands for an action is a place on a page."""
    from pypdf.generic import ArrayObject, DictionaryObject  # noqa: PLC0415

    todo, seen = list(actions), set[int]()
    while todo:
        action = todo.pop()
        if isinstance(action, DictionaryObject) and id(action) not in seen:
            seen.add(id(action))
            yield action
            after = _at(action, "/Next")
            todo += [one.get_object() for one in after] if isinstance(after, ArrayObject) else [after]


def _at(thing: DictionaryObject, key: str) -> object:
    """The value of a key, wherever in the file it is written; None when there is none."""
    value = thing.get(key)
    for _ in range(REFERENCES_MOST):
        value = value.get_object() if value is not None else None
    return value


def check_docx(path: Path) -> None:
    """A zip with the parts of a Word document, of sane sizes, without macros and without names that lead outside."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if "[Content_Types].xml" not in names or "word/document.xml" not in names:
                raise Refused("This is a zip file, but not a Word document. Send a PDF or a .docx.")
            _check_members(members)
            _check_parts(archive, members)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise Refused("This Word file is damaged. Save it again and send the new file.") from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MEMBERS_MOST or unpacked > UNPACKED_MOST or unpacked > RATIO_MOST * packed:
        raise Refused("This Word file is far larger inside than a résumé can be. Save it as PDF and send that.")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in member.filename:
            raise Refused("This Word file is not built as Word builds them. Save it again and send the new file.")
        if path.name.lower() == "vbaproject.bin":
            raise Refused("This Word file carries macros. Save it as .docx without them, or as PDF.")
        if ending_of(path.name) in XML and member.file_size > PART_MOST:
            raise Refused("This Word file is far larger inside than a résumé can be. Save it as PDF and send that.")
        carries = {"embeddings", "activex"}.intersection(part.lower() for part in path.parts)
        if not member.is_dir() and (carries or ending_of(path.name) not in XML | PICTURES_AND_FONTS):
            raise Refused("This Word file carries another file. Take it out, or save the whole as PDF, and send that.")


def _check_parts(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Counts what really comes out, since declared sizes can lie, and refuses XML with a DOCTYPE (entities)."""
    for member in members:
        ending = ending_of(member.filename)
        if ending not in XML:
            continue
        with archive.open(member) as part:
            text = part.read(PART_MOST + 1)
        if len(text) > PART_MOST:
            raise Refused("This Word file is far larger inside than a résumé can be. Save it as PDF and send that.")
        _check_xml(text, is_rels=ending == "rels")


def ending_of(name: str) -> str:
    """What stands behind the last dot, in lower case: Word knows its parts in any case."""
    return name.rpartition(".")[2].lower()


def _check_xml(text: bytes, *, is_rels: bool) -> None:
    """
    Well formed, in whatever encoding it is written, and without a DOCTYPE, since only that can bring entities. What
    relates a part to something outside the file is fetched when it is opened, but for a link.
    """

    def refuse(*_told: object) -> None:
        raise Refused("This Word file is not built as Word builds them. Save it again and send the new file.")

    def look_at(_name: str, attributes: dict[str, str]) -> None:
        relation = {name.rpartition(":")[2].lower(): value for name, value in attributes.items()}
        if relation.get("targetmode", "").strip().lower() == "external" and not _is_quiet(relation):
            raise Refused(
                "This Word file fetches something from elsewhere, such as a template or a picture. Save it as PDF and "
                "send that."
            )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    if is_rels:
        parser.StartElementHandler = look_at
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        raise Refused("This Word file is damaged. Save it again and send the new file.") from None


def _is_quiet(relation: dict[str, str]) -> bool:
    """A link, which waits for a press; or the template that Word noted on the disk of whoever began the file with it."""
    kind, target = relation.get("type", ""), relation.get("target", "")
    return kind.endswith("/hyperlink") or (
        kind.endswith("/attachedTemplate") and LOCAL_TEMPLATE.match(target) is not None
    )


def main() -> None:
    try:
        answer = {"kind": kind_of(Path(sys.argv[1]))}
    except Refused as refused:
        answer = {"error": str(refused)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
