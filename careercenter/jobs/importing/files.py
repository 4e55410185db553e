"""A file on the disk as bytes and lines, gzip or not, with limits so that no file fills the memory."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from careercenter.jobs.importing import decoding
from careercenter.jobs.importing.rows import NotAFeed

GZIP = b"\x1f\x8b"
HEAD = 65_536  # bytes that are looked at to name a format
WHOLE = 64 * 1024 * 1024  # bytes of a document that must be read as a whole (XML, JSON, HTML)
LONGEST_LINE = 8 * 1024 * 1024


def head(path: Path) -> bytes:
    """The first bytes of a file, unpacked."""
    with _opened(path) as stream, _unpacking():
        return stream.read(HEAD)


def whole(path: Path) -> bytes:
    """All bytes of a file, unpacked. Raises NotAFeed for more than 64 MiB."""
    with _opened(path) as stream, _unpacking():
        data = stream.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise NotAFeed(
            f"a document of more than {WHOLE // 1024 // 1024} MiB; split it, or use CSV or JSON Lines, which are read row by row"
        )
    return data


def lines(path: Path) -> Iterator[str]:
    """The lines of a file with their ends, one at a time, in UTF-8, or in Windows-1252 where it is not UTF-8."""
    with _opened(path) as stream:
        start = head(path)
        if decoding.is_marked(start) and not start.startswith(b"\xef\xbb\xbf"):
            yield from io.StringIO(decoding.plain_text(whole(path)), newline="")
            return
        encoding = "utf-8-sig" if _is_utf8(path) else "cp1252"
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        with _unpacking():
            while line := text.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE:
                    raise NotAFeed(f"a file with a line of more than {LONGEST_LINE // 1024 // 1024} million characters")
                yield line


@dataclass(frozen=True)
class LineFile:
    """A file as its lines; each walk through it reads it from the beginning."""

    path: Path

    def __iter__(self) -> Iterator[str]:
        return lines(self.path)


def stem(path: Path) -> str:
    """The file's name without what says how it is packed and written: "sunrise.csv.gz" is sunrise."""
    return path.name.split(".", 1)[0] or path.name


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(path) as stream, _unpacking():
        try:
            while block := stream.read(HEAD):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as raw:
        is_packed = raw.read(2) == GZIP
        raw.seek(0)
        if not is_packed:
            yield raw
            return
        with gzip.open(raw) as unpacked:
            yield cast("BinaryIO", unpacked)


@contextmanager
def _unpacking() -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise NotAFeed(f"a gzip file that can't be unpacked: {error}") from None
