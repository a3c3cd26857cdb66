"""Flags, else environment, else a file of settings → the options of serve."""

import ipaddress
import re
import shlex
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from hoi_nghi.logs import FORMATS
from web.http.public_address import is_public

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_TAKEN = {"static", "healthz", "readyz", "metrics"}

Command = TypeVar("Command", bound=Callable[..., Any])


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


def of_server(command: Command) -> Command:
    """Where it listens, and whether it gives files away."""
    options = [
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            is_eager=True,
            expose_value=False,
            callback=_read_file,
            envvar="HOI_NGHI_CONFIG",
            show_envvar=True,
            help="TOML: the options below by name; flags and environment win over it.",
        ),
        _option("--host", default="127.0.0.1", show_default=True),
        _option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True),
        _option(
            "--originals/--no-originals",
            default=True,
            show_default=True,
            help="Whether readers may take the files home that reports were read from.",
        ),
    ]
    return _all(options, command)


def of_readers(command: Command) -> Command:
    """What they find under which address."""
    options = [
        _option(
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
        _option(
            "--public-url",
            default="",
            callback=_public,
            help="What readers call it, as https://tinh.vn/hoinghi: a proxy stands before it.",
        ),
        _option(
            "--trusted-proxy",
            callback=_proxy,
            help="Address of a proxy whose X-Forwarded-For, -Host and -Proto are believed.",
        ),
    ]
    return _all(options, command)


def of_logs(command: Command) -> Command:
    """What is logged, and how."""
    options = [
        _option("--access-log", metavar="FILE", help="A line for each request; - prints them."),
        _option("--log-format", type=click.Choice(FORMATS), default="text", show_default=True),
    ]
    return _all(options, command)


def _all(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def _option(flag: str, *names: str, **named: Any) -> Callable[[Command], Command]:
    """An option that the environment may give as well: --public-url as HOI_NGHI_PUBLIC_URL."""
    plain = flag.split("/")[0].removeprefix("--")
    variable = f"HOI_NGHI_{plain.replace('-', '_').upper()}"
    return click.option(flag, *names, envvar=variable, show_envvar=True, **named)


def _read_file(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    if path is None:
        return
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise click.BadParameter(f"{path}: {error}") from None
    known = {_in_file(option): option for option in context.command.params}
    del known["config"]
    for key, value in found.items():
        if key not in known:
            raise click.BadParameter(f"{path}: unknown setting {key!r}; {', '.join(sorted(known))}")
        if not _fits(known[key], value):
            raise click.BadParameter(f"{path}: {key} cannot be {value!r}")
    context.default_map = {known[key].name or "": _plain(one) for key, one in found.items()}


def _fits(option: click.Parameter, value: Any) -> bool:
    """Whether a value of a file is of the kind that its setting has; a text may be any."""
    if option.multiple:
        parts = value.values() if isinstance(value, dict) else value
        return isinstance(parts, Iterable) and not _is_text(value) and all(map(_is_text, parts))
    if isinstance(value, bool):
        return isinstance(option.type, type(click.BOOL))
    is_number = isinstance(value, int) and isinstance(option.type, click.IntRange)
    return is_number or _is_text(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _in_file(option: click.Parameter) -> str:
    """The name of a setting: that of its flag, "public_url"; "collections" is a table."""
    name = option.name or ""
    return "index" if name == "url" else name


def _plain(value: Any) -> Any:
    return [f"{k}={v}" for k, v in value.items()] if isinstance(value, dict) else value


def _collections(_: click.Context, __: click.Parameter, given: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, sign, url = one.partition("=")
        if not (sign and url and _NAME.fullmatch(name)) or name in _TAKEN or name in found:
            raise click.BadParameter(f"{one!r} is not NAME=URL with a new name of a-z, 0-9, _, -")
        found[name] = url
    return found


def _public(_: click.Context, __: click.Parameter, url: str) -> str:
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
