"""A CRFsuite model file → what each attribute weighs for a label, and each step between labels."""

import struct
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[float, float]
"""One number for each of two labels."""

_HEADER = struct.Struct("<4sI4sI8I")
_TABLE = struct.Struct("<4s5I")
_FEATURE = struct.Struct("<3Id")
_NUMBER = struct.Struct("<I")
_STATE, _TRANSITION = 0, 1  # the two types of feature


@dataclass(frozen=True, slots=True)
class Model:
    """A model of two labels; an attribute that it does not know weighs nothing.

    `transitions`: of the first label after itself, of the second after the first; of the first
    after the second, of the second after itself.
    """

    labels: tuple[str, str]
    weights: Mapping[str, Pair]
    transitions: tuple[Pair, Pair]


def read_model(file: bytes) -> Model:
    """The model in a file that CRFsuite wrote; ValueError if it is damaged or of another kind."""
    try:
        return _read(file)
    except (struct.error, IndexError, ValueError) as error:
        raise ValueError(f"not a CRFsuite model: {error}") from error


def _read(file: bytes) -> Model:
    magic, _, kind, *_, features, labels, attributes, _, _ = _HEADER.unpack_from(file)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("another kind of file")
    first, second = _strings(file, labels)
    names = _strings(file, attributes)
    states: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    steps: defaultdict[tuple[int, int], float] = defaultdict(float)
    (count,) = _NUMBER.unpack_from(file, features + 8)  # after a magic word and the size
    begin = features + 12
    for type_, source, label, weight in _FEATURE.iter_unpack(
        file[begin : begin + count * _FEATURE.size]
    ):
        if type_ == _STATE:
            states[names[source]][label] = weight
        elif type_ == _TRANSITION:
            steps[source, label] = weight
    return Model(
        labels=(first, second),
        weights={name: (a, b) for name, (a, b) in states.items()},
        transitions=((steps[0, 0], steps[0, 1]), (steps[1, 0], steps[1, 1])),
    )


def _strings(file: bytes, table: int) -> list[str]:
    """The strings of a table, by their numbers."""
    magic, _, _, _, count, index = _TABLE.unpack_from(file, table)
    if magic != b"CQDB":
        raise ValueError("no table where one should be")
    found = []
    for (offset,) in _NUMBER.iter_unpack(file[table + index : table + index + 4 * count]):
        (size,) = _NUMBER.unpack_from(file, table + offset + 4)  # with the zero at its end
        start = table + offset + 8
        found.append(file[start : start + size - 1].decode())
    return found
