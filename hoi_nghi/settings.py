"""Flags, else environment, else a TOML file of settings → the values of a command's options."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from hoi_nghi.shell import CommandFunction


class Secret(click.Option):
    """An option that no command line can give, as others see what a process was begun with: from
    the environment or the file alone."""

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """The parser never hears of it."""


def config(variable: str) -> Callable[[CommandFunction], CommandFunction]:
    """The option --config, a file of the other options by name. `variable`: of the environment."""
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        is_eager=True,
        expose_value=False,
        callback=_read_file,
        envvar=variable,
        show_envvar=True,
        help="TOML: the options below by name; flags and environment win over it.",
    )


def with_all(
    options: Sequence[Callable[[CommandFunction], CommandFunction]], command: CommandFunction
) -> CommandFunction:
    """A command with some options, shown in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def setting(flag: str, *names: str, **named: Any) -> Callable[[CommandFunction], CommandFunction]:
    """An option that the environment may give as well: --public-url as HOI_NGHI_PUBLIC_URL."""
    plain = flag.split("/")[0].removeprefix("--")
    variable = f"HOI_NGHI_{plain.replace('-', '_').upper()}"
    return click.option(flag, *names, envvar=variable, show_envvar=True, **named)


def settings_of(command: click.Command) -> dict[str, click.Parameter]:
    """The settings that a file may give a command: the name of each flag, --public-url as
    "public_url". One that may be given again has its plural, too: "collections" is a table."""
    return {
        name: option
        for option in command.params
        for name in (_in_file(option), option.name if option.multiple else None)
        if name and option.name != "config"
    }


def _in_file(option: click.Parameter) -> str:
    return option.opts[0].removeprefix("--").replace("-", "_")


def _read_file(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    if path is None:
        return
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise click.BadParameter(f"{path}: {error}") from None
    known = settings_of(context.command)
    for key, value in found.items():
        if key not in known:
            raise click.BadParameter(f"{path}: unknown setting {key!r}; {', '.join(sorted(known))}")
        if not _fits(known[key], value):
            told = "that" if isinstance(known[key], Secret) else repr(value)
            raise click.BadParameter(f"{path}: {key} cannot be {told}")
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


def _plain(value: Any) -> Any:
    return [f"{k}={v}" for k, v in value.items()] if isinstance(value, dict) else value
