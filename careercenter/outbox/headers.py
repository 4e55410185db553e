"""A letter as the bytes that go over the wire (RFC 5322), with the headers that its kind must carry."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app

from careercenter.config import ConfigError
from careercenter.outbox.letters import Content
from careercenter.outbox.models import Kind, OutgoingMail

# Python folds a long List-Unsubscribe into an encoded word, which mail readers then ignore; 998 is RFC 5322's limit.
WIRE = SMTP.clone(max_line_length=998)


def wire_bytes(mail: OutgoingMail, content: Content, *, now: datetime) -> bytes:
    """
    The message with its CRLF line ends: text first, then HTML, both quoted-printable.

    The Message-ID follows from the dedupe key, so that a second try is the same message. Raises ValueError when a
    header would hold a line break, and ConfigError for a digest of a production site that names no postal address
    (15 U.S.C. 7704(a)(5)).
    """
    if mail.kind is Kind.DIGEST and current_app.config["PRODUCTION"] and not current_app.config["POSTAL_ADDRESS"]:
        raise ConfigError("Set CAREERCENTER_POSTAL_ADDRESS: the law wants it in every alert.")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender()
    message["To"] = mail.to_address
    message["Subject"] = content.subject
    message["Date"] = now
    message["Message-ID"] = message_id(mail.dedupe_key)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834
    if mail.kind is Kind.DIGEST:
        domain = _mail_domain()
        message["List-Id"] = f"<alerts.{domain}>"  # RFC 2919
        message["Precedence"] = "bulk"
        message["X-Auto-Response-Suppress"] = "All"
        if content.unsubscribe_url:
            message["List-Unsubscribe"] = f"<{content.unsubscribe_url}>"  # RFC 2369 and 8058
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(content.text, cte="quoted-printable")
    message.add_alternative(content.html, subtype="html", cte="quoted-printable")
    return message.as_bytes(policy=WIRE)


def sender() -> Address:
    """The address that letters come from, its name quoted as it must be."""
    name, address = parseaddr(current_app.config["MAIL_DEFAULT_SENDER"])
    return Address(display_name=name, addr_spec=address)


def message_id(dedupe_key: str) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    digest = hmac.new(secret, f"message-id:{dedupe_key}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{digest}@{_mail_domain()}>"


def _mail_domain() -> str:
    return sender().domain or urlsplit(current_app.config["PUBLIC_URL"]).hostname or "localhost"
