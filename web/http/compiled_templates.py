"""Templates, compiled ↔ files where Python keeps what it compiles, for the next process."""

import hashlib
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from web.http import outdented


class CompiledTemplates(FileSystemBytecodeCache):
    """To compile the templates of a page takes as long as forty pages.

    `package`: where the templates lie. `options`: of the environment. What is kept is of every byte
    of a template, these options, `Outdented`, and this version of Jinja and of Python.
    """

    def __init__(self, package: Path, options: Mapping[str, object]) -> None:
        facts = (version("jinja2"), sorted(options.items()), Path(outdented.__file__).read_bytes())
        own = hashlib.sha256(repr(facts).encode())
        path = Path(cache_from_source(str(package / "templates.py"))).with_suffix("")
        super().__init__(str(path.parent), f"{path.name}.{own.hexdigest()[:8]}.%s")

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of a template, if it can be read and is of what the template is now."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python keeps nothing either, or nobody may write there."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
