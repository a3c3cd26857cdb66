"""Flags, else environment, else a file of settings → the options of serve."""

import ipaddress
import re
import shlex
from collections.abc import Mapping, Sequence

import click

from hoi_nghi.logs import FORMATS
from hoi_nghi.settings import config, setting, with_all
from hoi_nghi.shell import CommandFunction
from web.http.public_address import is_public

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
MOST_WORKERS = 64
_TAKEN = {"static", "healthz", "readyz", "metrics"}


class _Quoted(click.types.StringParamType):
    """Several texts in one variable of the environment, between blanks: one with blanks of its own
    stands in quotes, as in a shell. A backslash is a part of a path."""

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        parts = shlex.shlex(rv, posix=True, punctuation_chars=False)
        parts.whitespace_split, parts.escape, parts.commenters = True, "", ""
        try:
            return list(parts)
        except ValueError:
            raise click.BadParameter(f"{rv!r} has a quote that does not end") from None


def of_server(command: CommandFunction) -> CommandFunction:
    """Where it listens, and whether it gives files away."""
    options = [
        config("HOI_NGHI_CONFIG"),
        setting("--host", default="127.0.0.1", show_default=True),
        setting("--port", type=click.IntRange(0, 65535), default=8000, show_default=True),
        setting(
            "--workers",
            type=click.IntRange(1, MOST_WORKERS),
            default=1,
            show_default=True,
            help="Processes that serve; one a processor at the most is of use.",
        ),
        setting(
            "--originals/--no-originals",
            default=True,
            show_default=True,
            help="Whether readers may take the files home that reports were read from.",
        ),
    ]
    return with_all(options, command)


def of_readers(command: CommandFunction) -> CommandFunction:
    """What they find under which address."""
    options = [
        setting(
            "--collection",
            "collections",
            multiple=True,
            type=_Quoted(),
            metavar="NAME=URL",
            callback=_collections,
            help=(
                "Serve the index URL under /NAME/ instead of --index; may be given again. In the "
                "environment between blanks; one with a blank of its own in quotes."
            ),
        ),
        setting(
            "--public-url",
            default="",
            callback=public,
            help="What readers call it, as https://tinh.vn/hoinghi: a proxy stands before it.",
        ),
        setting(
            "--trusted-proxy",
            callback=_proxy,
            help="Address of a proxy whose X-Forwarded-For, -Host and -Proto are believed.",
        ),
    ]
    return with_all(options, command)


def of_logs(command: CommandFunction) -> CommandFunction:
    """What is logged, and how."""
    options = [
        setting("--access-log", metavar="FILE", help="A line for each request; - prints them."),
        setting("--log-format", type=click.Choice(FORMATS), default="text", show_default=True),
    ]
    return with_all(options, command)


def _collections(_: click.Context, __: click.Parameter, given: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, sign, url = one.partition("=")
        if not (sign and url and _NAME.fullmatch(name)) or name in _TAKEN or name in found:
            raise click.BadParameter(f"{one!r} is not NAME=URL with a new name of a-z, 0-9, _, -")
        found[name] = url
    return found


def public(_: click.Context, __: click.Parameter, url: str) -> str:
    """A public URL, checked; empty if none is given."""
    if url and not is_public(url):
        raise click.BadParameter(f"{url!r} is not like https://tinh.vn/hoinghi")
    return url


def _proxy(_: click.Context, __: click.Parameter, address: str | None) -> str | None:
    """As the server is told where a connection comes from: a name would never be equal."""
    if not address or address == "*":
        return address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        raise click.BadParameter(f"{address!r} is no IP address") from None
