"""
A line to the mail server that comes to an end. smtplib waits anew for each word, and hears a reply out however long it is;
so a server that says a little now and then would hold its caller, and the letter's lease, for ever.
"""

from __future__ import annotations

import smtplib
import socket
import threading
from contextlib import suppress
from typing import Any

LONGEST_LINE = 8_192  # bytes, a good deal more than RFC 5321 allows
MOST_LINES = 100  # of one reply


class Relay(smtplib.SMTP):
    """A dialogue of at most `longest` seconds in all; after that the line is cut, in whatever phase it is."""

    def __init__(self, host: str, port: int, *, timeout: float, longest: float, **more: Any) -> None:
        self._over = threading.Event()
        threading.Thread(target=self._cut_when_late, args=[longest], daemon=True).start()
        try:
            super().__init__(host, port, timeout=timeout, **more)
        except BaseException:
            self.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """A reply and its code, which is -1 when there is none to read."""
        said: list[bytes] = []
        while len(said) < MOST_LINES:
            line = self._next_line()
            said.append(line[4:].strip())
            is_code = line[:3].isdigit()
            if not is_code or line[3:4] != b"-":
                return int(line[:3]) if is_code else -1, b"\n".join(said)
        self.close()
        raise smtplib.SMTPServerDisconnected(f"A reply of more than {MOST_LINES} lines")

    def close(self) -> None:
        self._over.set()
        super().close()

    def _next_line(self) -> bytes:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("The line is closed")
        if self.file is None:
            self.file = self.sock.makefile("rb")
        try:
            line: bytes = self.file.readline(LONGEST_LINE + 1)
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(f"The line broke: {error}") from error
        if not line.endswith(b"\n"):
            self.close()
            is_long = len(line) > LONGEST_LINE
            raise smtplib.SMTPServerDisconnected("A line without an end" if is_long else "The other side hung up")
        return line

    def _cut_when_late(self, longest: float) -> None:
        """Goes on cutting until the line is closed: it may have been between two sockets, as while TLS begins."""
        pause = longest
        while not self._over.wait(pause):
            pause = 1.0
            if self.sock is not None:
                with suppress(OSError):
                    socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class RelayOverTls(Relay, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""
