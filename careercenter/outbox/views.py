"""Staff's page of mails: what waits, what was sent, what failed and why; the letters themselves where there is no mail server."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from flask import Blueprint, abort, current_app, make_response, render_template, request

from careercenter import clock
from careercenter.db import db
from careercenter.doors import staff_only
from careercenter.outbox import queries
from careercenter.outbox.models import Kind, MailState, OutgoingMail
from careercenter.outbox.transport import letter_file
from careercenter.web import Page, found, page_number

bp = Blueprint("outbox", __name__)

PER_PAGE = 40
# A letter is somebody's words in our page: nothing in it may run, load or lead a form away.
LETTER_POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'"


@bp.get("/staff/mail")
@staff_only
def index() -> Page:
    wanted = request.args.get("state", "")
    state = MailState(wanted) if wanted in set(MailState) else None
    return render_template(
        "outbox/index.html",
        page=db.paginate(queries.letters(state), page=page_number(), per_page=PER_PAGE, error_out=False),
        counts=db.session.execute(queries.count_by_state()).all(),
        state=state,
        into_files=_into_files(),
        now=clock.now(),
    )


@bp.get("/staff/mail/<id:mail_id>")
@staff_only
def show(mail_id: int) -> Page:
    mail = found(queries.letters(), OutgoingMail.id == mail_id)
    text, _html = _parts(mail)
    return render_template("outbox/show.html", mail=mail, text=text)


@bp.get("/staff/mail/<id:mail_id>/html")
@staff_only
def html_part(mail_id: int) -> Page:
    """The HTML part on a page of its own, in a sandbox."""
    mail = found(queries.letters(), OutgoingMail.id == mail_id)
    _text, html = _parts(mail)
    if not html:
        abort(404)
    response = make_response(html)
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    return response


def _into_files() -> bool:
    return not current_app.config["MAIL_SERVER"]


def _parts(mail: OutgoingMail) -> tuple[str, str]:
    """
    The stored parts; those of the file where the row has been wiped and letters go to files. Where they go out, nobody
    reads an account letter but its reader: its links are keys.
    """
    if mail.kind is Kind.ACCOUNT and not _into_files():
        return "", ""
    if mail.text is not None or not letter_file(mail.id).is_file():
        return mail.text or "", mail.html or ""
    message = message_from_bytes(letter_file(mail.id).read_bytes(), EmailMessage, policy=default)
    return tuple(_body(message, kind) for kind in ("plain", "html"))  # type: ignore[return-value]


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
