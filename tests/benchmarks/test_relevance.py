"""Test collections are read and split as they should be, and ours is asked by the real way."""

import gzip
from pathlib import Path

import pytest

import search.answer.groups
import search.query.clauses
from benchmarks import relevance
from benchmarks.retrieval.ablations import ABLATIONS, applied
from benchmarks.retrieval.beir import Half, NotBeirError, bare, half_of, read
from benchmarks.retrieval.measures import Figures, can_measure, measure, names
from benchmarks.retrieval.ours import Ours
from benchmarks.retrieval.peers import PEERS, available, rankings
from benchmarks.retrieval.ranker import run
from search.index.fields import FIELDS_BY_NAME
from search.query.compile import MAX_SYLLABLES
from search.serialization import encode

pytestmark = pytest.mark.slow

needs_measures = pytest.mark.skipif(
    not can_measure(), reason="ir_measures is of requirements-bench.txt"
)

DOCUMENTS = [
    {"_id": "d/1", "title": "Giao ban về giải ngân vốn", "text": "Sáng 25/8, tỉnh họp giao ban."},
    {"_id": "d 2", "title": None, "text": "Bão số 3 gây mưa lớn ở miền Bắc.", "metadata": {}},
    {"_id": "3", "title": "Phòng chống lụt", "text": ""},
]
QUERIES = [
    {"_id": "q1", "text": "giải ngân"},
    {"_id": "q2", "text": "mưa lớn"},
    {"_id": "q3", "text": "chống lụt"},
    {"_id": "long", "text": "lụt " * (MAX_SYLLABLES + 1)},
    {"_id": "unanswered", "text": "gì"},
    {"_id": "unjudged", "text": "gì"},
]
SPLIT = ["held-out", "held-out", "held-out", "tuning"]
"""Of q1 to q4, for ever: figures of one half must stay comparable."""
JUDGEMENTS = """query-id\tcorpus-id\tscore
q1\td/1\t1
q1\td 2\t0
q2\td 2\t2
q3\t3\t1
long\t3\t1
unanswered\t3\t0
of no query\t3\t1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of three documents."""
    folder = tmp_path / "three"
    folder.mkdir()
    (folder / "corpus.jsonl").write_bytes(b"\n".join(map(encode, DOCUMENTS)))
    (folder / "queries.jsonl").write_bytes(b"\n".join(map(encode, QUERIES)))
    (folder / "qrels.tsv").write_text(JUDGEMENTS, "utf-8")
    return folder


@pytest.fixture
def ours(folder: Path, tmp_path: Path) -> Ours:
    """Our index of it."""
    engine = Ours(tmp_path / "work")
    engine.build(read(folder).documents())
    engine.open()
    return engine


def test_queries_that_something_answers_are_asked(folder: Path) -> None:
    collection = read(folder)
    assert collection.name == "three"
    assert list(collection.queries) == ["q1", "q2", "q3", "long"]
    assert collection.judgements["q1"] == {"d/1": 1, "d 2": 0}
    assert [(d.id, d.title) for d in collection.documents()][1:] == [
        ("d 2", ""),
        ("3", "Phòng chống lụt"),
    ]


