"""What every template may say: dates in the reader's zone, counted nouns, Markdown, the word lists, whole addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import humanize
from flask import Flask, url_for
from flask_login import current_user
from markupsafe import Markup

from careercenter import clock, markdown
from careercenter.addresses import public_url
from careercenter.clock import DEFAULT_ZONE
from careercenter.counting import counted, span
from careercenter.sentences import both, capital, either
from careercenter.vocabulary import every_list


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        markdown=markdown.to_html,
        day=day,
        full_day=full_day,
        moment=moment,
        ago=ago,
        counted=counted,
        capital=capital,
        both=both,
        either=either,
        size=size,
        stamp=stamp,
        span=span,
        said=said,
    )
    app.jinja_env.globals.update(
        vocabulary=every_list(),
        public_url=public_url,
        page_address=page_address,
    )


def day(value: datetime | date, zone: str | None = None) -> str:
    """Nov 9, with the year when it is another one than now."""
    local = _local(value, zone)
    today = _local(clock.now(), zone)
    return f"{local:%b} {local.day}" + ("" if local.year == today.year else f", {local.year}")


def full_day(value: datetime | date, zone: str | None = None) -> str:
    """Monday, November 9."""
    local = _local(value, zone)
    return f"{local:%A}, {local:%B} {local.day}"


def moment(value: datetime, zone: str | None = None) -> str:
    """Nov 9, 10:42 a.m."""
    local = value.astimezone(ZoneInfo(zone or _zone()))
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{day(value, zone)}, {local.hour % 12 or 12}:{local:%M} {half}"


def stamp(value: datetime | date) -> str:
    """For the datetime attribute of a time element, which takes no finer parts than thousandths of a second (HTML 4.10.1)."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def ago(value: datetime) -> Markup:
    """2 days ago, with the day itself for those who point at it. It changes once a minute at most."""
    age = clock.now() - value
    words = "just now" if timedelta() <= age < timedelta(minutes=1) else humanize.naturaltime(age)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(stamp(value), moment(value), words)


def size(number: int) -> str:
    """Bytes in words people use: 84 kB."""
    return humanize.naturalsize(number, format="%.0f")


def page_address(endpoint: str, **values: Any) -> Callable[[int], str]:
    """The addresses of a list's pages; the first has no number."""
    return lambda number: url_for(endpoint, **values, page=number if number > 1 else None)


def said(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an element that have a value."""
    return {name: value for name, value in attributes.items() if value}


def _local(value: datetime | date, zone: str | None) -> date:
    return value.astimezone(ZoneInfo(zone or _zone())).date() if isinstance(value, datetime) else value


def _zone() -> str:
    """The reader's own zone; Eastern for a stranger and for what a chore writes."""
    zone: str = getattr(current_user, "time_zone", None) or DEFAULT_ZONE
    return zone
