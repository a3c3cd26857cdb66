"""What was typed, on a day → the parsed query, remembered by whoever asks one index."""

from collections.abc import Callable
from datetime import date
from threading import Lock

from search.query.compile import ParsedQuery

_REMEMBERED = 256


class ParsedQueries:
    """The queries that were parsed last. Any number of threads may ask."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date], ParsedQuery] = {}
        self._changing = Lock()

    def get(
        self, text: str, day: date, parse: Callable[[str], ParsedQuery], guesses: Callable[[], int]
    ) -> ParsedQuery:
        """A query as it is read on a day: tomorrow "hôm qua" is another. `guesses`: how many
        answers were guessed until now; what was parsed by one is not remembered."""
        known, before = self._known.get((text, day)), guesses()
        if known is not None:
            return known
        found = parse(text)
        if guesses() == before:
            with self._changing:
                if len(self._known) >= _REMEMBERED:
                    del self._known[next(iter(self._known))]
                self._known[text, day] = found
        return found
