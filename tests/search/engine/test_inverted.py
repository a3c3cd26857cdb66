"""Arrays give back what was put in, whatever it is; a merge is what writing anew would be."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.dates import DateRange
from search.engine.postings.arrays import Array, NotArraysError, read, write
from search.engine.postings.builder import PostingsArrays, PostingsBuilder, merge
from search.engine.postings.facet_column import DocSet
from search.engine.postings.interleaved import Interleaved
from search.engine.postings.inverted import InvertedField
from search.engine.postings.packed import Packed, Strings, narrow, ragged
from search.engine.postings.ranking import first_in_order
from search.engine.postings.segment_builder import RUN_BYTES, SegmentBuilder
from search.engine.postings.segments import Segments
from search.engine.postings.sources import sources
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS
from search.index.signature import signature
from search.index.terms import ReportTerms
from search.serialization import compressed

Document = Mapping[str, Sequence[int]]
"""Term → its positions."""

EDGES = [0, 1, 2, 255, 256, 65535, 65536, 1 << 31, (1 << 32) - 1]
NUMBERS = st.sampled_from(EDGES) | st.integers(0, (1 << 32) - 1)
TERMS = st.text(st.sampled_from("ab:2đ\x00\x7f\u07ff\ufffd\uffff\U00010000\U0010ffff"), max_size=4)
POSITIONS = st.sets(st.sampled_from([0, 1, 255, 65535, 65536, 1 << 20]) | st.integers(0, 300))
DOCUMENTS = st.lists(
    st.dictionaries(TERMS, POSITIONS.filter(bool).map(sorted), max_size=5), max_size=6
)


@pytest.mark.slow
@given(lists=st.lists(st.lists(NUMBERS, min_size=1, max_size=5), max_size=6))
def test_packed_lists(lists: list[list[int]]) -> None:
    counts = np.array([len(some) for some in lists], np.int64)
    numbers = np.array([number for some in lists for number in some], np.int64)
    packed = Packed(*Packed.pack(numbers, counts))
    assert [packed[number].tolist() for number in range(len(packed))] == lists
    assert packed.counts().tolist() == counts.tolist()
    assert packed.flat().tolist() == numbers.tolist()
    assert ragged(counts).tolist() == [place for some in lists for place in range(len(some))]


@given(documents=st.lists(st.lists(st.lists(NUMBERS, max_size=3), min_size=4, max_size=4)))
def test_numbers_of_one_kind_among_those_of_others(documents: list[list[list[int]]]) -> None:
    some = Interleaved(4, 2)
    for kinds in documents:
        numbers = np.array([number for own in kinds for number in own], np.uint32)
        some.add(map(len, kinds), numbers, numbers[::-1])
    for kind in range(4):
        sizes, (found, reversed_) = some.of(kind)
        assert sizes.tolist() == [len(kinds[kind]) for kinds in documents]
        assert found.tolist() == [number for kinds in documents for number in kinds[kind]]
        assert reversed_.size == found.size


@pytest.mark.slow
@given(numbers=st.lists(NUMBERS), least=st.sampled_from([1, 2, 4]))
def test_narrow_keeps_the_numbers(numbers: list[int], least: int) -> None:
    found = narrow(np.array(numbers, np.int64), least)
    assert found.tolist() == numbers
    assert found.itemsize >= least


@given(texts=st.sets(TERMS), prefix=TERMS)
def test_strings_are_found_and_those_that_begin_so(texts: set[str], prefix: str) -> None:
    ordered = sorted(texts)
    strings = Strings.of(Strings.to_arrays(ordered, "x"), "x")
    assert strings.texts() == ordered
    assert [strings.find(text) for text in ordered] == list(range(len(ordered)))
    assert (strings.find(prefix) >= 0) == (prefix in texts)
    numbers = strings.with_prefix(prefix)
    assert [ordered[n] for n in numbers] == [t for t in ordered if t.startswith(prefix)]
    assert strings.texts(numbers.start, numbers.stop) == [ordered[n] for n in numbers]


def inverted(documents: Mapping[int, Document]) -> dict[str, list[tuple[int, list[int]]]]:
    """Term → its documents and its positions there, as a dict has it."""
    found: dict[str, list[tuple[int, list[int]]]] = {}
    for number, terms in sorted(documents.items()):
        for term, positions in terms.items():
            found.setdefault(term, []).append((number, list(positions)))
    return dict(sorted(found.items()))


def contents(field: InvertedField) -> dict[str, list[tuple[int, list[int]]]]:
    """The same, of a field's arrays."""
    found = {}
    for number, term in enumerate(field.terms.texts()):
        postings = field[number]
        ends = np.cumsum(postings.frequencies)[:-1]
        positions = [part.tolist() for part in np.split(postings.positions, ends)]
        found[term] = list(zip(postings.doc_ids.tolist(), positions, strict=True))
    return found


