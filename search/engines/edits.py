"""Words → those within so many edits of another one, all compared at once."""

from collections.abc import Sequence

import numpy as np


def within_edits(words: Sequence[str], wanted: str, edits: int) -> list[str]:
    """The words that at most so many characters more, less or other turn into another word.

    Wagner and Fischer's table ("The string-to-string correction problem", 1974), a column at a
    time, for all words of about the right length together.
    """
    near = [word for word in words if abs(len(word) - len(wanted)) <= edits]
    if not near:
        return []
    width = len(wanted) + edits
    letters = np.array(near, f"<U{max(1, width)}").view("<u4").reshape(len(near), -1)
    before = np.tile(np.arange(width + 1, dtype=np.uint16)[:, None], len(near))
    for number, letter in enumerate(wanted, 1):
        now = np.empty_like(before)
        now[0] = number
        for column in range(width):
            replaced = before[column] + (letters[:, column] != ord(letter))
            now[column + 1] = np.minimum(replaced, np.minimum(before[column + 1], now[column]) + 1)
        before = now
    lengths = np.fromiter(map(len, near), np.int64)
    close = before[lengths, np.arange(len(near))] <= edits
    return [near[number] for number in np.flatnonzero(close)]
