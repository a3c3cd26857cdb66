"""Pickles that Whoosh reads → plain data and a few classes of known names; nothing else is run.

Whoosh keeps its table of contents, the directory of a segment and its tables as pickles. What is
read is not yet compared with any checksum, and who can write there may be a stranger.
"""

import pickle
from io import BytesIO
from typing import IO, Any

from whoosh import columns, compat, externalsort, formats, index
from whoosh.codec import whoosh3
from whoosh.filedb import structfile

NAMED = {
    ("builtins", "int"),
    ("collections", "defaultdict"),
    ("search.engine.whoosh.index_format", "_Identifier"),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.columns", "VarBytesColumn"),
    ("whoosh.fields", "COLUMN"),
    ("whoosh.fields", "Schema"),
    ("whoosh.formats", "Existence"),
}
"""All that the tables of contents of our indexes name. None does anything when it is made."""


def _encoded(text: str, encoding: str) -> bytes:
    """The bytes that are the characters of a text."""
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"a pickle of the index is in {encoding}")
    return str.encode(text, "latin1")


def _no_bytes() -> bytes:
    """No bytes."""
    return b""


_BYTES = {
    ("_codecs", "encode"): _encoded,
    ("__builtin__", "bytes"): _no_bytes,
    ("builtins", "bytes"): _no_bytes,
}
"""How the old form of pickles that Whoosh writes tells bytes → what does no more than that."""


class PlainUnpickler(pickle.Unpickler):
    """Reads numbers, texts, bytes, and tuples, lists, sets and dicts of such."""

    def find_class(self, module: str, name: str) -> Any:
        """What stands for the making of bytes; raises UnpicklingError for any other name."""
        if (module, name) in _BYTES:
            return _BYTES[module, name]
        raise pickle.UnpicklingError(f"a pickle of the index names {module}.{name}")


_InPython: Any = pickle._Unpickler


class NamingUnpickler(_InPython):  # type: ignore[misc]
    """Reads these, and instances of the classes of NAMED; a class itself cannot be changed.

    In Python, not in C, which has no place to ask what is changed: for small pickles.
    """

    dispatch = dict(_InPython.dispatch)

    def find_class(self, module: str, name: str) -> Any:
        """The class of a name that is listed; raises UnpicklingError for any other."""
        if (module, name) not in NAMED:
            raise pickle.UnpicklingError(f"a pickle of the index names {module}.{name}")
        return super().find_class(module, name)

    def load_build(self) -> None:
        """Set the state of an instance."""
        if isinstance(self.stack[-2], type):
            raise pickle.UnpicklingError("a pickle of the index changes a class")
        super().load_build()

    dispatch[pickle.BUILD[0]] = load_build


def plain(data: bytes) -> Any:
    """What a pickle of plain data holds. Raises UnpicklingError, and whatever a broken one does."""
    return PlainUnpickler(BytesIO(data)).load()


class _Pickle:
    """What Whoosh's index module takes for the module pickle."""

    PicklingError, dumps = pickle.PicklingError, staticmethod(pickle.dumps)

    @staticmethod
    def loads(data: bytes) -> Any:
        """What a pickle holds."""
        return NamingUnpickler(BytesIO(data)).load()


def guard() -> None:
    """Let every module of Whoosh that we use unpickle by these, and read no index of an old form.

    `tests/search/engine/test_hostile_pickles.py` looks for a place that was forgotten.
    """
    compat.pickle = index.pickle = _Pickle
    compat.load, compat.loads = _load_plain, plain  # for modules that are imported later
    index.toc_loaders = {}
    structfile.load_pickle = _load_named
    externalsort.load = _load_plain
    for module in (columns, formats, whoosh3):
        module.loads = plain


def _load_named(file: IO[bytes]) -> Any:
    return NamingUnpickler(file).load()


def _load_plain(file: IO[bytes]) -> Any:
    return PlainUnpickler(file).load()
