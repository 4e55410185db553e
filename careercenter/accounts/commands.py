"""`flask accounts`: the site's own people."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from careercenter import clock
from careercenter.accounts import signup, tokens
from careercenter.accounts.models import TokenPurpose
from careercenter.addresses import public_url
from careercenter.db import db

accounts_cli = AppGroup("accounts", help="Accounts: make a member of staff.")


@accounts_cli.command("staff")
@click.argument("email")
def staff(email: str) -> None:
    """Make EMAIL a member of staff and print a one-time link that sets its password."""
    now = clock.now()
    try:
        email = validate_email(email, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as error:
        raise click.UsageError(f"{email!r} is not a mail address. {error}") from None
    account = signup.make_staff(email, now=now)
    if account.confirmed_at is None:
        link = public_url("accounts.confirm", secret=tokens.issue(account, TokenPurpose.CONFIRM, now=now))
    else:
        link = public_url("accounts.reset", secret=tokens.issue(account, TokenPurpose.RESET, now=now))
    db.session.commit()
    click.echo(f"{email} is a member of staff. This link works once:\n{link}")
