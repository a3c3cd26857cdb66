"""The entries of one part of a run → the index that its parts share; the last one publishes it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from types import TracebackType

import msgspec

from search.engine.errors import EngineError, OtherPlanError
from search.engine.opensearch.address import Layout
from search.engine.opensearch.bulk import Bulk
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.meta import GenerationMeta
from search.engine.opensearch.shared_run import SharedRun, SharedRuns
from search.engine.opensearch.snapshot import source_records
from search.engine.opensearch.writer import completed
from search.engine.parts import RunPart
from search.engine.protocol import SourceRecord
from search.index.entry import IndexEntry


class OpenSearchPartWriter:
    """A part of a run that was joined. `lease`: of this part."""

    def __init__(
        self, generations: ClusterGenerations, part: RunPart, run: SharedRun, lease: Lease
    ) -> None:
        self._generations, self._runs = generations, SharedRuns(generations)
        self._part, self._run, self._lease = part, run, lease
        self._publishing: Lease | None = None
        self._groups: Mapping[str, str] = {}
        self._has_begun = False
        self._bulk = Bulk(generations.cluster, lambda: self._index, lease.check)

    @property
    def began(self) -> datetime:
        """When the run began."""
        return self._run.began

    @property
    def is_written(self) -> bool:
        """Whether this part was handed in."""
        return self._part.number in self._run.written

    @property
    def missing(self) -> Sequence[int]:
        """The parts that were not handed in."""
        return self._run.missing

    def agree(self, plan: bytes) -> None:
        """Say the plan, or compare it with what an earlier part said."""
        if not self._runs.is_over_live(self._run):  # what no other part could publish either
            raise OtherPlanError(
                f"{self._part} joined a run over a generation that is live no more; nothing was "
                "changed"
            )

        def said(run: SharedRun) -> SharedRun:
            return run if run.plan else msgspec.structs.replace(run, plan=plan)

        self._run = self._runs.change(self._run, said)
        if self._run.plan != plan:
            raise OtherPlanError(
                f"{self._part} would not do what the other parts do: a file changed meanwhile, or "
                "this one is given other paths, options or files; nothing was changed"
            )

    def put(self, entry: IndexEntry) -> None:
        """Add a report, or replace the one of its id."""
        self._bulk.put(entry)

    def remove(self, report_id: str) -> None:
        """Take a report of the base generation out."""
        self._bulk.remove(report_id)

    def hand_in(self, told: bytes) -> None:
        """Send the rest, and say that this part is written."""
        self._bulk.flush()
        number = self._part.number
        self._generations.side.write(self._run.told_by(number), told)
        self._lease.check()

        def written(run: SharedRun) -> SharedRun:
            if number in run.written:
                return run
            now = tuple(sorted({*run.written, number}))
            return msgspec.structs.replace(run, written=now, last=time.time())

        self._run = self._runs.change(self._run, written)

    def gather(self) -> list[bytes]:
        """What each part told; from now on nobody else publishes."""
        self._run, self._publishing = self._runs.publishing(self._run)
        if self._run.missing:
            raise EngineError(f"parts {self._run.missing} are missing")
        told = map(self._generations.side.read, map(self._run.told_by, self._run.written))
        found = [own.data for own in told if own is not None]
        if len(found) < self._run.kind.count:
            raise EngineError("what a part told is lost; nothing was changed")
        self._generations.refresh(self._index)
        return found

    def sources(self) -> Iterator[SourceRecord]:
        """Where each report of the coming generation came from."""
        return source_records(self._generations, self._index, has_signatures=True)

    def set_groups(self, groups: Mapping[str, str]) -> None:
        """Say which reports of the coming generation are near-identical."""
        self._groups = dict(groups)

    def commit(self) -> str:
        """Publish the parts of all, and forget the run."""
        generations, run = self._generations, self._run
        if self._publishing is None:
            raise EngineError("who publishes must have gathered what the parts told")
        meta = GenerationMeta(extraction_fingerprint=run.kind.rules[0], replicas=run.replicas)
        meta = completed(generations, self._index, meta, self._groups)
        self._publishing.confirm()
        generations.publish(self._index, run.live, meta)
        with suppress(EngineError):  # it is live; a run over what is so no more is not open
            self._runs.forget(run)
        return generations.generation_of(self._index)

    def give_up(self) -> None:
        """Forget the run; its parts are to be written anew."""
        self._runs.forget(self._run)

    def __enter__(self) -> "OpenSearchPartWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with ExitStack() as held:
            held.callback(self._lease.release)
            if self._publishing is not None:
                held.callback(self._publishing.release)

    @property
    def _index(self) -> str:
        """The index, made by the part that first writes to it."""
        run = self._run
        if self._has_begun:
            return run.index
        base = None if run.kind.anew else run.live
        self._generations.begin(run.index, base, Layout(run.shards, run.replicas))
        self._has_begun = True
        return run.index
