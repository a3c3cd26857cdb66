"""Start and end tags → the open elements, as a stack on which every step is constant on average."""

from collections import Counter
from dataclasses import dataclass

from indexer.read.markup.block import Container, ContainerRole
from search.report import PassageKind

CELLS = frozenset({"td", "th"})
_THROUGH_CELLS = CELLS | {"table"}
"""What ends them ends an element outside of the cell that is open."""

_ARTICLE = frozenset({ContainerRole.ARTICLE, ContainerRole.ARTICLE_BODY, ContainerRole.MAIN})


@dataclass(slots=True)
class OpenElement:
    """An element that is not closed. `kind`: of what it holds; None of no special one.

    `index`: of its container; None while nothing was found in it. `is_in_article`: whether it is
    the article of the page or within it.
    """

    name: str
    role: ContainerRole = ContainerRole.PLAIN
    kind: PassageKind | None = None
    index: int | None = None
    is_in_article: bool = False


class OpenElements:
    """The open elements that hold others; paragraphs and what is inside a line are not among them.

    A cell of a table is a scope: what is closed inside of it and was not opened there is no matter
    (HTML Standard, 13.2.4.2).
    """

    def __init__(self) -> None:
        self._stack = [OpenElement("html", index=0)]
        self._scopes: list[Counter[str]] = [Counter()]
        self.containers = [Container()]

    def __len__(self) -> int:
        return len(self._stack)

    @property
    def top(self) -> OpenElement:
        """The innermost one."""
        return self._stack[-1]

    @property
    def is_in_cell(self) -> bool:
        """Whether a cell is open in the innermost table."""
        return len(self._scopes) > 1 and not self._scopes[-1]["table"]

    def open(self, name: str, role: ContainerRole, kind: PassageKind | None) -> None:
        """Put one on the stack; of no special kind, it is of that of the one around it."""
        is_in_article = self.top.is_in_article or role in _ARTICLE
        self._stack.append(OpenElement(name, role, kind or self.top.kind, None, is_in_article))
        self._scopes[-1][name] += 1
        if name in CELLS:
            self._scopes.append(Counter())

    def close(self, name: str) -> list[str]:
        """Close the innermost one of that name and all inside it: their names, innermost first.

        None is closed if none is open in this scope.
        """
        scope = self._scopes[-1]
        if not scope[name] and name in _THROUGH_CELLS and len(self._scopes) > 1:
            scope = self._scopes[-2]
        if not scope[name]:
            return []
        closed = [self._pop()]
        while closed[-1] != name:
            closed.append(self._pop())
        return closed

    def close_cell(self) -> list[str]:
        """Close the cell that is open in the innermost table, as `close` does."""
        closed = [self._pop()]
        while closed[-1] not in CELLS:
            closed.append(self._pop())
        return closed

    def container(self) -> int:
        """The index of the innermost one among the containers, which it is one of from now on."""
        at = len(self._stack) - 1
        while self._stack[at].index is None:
            at -= 1
        parent = self._stack[at].index
        for element in self._stack[at + 1 :]:
            self.containers.append(Container(parent, element.role))
            parent = element.index = len(self.containers) - 1
        assert parent is not None
        return parent

    def _pop(self) -> str:
        name = self._stack.pop().name
        if name in CELLS:
            self._scopes.pop()
        self._scopes[-1][name] -= 1
        return name
