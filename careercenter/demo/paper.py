"""A résumé as a plain one-page PDF (ISO 32000-1), written by hand: nothing to install for a page of text."""

from __future__ import annotations

from collections.abc import Iterable

HEADING, BODY = 16, 10.5  # points
LEADING = 15


def pdf(lines: Iterable[str]) -> bytes:
    """One US Letter page in Helvetica, the first line as its heading. Letters outside Latin-1 become question marks."""
    first, *rest = lines
    text = [f"BT /F1 {HEADING} Tf 64 716 Td {_string(first)} Tj /F1 {BODY} Tf 0 -26 Td {LEADING} TL"]
    text += [f"{_string(line)} Tj T*" for line in rest]
    content = "\n".join([*text, "ET"]).encode("latin-1", "replace")
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )


def _string(text: str) -> str:
    for sign in "\\()":
        text = text.replace(sign, f"\\{sign}")
    return f"({text})"


def _file(*objects: bytes) -> bytes:
    """The objects, numbered from one, with the table of where each begins."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return (
        data + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    )
