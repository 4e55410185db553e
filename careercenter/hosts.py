"""Names of hosts on the web."""

from __future__ import annotations

from urllib.parse import urlsplit

import idna


def host_of(address: str) -> str:
    """
    The host name of an address on the web, in small letters and as DNS carries it (IDNA 2008, RFC 5891, with the
    mapping of UTS 46); empty when it has none that can be.
    """
    try:
        host = urlsplit(address).hostname or ""
        return idna.encode(host.rstrip("."), uts46=True).decode("ascii") if host else ""
    except ValueError:  # idna.IDNAError is one
        return ""
