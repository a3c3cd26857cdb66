"""The folder of the templates → their sources, in which the words of the pages stand as text."""

import re
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader
from markupsafe import escape

from web import wording

_WORDS = re.compile(r"\{\{ m\.([a-z_]+)\.([A-Z_]+) \}\}")


class WordedTemplates(FileSystemLoader):
    """What a page always says, as `{{ m.search.FILTERS }}`, is put into the source and not looked
    up and escaped for each page. `CompiledTemplates` goes by the source that this gives: other
    words are another template."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source with its words, the file, and whether this is as it was."""
        source, path, is_current = super().get_source(environment, template)
        return _WORDS.sub(_said, source), path, is_current


def _said(found: re.Match[str]) -> str:
    """The words that stand for an expression; itself, where they are no plain text of one line."""
    words = getattr(getattr(wording, found[1]), found[2])
    is_plain = isinstance(words, str) and not {"\n", "{"} & set(words)
    return str(escape(words)) if is_plain else found[0]
