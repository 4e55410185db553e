"""How templates are run: names shared by all of them, and parts that are the same for every stranger drawn once."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import Flask, current_app, request
from flask.templating import Environment
from flask_login import current_user
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from careercenter.keeping import Kept

MOST_PARTS = 500  # about 3 kB each


class SiteEnvironment(Environment):
    """Jinja with one dictionary of global names. Its own chain of two is walked in Python at every import of a macro."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


def init_app(app: Flask) -> None:
    app.jinja_environment = SiteEnvironment
    app.jinja_env.globals["frame_part"] = frame_part


@pass_context
def frame_part(context: Context, name: str) -> Markup:
    """
    A part of the frame around a page. It may depend on the address and on who is signed in, and on nothing else unless
    the page says so by `plain` or `then`; so a stranger's is drawn once an address.
    """
    if "plain" in context or "then" in context or current_app.debug or current_user.is_authenticated:
        return _drawn(context, name)
    kept: Kept[tuple[str, str, str], Markup] = current_app.extensions.setdefault("frame_parts", Kept(MOST_PARTS))
    key = name, request.script_root, request.path
    return kept.get(key) or kept.keep(key, _drawn(context, name))


def _drawn(context: Context, name: str) -> Markup:
    return Markup(current_app.jinja_env.get_template(name).render(context.get_all()))  # noqa: S704 - escaped by the template
