"""Settings: read from the environment, every one with a default that is safe on one's own machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from careercenter.files import make_folder

PREFIX = "CAREERCENTER_"
LEAST_SECRET = 32  # characters; fewer can be guessed


class ConfigError(Exception):
    """A setting that the site can't start with; the message names it and says what to set."""


@dataclass(frozen=True)
class Setting:
    """One setting: its name without the prefix, its default as written in the README, and how it is read."""

    name: str
    default: str
    read: Callable[[str], Any] = str


def _yes(text: str) -> bool:
    return text.strip().lower() in {"1", "true", "yes", "on"}


def _words(text: str) -> list[str]:
    return text.split()


SETTINGS = (
    Setting("DATABASE_URL", ""),
    Setting("SECRET_KEY", ""),
    Setting("SECRET_KEY_FALLBACKS", "", _words),
    Setting("PUBLIC_URL", "http://localhost:8000"),
    Setting("PROXY_COUNT", "0", int),
    Setting("DATA_DIR", "instance"),
    Setting("MAIL_SERVER", ""),
    Setting("MAIL_PORT", "25", int),
    Setting("MAIL_USERNAME", ""),
    Setting("MAIL_PASSWORD", ""),
    Setting("MAIL_USE_TLS", "no", _yes),
    Setting("MAIL_USE_SSL", "no", _yes),
    Setting("MAIL_DEFAULT_SENDER", "CareerCenter <help@careercenter.example>"),
    Setting("HELP_ADDRESS", ""),
    Setting("POSTAL_ADDRESS", ""),
    Setting("LISTING_DAYS", "30", int),
)


def settings(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Every setting, read. Raises ConfigError naming the setting whose text can't be read."""
    read: dict[str, Any] = {}
    for setting in SETTINGS:
        text = environ.get(PREFIX + setting.name) or setting.default
        try:
            read[setting.name] = setting.read(text)
        except ValueError:
            raise ConfigError(f"{PREFIX}{setting.name} is {text!r}; it must be a whole number.") from None
    if not environ.get(f"{PREFIX}PUBLIC_URL"):
        read["PUBLIC_URL"] = _kept_address(Path(read["DATA_DIR"])) or read["PUBLIC_URL"]
    return read


def flask_config(read: Mapping[str, Any]) -> dict[str, Any]:
    """
    The settings as Flask and its extensions name them.

    A PUBLIC_URL that starts with https:// means production: a secret of at least 32 characters is demanded
    (ConfigError otherwise), cookies are Secure with the prefix `__Host-`, and HSTS is sent.
    """
    public = urlsplit(read["PUBLIC_URL"])
    if public.scheme not in {"http", "https"} or not public.hostname:
        raise ConfigError(
            f"{PREFIX}PUBLIC_URL is {read['PUBLIC_URL']!r}; write the whole address, such as https://jobs.example.org."
        )
    production = public.scheme == "https"
    if production and len(read["SECRET_KEY"]) < LEAST_SECRET:
        raise ConfigError(
            f"{PREFIX}SECRET_KEY must be set in production, with at least {LEAST_SECRET} characters. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    data_dir = Path(read["DATA_DIR"]).resolve()
    make_folder(data_dir)
    host_prefix = "__Host-" if production else ""
    return {
        **read,
        "PRODUCTION": production,
        "DATA_DIR": data_dir,
        "SECRET_KEY": read["SECRET_KEY"] or _kept_secret(data_dir),
        "SQLALCHEMY_DATABASE_URI": _psycopg3(read["DATABASE_URL"]) or f"sqlite:///{data_dir / 'careercenter.sqlite3'}",
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_pre_ping": True,
            "hide_parameters": True,  # what people typed does not belong into a log of errors
        },
        "HELP_ADDRESS": read["HELP_ADDRESS"] or parseaddr(read["MAIL_DEFAULT_SENDER"])[1],
        "SERVER_NAME": public.netloc,
        "PREFERRED_URL_SCHEME": public.scheme,
        "TRUSTED_HOSTS": [public.hostname] if production else None,
        "SESSION_COOKIE_NAME": f"{host_prefix}careercenter",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
        "SIGN_IN_COOKIE_NAME": f"{host_prefix}careercenter_session",
        "STATE_COOKIE_NAME": f"{host_prefix}careercenter_state",
        "WTF_CSRF_TIME_LIMIT": None,  # a long form must not lose forty minutes of work
        "WTF_CSRF_SSL_STRICT": False,  # the token and SameSite=Lax guard; some readers send no Referer
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_PARTS": 1000,
    }


def _psycopg3(url: str) -> str:
    """Hosting services hand out postgres:// and postgresql://; both mean the driver we ship."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _kept_address(data_dir: Path) -> str:
    """The address at which `dev.py` last started this board, so that a command of its own writes the same links."""
    path = data_dir / "public_url"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _kept_secret(data_dir: Path) -> str:
    """A secret made once and kept beside the data, so that a restart signs nobody out."""
    path = data_dir / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass  # made before, or by the process that started beside this one
    return path.read_text()
