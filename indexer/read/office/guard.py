"""A reader that fails in any way → one that says so: whatever bytes come, only Unreadable goes."""

from collections.abc import Callable
from functools import wraps

from indexer.read.document import ParsedFile, Unreadable

Reader = Callable[[bytes], ParsedFile]
_LONGEST_REASON = 100


def guarded(what: str) -> Callable[[Reader], Reader]:
    """A decorator of the reader of `what` ("Word file").

    Libraries and hostile bytes raise whatever they like: an error of any kind says that the file
    is damaged. A file without any text gives no report either.
    """

    def decorate(read: Reader) -> Reader:
        @wraps(read)
        def guard(data: bytes) -> ParsedFile:
            try:
                parsed = read(data)
            except Unreadable:
                raise
            except MemoryError:
                raise Unreadable("needs too much memory") from None
            except Exception as error:
                said = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
                raise Unreadable(f"is a damaged {what}: {said}") from error
            if not parsed.paragraphs:
                raise Unreadable("has no text")
            return parsed

        return guard

    return decorate
