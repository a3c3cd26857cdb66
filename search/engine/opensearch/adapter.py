"""An address in a cluster → the Engine there: its live generation, the next one, the one before."""

from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from threading import Lock

from search.engine.errors import EngineError, NoIndexError
from search.engine.opensearch.address import ClusterAddress, Layout, read_address
from search.engine.opensearch.checking import damage
from search.engine.opensearch.cluster import Cluster
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.layout import format_fingerprint
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.meta import GenerationMeta
from search.engine.opensearch.part_writer import OpenSearchPartWriter
from search.engine.opensearch.shared_run import RunKind, SharedRun, SharedRuns
from search.engine.opensearch.snapshot import OpenSearchSnapshot, source_records
from search.engine.opensearch.writer import OpenSearchWriter
from search.engine.parts import RunPart
from search.engine.protocol import SourceRecord

_NOTES, _LAST_RUN = "notes", "last run"


def open_url(rest: str) -> "OpenSearchEngine":
    """The index that the address names after `opensearch:`. Nothing is asked yet."""
    return OpenSearchEngine(read_address(rest))


class OpenSearchEngine:
    """The generations of one index in a cluster."""

    def __init__(self, address: ClusterAddress) -> None:
        self.cluster = Cluster(address)
        self._layout, self._has_two_stages = address.layout, address.has_two_stages
        self._generations = ClusterGenerations(self.cluster, address.name)
        self._shared_runs = SharedRuns(self._generations)
        self._opening = Lock()
        self._held: OpenSearchSnapshot | None = None
        self._live: tuple[str, str] | None = None

    def snapshot(self) -> OpenSearchSnapshot:
        """The live generation; the same object until the alias is on another one."""
        with self._opening:
            live = self._generations.live()
            if self._held is None or self._live != live:
                meta = self._generations.opened(live[0])
                self._held = OpenSearchSnapshot(
                    self._generations, live[0], meta, has_two_stages=self._has_two_stages
                )
                self._live = live
            return self._held

    def writer(self, extraction_fingerprint: str, *, anew: bool = False) -> OpenSearchWriter:
        """The next generation in the making, over the live one unless `anew`."""
        with ExitStack() as held:
            lease = Lease.take(self._generations.side)
            held.callback(lease.release)
            self._shared_runs.refuse()
            live, _ = self._live_now()
            base = None if anew else live
            layout = self._layout_of(base, extraction_fingerprint)
            meta = GenerationMeta(
                extraction_fingerprint=extraction_fingerprint, replicas=layout.replicas
            )
            return OpenSearchWriter(self._generations, lease, live, base, meta, layout, held)

    def part_writer(
        self, extraction_fingerprint: str, part: RunPart, now: datetime, *, anew: bool = False
    ) -> OpenSearchPartWriter:
        """A writer of one part of the next generation, as `search.engine.parts` says."""
        rules = (extraction_fingerprint, format_fingerprint())

        def wanted() -> SharedRun:
            live, uuid = self._live_now()
            layout = self._layout_of(None if anew else live, extraction_fingerprint)
            kind = RunKind(part.count, uuid, rules, anew)
            return SharedRun(kind, live, layout.shards, layout.replicas, now)

        run, lease = self._shared_runs.join(part, wanted)
        return OpenSearchPartWriter(self._generations, part, run, lease)

    def known_sources(self) -> list[SourceRecord]:
        """Where the reports of the live generation came from, whichever version made it."""
        try:
            return list(source_records(self._generations, self._generations.live()[0]))
        except EngineError:
            return []

    def check(self) -> list[str]:
        """What is wrong with the live generation, one line each: every report is read."""
        return damage(self._generations, self.snapshot())

    def rollback(self) -> str:
        """Make the generation before the live one live again."""
        self._generations.live()  # without an index there is nothing to lease
        lease = Lease.take(self._generations.side)
        try:
            run = self._shared_runs.refuse_at_work()
            before = self._generations.before()
            self._generations.opened(before)
            self._shared_runs.forget(run)  # or one that was published would be open again
            self._generations.rollback(before)
            return self._generations.generation_of(before)
        finally:
            lease.release()

    def notes(self) -> bytes:
        """The notes beside the generations."""
        return self._kept(_NOTES)

    def keep_notes(self, data: bytes) -> None:
        """Replace the notes beside the generations."""
        self._generations.side.write(_NOTES, data)

    def run_summary(self) -> bytes:
        """The summary of the last run, beside the generations."""
        return self._kept(_LAST_RUN)

    def keep_run_summary(self, data: bytes) -> None:
        """Replace the summary beside the generations."""
        self._generations.side.write(_LAST_RUN, data)

    def _kept(self, key: str) -> bytes:
        """Empty where there is nothing; a cluster that is away says so by what is asked next."""
        try:
            found = self._generations.side.read(key)
        except EngineError:
            return b""
        return b"" if found is None else found.data

    def _live_now(self) -> tuple[str | None, str]:
        """The live generation, and what tells it from any other; None and "" if there is none."""
        with suppress(NoIndexError):
            return self._generations.live()
        return None, ""

    def _layout_of(self, base: str | None, extraction_fingerprint: str) -> Layout:
        """How the next generation lies: as the one that it is made over, or as the address says."""
        if base is None:
            return self._layout
        meta = self._generations.opened(base)
        if meta.extraction_fingerprint != extraction_fingerprint:
            raise self._generations.stale("the indexer")
        return replace(self._layout, replicas=meta.replicas)
