"""The line to a mail server ends, however slowly the other side speaks and however much it has to say."""

from __future__ import annotations

import smtplib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from careercenter.outbox.relay import Relay

Speak = Callable[[Callable[[], bytes]], int]


@pytest.fixture
def speaking() -> Iterator[Speak]:
    """Starts a server that says what it is given, again and again, until the other side hangs up. Gives its port."""
    servers: list[socket.socket] = []

    def start(next_words: Callable[[], bytes]) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def serve() -> None:
            with suppress(OSError):
                client, _ = server.accept()
                with client:
                    while True:
                        client.sendall(next_words())

        threading.Thread(target=serve, daemon=True).start()
        return int(server.getsockname()[1])

    yield start
    for server in servers:
        server.close()


def slowly(words: bytes) -> Callable[[], bytes]:
    def say() -> bytes:
        time.sleep(0.05)
        return words

    return say


@pytest.mark.parametrize("words", [b"2", b"220-hello\r\n"], ids=["in bytes", "in lines"])
def test_a_server_that_drips_is_left_when_the_dialogue_is_over_time(speaking: Speak, words: bytes) -> None:
    port = speaking(slowly(words))
    began = time.monotonic()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        Relay("127.0.0.1", port, timeout=5, longest=0.5)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("words", [b"220-hello\r\n", b"2" * 1_000], ids=["lines", "one line"])
def test_a_reply_without_an_end_is_not_heard_out(speaking: Speak, words: bytes) -> None:
    port = speaking(lambda: words)
    with pytest.raises(smtplib.SMTPServerDisconnected, match=r"lines|without an end"):
        Relay("127.0.0.1", port, timeout=5, longest=60)


def test_a_reply_of_several_lines_is_one_reply(speaking: Speak) -> None:
    words = iter([b"220-one\r\n220-two\r\n220 three\r\n"])
    relay = Relay("127.0.0.1", speaking(lambda: next(words, b"250 on\r\n")), timeout=5, longest=60)
    assert relay.getreply() == (250, b"on")
    relay.close()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        relay.getreply()
