"""Applications → what the first visitor of each generation would wait for, made beforehand."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn
from weakref import ref

from flask import Flask

from search.answer.beginning import beginning
from search.answer.page import answer
from search.answer.searchers import Searchers
from search.answers import Query
from search.engine.errors import EngineError
from search.facets.registry import OFFERED
from search.facets.values import holding
from search.searcher import Searcher
from search.suggest.completions import complete
from search.text.pyvi.segmenter import warm_up

LOOKS = 1.0
"""Seconds between looks at which generation is live: in a folder one takes microseconds."""
_COMMON, _BEGUN = "hoi nghi", "hoi ngh"
"""Words that nearly every archive has, without diacritics: to read them takes most of all."""


class Warmer:
    """Makes ready what is read once a generation: names, words, counts; and templates, once.

    A visitor who comes before it is ready waits for what it asks itself, as without it.
    """

    def __init__(self, apps: Sequence[Flask]) -> None:
        self._apps = apps
        self._ready: list[ref[Searcher] | None] = [None for _ in apps]

    def run(self) -> NoReturn:
        """Look for ever, in a thread of its own."""
        warm_up()
        for app in self._apps:
            for name in app.jinja_env.list_templates():
                app.jinja_env.get_template(name)
        while True:
            self.look()
            time.sleep(LOOKS)

    def look(self) -> int:
        """Make ready each live generation that is not; how many these were."""
        made = 0
        for number, app in enumerate(self._apps):
            searchers: Searchers = app.extensions["searchers"]
            with suppress(EngineError):  # there may be no index yet
                live = searchers.current()
                known = self._ready[number]
                if known is None or known() is not live:
                    _make_ready(live)
                    self._ready[number] = ref(live)
                    made += 1
        return made


def _make_ready(live: Searcher) -> None:
    live.once(beginning)
    answer(Query(_COMMON), live)
    complete(_BEGUN, live)
    for facet in OFFERED:
        holding(live.facet_counts(facet), _COMMON, live.lookup.labels(facet))
