"""Flags, else environment, else a file of settings → what a digest tells, and by which mail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from pathlib import Path
from typing import Any

import click

from hoi_nghi import serve_options
from hoi_nghi.mail import LOOPBACK, NONE, PORTS, STARTTLS, MailServer, address_of
from hoi_nghi.settings import Secret, config, setting, with_all
from hoi_nghi.shell import CommandFunction
from search.answers import MAX_PAGE_SIZE
from search.dates import DateError, clock, parse_since
from search.text.normalize import normalize

LAST = "last"
_PERIOD = re.compile(r"(\d{1,4})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def of_search(command: CommandFunction) -> CommandFunction:
    """Which reports are told."""
    options = [
        config("HOI_NGHI_DIGEST_CONFIG"),
        click.option(
            "--query",
            required=True,
            metavar="ADDRESS",
            help="The address of a page of results, or words.",
        ),
        click.option(
            "--since",
            required=True,
            metavar="WHEN",
            help="last: what came in since the last digest; else 7d, 24h, 2w, a day, an instant.",
        ),
        click.option(
            "--state",
            type=click.Path(dir_okay=False, path_type=Path),
            help="The file that remembers the last digest; one for each search.",
        ),
        click.option(
            "--most",
            type=click.IntRange(1, MAX_PAGE_SIZE),
            default=50,
            show_default=True,
            help="Reports that are listed; the number told is of all.",
        ),
        click.option("--html", "as_html", is_flag=True, help="Print HTML instead of text."),
        setting(
            "--public-url",
            default="",
            callback=serve_options.public,
            help="What readers call the server; else it is taken from the address of the search.",
        ),
    ]
    return with_all(options, command)


class _Listed(click.types.StringParamType):
    """Several texts in one variable of the environment, between commas."""

    envvar_list_splitter = ","


def of_mail(command: CommandFunction) -> CommandFunction:
    """To whom it goes, and through which server."""
    options = [
        setting(
            "--mail-to",
            multiple=True,
            type=_Listed(),
            callback=_addresses,
            help=(
                "Mail it to this address instead of printing it; may be given again. In the "
                "environment between commas."
            ),
        ),
        setting("--mail-from", callback=_addresses, help="Who sends it."),
        setting("--smtp-host", default="localhost", show_default=True),
        setting("--smtp-port", type=click.IntRange(1, 65535), help="587; with tls 465, none 25."),
        setting(
            "--smtp-security", type=click.Choice([*PORTS]), default=STARTTLS, show_default=True
        ),
        setting(
            "--smtp-user",
            default="",
            help="Its password is HOI_NGHI_SMTP_PASSWORD, or smtp_password in the file.",
        ),
        click.option("--smtp-password", cls=Secret, envvar="HOI_NGHI_SMTP_PASSWORD", hidden=True),
        setting(
            "--smtp-timeout",
            type=click.IntRange(1, 600),
            default=30,
            show_default=True,
            help="Seconds that the server may take for an answer.",
        ),
    ]
    return with_all(options, command)


@dataclass(frozen=True, slots=True)
class Mailing:
    """Who sends it, to whom, through which server."""

    sender: Address
    to: tuple[Address, ...]
    server: MailServer


def mailing(
    mail_to: tuple[Address, ...],
    mail_from: tuple[Address, ...],
    smtp_host: str,
    smtp_port: int | None,
    smtp_security: str,
    smtp_user: str,
    smtp_password: str | None,
    smtp_timeout: int,
) -> Mailing | None:
    """What the options of mail say; None where nobody is to get it. Raises click.UsageError."""
    if not mail_to:
        return None
    if not mail_from:
        raise click.UsageError("--mail-to wants a --mail-from")
    if smtp_user and not smtp_password:
        raise click.UsageError("--smtp-user wants a password, as HOI_NGHI_SMTP_PASSWORD")
    if smtp_user and smtp_security == NONE and smtp_host not in LOOPBACK:
        raise click.UsageError("a password is not sent without TLS: --smtp-security")
    server = MailServer(
        smtp_host,
        smtp_port or PORTS[smtp_security],
        smtp_security,
        smtp_user,
        smtp_password or "",
        smtp_timeout,
    )
    return Mailing(mail_from[0], mail_to, server)


def instant_of(since: str) -> datetime:
    """A day, an instant or a period up to now → when it begins. Raises click.UsageError."""
    if period := _PERIOD.fullmatch(since):
        return clock.now() - int(period[1]) * _UNITS[period[2]]
    try:
        return parse_since(normalize(since).text.strip())
    except DateError as error:
        raise click.UsageError(f"--since is last, or a period as 7d, or a day: {error}") from None


def _addresses(_: click.Context, __: click.Parameter, given: Any) -> tuple[Address, ...]:
    texts: Sequence[str] = (given,) if isinstance(given, str) else given or ()
    try:
        return tuple(map(address_of, texts))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
