"""Applications → what the first visitor of each generation would wait for, made beforehand."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from search.query.compile import parse_query
from search.searcher import Searcher
from search.suggest.completions import complete
from search.text.pyvi.segmenter import warm_up

LOOKS, FAR_LOOKS = 1.0, 10.0
"""Seconds between looks at which generation is live. In a folder one takes microseconds. In a
cluster it is a round trip of each process; so it may be where none is live."""
_COMMON, _BEGUN = "hoi nghi", "hoi ngh"
"""Words that nearly every archive has, without diacritics: to read them takes most of all."""
_ANY_QUERY = "hội nghị tỉnh 8/2023"
"""Words and a date: to read it takes what any query may take."""

_log = logging.getLogger(__name__)


def load() -> None:
    """Load what reading takes whatever the index: the model of words, word lists, their patterns.

    It takes a quarter of a second, in which a first visitor would wait.
    """
    warm_up()
    parse_query(_ANY_QUERY)


class Warmer:
    """Makes ready what is read once a generation: names, words, counts; and templates, once.

    A visitor who comes before it is ready waits for what it asks itself, as without it. An error is
    told in the log once, and ends nothing; no generation is tried twice.
    """

    def __init__(self, apps: Sequence[Flask]) -> None:
        self._apps = apps
        self._tried: list[ref[Searcher] | None] = [None for _ in apps]
        self._pauses = [FAR_LOOKS for _ in apps]
        self._is_told = [False for _ in apps]

    def run(self) -> NoReturn:
        """Look for ever, in a thread of its own."""
        self._load()
        next_looks = [time.monotonic() for _ in self._apps]
        while True:
            for number, app in enumerate(self._apps):
                if time.monotonic() >= next_looks[number]:
                    self._look_at(number, app)
                    next_looks[number] = time.monotonic() + self._pauses[number]
            time.sleep(LOOKS)

    def look(self) -> int:
        """Make ready each live generation that was not tried; how many are ready now."""
        return sum([self._look_at(number, app) for number, app in enumerate(self._apps)])

    def _load(self) -> None:
        with _told("the lists of words"):
            load()
        for app in self._apps:
            for name in app.jinja_env.list_templates():
                with _told(name):
                    app.jinja_env.get_template(name)

    def _look_at(self, number: int, app: Flask) -> bool:
        """Make ready what an application serves; whether that was done now."""
        live = self._live(number, app)
        is_near = live is not None and not live.snapshot.is_remote
        self._pauses[number] = LOOKS if is_near else FAR_LOOKS
        tried = self._tried[number]
        if live is None or (tried is not None and tried() is live):
            return False
        self._tried[number] = ref(live)
        with _told(f"generation {live.generation}"):
            _make_ready(live)
            return True
        return False

    def _live(self, number: int, app: Flask) -> Searcher | None:
        searchers: Searchers = app.extensions["searchers"]
        try:
            live = searchers.current()
        except EngineError:  # there may be no index yet; what is wrong with one is told there
            return None
        except Exception:
            if not self._is_told[number]:
                _log.exception("which generation is live cannot be told")
            self._is_told[number] = True
            return None
        self._is_told[number] = False
        return live


@contextmanager
def _told(what: str) -> Iterator[None]:
    """An error is told in the log, and goes no further."""
    try:
        yield
    except Exception:
        _log.exception("%s was not made ready", what)


def _make_ready(live: Searcher) -> None:
    live.once(beginning)
    answer(Query(_COMMON), live)
    complete(_BEGUN, live)
    for facet in OFFERED:
        holding(live.facet_counts(facet), _COMMON, live.lookup.labels(facet))
