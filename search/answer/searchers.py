"""An engine → the searcher over what it serves, the same for as long as nothing changes."""

from threading import Lock

from search.engine.protocol import Engine
from search.engine.serving import Serving
from search.query.own_words_file import OwnWordsFile
from search.searcher import Searcher


class Searchers:
    """The searcher over what an engine serves, kept for as long as that, and the own words beside
    the index, do not change. `serving`: what is served, and what is wrong with the live one."""

    def __init__(self, engine: Engine) -> None:
        self.serving = Serving(engine)
        self._words = OwnWordsFile(engine)
        self._current: Searcher | None = None
        self._changing = Lock()

    @property
    def last(self) -> Searcher | None:
        """The searcher that was current when somebody last asked."""
        return self._current

    def current(self) -> Searcher:
        """The searcher over the generation that is served. Raises as `Serving.current` does."""
        snapshot, own = self.serving.current(), self._words.current()
        with self._changing:
            kept = self._current
            problem = self.serving.problem
            if kept and kept.snapshot is snapshot and problem and problem.kind == "missing":
                return kept  # its own words are gone with the folder
            if kept is None or kept.snapshot is not snapshot or kept.vocabulary.own is not own:
                self._current = kept = Searcher(snapshot, own)
            return kept
