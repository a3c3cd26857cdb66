"""Arguments of `hoi-nghi`, `python -m indexer` → a command, imported only when it is asked for."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from hoi_nghi import __version__
from hoi_nghi.shell import EXIT_CODES, run
from indexer.read.formats import SUFFIXES

COMMANDS = {
    "index": "hoi_nghi.index_commands:index",
    "rebuild": "hoi_nghi.index_commands:rebuild",
    "check": "hoi_nghi.inspect_commands:check",
    "stats": "hoi_nghi.inspect_commands:stats",
    "roots": "hoi_nghi.roots_command:roots",
    "rollback": "hoi_nghi.inspect_commands:rollback",
    "backup": "hoi_nghi.backup_commands:backup",
    "restore": "hoi_nghi.backup_commands:restore",
    "copy": "hoi_nghi.copy_command:copy",
    "facets": "hoi_nghi.facets_command:facets",
    "analyze": "hoi_nghi.inspect_commands:analyze_command",
    "words": "hoi_nghi.words_command:words",
    "corrections": "hoi_nghi.corrections_command:corrections",
    "search": "hoi_nghi.search_commands:search",
    "batch": "hoi_nghi.search_commands:batch",
    "suggest": "hoi_nghi.search_commands:suggest",
    "similar": "hoi_nghi.search_commands:similar",
    "digest": "hoi_nghi.digest_command:digest",
    "serve": "hoi_nghi.serve_command:serve",
}
"""Each command and where it is defined, in the order of the help. Not imported at the top: a search
would wait a quarter of a second for the web server that it does not need."""
_OF_INDEXER = ("index", "rebuild", "check", "stats", "roots", "rollback", "facets", "analyze")
"""Those of `python -m indexer`."""


class FrontDoor(click.Group):
    """A group that imports a command when it is named, or listed by --help. `names`: of those in
    COMMANDS."""

    def __init__(self, *given: Any, names: Sequence[str] = tuple(COMMANDS), **named: Any) -> None:
        super().__init__(*given, **named)
        self._names = names

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of its commands, in their order."""
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None if there is none."""
        if cmd_name not in self._names:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(
    cls=FrontDoor,
    epilog=f"""\b
Examples:
  hoi-nghi index ~/reports
  hoi-nghi search "giải ngân vốn"
  hoi-nghi serve
{EXIT_CODES}""",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def hoi_nghi() -> None:
    """Full-text search in Vietnamese meeting reports: index them, search them, serve a page."""


@click.command(
    cls=FrontDoor,
    names=_OF_INDEXER,
    epilog=f"""\b
Examples:
  python -m indexer index ~/reports
  python -m indexer index ~/reports --dry-run
  python -m indexer facets ~/reports/2023 --json
  python -m indexer facets ~/reports/2023/giao-ban.txt --explain
{EXIT_CODES}""",
    help="Meeting reports into an index. PATH is a folder or a file. What a file is, its content "
    f"tells; most are named {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}.",
)
def indexer() -> None:
    """Meeting reports into an index."""


def main() -> NoReturn:
    """Run `hoi-nghi` on the arguments of the process."""
    run(hoi_nghi, "hoi-nghi")


def main_of_indexer() -> NoReturn:
    """Run `python -m indexer` on the arguments of the process."""
    run(indexer, "python -m indexer")
