"""A manifest → the same, as another version of the program would have written it."""

from dataclasses import replace
from pathlib import Path

from search.engine.whoosh.manifest import seal, unseal


def make_stale(manifest: Path) -> None:
    """Let a manifest say that another text chain made its generation."""
    read = unseal(manifest.read_bytes())
    manifest.write_bytes(seal(replace(read, fingerprint="0" * 16)))
