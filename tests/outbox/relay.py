"""Mail relays for the tests: one that keeps what it gets, byte for byte, and one that fails in a chosen place."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, BinaryIO

import pytest
from aiosmtpd.controller import Controller
from flask import Flask


@dataclass
class Received:
    """A message as it came over the wire, with its envelope."""

    sender: str
    to: list[str]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.data, EmailMessage, policy=policy.default)


# The names of its methods are those that aiosmtpd calls.
# ruff: noqa: N802


class Relay:
    """A whole SMTP server (aiosmtpd) that keeps everything, but for `refusals`: a reply to RCPT by its address, once each."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.refusals: dict[str, list[str]] = {}

    async def handle_RCPT(
        self, _server: object, _session: object, envelope: Any, address: str, _options: object
    ) -> str:
        if self.refusals.get(address):
            return self.refusals[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self.received.append(Received(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return "250 kept"


def use(app: Flask, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters go to a relay at this port of our own machine."""
    monkeypatch.setattr(app.extensions["mail"], "server", "127.0.0.1")
    monkeypatch.setattr(app.extensions["mail"], "port", port)


@contextmanager
def running_relay(**more: Any) -> Iterator[tuple[Relay, int]]:
    relay = Relay()
    controller = Controller(relay, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    try:
        yield relay, controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class FaultyRelay:
    """
    A relay by hand. Each connection has the next of `faults`, the last of them for good:

    - "421", "close": in place of the greeting
    - "close at MAIL", "close at RCPT", "close at DATA": in place of the answer
    - "close in body": some of the body was read, the line is reset
    - "keep and close": the message is kept and the line is closed without an answer
    - "keep and say ...": the message is kept, and this is the answer
    - "530 at MAIL", "451 at DATA": this code in place of the answer;  "451", "554": after the final dot
    - "fine": none

    `on_data` is called when the other side wants to send the body and waits for 354.
    """

    faults: list[str]
    on_data: Callable[[], None] = lambda: None
    kept: list[bytes] = field(default_factory=list)
    connections: int = 0

    def answer(self, client: socket.socket, lines: BinaryIO) -> None:
        fault = self.faults[min(self.connections, len(self.faults) - 1)]
        self.connections += 1
        if fault in ("421", "close"):
            client.sendall(b"421 busy\r\n" if fault == "421" else b"")
            return
        client.sendall(b"220 here\r\n")
        while line := lines.readline():
            verb = line[:4].strip().upper().decode()
            if fault == f"close at {verb}":
                return
            if verb == "DATA":
                self.on_data()
            if fault.endswith(f" at {verb}"):
                client.sendall(f"{fault[:3]} no\r\n".encode())
                continue
            if verb != "DATA":
                client.sendall(b"221 bye\r\n" if verb == "QUIT" else b"250 yes\r\n")
                continue
            client.sendall(b"354 go on\r\n")
            if not self._take_body(client, lines, fault):
                return

    def _take_body(self, client: socket.socket, lines: BinaryIO, fault: str) -> bool:
        """Reads the message; False when the line is to be closed."""
        body = lines.readline()
        if fault == "close in body":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        while line := lines.readline():
            if line == b".\r\n":
                break
            body += line
        else:
            return False
        if fault in ("451", "554"):
            client.sendall(f"{fault} no\r\n".encode())
            return True
        self.kept.append(body)
        if fault == "keep and close":
            return False
        client.sendall(fault.removeprefix("keep and say ").encode() + b"\r\n" if "say" in fault else b"250 kept\r\n")
        return True

    def message_ids(self) -> list[str]:
        return [str(message_from_bytes(body)["Message-ID"]) for body in self.kept]


@contextmanager
def running_faulty(*faults: str) -> Iterator[tuple[FaultyRelay, int]]:
    relay = FaultyRelay(list(faults))
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):  # the server is closed, or the other side hung up
                while True:
                    client, _ = server.accept()
                    with client, client.makefile("rb") as lines, suppress(OSError):
                        relay.answer(client, lines)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield relay, server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=5)
