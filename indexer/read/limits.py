"""What one file may cost: bytes, seconds, memory; a reader that gets on → more time for it."""

from collections.abc import Callable

MAX_BYTES = 2_000_000
"""Largest text of one report: a book of a thousand pages; the longest real one has 40,000."""
MAX_LOOKED_AT = 64_000_000
"""Largest text whose facets are told, which is no page that anybody would have to open."""
MAX_FILE = 100_000_000
"""Largest file that is parsed, in bytes, and the largest part of an archive or a mail."""
MAX_UNPACKED = 200_000_000
"""Most bytes that the parts of one file may have together."""
MAX_PARTS, MAX_DEPTH = 2_000, 3
"""Most parts of one file, and of how many archives or mails one in the other."""
MAX_PAGES = 3_000

SECONDS, SECONDS_A_PAGE, SECONDS_A_PICTURE = 20.0, 0.5, 30.0
"""How long a file may take, and how much longer for each page that was read or recognised."""
TEXT_SECONDS, TEXT_SECONDS_A_MEGABYTE = 20.0, 30.0
"""Seconds of processor that a text may take to be understood, and more for a million characters of
it: a plain one takes 7 for a million, so that only what grows faster than its length gets there."""
MEMORY = 1_000_000_000
"""Bytes of memory that the process of a reader may have."""


def text_seconds(characters: int) -> float:
    """Seconds of processor that a text of so many characters may take to be understood."""
    return TEXT_SECONDS + TEXT_SECONDS_A_MEGABYTE * characters / 1_000_000


_given: list[Callable[[float], None]] = []


def gets_on(seconds: float = SECONDS_A_PAGE) -> None:
    """A reader says that it has done a page and may take so many more seconds."""
    for give in _given:
        give(seconds)


def on_progress(give: Callable[[float], None]) -> None:
    """Have a function called with the seconds of each `gets_on` of this process."""
    _given[:] = [give]