def collected(documents: Sequence[Document]) -> PostingsArrays:
    builder = PostingsBuilder([True])
    vocabulary = sorted({term for terms in documents for term in terms}, reverse=True)
    for terms in documents:
        numbers = [vocabulary.index(term) for term in terms]
        often = [*map(len, terms.values())]
        positions = [place for places in terms.values() for place in places]
        columns = (np.array(column, np.uint32) for column in (numbers, often, positions))
        builder.add([(len(numbers), len(positions))], *columns)
    return builder.postings(0, vocabulary)


@pytest.mark.slow
@settings(max_examples=40)
@given(documents=DOCUMENTS)
def test_a_field_gives_back_its_documents(documents: list[Document]) -> None:
    field = InvertedField(collected(documents).to_arrays("f"), "f")
    assert contents(field) == inverted(dict(enumerate(documents)))


@pytest.mark.slow
@settings(max_examples=40)
@given(parts=st.lists(st.tuples(DOCUMENTS, st.sets(st.integers(0, 5))), min_size=1, max_size=3))
def test_a_merge_is_what_writing_the_kept_anew_would_be(
    parts: list[tuple[list[Document], set[int]]],
) -> None:
    renumbered: list[PostingsArrays] = []
    kept: list[Document] = []
    for documents, gone in parts:
        live = np.array([number not in gone for number in range(len(documents))], np.bool_)
        numbers = np.where(live, len(kept) + np.cumsum(live) - 1, -1)
        field = InvertedField(collected(documents).to_arrays("f"), "f")
        renumbered.append(field.renumbered(numbers, 0, len(field.terms)))
        kept += [document for document, is_live in zip(documents, live, strict=True) if is_live]
    same(merge(renumbered).to_arrays("f"), collected(kept).to_arrays("f"))


def same(found: Mapping[str, Array], right: Mapping[str, Array]) -> None:
    """The same arrays under the same names, as wide."""
    assert {name: (a.dtype, a.tolist()) for name, a in found.items()} == {
        name: (a.dtype, a.tolist()) for name, a in right.items()
    }


def test_numbers_that_need_four_bytes(tmp_path: Path) -> None:
    """Gaps, frequencies and positions beyond 65535, through a file."""
    documents, frequencies = [0, 1, 70_000, 200_000_000], [1, 300, 70_000, 2]
    positions = np.arange(sum(frequencies)) * 3
    some = PostingsArrays(
        ["b", "a"], np.array([0, 0, 0, 1]), np.array(documents), np.array(frequencies), positions
    )
    write(tmp_path / "f.arrays", some.to_arrays("f"))
    field = InvertedField(read(tmp_path / "f.arrays"), "f")
    a, b = field[0], field[1]
    assert field.terms.texts() == ["a", "b"]
    assert [*b.doc_ids, *a.doc_ids] == documents
    assert [*b.frequencies, *a.frequencies] == frequencies
    assert np.array_equal(np.concatenate([b.positions, a.positions]), positions)


@pytest.mark.parametrize(
    "content", [b"", b"hoinghi", b"hoinghi1", b"x" * 99, b"hoinghi1" + b"9" * 99]
)
def test_what_is_no_file_of_arrays_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(NotArraysError):
        read(tmp_path / "x")


FACET = COUNTED[0].name


def entry(key: str, terms: Document, values: tuple[str, ...], day: int) -> IndexEntry:
    """The same terms in every field."""
    return IndexEntry(
        id=key,
        digest=f"of {key}",
        origins=tuple(f"/{value}" for value in values),
        terms=ReportTerms.of({field.name: terms for field in FIELDS}),
        lengths={field.name: sum(map(len, terms.values())) for field in FIELDS},
        facets={facet.name: values for facet in COUNTED},
        dates=DateRange(date.fromordinal(day), date.fromordinal(day + 1)) if day else None,
        compressed=compressed(b""),
        signature=signature((), [*"abcdef"[: len(key) % 7], *values], None),
    )


