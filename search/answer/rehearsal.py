"""A searcher whose engine is far away → the same searcher, whose questions are asked together.

What makes a page asks one thing after another, and where each is a round trip that takes long. So
the page is made several times. At first what is not known is guessed, and noted: most of what the
page asks is the same whatever the answers. What was noted is asked in one call, and the page is
made again. Once nothing was guessed, it is the page; what was made before is forgotten. Which
generation is live is a guess, too: the last one is asked while that is looked at.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from copy import deepcopy
from dataclasses import replace
from threading import Thread
from typing import TypeVar

from search.answer.searchers import Searchers
from search.answers import Sort
from search.engine.errors import EngineError
from search.engine.protocol import Matches, Request
from search.engine.query_tree import Node
from search.query.index_lookup import IndexLookup
from search.query.vocabulary import Vocabulary
from search.searcher import Searcher

ROUNDS = 5
"""How often what was guessed is asked together; what is unknown then is asked one by one."""
_GUESS = 1
"""Reports that are guessed. So few let a page ask for all that it offers where little is found."""

T = TypeVar("T")


def rehearsed(make: Callable[[Searcher], T], searcher: Searcher) -> T:
    """What a function makes of a searcher, and asks it meanwhile, in few round trips. It may be
    called several times, and must do nothing but ask. Raises as it does."""
    rehearsal = Rehearsal()
    return rehearsal.made(lambda: make(rehearsal.searcher(searcher)))


class Rehearsal:
    """What one request was told of an index, and what it guessed in the place of the rest.

    Used by one thread. `guesses`: so many answers were guessed until now.
    """

    def __init__(self) -> None:
        self._look: _Look | None = None
        self._begin(None)

    def _begin(self, real: Searcher | None) -> None:
        self.guesses = 0
        self._real = real
        self._play: _Play | None = None
        self._rounds = 0
        self._is_over = False
        self._totals: dict[tuple[Node, bool], None] = {}
        self._requests: dict[Request, None] = {}
        self._listed: dict[Request, None] = {}
        self._ids: dict[str, None] = {}
        self._matches: dict[Request, Matches] = {}
        self._reports: dict[str, bytes | None] = {}
        self._lists: dict[Request, Sequence[str]] = {}

    def live(self, searchers: Searchers) -> Searcher:
        """The searcher to answer a request with, over the generation that is live. Raises as
        `Searchers.current` does, now or when something is made of it."""
        real, last = self._real, searchers.last
        if real is None and last is not None and last.snapshot.is_remote:
            self._look = _Look(searchers, last)
            real = last
        return self.searcher((real or searchers.current()).of_request())

    def searcher(self, real: Searcher) -> Searcher:
        """The searcher to make something with: `real` itself where its engine is near."""
        if not real.snapshot.is_remote:
            return real
        self._real = real
        self._play = _Play(real, self)
        return self._play

    def made(self, make: Callable[[], T], forget: Callable[[T], None] = lambda made: None) -> T:
        """What a function makes of `searcher`, again and again until nothing was guessed. `forget`
        is given what was made of guesses."""
        while True:
            try:
                found = make()
            except EngineError:  # that is no guess, but for the generation
                if not self._is_elsewhere():
                    raise
            except Exception:  # a guess may lead anywhere: it counts once nothing was guessed
                if not self._asks_again():
                    raise
            else:
                if not self._asks_again():
                    return found
                forget(found)

    def _asks_again(self) -> bool:
        """Ask for all that was guessed since, in one call; False if nothing was guessed: then what
        was made is true, and nothing is guessed any more."""
        if self._real is None or self._play is None:
            return False
        has_guessed = bool(self._totals or self._requests or self._listed or self._ids)
        if has_guessed:
            try:
                self._ask()
            except EngineError:
                if not self._is_elsewhere():
                    raise
                return True
        if self._is_elsewhere():
            return True
        self._rounds += 1
        self._is_over = not has_guessed or self._rounds == ROUNDS
        if not has_guessed and self._real.budget and self._play.budget:
            vars(self._real.budget).update(vars(self._play.budget))
        return has_guessed

    def _is_elsewhere(self) -> bool:
        """Whether another generation is live than the one that was asked: then all is forgotten,
        and that is asked. Raises as the look did that is waited for."""
        look, self._look = self._look, None
        if look is None or (live := look.found()) is look.last:
            return False
        self._begin(live.of_request())
        return True

    def totals(self, trees: Sequence[Node], collapse: bool, known: IndexLookup) -> list[int]:
        """How many reports match each tree, or a guess."""
        if self._is_over:
            return known.totals(trees, collapse)
        found = [known.known_total(tree, collapse) for tree in trees]
        unknown = {(t, collapse): None for t, n in zip(trees, found, strict=True) if n is None}
        self._totals |= unknown
        self.guesses += len(unknown)
        return [_GUESS if total is None else total for total in found]

    def matches(self, request: Request, real: Searcher) -> Matches:
        """What answers a request, or a guess without a report."""
        if request in self._matches:
            return self._matches[request]
        if self._is_over:
            return real.look_up(request)
        self.guesses += 1
        self._requests[request] = None
        counted = self._matches.get(_counted(request))
        total = _GUESS if counted is None else counted.total
        return Matches(total, (), {name: {} for name in request.counted})

    def stored(self, ids: Sequence[str], real: Searcher) -> Mapping[str, bytes]:
        """The bytes of some reports; of those that are not known, as if there were none."""
        unknown = [key for key in ids if key not in self._reports]
        if unknown and self._is_over:
            return real.stored(ids)
        self.guesses += len(unknown)
        self._ids |= dict.fromkeys(unknown)
        found = ((key, self._reports.get(key)) for key in ids)
        return {key: data for key, data in found if data is not None}

    def ids(self, request: Request, real: Searcher) -> Sequence[str]:
        """The ids of what answers a request, or none."""
        if request in self._lists:
            return self._lists[request]
        if self._is_over:
            return real.ids(request)
        self.guesses += 1
        self._listed[request] = None
        return ()

    def _ask(self) -> None:
        """Ask for what was noted. A page whose scores nobody has asked about yet takes two round
        trips: so what it has to know is asked for, and how many it finds, and the page is noted
        again the next time, together with all that depends on this."""
        assert self._real is not None
        lookup = self._real.lookup
        asked: dict[Request, None] = {}
        for request in self._requests:
            held = [clause.held for clause in request.clauses if request.limit]
            unknown = [tree for tree in held if lookup.known_total(tree) is None]
            self._totals |= {(tree, False): None for tree in unknown}
            asked[_counted(request) if unknown else request] = None
        trees = list(self._totals)
        asked_trees = [Request(tree, limit=0, collapse=collapse) for tree, collapse in trees]
        if asked or trees:
            found = self._real.snapshot.search_many([*asked_trees, *asked])
            lookup.learn({t: one.total for t, one in zip(trees, found, strict=False)})
            self._matches |= dict(zip(asked, found[len(trees) :], strict=True))
        if self._ids:
            reports = self._real.snapshot.stored_many(list(self._ids))
            self._reports |= {key: reports.get(key) for key in self._ids}
        self._lists |= {request: self._real.ids(request) for request in self._listed}
        self._totals, self._requests, self._listed, self._ids = {}, {}, {}, {}


class _Look:
    """A look at which generation is live, beside what is asked of the `last` one meanwhile."""

    def __init__(self, searchers: Searchers, last: Searcher) -> None:
        self.last = last
        self._future: Future[Searcher] = Future()
        Thread(target=self._look, args=(searchers,), daemon=True).start()

    def found(self) -> Searcher:
        """The searcher that is current, once it is known. Raises as `Searchers.current` does."""
        return self._future.result()

    def _look(self, searchers: Searchers) -> None:
        try:
            self._future.set_result(searchers.current())
        except BaseException as error:  # for who waits
            self._future.set_exception(error)


class _Play(Searcher):
    """A searcher that asks a rehearsal. What is made of the whole generation is not guessed."""

    def __init__(self, real: Searcher, rehearsal: Rehearsal) -> None:
        vars(self).update(vars(real))
        self._real, self._rehearsal = real, rehearsal
        self.budget = deepcopy(real.budget)
        self.lookup = _Lookup(real.lookup, rehearsal)
        self.vocabulary = _Vocabulary(real.vocabulary, self.lookup)

    @property
    def guesses(self) -> int:
        return self._rehearsal.guesses

    def once(self, make: Callable[[Searcher], T]) -> T:
        with self._making:
            if make not in self._made:
                self._made[make] = rehearsed(make, self._real)
            made: T = self._made[make]
            return made

    def look_up(self, request: Request) -> Matches:
        return self._rehearsal.matches(request, self._real)

    def ids(self, request: Request) -> Sequence[str]:
        return self._rehearsal.ids(request, self._real)

    def stored(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        return self._rehearsal.stored(ids, self._real)


class _Lookup(IndexLookup):
    """What was counted in an index, shared with its lookup; totals may be guessed."""

    __slots__ = ("_real", "_rehearsal")  # beside what both share

    def __init__(self, real: IndexLookup, rehearsal: Rehearsal) -> None:
        self.__dict__ = real.__dict__
        self._real, self._rehearsal = real, rehearsal

    def totals(self, trees: Sequence[Node], collapse: bool = False) -> list[int]:
        return self._rehearsal.totals(trees, collapse, self._real)


class _Vocabulary(Vocabulary):
    """The words of an index, shared with its vocabulary; totals may be guessed."""

    __slots__ = ("_lookup",)

    def __init__(self, real: Vocabulary, lookup: IndexLookup) -> None:
        self.__dict__ = real.__dict__
        self._lookup = lookup

    def totals(self, trees: Sequence[Node]) -> list[int]:
        return self._lookup.totals(trees)


def _counted(request: Request) -> Request:
    """The request of how many reports another one finds."""
    return replace(request, clauses=(), sort=Sort.RELEVANCE, offset=0, limit=0, counted=())
