"""The bytes of a file that a person wrote → its lines."""

from collections.abc import Iterator


def written_lines(data: bytes) -> Iterator[str | None]:
    """The lines of a file in UTF-8, or in UTF-16 with its mark, as a spreadsheet saves "Unicode
    text"; None for one that is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from data.decode("utf-16", "replace").splitlines()
        return
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        try:
            yield line.decode()
        except UnicodeDecodeError:
            yield None
