"""Where a report was read: the nouns of its file, and of the place of that file."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourcePath:
    """A file and the root that names it: the folder that was given, or the file itself.

    `part`: the way to a part of an archive or a mail, "2023/bao-cao.docx", with "//" between one
    that is in another: "thu.eml//bao-cao.docx". Written as "root//path" or "root//path//part", path
    empty for a file: no absolute path has an empty part.
    """

    root: str
    path: str
    part: str = ""

    @classmethod
    def of(cls, origin: str) -> "SourcePath":
        """The place that was written so."""
        root, _, rest = origin.partition("//")
        path, _, part = rest.partition("//")
        return cls(root or "/", path, part)

    @staticmethod
    def root_of(origin: str) -> str:
        """The root alone of the place that was written so."""
        return origin.partition("//")[0] or "/"

    @property
    def file(self) -> str:
        """The path of the file, as a person writes it."""
        return f"{self.root.rstrip('/')}/{self.path}" if self.path else self.root

    @property
    def id(self) -> str:
        """What a text there is known by: its path, composed (NFC), however the disk writes it; an
        archive is like a folder."""
        own = self.path or self.root.rpartition("/")[2]
        whole = f"{own}/{self.part.replace('//', '/')}" if self.part else own
        return unicodedata.normalize("NFC", whole)

    @property
    def shown(self) -> str:
        """The file, and the part of it, as messages name them: "a.zip//2023/bao-cao.docx"."""
        return f"{self.file}//{self.part}" if self.part else self.file

    def inside(self, part: str) -> "SourcePath":
        """The place of a part of what is here."""
        return SourcePath(self.root, self.path, f"{self.part}//{part}" if self.part else part)

    def __str__(self) -> str:
        written = f"{self.root.rstrip('/')}//{self.path}"
        return f"{written}//{self.part}" if self.part else written


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a report was read from.

    `kind`: what it is, as the table of formats names it: "docx". `sha256`: of its bytes, in
    hexadecimal digits; of a part of an archive or a mail, those of the part. `pages`: how
    many it has; None if none. `are_pages_exact`: whether everybody who opens it has the same;
    those of a .docx are what Word last made of it. `pictures`: the pages that are pictures whose
    text nobody read; `recognised`: those whose text a program read off the picture. `encoding`:
    what its text was converted from, where that was no Unicode: "TCVN3".
    """

    kind: str
    sha256: str
    pages: int | None = None
    are_pages_exact: bool = True
    pictures: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    encoding: str | None = None
