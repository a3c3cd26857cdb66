"""Two texts → whether one edit makes one of the other, as tests compare lookups by edits with."""


def is_one_edit(typed: str, meant: str) -> bool:
    """Whether one letter of a text is left out, too many, another one, or two are swapped."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    first = _common_prefix(typed, meant)
    own, other = typed[first:], meant[first:]
    last = _common_prefix(own[::-1], other[::-1])
    own, other = own[: len(own) - last], other[: len(other) - last]
    return max(len(own), len(other)) == 1 or (len(own) == 2 and own == other[::-1])


def _common_prefix(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    different = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(different, min(len(one), len(other)))
