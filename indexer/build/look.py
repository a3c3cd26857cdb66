"""Paths → the documents there, to be looked at; nothing is written."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from indexer.read.contents import Found, ReadOptions
from indexer.read.document import absolute
from indexer.read.files import FoundFile, identify
from indexer.read.folders import places
from indexer.read.limits import MAX_LOOKED_AT
from indexer.read.reader import read
from indexer.read.worker import Parser
from search.report import SourcePath


def documents(paths: Sequence[Path], options: ReadOptions | None = None) -> Iterator[Found]:
    """What can be read at some paths, to be looked at: each known by its path under the one it was
    given with, and longer than what would be indexed if need be."""
    options = replace(options or ReadOptions(), largest=MAX_LOOKED_AT)
    options = options.for_paths(map(absolute, paths))
    with closing(Parser(options)) as parser:
        for path in map(absolute, paths):
            for place in places(path, {path}, options.within):
                file = identify(place, options.within) if isinstance(place, SourcePath) else place
                if not isinstance(file, FoundFile):
                    yield file
                elif file.is_parsed:
                    yield from parser.read(file.place)
                else:
                    yield from read(file.place, options)