def test_the_other_places_of_a_collection_are_the_same(folder: Path) -> None:
    expected = read(folder)
    documents = list(expected.documents())
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress((folder / "corpus.jsonl").read_bytes()))
    (folder / "corpus.jsonl").unlink()
    found = read(folder)
    assert (found.queries, found.judgements) == (expected.queries, expected.judgements)
    assert list(found.documents()) == documents


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_folder_that_is_no_collection_says_what_is_missing(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(NotBeirError, match=name):
        read(folder)


@pytest.mark.parametrize(
    "name, text",
    [
        ("queries.jsonl", "no JSON"),
        ("queries.jsonl", '{"text": "without an id"}'),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td/1\n"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td/1\tvery\n"),
        ("qrels.tsv", ""),
    ],
)
def test_what_is_wrong_with_a_file_is_told(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(NotBeirError, match=r"line \d|no query"):
        read(folder)


def test_a_damaged_corpus_is_told(folder: Path) -> None:
    packed = gzip.compress((folder / "corpus.jsonl").read_bytes())
    (folder / "corpus.jsonl.gz").write_bytes(packed[:-9])
    with pytest.raises(NotBeirError, match="is damaged"):
        list(read(folder).documents())


def test_a_wrong_folder_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["relevance", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        relevance.main()
    assert ended.value.code == 2
    assert "is no BEIR folder" in capsys.readouterr().err


def test_the_split_is_fixed_and_leaves_nothing_out(folder: Path) -> None:
    assert [half_of(f"q{number}").value for number in range(1, 5)] == SPLIT
    queries = b"".join(encode({"_id": f"q{n}", "text": "gì"}) + b"\n" for n in range(1, 5))
    (folder / "queries.jsonl").write_bytes(queries)
    (folder / "qrels.tsv").write_text(JUDGEMENTS + "q4\t3\t1\n", "utf-8")
    halves = [list(read(folder, half).queries) for half in (Half.TUNING, Half.HELD_OUT)]
    assert halves == [["q4"], ["q1", "q2", "q3"]]
    with pytest.raises(NotBeirError, match="tuning"):
        (folder / "qrels.tsv").write_text(JUDGEMENTS, "utf-8")
        read(folder, Half.TUNING)


@pytest.mark.parametrize(
    "typed, without",
    [
        ("Đường bộ ở Bắc Kạn", "Duong bo o Bac Kan"),
        ("hoà bình", "hoa binh"),  # in single code points too
        ("thuỷ lợi", "thuy loi"),
        ("25/8/2023?", "25/8/2023?"),
    ],
)
def test_what_is_typed_without_marks(typed: str, without: str) -> None:
    assert bare(typed) == without


def test_ours_gives_the_ids_of_the_collection_and_counts_what_it_refused(
    folder: Path, ours: Ours
) -> None:
    assert not ours.left_out
    found = run(ours, read(folder).queries)
    assert found.rankings == {"q1": ["d/1"], "q2": ["d 2"], "q3": ["3"], "long": []}
    assert found.refused == 1
    assert run(ours, read(folder).bare().queries).rankings["q1"] == ["d/1"]


def test_an_index_follows_its_collection(folder: Path, ours: Ours, tmp_path: Path) -> None:
    (folder / "corpus.jsonl").write_bytes(encode({"_id": "new", "text": "Mưa lớn ở miền Nam."}))
    again = Ours(tmp_path / "work")
    again.build(read(folder).documents())
    again.open()
    assert run(again, read(folder).queries).rankings["q2"] == ["new"]


@pytest.mark.parametrize("name", ABLATIONS)
def test_a_part_is_turned_off_for_a_while(name: str, folder: Path, ours: Ours) -> None:
    ablation = ABLATIONS[name]

    def now() -> list[object]:
        return [
            search.query.clauses.WEIGHTS,
            search.answer.groups.CHANCE,
            FIELDS_BY_NAME.copy(),
        ]

    before = now()
    with applied(ablation):
        assert now() != before
        assert run(ours, read(folder).queries).rankings["q2"] == ["d 2"]
    assert now() == before


@pytest.mark.parametrize("name", PEERS)
def test_each_peer_finds_what_is_there_and_is_asked_once(
    name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name not in available():
        pytest.skip(f"{PEERS[name].package} is of requirements-bench.txt")
    found = rankings(name, read(folder), tmp_path)
    assert {query: found[query][:1] for query in ("q1", "q2", "q3")} == {
        "q1": ["d/1"],
        "q2": ["d 2"],
        "q3": ["3"],
    }
    monkeypatch.setattr("benchmarks.retrieval.peers.run", None)
    assert rankings(name, read(folder), tmp_path) == found


@needs_measures
def test_the_measures_are_those_of_the_literature() -> None:
    judgements = {"a": {"1": 1}, "b": {"2": 1, "3": 1}, "c": {"4": 1}, "unasked": {"5": 1}}
    rankings = {"a": ["1", "9"], "b": ["9", "2"], "c": [str(n) for n in range(50, 61)] + ["4"]}
    found = measure(judgements, rankings)
    second = 0.6309297535714575  # 1 ÷ log2(3)
    assert found == pytest.approx(
        Figures(
            ndcg=(1 + second / (1 + second)) / 4,
            mrr=(1 + 1 / 2) / 4,
            recall=(1 + 1 / 2) / 4,
            recall_100=(1 + 1 / 2 + 1) / 4,
        )
    )


@needs_measures
def test_of_graded_judgements_what_was_not_judged_is_left_out_of_ndcg_alone() -> None:
    judgements = {"a": {"mainly": 3, "touches": 1, "not": 0}}
    found = measure(judgements, {"a": ["unjudged", "touches", "mainly"]})
    second = 0.6309297535714575  # 1 ÷ log2(3)
    assert names(judgements)[0] == "nDCG@8"
    assert names({"a": {"1": 1}})[0] == "nDCG@10"
    assert found.ndcg == pytest.approx((1 + 7 * second) / (7 + second))
    assert found.mrr == pytest.approx(1 / 2)


@needs_measures
def test_the_tables(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(relevance, "WORK", tmp_path / "bench")
    monkeypatch.setattr("sys.argv", ["relevance", str(folder), "--bare", "--ablate"])
    relevance.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "three: 4 queries (all), 5 judgements"
    ours = [line.split()[1:] for line in lines if line.startswith("ours ") and "." in line]
    assert ours == [["0.750"] * 4, ["0.750"] * 4 + ["0.000"]]
    assert sum(line.startswith(tuple(ABLATIONS)) for line in lines) == 2 * len(ABLATIONS)
    assert sum("1 refused" in line for line in lines) == 2
