"""A letter as the bytes that go over the wire (RFC 5322), with the headers that its kind must carry."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from careercenter.config import ConfigError
from careercenter.outbox.letters import Content
from careercenter.outbox.models import Kind, OutgoingMail

# EmailMessage reads a header's text as if it came over the wire: it decodes encoded words in it, and older Pythons write
# their line breaks out (CVE-2024-6923). This policy writes what it is given, and lines up to RFC 5322's limit, since a
# folded List-Unsubscribe becomes an encoded word that mail readers ignore.
WIRE = compat32.clone(linesep="\r\n", max_line_length=998)
UTF_8 = Charset("utf-8")
UTF_8.body_encoding = QP


def wire_bytes(mail: OutgoingMail, content: Content, *, now: datetime) -> bytes:
    """
    The message with its CRLF line ends: text first, then HTML, both quoted-printable.

    The Message-ID follows from the dedupe key, so that a second try is the same message. Raises ValueError when a
    header would hold a line break, and ConfigError for a digest of a production site that names no postal address
    (15 U.S.C. 7704(a)(5)).
    """
    if mail.kind is Kind.DIGEST and current_app.config["PRODUCTION"] and not current_app.config["POSTAL_ADDRESS"]:
        raise ConfigError("Set CAREERCENTER_POSTAL_ADDRESS: the law wants it in every alert.")
    message = MIMEMultipart("alternative", policy=WIRE)
    message["From"] = _sender_line()
    for name, value in _headers(mail, content, now).items():
        if "\r" in value or "\n" in value:
            raise ValueError(f"A line break in {name}: {value!r}")
        message[name] = value if _is_plain(value) else Header(value, "utf-8", header_name=name)  # type: ignore[assignment]
    for text, subtype in ((content.text, "plain"), (content.html, "html")):
        message.attach(MIMEText(text, subtype, _charset=UTF_8, policy=WIRE))  # type: ignore[arg-type]
    return message.as_bytes(policy=WIRE)


def _headers(mail: OutgoingMail, content: Content, now: datetime) -> dict[str, str]:
    headers = {
        "To": mail.to_address,
        "Subject": content.subject,
        "Date": format_datetime(now),
        "Message-ID": message_id(mail.dedupe_key),
        "Auto-Submitted": "auto-generated",  # RFC 3834
    }
    if mail.kind is Kind.DIGEST:
        headers |= {
            "List-Id": f"<alerts.{_mail_domain()}>",  # RFC 2919
            "Precedence": "bulk",
            "X-Auto-Response-Suppress": "All",
        }
        if content.unsubscribe_url:
            headers |= {
                "List-Unsubscribe": f"<{content.unsubscribe_url}>",  # RFC 2369 and 8058
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
    return headers


def sender() -> Address:
    """The address that letters come from, its name quoted as it must be."""
    name, address = parseaddr(current_app.config["MAIL_DEFAULT_SENDER"])
    return Address(display_name=name, addr_spec=address)


def _sender_line() -> Any:
    """The name of the sender alone may be an encoded word, never its address (RFC 2047, section 5 (3))."""
    address = sender()
    if _is_plain(str(address)):
        return str(address)
    line = Header(address.display_name, "utf-8", header_name="From")
    line.append(f"<{address.addr_spec}>", "us-ascii")
    return line


def _is_plain(value: str) -> bool:
    return value.isascii() and "=?" not in value


def message_id(dedupe_key: str) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    digest = hmac.new(secret, f"message-id:{dedupe_key}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{digest}@{_mail_domain()}>"


def _mail_domain() -> str:
    return sender().domain or urlsplit(current_app.config["PUBLIC_URL"]).hostname or "localhost"