def built(
    entries: Sequence[IndexEntry],
    *joined: tuple[Mapping[str, Array], list[bool]],
    run_bytes: int = RUN_BYTES,
) -> Mapping[str, Array]:
    with TemporaryDirectory() as folder:
        builder = SegmentBuilder(Path(folder), run_bytes)
        for one in entries:
            builder.add(one)
        for segment, live in joined:
            builder.join(segment, np.array(live, np.bool_))
        builder.write(Path(folder) / "x.arrays")
        return {name: array.copy() for name, array in read(Path(folder) / "x.arrays").items()}


ENTRIES = st.lists(
    st.builds(
        entry,
        key=st.uuids().map(str),
        terms=st.dictionaries(TERMS, POSITIONS.filter(bool).map(sorted), max_size=3),
        values=st.sampled_from([("x",), ("y",), ("y", "x"), ("z", "𠀀"), ("y", "y")]),
        day=st.sampled_from([0, 1, 700_000]),
    ),
    max_size=4,
)


@pytest.mark.slow
@settings(max_examples=40)
@given(parts=st.lists(st.tuples(ENTRIES, st.sets(st.integers(0, 3))), min_size=1, max_size=3))
def test_segments_joined_and_segments_apart_answer_as_one_written_anew(
    parts: list[tuple[list[IndexEntry], set[int]]],
) -> None:
    """The first part is being written, the others are joined to it, or beside it."""
    (own, _), *others = parts
    lives = [[n not in gone for n in range(len(entries))] for entries, gone in others]
    kept = own + [e for (es, _), ls in zip(others, lives, strict=True)
                  for e, is_live in zip(es, ls, strict=True) if is_live]  # fmt: skip
    segments = [built(entries) for entries, _ in others]
    anew = built(kept)
    joined = built(own, *zip(segments, lives, strict=True))
    without_facets = [n for n in anew if not n.startswith(("facet.", "origins."))]
    same({n: joined[n] for n in without_facets}, {n: anew[n] for n in without_facets})
    gone = [[n for n, is_live in enumerate(live) if not is_live] for live in lives]
    apart = Segments([(built(own), []), *zip(segments, gone, strict=True)])
    right = Segments([(anew, [])])
    for found in (apart, Segments([(joined, [])])):
        looks_like(found, right)


def looks_like(found: Segments, right: Segments) -> None:
    """All that can be asked of an index, by the ids of its documents."""
    ids = [key for key, is_live in zip(found.report_ids, found.live, strict=True) if is_live]
    assert ids == right.report_ids
    assert list(sources(found.parts())) == list(sources(right.parts()))
    told = [own.signature for own in sources(found.parts())]
    assert told == [own.signature for own in sources(right.parts())]
    assert [found.report_id(number) for number in found.doc_id_of.values()] == list(found.doc_id_of)
    assert sorted(
        found.report_ids, key=lambda key: found.id_rank[found.report_ids.index(key)]
    ) == sorted(found.report_ids)
    for field in (f.name for f in FIELDS):
        own, wanted_lengths = found.relative_lengths(field), right.relative_lengths(field)
        assert own[found.live].tolist() == wanted_lengths.tolist()
        for term in "ab":
            postings, wanted = found.postings(field, term), right.postings(field, term)
            assert [found.report_id(n) for n in postings.doc_ids] == [
                right.report_id(n) for n in wanted.doc_ids
            ]
            assert postings.frequencies.tolist() == wanted.frequencies.tolist()
            assert postings.positions.tolist() == wanted.positions.tolist()
    column, wanted_column = found.facet(FACET), right.facet(FACET)
    live, wanted_live = DocSet.of(found.live), DocSet.of(right.live)
    assert column.count(live) == wanted_column.count(wanted_live)
    assert column.count(live._replace(others=None)) == column.count(live), "counted one by one"
    for values in (["x"], ["x", "𠀀"], ["none"], []):
        having = column.having(values)[found.live]
        assert having.tolist() == wanted_column.having(values).tolist()


@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12),
    count=st.integers(0, 14),
)
def test_the_first_in_order(rows: list[tuple[int, int]], count: int) -> None:
    keys = np.array(rows, np.int64).reshape(-1, 2)
    documents = np.arange(len(rows))
    order = [lambda some, n=n: keys[some, n] for n in range(2)]
    found = first_in_order(documents, [*order, lambda some: some], count).tolist()
    assert sorted(found) == sorted(sorted(range(len(rows)), key=lambda n: (rows[n], n))[:count])
