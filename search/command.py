"""What the command lines share: exit codes, the --index option, and how an error ends one."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import click

from search.engine import BadAddressError, EngineError, IndexBusyError, NoIndexError
from search.engines import DEFAULT_URL

DONE, SOME_FAILED, WRONG_USE, BUSY, CHECK_FAILED, NO_INDEX, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130

Command = TypeVar("Command", bound=Callable[..., Any])


def index_option(command: Command) -> Command:
    """`--index URL`, else from the environment, else the default."""
    option = click.option(
        "--index",
        "url",
        default=DEFAULT_URL,
        envvar="HOI_NGHI_INDEX",
        show_default=True,
        show_envvar=True,
        metavar="URL",
        help="whoosh:DIR, or DIR alone.",
    )
    return option(command)


def exit_code(error: EngineError) -> int:
    """The exit code that tells what is wrong with an index."""
    if isinstance(error, NoIndexError):
        return NO_INDEX
    if isinstance(error, IndexBusyError):
        return BUSY
    return WRONG_USE if isinstance(error, BadAddressError) else CHECK_FAILED


def run(command: click.Command, name: str) -> NoReturn:
    """Run a click command; it ends with one of the exit codes above and never with a traceback
    for what a user can mend."""
    try:
        code = command.main(prog_name=name, standalone_mode=False)
    except EngineError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(exit_code(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; the index is as it was", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has gone: nothing more to say
        sys.stderr.close()
        sys.exit(DONE)
    sys.exit(code or DONE)
