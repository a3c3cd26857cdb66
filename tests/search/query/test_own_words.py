"""The words of one office: how the lines of its file are read, and what a query finds by them."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answer.page import answer, highlight_report
from search.answer.searchers import Searchers
from search.answers import NoticeKind, Query
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.query.own_words import NO_OWN_WORDS, OwnWordKind, OwnWords
from search.query.own_words_file import MAX_LINES, VARIABLE, OwnWordsFile, parse, path_of
from search.searcher import Searcher
from web.app import create_app

Write = Callable[[str, str], Path]


def own(*lines: str) -> OwnWords:
    """The words of some lines, all of which are understood."""
    found = parse("\n".join(lines).encode())
    assert found.bad == ()
    return found.words


REPORTS = {
    "short.txt": "Sáng nay, BQLKKT họp bàn việc cấp nước.",
    "long.txt": "Chiều nay, ban quản lý khu kinh tế họp bàn việc cấp điện.",
    "name.txt": "Đoàn công tác đã về thăm buôn Y Jút.",
    "other.txt": "Đoàn công tác đã về thăm buôn I Zút.",
    "word.txt": "Hội nghị bàn việc dừa siêm các thôn.",
    "usual.txt": "Hội nghị bàn việc dừa xiêm các xã.",
    "police.txt": "Lực lượng công an nhân dân ra quân.",
    "can.txt": "Hội nghị bàn việc can thiệp sớm, có lan can mới.",
}


@pytest.fixture
def engine(tmp_path: Path, write: Write) -> Engine:
    for name, text in REPORTS.items():
        folder = write(name, text).parent
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([folder], engine)
    return engine


def hits(engine: Engine, text: str, *lines: str) -> set[str]:
    page = answer(Query(text), Searcher(engine.snapshot(), own(*lines)))
    return {hit.report.id for hit in page.hits}


@pytest.mark.parametrize(
    ("line", "typed", "without", "found"),
    [
        ("viết tắt\tBQLKKT\tban quản lý khu kinh tế", "BQLKKT", "short", "short long"),
        ("viết tắt\tBQLKKT\tban quản lý khu kinh tế", "bqlkkt", "short", "short long"),
        (
            "viết tắt\tBQLKKT\tban quản lý khu kinh tế",
            "ban quản lý khu kinh tế",
            "long",
            "short long",
        ),
        (
            "viết tắt\tBQLKKT\tBan Quản lý Khu kinh tế",
            "ban quan ly khu kinh te",
            "long",
            "short long",
        ),
        ("abbreviation\tB.Q.L.K.K.T\tban quản lý khu kinh tế", "bqlkkt", "short", "short"),
        ("tên\tY Jút\tI Zút", "y jút", "name", "name other"),
        ("tên\tY Jút\tI Zút", "y jut", "name", "name other"),
        ("tên\tY Jút\tI Zút", "Y-Jút", "name", "name other"),
        ("tên\tY Jút\tI Zút", "i zut", "other", "name other"),
        ("cách viết\tdừa xiêm\tdừa siêm", "dừa xiêm", "usual", "word usual"),
        ("cách viết\tdừa xiêm\tdừa siêm", "dua siem", "word", "word usual"),
        ("viết tắt\tCAN\tcông an nhân dân", "CAN", "can", "can police"),
        ("viết tắt\tCAN\tcông an nhân dân", "can", "can", "can"),
        ("viết tắt\tCAN\tcông an nhân dân", "công an nhân dân", "police", "police"),
        ("tên\tlan can", "lan can", "can", "can"),
    ],
)
def test_what_is_found_by_a_line(
    engine: Engine, line: str, typed: str, without: str, found: str
) -> None:
    """`without`: by the same query where the office has no such line."""

    def first_group(*lines: str) -> set[str]:
        page = answer(Query(typed), Searcher(engine.snapshot(), own(*lines)))
        return {hit.report.id[:-4] for hit in page.hits[: page.total]}

    assert first_group() == set(without.split())
    assert first_group(line) == set(found.split())


def test_a_reader_is_told(engine: Engine) -> None:
    live = Searcher(engine.snapshot(), own("viết tắt\tBQLKKT\tban quản lý khu kinh tế"))
    [notice] = live.parse("họp BQLKKT").notices
    assert (notice.kind, notice.words) == (
        NoticeKind.ABBREVIATION, ("BQLKKT", "ban quản lý khu kinh tế"),
    )  # fmt: skip


def test_the_words_of_an_office_come_before_ours(engine: Engine) -> None:
    """What our list has for the same is added where both mean the same."""

    def told(text: str, *lines: str) -> list[tuple[str, ...]]:
        concepts = Searcher(engine.snapshot(), own(*lines)).parse(text).concepts
        return [concept.notice_words for concept in concepts]

    [ours] = told("BVMT")
    assert "bảo vệ môi trường" in ours
    assert told("BVMT", "viết tắt\tBVMT\tban vận động mua tre") == [("ban vận động mua tre",)]
    [both] = told("BVMT", "viết tắt\tMTBV\tbảo vệ môi trường", "viết tắt\tBVMT\tbảo vệ môi trường")
    assert set(both) == {*ours, "MTBV"}
    [longer] = told("bảo vệ môi trường", "viết tắt\tBV\tbảo vệ")
    assert longer == ("BVMT",)


def test_two_meanings_of_one_abbreviation_are_both_looked_for(engine: Engine) -> None:
    lines = ("viết tắt\tQQ\tdừa siêm các thôn", "viết tắt\tQQ\tcan thiệp sớm")
    assert hits(engine, "QQ", *lines) == {"word.txt", "can.txt"}


def test_values_of_a_filter_are_named_by_own_words(tmp_path: Path, write: Write) -> None:
    text = "Sáng 3/5/2023, Sở Kế hoạch và Đầu tư tỉnh Hưng Yên tổ chức hội nghị giao ban."
    engine = open_engine(f"whoosh:{tmp_path / 'of-values'}")
    build([write("values/a.txt", text)], engine)
    words = own("viết tắt\tSKĐ\tSở Kế hoạch và Đầu tư")
    live = Searcher(engine.snapshot(), words)
    [value] = live.facet_counts("organiser")
    assert live.values_meant("organiser", "skđ") == (value,)
    assert Searcher(engine.snapshot()).values_meant("organiser", "skđ") == ()


def test_a_report_is_highlighted_by_own_words(engine: Engine) -> None:
    live = Searcher(engine.snapshot(), own("viết tắt\tBQLKKT\tban quản lý khu kinh tế"))
    stored = live.report("long.txt")
    assert stored is not None
    _, passages = highlight_report(stored, "BQLKKT", live.vocabulary)
    marked = [run.text for runs in passages for run in runs if run.is_highlighted]
    assert marked == ["ban quản lý khu kinh tế"]


def test_two_indexes_in_one_process_have_words_of_their_own(engine: Engine) -> None:
    line = "viết tắt\tBQLKKT\tban quản lý khu kinh tế"
    for _ in range(2):
        assert hits(engine, "BQLKKT", line) == {"short.txt", "long.txt"}
        assert hits(engine, "BQLKKT") == {"short.txt"}


# The file


def bad_lines(text: str | bytes) -> dict[int, str]:
    found = parse(text if isinstance(text, bytes) else text.encode())
    return dict(found.bad)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("BQL\tban quản lý", "begins with none of: viết tắt, "),
        ("viết tắt BQL ban quản lý", "begins with none of"),
        ("viết tắt\tBQL", "wants an abbreviation, a tab, and what it stands for"),
        ("viết tắt\tBQL\ta\tb", "wants an abbreviation"),
        ("viết tắt\tB\tban", "has an abbreviation of one letter, 'B'"),
        ("viết tắt\t57\tnăm mươi bảy", "has no letter in '57'"),
        ("viết tắt\tBQL\tbql", "says the same twice"),
        ("tên", "wants a name"),
        ("tên\t" + "\t".join(f"tên {n}" for n in range(13)), "has more than 12 spellings"),
        ("tên\t" + "a " * 13, "has more than 12 syllables"),
        ("cách viết\tdừa xiêm", "wants two spellings or more"),
    ],
)
def test_a_line_that_is_not_understood_is_named_and_the_others_count(
    line: str, reason: str
) -> None:
    found = parse(f"# ours\n\n{line}\nviết tắt\tKKT\tkhu kinh tế\n".encode())
    [(number, told)] = found.bad
    assert number == 3 and told.startswith(reason)
    assert [own.words for own in found.words.words] == [("KKT", "khu kinh tế")]


def test_how_a_file_may_be_written() -> None:
    """By an editor of Windows, by a spreadsheet, by a Mac; in capitals, with empty cells."""
    text = "Viết tắt\tKKT\t\tkhu  kinh tế\t\r\n  # nothing\r\nTÊN\tY Jút\r\n"
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        found = parse(data)
        assert found.bad == ()
        assert [(own.line, own.kind, own.words) for own in found.words.words] == [
            (1, OwnWordKind.ABBREVIATION, ("KKT", "khu kinh tế")),
            (3, OwnWordKind.NAME, ("Y Jút",)),
        ]
    assert parse(unicodedata.normalize("NFD", text).encode()).bad == ()


def test_what_is_no_text_is_named_by_its_line() -> None:
    data = "tên\tY Jút\n".encode() + b"t\xean\tEa S\xfap\n"
    assert bad_lines(data) == {2: "is not UTF-8"}
    assert bad_lines("tên\tY Jút\ntên\tY  Jút") == {2: "says the same as line 1"}
    many = "\n".join(f"tên\tbuôn {'x' * (n % 40 + 1)} {n}" for n in range(MAX_LINES + 9))
    assert bad_lines(many) == {MAX_LINES + 1: f"and what follows are beyond {MAX_LINES} lines"}


@pytest.fixture
def file(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE, raising=False)
    path = path_of(engine)
    assert path is not None
    return path


def test_a_file_beside_the_index_is_read_when_it_changes(engine: Engine, file: Path) -> None:
    searchers = Searchers(engine)
    before = searchers.current()
    assert before.vocabulary.own is NO_OWN_WORDS and searchers.current() is before
    file.write_text("viết tắt\tBQLKKT\tban quản lý khu kinh tế\n", "utf-8")
    live = searchers.current()
    assert live.total(Query("BQLKKT")) == 2 and searchers.current() is live
    file.write_text("viết tắt\tBQLKKT\tkhông có gì\n", "utf-8")
    os.utime(file, (1, 1))
    assert searchers.current().total(Query("BQLKKT")) == 1
    file.unlink()
    assert searchers.current().vocabulary.own is NO_OWN_WORDS
    assert build([file.parent.parent / "reports"], engine).generation is None


def test_a_running_page_reads_it_at_the_next_request(engine: Engine, file: Path) -> None:
    client = create_app(engine).test_client()
    asked = {"q": "BQLKKT"}
    assert client.get("/api/search", query_string=asked).get_json()["total"] == 1
    file.write_text("viết tắt\tBQLKKT\tban quản lý khu kinh tế\n", "utf-8")
    assert client.get("/api/search", query_string=asked).get_json()["total"] == 2
    file.write_bytes(b"\x00\xff" * 1000)
    assert client.get("/", query_string=asked).status_code == 200


def test_another_file_may_be_named(
    engine: Engine, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(VARIABLE, "~/ours.tsv")
    words = OwnWordsFile(engine)
    assert not words.current() and not words.current()
    assert caplog.messages == [f"{tmp_path / 'ours.tsv'} cannot be read: No such file or directory"]
    (tmp_path / "ours.tsv").write_text("tên\tY Jút\nwrong\n", "utf-8")
    assert len(words.current().words) == 1 and words.current() is words.current()
    assert len(caplog.messages) == 2 and "ours.tsv:2 begins with none" in caplog.messages[1]


def test_what_cannot_be_read_takes_nothing_down(
    engine: Engine, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.mkdir()
    words = OwnWordsFile(engine)
    assert not words.current() and "cannot be read: Is a directory" in caplog.text
    file.rmdir()
    file.write_bytes(b"a" * 1_000_001)
    assert not words.current() and "is larger than 1 MB" in caplog.text
