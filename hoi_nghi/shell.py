"""A click command → its exit code; the option --index; any text → a safe line of a terminal."""

import os
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import click

from hoi_nghi.streams import forgiving
from search.engine.errors import (
    BadAddressError,
    EngineError,
    IndexBusyError,
    LeftUndoneError,
    NoIndexError,
    UnreachableError,
)
from search.engine.urls import DEFAULT_URL

DONE, SOME_FAILED, WRONG_USE, BUSY, CHECK_FAILED, NO_INDEX, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
NO_CLUSTER = 10
NOT_REACHED, NO_TLS, NO_LOGIN, NOT_TAKEN = 6, 7, 8, 9
"""A mail did not go out: no server answers, no safe connection, no password that it knows, or it
does not take the mail."""
EXIT_CODES = """Exit codes: 0 done, 1 done but some files failed, 2 wrong use, 3 another writer,
4 a check failed, 5 no index, 6 no mail server, 7 no TLS, 8 wrong password, 9 mail refused,
10 the cluster of the index does not answer, 130 interrupted."""
"""What the help of the commands says of them."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that move a terminal's cursor or turn its lines around, and halves of characters."""

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

CommandFunction = TypeVar("CommandFunction", bound=Callable[..., Any])
"""A function that click makes a command of, or has."""


def index_option(command: CommandFunction) -> CommandFunction:
    """`--index URL`, else from the environment, else the default."""
    option = click.option(
        "--index",
        "url",
        default=DEFAULT_URL,
        envvar="HOI_NGHI_INDEX",
        show_default=True,
        show_envvar=True,
        metavar="URL",
        help="whoosh:DIR, or DIR alone; opensearch://HOST:PORT,.../NAME.",
    )
    return option(command)


def shown(text: str) -> str:
    """A text from outside as one line of a terminal: blanks for its tabs and line breaks, and the
    replacement character for what would command the terminal or cannot be written."""
    return _UNFIT.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def utf8(path: str) -> str:
    """A path as JSON can hold it: the names of folders are any bytes."""
    return os.fsencode(path).decode(errors="replace")


def exit_code(error: EngineError) -> int:
    """The exit code that tells what is wrong with an index.

    An error without a code of its own, of a class that is not named here, is CHECK_FAILED.
    """
    if isinstance(error, NoIndexError):
        return NO_INDEX
    if isinstance(error, IndexBusyError):
        return BUSY
    if isinstance(error, LeftUndoneError):
        return SOME_FAILED
    if isinstance(error, UnreachableError):
        return NO_CLUSTER
    return WRONG_USE if isinstance(error, BadAddressError) else CHECK_FAILED


def run(command: click.Command, name: str) -> NoReturn:
    """Run a click command; it ends with one of the exit codes above and never with a traceback
    for what a user can mend. Click ends it without a message where a pipe is closed."""
    sys.stdout, sys.stderr = forgiving(sys.stdout), forgiving(sys.stderr)
    try:
        code = _checked(command, name)
        sys.stdout.flush()
    except EngineError as error:
        _end(exit_code(error), f"error: {error}")
    except (click.Abort, KeyboardInterrupt):
        _end(INTERRUPTED, "interrupted; the index is as it was")
    except click.ClickException as error:
        error.show()
        _end(error.exit_code)
    except OSError as error:  # most often a full disk under our output
        _end(SOME_FAILED, f"error: {error}")
    _end(code or DONE)


def _checked(command: click.Command, name: str) -> int | None:
    for argument in sys.argv[1:]:
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise click.UsageError(f"this argument is not UTF-8: {shown(argument)}") from None
    code: int | None = command.main(prog_name=name, standalone_mode=False)
    return code


def _end(code: int, message: str = "") -> NoReturn:
    try:
        if message:
            click.echo(shown(message), err=True)
        sys.stdout.flush()
    except OSError:  # what could not be written must not be tried again on the way out
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)
