"""Settings: the README lists each with its default, and production asks for a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dev
from careercenter import create_app
from careercenter.addresses import public_url
from careercenter.config import SETTINGS, ConfigError

README = Path(__file__).parents[2] / "README.md"
SECRET = "x" * 40


def test_the_readme_lists_every_setting_with_its_default() -> None:
    told = dict(re.findall(r"^\| `CAREERCENTER_([A-Z_]+)` \| (.*?) \|", README.read_text(), re.MULTILINE))
    assert {name: default.strip("`") for name, default in told.items()} == {
        setting.name: setting.default or "not set" for setting in SETTINGS
    }


def test_production_does_not_start_without_a_secret(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="SECRET_KEY must be set in production"):
        create_app({"CAREERCENTER_PUBLIC_URL": "https://jobs.example.org", "CAREERCENTER_DATA_DIR": str(tmp_path)})


def test_production_has_secure_cookies_with_the_host_prefix(tmp_path: Path) -> None:
    app = create_app(
        {
            "CAREERCENTER_PUBLIC_URL": "https://jobs.example.org",
            "CAREERCENTER_DATA_DIR": str(tmp_path),
            "CAREERCENTER_SECRET_KEY": SECRET,
        }
    )
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-careercenter"
    assert app.config["SIGN_IN_COOKIE_NAME"] == "__Host-careercenter_session"
    assert app.config["STATE_COOKIE_NAME"] == "__Host-careercenter_state"
    assert app.config["SESSION_COOKIE_SECURE"]


def test_on_ones_own_machine_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    environ = {"CAREERCENTER_DATA_DIR": str(tmp_path)}
    first, second = create_app(environ), create_app(environ)
    assert first.config["SECRET_KEY"] == second.config["SECRET_KEY"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"), [("PROXY_COUNT", "two"), ("LISTING_DAYS", ""), ("PUBLIC_URL", "jobs.example.org")]
)
def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path, name: str, value: str) -> None:
    environ = {f"CAREERCENTER_{name}": value, "CAREERCENTER_DATA_DIR": str(tmp_path)}
    if not value:
        assert create_app(environ).config[name]  # empty means the default
        return
    with pytest.raises(ConfigError, match=f"CAREERCENTER_{name}"):
        create_app(environ)


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_every_way_to_write_postgresql_means_the_driver_we_ship(tmp_path: Path, url: str) -> None:
    app = create_app({"CAREERCENTER_DATABASE_URL": url, "CAREERCENTER_DATA_DIR": str(tmp_path)})
    assert app.config["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, "help@careercenter.example"),
        ({"MAIL_DEFAULT_SENDER": "The Board <letters@board.example>"}, "letters@board.example"),
        ({"MAIL_DEFAULT_SENDER": "letters@board.example", "HELP_ADDRESS": "us@board.example"}, "us@board.example"),
    ],
)
def test_people_write_to_the_sender_unless_another_address_is_set(
    tmp_path: Path, said: dict[str, str], address: str
) -> None:
    environ = {f"CAREERCENTER_{name}": value for name, value in {"DATA_DIR": str(tmp_path), **said}.items()}
    assert create_app(environ).config["HELP_ADDRESS"] == address


def test_commands_write_the_links_of_the_board_that_dev_py_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERCENTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CAREERCENTER_PUBLIC_URL", "")
    environ = {"CAREERCENTER_DATA_DIR": str(tmp_path)}
    assert create_app(environ).config["PUBLIC_URL"] == "http://localhost:8000"
    for address in ("http://localhost:8140", "http://localhost:8141"):
        dev.keep_address(address)
        app = create_app(environ)
        with app.app_context():
            assert public_url("home.front") == f"{address}/"
    said = create_app({**environ, "CAREERCENTER_PUBLIC_URL": "http://jobs.example.org"})
    assert said.config["PUBLIC_URL"] == "http://jobs.example.org"
